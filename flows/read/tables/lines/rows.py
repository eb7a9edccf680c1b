"""Rows of a table without row rules: which lines are one row, because a label or a text is broken over lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from flows.read.tables.lines.midway import figure_columns, midway, midway_but_for_ends
from flows.read.tables.lines.placed import Placed
from flows.read.tables.lines.spaced import spaced
from flows.read.tables.lines.wraps import Wraps, alike, deeper, goes_on, words_go_on, wraps_of
from flows.read.tables.tokens import is_number

_SWAP = {0: 1, 1: 0}


def rows_of(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Body lines gathered into rows, top to bottom."""
    if not lines:
        return []
    if label_column(lines) == 1:
        swapped = [replace(line, entries={_SWAP.get(c, c): rs for c, rs in line.entries.items()}) for line in lines]
        back = {id(new): old for new, old in zip(swapped, lines, strict=True)}
        return [[back[id(line)] for line in row] for row in _gathered(swapped)]
    return _gathered(lines)


def label_column(lines: Sequence[Placed]) -> int:
    """The column of the labels: the first, or the second where numbers stand before them or little stands before."""
    named = [line for line in lines if 1 in line.entries]
    worded = all(not is_number(r.text) for line in named for r in line.entries[1])
    alone = sum(line.holds_only(1) for line in named)
    if (
        worded
        and alone
        and len(named) >= 0.9 * len(lines)
        and sum(0 in line.entries for line in lines) < 0.6 * len(lines)
    ):
        return 1
    both = [line for line in lines if 0 in line.entries and 1 in line.entries]
    numbers = sum(is_number(line.stub) for line in both)
    words = sum(not is_number(line.entries[1][0].text) for line in both)
    return min(numbers, words) >= max(2, 0.8 * len(both)) and all(
        c != 0 or is_number(line.stub) for line in lines for c in line.entries
    )


def _gathered(lines: Sequence[Placed]) -> list[list[Placed]]:
    if _one_row_a_band(lines):
        counted = figure_columns(lines)
        return [row for band in _by_band(lines) for row in (_crowded(band, counted) and midway(band)) or [band]]
    if (centred := midway(lines)) is not None:
        return centred
    if (told := spaced(lines) or midway_but_for_ends(lines)) is not None:
        return told
    pitch = _pitch(lines)
    wraps = wraps_of(lines)
    rows: list[list[Placed]] = [[lines[0]]]
    for i in range(1, len(lines)):
        if lines[i].band == rows[-1][-1].band and _continues(rows[-1], lines, i, pitch, wraps):
            rows[-1].append(lines[i])
        else:
            rows.append([lines[i]])
    return rows


def _one_row_a_band(lines: Sequence[Placed]) -> bool:
    """Do row rules part all the rows, so that each band between two rules is one row?"""
    bands = _by_band(lines)
    if len(bands) < 3:
        return False
    counted = figure_columns(lines)
    crowded = sum(_crowded(band, counted) for band in bands)
    return crowded == 0 or (crowded <= len(bands) // 10 and len(bands) >= 10)


def _crowded(band: Sequence[Placed], counted: set[int]) -> bool:
    """Do several lines of a band carry figures, or the same word as the line above beside a label of its own: `s40`?

    In a column of words a number is the end of a broken text, `under` over `16`.
    """
    figured = sum(line.has_data() and (not counted or not counted.isdisjoint(line.entries)) for line in band)
    return figured > 1 or any(map(_said_again, band, band[1:]))


def _said_again(above: Placed, line: Placed) -> bool:
    texts = [{c: [r.text for r in runs] for c, runs in p.entries.items() if c} for p in (above, line)]
    return bool(texts[0]) and texts[0] == texts[1] and bool(above.stub and line.stub)


def _by_band(lines: Sequence[Placed]) -> list[list[Placed]]:
    bands: list[list[Placed]] = []
    for line in lines:
        if bands and bands[-1][-1].band == line.band and not (line.spans and bands[-1][-1].has_data()):
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _pitch(lines: Sequence[Placed]) -> float:
    """The usual free space between one line and the next where both carry figures."""
    gaps = [b.top - a.bottom for a, b in itertools.pairwise(lines) if a.has_data() and b.has_data()]
    gaps = gaps or [b.top - a.bottom for a, b in itertools.pairwise(lines)]
    return median(gaps) if gaps else 0.0


def _continues(row: Sequence[Placed], lines: Sequence[Placed], i: int, pitch: float, wraps: Wraps) -> bool:
    """Does line `i` go on with the row above it?"""
    line, above = lines[i], lines[i - 1]
    gap = line.top - above.bottom
    if line.spans or above.spans or _said_again(above, line):
        return False
    started = any(p.has_data() for p in row)
    after = lines[i + 1].top - line.bottom if i + 1 < len(lines) else 0.0
    reads_on = line.only_stub and above.only_stub and goes_on(above, line)
    over_next = after < -0.2 * line.size and after < gap - 0.1 * line.size
    if over_next and not (started and line.has_data()) and not reads_on:
        return False
    if line.has_data() and started:
        return _overlaps_only(row, line, gap)
    if gap < -0.2 * line.size:
        return True
    tight = gap < pitch - 0.22 * line.size
    if line.only_stub:
        return _label_goes_on(lines, i, tight, started, gap, pitch, wraps)
    if 0 not in line.entries and not line.has_data():
        return (gap <= pitch + 0.25 * line.size or tight) and not _heading(row, line, lines)
    if line.has_data() and above.only_stub:
        if 0 not in line.entries:
            return gap < 0.6 * line.size and (tight or not _heads(above, line))
        return _wraps_into(lines, i, tight, wraps)
    return not line.has_data() and gap <= pitch + 0.25 * line.size and words_go_on(row, line, wraps)


def _heading(row: Sequence[Placed], line: Placed, lines: Sequence[Placed]) -> bool:
    """Words alone where figures stand in most rows, not going on with words above: the heading of a part."""
    for c in line.entries:
        figures = [any(is_number(r.text) for r in p.entries[c]) for p in lines if c in p.entries]
        if sum(figures) < 0.6 * len(figures) or any(c in p.entries and not p.has_data() for p in row):
            return False
        if any(not is_number(r.text) for p in row for r in p.entries.get(c, [])):
            return False
    return True


def _overlaps_only(row: Sequence[Placed], line: Placed, gap: float) -> bool:
    """Figures set a little off the line of their label, none in the same column as those already there."""
    taken = {c for p in row for c in p.entries}
    return gap < -0.2 * line.size and not taken & set(line.entries)


def _label_goes_on(
    lines: Sequence[Placed],
    i: int,
    tight: bool,
    started: bool,
    gap: float,
    pitch: float,
    wraps: Wraps,
) -> bool:
    """A line with a label only: the end of the label above, or the start of something new?"""
    line, above = lines[i], lines[i - 1]
    if 0 not in above.entries:
        return tight and started
    following = lines[i + 1] if i + 1 < len(lines) and lines[i + 1].band == line.band else None
    gap_after = following.top - line.bottom if following else 1e9
    if tight and gap < gap_after - 0.15 * line.size:
        return True
    if gap > pitch + 0.35 * line.size or gap > gap_after + 0.3 * line.size:
        return False
    if not alike(above, line):
        return False
    if goes_on(above, line) or line.stub[:1] in "(&/":
        return True
    if not (started and wraps.full(above, line, 0)):
        return False
    back = following is None or (0 in following.entries and deeper(line, following))
    return (deeper(line, above) and back) or (wraps.under and not wraps.over and not deeper(above, line))


def _wraps_into(lines: Sequence[Placed], i: int, tight: bool, wraps: Wraps) -> bool:
    """Does a label begun on the line above end on this line, where its figures stand?"""
    line, above = lines[i], lines[i - 1]
    if not alike(above, line):
        return False
    if goes_on(above, line):
        return True
    if not wraps.full(above, line, 0) or deeper(above, line):
        return False
    further = next((p for p in lines[i + 1 :] if 0 in p.entries), None)
    back = further is not None and deeper(line, further)
    if deeper(line, above):
        hangs = back or (further is None and wraps.over)
        return (tight or hangs) and not above.stub.endswith(":")
    return tight or back or (wraps.over and not wraps.under)


def _heads(above: Placed, line: Placed) -> bool:
    return above.entries[0][0].bold or above.stub.endswith(":")
