"""Tables beside one another in a matrix: where a column of row labels begins another one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.tidy.dimensions import headings, parse
from flows.tidy.labels.meanings import CODED
from flows.tidy.layout.matrix import Matrix, Slot, distinct

#: The header rows in which the name of a dimension is looked for.
DEEPEST = 3


def abreast(matrix: Matrix, rows: Sequence[int]) -> list[tuple[list[int], list[list[int]]]]:
    """Bands of rows, each with its groups of columns: all rows are one band where none stands further apart alone.

    The cells of a table below may span the blank columns that part the tables above it.
    """
    whole = side_by_side(matrix, rows)
    bands = [(band, side_by_side(matrix, band)) for band in _bands(matrix, rows)]
    if not any(len(groups) > len(whole) for _, groups in bands):
        return [(list(rows), whole)]
    joined: list[tuple[list[int], list[list[int]]]] = []
    for band, groups in bands:
        if joined and joined[-1][1] == groups:
            joined[-1][0].extend(band)
        else:
            joined.append((band, groups))
    return joined


def _bands(matrix: Matrix, rows: Sequence[int]) -> list[list[int]]:
    """The rows between blank ones; lines of one cell go with the table below them, or at the end above."""
    place = {r: i for i, r in enumerate(matrix.rows)}
    runs: list[list[int]] = []
    for row in rows:
        if not runs or place[row] - place[runs[-1][-1]] > 1:
            runs.append([])
        runs[-1].append(row)
    bands: list[list[int]] = []
    titles: list[int] = []
    for run in runs:
        if all(len(distinct(s for c in matrix.columns if (s := matrix.at(r, c)))) == 1 for r in run):
            titles += run
        else:
            bands.append([*titles, *run])
            titles = []
    if not bands:
        return [titles]
    bands[-1] += titles
    return bands


def side_by_side(matrix: Matrix, rows: Sequence[int]) -> list[list[int]]:
    """Groups of columns that are tables of their own: each begins with a column of row labels after a blank column."""
    table_rows = [r for r in rows if len(distinct(s for c in matrix.columns if (s := matrix.at(r, c)))) > 1]
    used = [c for c in matrix.columns if any(matrix.at(r, c) for r in table_rows)]
    groups: list[list[int]] = []
    for column in used:
        apart = bool(groups) and _gap(matrix, groups[-1][-1], column, table_rows)
        again = bool(groups) and (
            _repeats_header(matrix, groups[-1], column, table_rows)
            or _begins_anew(matrix, groups[-1], column, table_rows)
        )
        stub = apart and (_is_stub(matrix, column, table_rows) or _is_headed_stub(matrix, column, table_rows))
        if not groups or again or stub:
            groups.append([])
        groups[-1].append(column)
    if not groups:
        return [list(matrix.columns)]
    groups[0] = [c for c in matrix.columns if c < groups[0][0]] + groups[0]
    return groups


def _gap(matrix: Matrix, left: int, right: int, rows: Sequence[int]) -> bool:
    """True where a visible column between two is blank."""
    return bisect_right(matrix.columns, left) < bisect_left(matrix.columns, right)


def _behind(matrix: Matrix, column: int, most: int) -> list[int]:
    """The first visible columns to the right of one."""
    first = bisect_right(matrix.columns, column)
    return matrix.columns[first : first + most]


def _begins_anew(matrix: Matrix, left: Sequence[int], column: int, rows: Sequence[int]) -> bool:
    """A column of labels under the name of a dimension, between two whole tables: labels and then figures alone."""
    following = _behind(matrix, column, 1)
    head = _head(matrix, column, rows)
    if head is None or not following or not _are_labels(matrix, column, head, rows):
        return False
    figures = [_holds_figures(matrix, c, head.row, rows) for c in left]
    begin = figures.index(True) if True in figures else 0
    return begin > 0 and all(figures[begin:]) and _holds_figures(matrix, following[0], head.row, rows)


def _head(matrix: Matrix, column: int, rows: Sequence[int]) -> Slot | None:
    """The cell in the header rows that names what the column lists."""
    return next((s for r in rows[:DEEPEST] if (s := matrix.at(r, column)) and headings(s.text) & {*CODED}), None)


def _is_headed_stub(matrix: Matrix, column: int, rows: Sequence[int]) -> bool:
    """`13`, `14`, `15` under `Age of victim`, with figures to the right: row labels though most of them are numbers."""
    head = _head(matrix, column, rows)
    if head is None or not _are_labels(matrix, column, head, rows):
        return False
    labelled = [r for r in rows if r > head.row and matrix.at(r, column)]
    following = _behind(matrix, column, 3)
    beside = [r for r in labelled if any((s := matrix.at(r, c)) and s.is_figure for c in following)]
    return len(beside) * 2 > len(labelled)


def _are_labels(matrix: Matrix, column: int, head: Slot, rows: Sequence[int]) -> bool:
    """True where what stands below a heading is of the dimension that it names: `10 years` under `Age`, no `374`."""
    below = [s for r in rows if r > head.row and (s := matrix.at(r, column))]
    named = headings(head.text) & {*CODED}
    known = sum(any(parse(d, s.text) is not None for d in named) or not s.is_figure for s in below)
    return 0 < known == len(below)


def _repeats_header(matrix: Matrix, left: Sequence[int], column: int, rows: Sequence[int]) -> bool:
    """`Age | 2016/17 | Age | 2016/17`: a header that begins again with the name of what the column lists, by its rows.

    That is a dimension, or another name of words: `Nationality | Count | Nationality | Count`.
    """
    first, width = bisect_left(matrix.columns, left[0]), column - left[0]
    if width < 2 or first + 2 * width > len(matrix.columns):
        return False

    def header(place: int) -> str:
        slot = matrix.at(rows[0], matrix.columns[first + place])
        return slot.text if slot and slot.is_anchor else ""

    if not all((text := header(n)) and text == header(width + n) for n in range(width)):
        return False
    return bool(headings(header(0)) & {*CODED}) or all(_holds_words(matrix, c, rows) for c in (left[0], column))


def _holds_words(matrix: Matrix, column: int, rows: Sequence[int]) -> bool:
    """True where something stands below the first row of a column, and no figure."""
    below = [s for r in rows[1:] if (s := matrix.at(r, column))]
    return bool(below) and not any(s.is_figure for s in below)


def _holds_figures(matrix: Matrix, column: int, head: int, rows: Sequence[int]) -> bool:
    """True where all below a header row are figures, and the header does not say that they are labels."""
    over = matrix.at(head, column)
    below = [s for r in rows if r > head and (s := matrix.at(r, column))]
    return bool(below) and all(s.is_figure for s in below) and not (over and headings(over.text) & {*CODED})


def _is_stub(matrix: Matrix, column: int, rows: Sequence[int]) -> bool:
    """True for a column of row labels: below its first cell mostly words, and figures to the right of them."""
    slots = [s for r in rows if (s := matrix.at(r, column)) and s.is_anchor][1:]
    words = [s for s in slots if not s.is_figure]
    following = _behind(matrix, column, 3)
    beside = [s for s in words if any((n := matrix.at(s.row, c)) and n.is_figure for c in following)]
    return bool(slots) and len(words) * 2 >= len(slots) and bool(beside)
