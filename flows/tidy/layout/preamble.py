"""What a report prints above its table: lines of a name and a value, such as who asked, and filters of a pivot table.

`Our reference | FOI 12/17` is no header of the columns under it. What the lines name holds for the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.dimensions import is_known, parse
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions import Region

PAIR = 2
#: What a pivot table shows of a filter that filters nothing.
_ANYTHING = ("(all)", "all")


def set_preamble_aside(region: Region) -> None:
    """Make titles of the lines of names and values above the header of a region."""
    rows = _over_a_list(region) if len(region.columns) == PAIR else _over_a_gap(region)
    for row in rows:
        name, *values = region.row_anchors(row)
        told = ", ".join(v.text for v in values if v.text.lower() not in _ANYTHING)
        region.titles.append(replace(name, text=f"{name.text.rstrip(' :')}: {told}") if told else name)
        region.notes.extend(values)
    region.rows = [r for r in region.rows if r not in rows]


def _over_a_gap(region: Region) -> list[int]:
    """The lines that a blank row parts from a table of more columns, which begins with words."""
    place = {r: i for i, r in enumerate(region.matrix.rows)}
    gap = next((i for i, (a, b) in enumerate(pairwise(region.rows)) if place[b] - place[a] > 1), None)
    if gap is None or len(region.columns) <= PAIR:
        return []
    above, header = region.rows[: gap + 1], region.row_anchors(region.rows[gap + 1])
    lines = [region.row_anchors(r) for r in above]
    pairs = all(len(line) <= PAIR and not any(s.is_figure for s in line[1:]) for line in lines)
    beside = all(line[0].column == region.columns[0] and _no_header(line, region.columns[1]) for line in lines)
    over_figures = len(header) >= PAIR or header[0].column > region.columns[0]
    headed = over_figures and not any(s.is_figure for s in header)
    return above if pairs and beside and headed and any(len(line) == PAIR for line in lines) else []


def _no_header(line: Sequence[Slot], second: int) -> bool:
    """Whether a line is a name and its value, or one of which the first cell spans row labels and figures alike."""
    return line[-1].column <= second or second in line[0].cell.columns


def _over_a_list(region: Region) -> list[int]:
    """The lines of words over a list of keys and figures."""
    pairs: list[tuple[int, Sequence[Slot]]] = []
    for row in region.rows:
        anchors = region.row_anchors(row)
        if len(anchors) != PAIR or anchors[0].is_figure or anchors[1].value is not None:
            break
        pairs.append((row, anchors))
    if len(pairs) < PAIR or len(pairs) == len(region.rows):
        return []
    if _heads_figures(*pairs[-1][1]):
        pairs.pop()
    return [row for row, _ in pairs]


def _heads_figures(key: Slot, value: Slot) -> bool:
    """True for the words over two columns of labels and figures: `Age | 2016/17`, `Offence | Number`."""
    if not is_known(value.text):
        return False
    day = parse("period", value.text)
    return day is None or day.value.start != day.value.end
