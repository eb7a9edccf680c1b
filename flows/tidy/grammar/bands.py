"""The bands of columns that a sheet may be parted into before its rows are cut into tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.tidy.dimensions import headings
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.sequences import is_label_run, is_year
from flows.tidy.layout.told import ToldTable

#: A sheet of several small tables has so few blocks of rows; to part more would cost time and find nothing.
MOST_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Band:
    """Some columns of a sheet over some of its rows, and what a person says of the table in them."""

    matrix: Matrix
    columns: list[int]
    rows: list[int]
    told: ToldTable | None = None


def bands(matrix: Matrix, told: Sequence[ToldTable]) -> Iterator[list[Band]]:
    """The ways to part a sheet into bands of columns over rows: as one, and where tables stand abreast.

    They may stand so in some blocks of rows alone, as on a sheet of several small tables.
    What a person bounds is a band of its own, and so is what is left above, below and beside it.
    """
    rows = list(matrix.rows)
    filled = _filled(matrix, rows)
    if not filled:
        return
    if told:
        yield list(_told_bands(matrix, rows, filled, told))
        return
    yield [Band(matrix, filled, rows)]
    if len(headed := list(_headed_alike(matrix, filled, rows))) > 1:
        yield headed
    elif len(parted := _abreast(matrix, filled, rows)) > 1:
        yield [Band(matrix, columns, rows) for columns in parted]
    blocks = list(_with_titles(matrix, _blocks(matrix, rows)))
    if 1 < len(blocks) <= MOST_BLOCKS:
        scattered = [Band(matrix, columns, b) for b in blocks for columns in _abreast(matrix, _filled(matrix, b), b)]
        # Two lines of the flag under the first columns of a crosstab are of all that it counts.
        narrower = any(len(b.columns) == 2 and len(a.columns) > 3 for a, b in pairwise(scattered))
        if len(scattered) > len(blocks) or narrower:
            yield scattered


def _filled(matrix: Matrix, rows: Sequence[int]) -> list[int]:
    return [c for c in matrix.columns if any((r, c) in matrix.slots for r in rows)]


def _blocks(matrix: Matrix, rows: Sequence[int]) -> list[list[int]]:
    """The rows of a sheet between its blank ones."""
    blocks: list[list[int]] = [[]]
    for row in rows:
        if matrix.fills(row):
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _with_titles(matrix: Matrix, blocks: Sequence[list[int]]) -> Iterator[list[int]]:
    """Blocks of rows, each with those before it that hold no figures and stand over its tables."""
    over: list[int] = []
    for block in blocks:
        over += block
        if _holds_figures(matrix, matrix.columns, block):
            yield over
            over = []
    if over:
        yield over


def _told_bands(matrix: Matrix, rows: list[int], filled: list[int], told: Sequence[ToldTable]) -> Iterator[Band]:
    left, printed = rows, [c for c in filled if c > 0]
    for table in sorted(told, key=lambda t: (t.rows or (0, 0), t.columns or (0, 0))):
        inside = [r for r in rows if table.holds(r)]
        if table.rows is not None:
            above = [r for r in left if 0 < r < table.rows[0]]
            if above and table.columns is None:
                yield Band(matrix, printed, above)
            left = [r for r in left if r > table.rows[1]] if table.columns is None else left
        columns = table.of(filled)
        if inside and columns:
            yield Band(matrix, columns, inside, table)
        if table.columns is not None and (beside := [c for c in printed if c not in columns]):
            others = [c for t in told if t is not table for c in t.of(filled)]
            if rest := [c for c in beside if c not in others]:
                yield Band(matrix, rest, inside)
        if table.rows is None:
            return
    if left and all(t.columns is None for t in told):
        yield Band(matrix, printed, left)


def _headed_alike(matrix: Matrix, filled: Sequence[int], rows: Sequence[int]) -> Iterator[Band]:
    """Tables whose figures have the same headers abreast, down to the next blank row, and what stands below them."""
    for n, row in enumerate(rows):
        slots = [s for c in filled if (s := matrix.at(row, c)) and s.is_anchor]
        texts = [s.text for s in slots]
        for width in range(2, len(texts) // 2 + 1):
            alike = all(texts[at + 1 : at + width] == texts[1:width] for at in range(width, len(texts), width))
            stubs = [s.column for s in slots[::width]] if alike and _are_labels(slots[1:width]) else []
            last = next((m for m in range(n, len(rows)) if not matrix.fills(rows[m])), len(rows)) if stubs else n
            below = _labels_by_column(matrix, filled, rows[n + 1 : last]) if stubs else {}
            # The filters of pivots abreast come again just as their headers do, and head no figures.
            stubs = stubs if _holds_figures(matrix, filled, rows[n + 1 : last]) else []
            if stubs and all(_heads_labels(matrix.at(row, c), below[c]) for c in stubs):
                starts = [filled[0], *stubs[1:]]
                parts = [[c for c in filled if a <= c < b] for a, b in pairwise([*starts, filled[-1] + 1])]
                yield from (Band(matrix, part, list(rows[:last])) for part in parts)
                if rest := list(rows[last:]):
                    yield from list(_headed_alike(matrix, filled, rest)) or [Band(matrix, list(filled), rest)]
                return


def _holds_figures(matrix: Matrix, columns: Sequence[int], rows: Sequence[int]) -> bool:
    return any((s := matrix.at(r, c)) and s.is_figure for r in rows for c in columns)


def _are_labels(slots: Sequence[Slot]) -> bool:
    """Whether cells are headers and no figures, of which some come out alike in a row of them: `Total | 3 | 3 | 3`."""
    numbers = [s.text for s in slots if s.is_figure]
    return all(map(is_year, numbers)) or is_label_run(numbers)


def _heads_labels(over: Slot | None, below: Sequence[str]) -> bool:
    """Whether a header names what labels say, or labels of rows stand below it."""
    return over is not None and (bool(headings(over.text)) or bool(below))


def _labels_by_column(matrix: Matrix, filled: Sequence[int], rows: Sequence[int]) -> dict[int, list[str]]:
    """The words of each column that are left of a figure in their row: a header of several rows labels no rows."""
    last = {r: max((c for c in filled if (s := matrix.at(r, c)) and s.is_figure), default=0) for r in rows}
    return {
        c: [s.text for r in rows if c < last[r] and (s := matrix.at(r, c)) and s.is_anchor and s.value is None]
        for c in filled
    }


def _abreast(matrix: Matrix, filled: Sequence[int], rows: Sequence[int]) -> list[list[int]]:
    """Groups of columns that blank columns part, or at whose left the row labels of the first come again."""
    labels = _labels_by_column(matrix, filled, rows)
    first = set(labels[filled[0]])
    place = {column: n for n, column in enumerate(matrix.columns)}
    groups: list[list[int]] = [[filled[0]]]
    for before, column in pairwise(filled):
        again = len(first & set(labels[column])) >= 2 and 2 * len(first & set(labels[column])) >= len(labels[column])
        blank = place[column] - place[before] > 1
        own = len(labels[column]) >= 2 and len(labels[column]) > len(set(labels[column]) - first)
        if again or (blank and (own or _labelled(labels[column]))):
            groups.append([])
        groups[-1].append(column)
    return groups if all(len(g) > 1 for g in groups) else [list(filled)]


def _labelled(labels: Sequence[str]) -> bool:
    return len(labels) > 2
