"""A table from lines of text alone: columns by free space, rows by figures, header by what stands above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.read.tables.edges import Ruling
from flows.read.tables.headers.headers import (
    YEAR,
    alone_between,
    between_uprights,
    level_breaks,
    reaches,
    reads_down,
    repeated_groups,
)
from flows.read.tables.headers.height import header_height
from flows.read.tables.headers.joined import word_space
from flows.read.tables.headers.stacked import straightened
from flows.read.tables.lines.columns import (
    Span,
    columns_of,
    cut_at_gutters,
    touched,
    united,
    widened,
    with_group_labels,
    with_lone,
)
from flows.read.tables.lines.midway import midway
from flows.read.tables.lines.placed import Placed
from flows.read.tables.lines.rows import rows_of
from flows.read.tables.lines.spaced import begun_above, spaced
from flows.read.tables.reject import is_figure, tabular
from flows.read.tables.tokens import Line, Run, is_number
from flows.read.tables.unruled.assembly import TextTable, assemble
from flows.read.tables.unruled.beside import beside
from flows.read.tables.unruled.tight import cut_before_figures

WORD_GAP = 0.6
"""Free space (em) that words of one text do not leave between them."""
CELL_GAP = 0.9
"""Free space (em) that cells of one row leave between them, before any column is known."""
EACH = 0.8
"""In so many rows a label stands first: it is that of its own row."""
FLUSH = 0.15
"""Texts that begin so near each other (em) begin flush."""


def text_table(
    lines: Sequence[Line], rules: Sequence[Ruling], trusted: bool, uprights: Sequence[float] = ()
) -> TextTable | None:
    """The table that some lines make; None where they make none. `trusted`: rulings already say it is one.

    `uprights`: where lines part groups of columns.
    """
    lines = [line for line in lines if line.tokens]
    if len(lines) < 2:
        return None
    lines = cut_before_figures(lines, WORD_GAP)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    columns = body_columns(lines, size)
    if len(columns) < 2:
        return None
    bands = full_rules(rules, columns)
    around = zip([None, *lines], lines, [*lines[1:], None], strict=False)
    placed = [place(line, above, below, columns, size, bands) for above, line, below in around]
    head = header_height(placed, full_rules([r for r in rules if r.start <= columns[0].x0 + size], columns))
    if head > 1 and any(span[:2] == (0, len(columns) - 1) for span in placed[head - 1].spans):
        head -= 1
    head, body, groups = _rows(placed, head)
    grid = [[" ".join(r.text for p in row for r in p.entries.get(c, [])) for c in range(len(columns))] for row in body]
    top = straightened(placed[:head], columns, rules, word_space(lines), uprights) if head else []
    header = header_levels(top, columns, rules, placed[head], uprights)
    if not (tabular(grid, trusted, bool(header)) or single_row(grid, header)):
        return None
    return assemble(columns, header, body, groups, rules)


def _rows(lines: Sequence[Placed], head: int) -> tuple[int, list[list[Placed]], list[range]]:
    """How many of the `head` lines at the top are header, rows from the others, and which rows have one label together.

    The last lines of a header may be the beginning of the first label: so where rows set about their middles show it.
    """
    for count in range(head, -1, -1):
        line = lines[count]
        if count < head and (line.has_data() or line.spans or len(line.entries) > 1 or max(line.entries) > 1):
            break
        if (grouped := beside(lines[count:], midway)) is not None:
            return count, *grouped
        if (rows := midway(lines[count:])) is not None:
            return count, rows, []
    if (told := spaced(lines[head:])) is not None:
        begun = begun_above(told, lines[:head])
        rows = [[*lines[head - begun : head], *told[0]], *told[1:]]
        if begun or sum(any(0 in p.entries for p in row) for row in rows) >= EACH * len(rows):
            return head - begun, rows, []
    body, groups = beside(lines[head:], rows_of) or (rows_of(lines[head:]), [])
    return head, body, groups


def single_row(grid: Sequence[Sequence[str]], header: Sequence[Sequence[Placed]]) -> bool:
    """One labelled row of figures, at least two, each under a header of its own."""
    if len(grid) != 1 or not header or not grid[0][0] or is_figure(grid[0][0]):
        return False
    data = [c for c, text in enumerate(grid[0]) if c and text]
    headed = {c for level in header for p in level for c in p.entries}
    return len(data) >= 2 and all(is_figure(grid[0][c]) for c in data) and set(data) <= headed


def body_columns(lines: Sequence[Line], size: float) -> list[Span]:
    """The columns, told by the lines with figures; by all lines where there are none and rulings vouch."""
    proof = [runs for line in lines if has_figures(runs := line.runs(WORD_GAP))]
    counts = [runs for runs in proof if not _all_years(runs)]
    if len(counts) == 1 and _one_row(counts[0], lines):
        proof = counts
    elif len(proof) < 2:
        proof = [line.runs(CELL_GAP) for line in lines]
        counts = [runs for runs in proof if not _all_years(runs)]
    years = max((sum(is_number(r.text) for r in runs) for runs in proof if _all_years(runs)), default=0)
    if years and len(counts) >= 2 and 2 * years <= len(columns_of(counts, size)):
        proof = counts
    columns = columns_of(proof, size)
    for _ in range(min(4, len(proof) - 1)):
        without = columns_of(proof[1:], size)
        if len(without) <= len(columns) or _all_years(proof[1]) or (len(proof) == 2 and not _all_years(proof[0])):
            break
        proof, columns = proof[1:], without
    every = [line.runs(WORD_GAP) for line in lines]
    if columns:
        columns = with_group_labels(columns, every, size)
    return united(with_lone(columns, every, size), every)


def _one_row(runs: Sequence[Run], lines: Sequence[Line]) -> bool:
    """Are these several figures in the last line of more than one text: the one row of a table?"""
    several = [line for line in lines if len(line.runs(WORD_GAP)) > 1]
    return several[-1].runs(WORD_GAP) == runs and sum(is_figure(r.text) for r in runs) > 1


def has_figures(runs: Sequence[Run]) -> bool:
    """Does a figure stand after the first run?"""
    return any(is_figure(r.text) for r in runs[1:])


def _all_years(runs: Sequence[Run]) -> bool:
    texts = [r.text for r in runs if is_number(r.text)]
    return bool(texts) and all(YEAR.fullmatch(t) for t in texts)


def full_rules(rules: Sequence[Ruling], columns: Sequence[Span]) -> list[float]:
    """Heights of the row rules that run over all or nearly all of the columns."""
    left, right = columns[0].x0, columns[-1].x1
    by_height: dict[int, float] = {}
    for r in rules:
        key = round(r.at / 2)
        by_height[key] = by_height.get(key, 0.0) + max(0.0, min(r.end, right) - max(r.start, left))
    return sorted(2.0 * k for k, covered in by_height.items() if covered >= 0.7 * (right - left))


def place(
    line: Line,
    above: Line | None,
    below: Line | None,
    columns: Sequence[Span],
    size: float,
    bands: Sequence[float],
) -> Placed:
    """A line with its runs in their columns; a run over several columns is a span."""
    box = line.box
    placed = Placed(box.top, box.bottom, line.size, band=sum(b < line.middle for b in bands))
    everything, whole = (1, len(columns) - 1), Run(line.tokens)
    under = below.runs(WORD_GAP) if below else []
    flush = above is not None and _flush(line, above)
    if above and not flush and _heads_part(line, columns) and not reads_down(whole, under, columns, everything, False):
        placed.spans.append((0, len(columns) - 1, whole))
        return placed
    if not flush and _over_all(line, columns) and not reads_down(whole, under, columns, everything, True):
        placed.spans.append((*everything, whole))
        return placed
    runs = line.runs(WORD_GAP)
    body = has_figures(runs)
    if not body and (first := len(columns) - len(runs)) in (0, 1) and _in_order(runs, columns, first):
        placed.entries = {first + i: [run] for i, run in enumerate(runs)}
        return placed
    for run in (p for r in runs for p in cut_at_gutters(r, columns, size, body)):
        hit = touched(run, columns)
        if len(hit) > 1:
            placed.spans.append((hit[0], hit[-1], run))
        else:
            placed.entries.setdefault(hit[0], []).append(run)
    placed.entries = {c: _doubted(entry) for c, entry in placed.entries.items()}
    return placed


def _in_order(runs: Sequence[Run], columns: Sequence[Span], first: int) -> bool:
    """Are texts from column `first` on one to each, between the columns before and after, if not over its figures?"""
    before = [Span(float("-inf"), float("-inf")), *columns]
    after = [*columns[1:], Span(float("inf"), float("inf"))]
    return all(before[c].x1 < r.x0 and r.x1 < after[c].x0 for c, r in enumerate(runs, start=first))


def _doubted(runs: list[Run]) -> list[Run]:
    """Runs of one cell, doubted where two of them are figures: they may be two cells."""
    if sum(is_number(r.text) for r in runs) < 2:
        return runs
    return [Run([replace(t, doubts=(*t.doubts, "text_overlaps")) for t in r.tokens]) for r in runs]


def _over_all(line: Line, columns: Sequence[Span]) -> bool:
    """One text alone, no figure unless a year, in the middle of the columns of figures: it speaks for all of them."""
    runs = line.runs(CELL_GAP)
    if len(columns) < 4 or len(runs) != 1 or runs[0].x0 < columns[1].x0 + line.size:
        return False
    if is_number(line.text) and not YEAR.fullmatch(line.text):
        return False
    off = (runs[0].x0 + runs[0].x1) / 2 - (columns[1].x0 + columns[-1].x1) / 2
    return abs(off) <= 1.2 * line.size


def _heads_part(line: Line, columns: Sequence[Span]) -> bool:
    """One text alone, no figure, in the middle of the whole width and not at its left: the heading of a part."""
    runs = line.runs(CELL_GAP)
    if len(runs) != 1 or runs[0].x0 < columns[0].x0 + 2 * line.size or is_number(line.text):
        return False
    if any(abs(runs[0].x0 - c.x0) <= FLUSH * line.size and runs[0].x1 <= c.x1 + line.size for c in columns[1:]):
        return False
    middle = (runs[0].x0 + runs[0].x1) / 2
    off = abs(middle - (columns[0].x0 + columns[-1].x1) / 2)
    return off <= 0.8 * line.size and off < abs(middle - (columns[1].x0 + columns[-1].x1) / 2)


def _flush(line: Line, above: Line) -> bool:
    """Does a line begin close under a text of the line above and just where that begins?"""
    near = line.box.top - above.box.bottom <= 0.5 * line.size
    return near and any(abs(r.x0 - line.box.x0) <= FLUSH * line.size for r in above.runs(WORD_GAP))


def header_levels(
    lines: Sequence[Placed],
    columns: Sequence[Span],
    rules: Sequence[Ruling],
    under: Placed,
    uprights: Sequence[float] = (),
) -> list[list[Placed]]:
    """Header lines with spans settled, gathered into levels. `under` is the line below; it may name columns too."""
    labelled: dict[int, str] = {}
    wide = list(columns)
    settled: list[Placed] = []
    below: list[Run] = []
    if not under.has_data() and len(under.entries) > 2:
        labelled = {c: rs[0].text for c, rs in under.entries.items()}
        below = [r for _, rs in sorted(under.entries.items()) for r in rs]
    for line in reversed(lines):
        runs = sorted(
            [r for rs in line.entries.values() for r in rs] + [r for _, _, r in line.spans], key=lambda r: r.x0
        )
        made = Placed(line.top, line.bottom, line.size, band=line.band)
        if len(runs) == 1 and line.spans and line.spans[0][:2] == (1, len(columns) - 1):
            settled.append(line)
            continue
        if not line.spans and all(len(line.entries.get(c, ())) == 1 for c in range(1, len(columns))):
            settled.append(line)
            labelled |= {c: rs[0].text for c, rs in line.entries.items()}
            wide = [widened(c, line.entries.get(i, [])) for i, c in enumerate(wide)]
            below = runs
            continue
        alone = all(reads_down(r, below, columns, (0, 0), False, runs) for r in runs)
        over = None if alone else repeated_groups(runs, wide, labelled)
        over = over or reaches(runs, wide, rules, line.bottom, below)
        held = [alone_between(r, runs, columns, uprights) for r in runs]
        over = (
            between_uprights(runs, over, columns, uprights)
            if below
            else [h or o for h, o in zip(held, over, strict=True)]
        )
        below = runs
        for run, (first, last), sure in zip(runs, over, held, strict=True):
            own = touched(run, columns)
            if last > first and (set(range(first, last + 1)) <= set(labelled) or len(own) > 1 or sure):
                made.spans.append((first, last, run))
            else:
                made.entries.setdefault(own[0], []).append(run)
        labelled |= {c: rs[0].text for c, rs in made.entries.items()}
        labelled |= {c: run.text for first, last, run in made.spans for c in range(first, last + 1)}
        settled.append(made)
        wide = [widened(c, made.entries.get(i, [])) for i, c in enumerate(wide)]
    return level_breaks(settled[::-1])
