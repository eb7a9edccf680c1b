"""Where the tables are within a Grid: a worksheet may hold several, beside and below one another.

A region is cut along blank columns where the right part has row labels of its own, along blank rows where the
next part has a header of its own, and at a row that can only be a new header. What is one cell wide and
stands above or below is a title or a note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from flows.tidy.dimensions import is_known, parse
from flows.tidy.layout.matrix import Matrix, Slot, distinct
from flows.tidy.layout.regions.abreast import abreast
from flows.tidy.layout.regions.captioned import captioned
from flows.tidy.layout.regions.header_rows import SHORT_ROW, can_only_head, said_again

NOTE_LENGTH, TITLE_LENGTH = 90, 40
# A longer table without a figure may be a list of records, in which the rows are counted.
LIST_ROWS = 6


@dataclass(slots=True)
class Region:
    """A table within a matrix: its non-blank rows and columns, the titles over it (nearest last) and notes under it.

    `banner` is what stands above the header and labels the first rows, as bands below it label others. `unused` are
    the names of what narrows its figures, though it is not known to what; `filtered` is what filters let through.
    `taken_for` is what it is where it is no table.
    """

    matrix: Matrix
    rows: list[int]
    columns: list[int]
    titles: list[Slot] = field(default_factory=list)
    notes: list[Slot] = field(default_factory=list)
    banner: Slot | None = None
    unused: list[Slot] = field(default_factory=list)
    filtered: dict[str, Any] = field(default_factory=dict)
    taken_for: str = ""

    def row_slots(self, row: int) -> list[Slot]:
        """The slots of a row within the region, left to right, a spanned cell once per position."""
        return [s for c in self.columns if (s := self.matrix.at(row, c))]

    def row_anchors(self, row: int) -> list[Slot]:
        """The distinct cells of a row within the region, left to right."""
        return distinct(self.row_slots(row))


def find_regions(matrix: Matrix) -> list[Region]:
    """The tables of a matrix in reading order; none where nothing in it is a figure."""
    rows = [r for r in matrix.rows if any(matrix.at(r, c) for c in matrix.columns)]
    found: list[Region] = []
    for band, groups in abreast(matrix, rows):
        for columns in groups:
            found.extend(_in_parts(matrix, band, columns))
    for region in found:
        _head_lone_figure(region)
    return found


def _in_parts(matrix: Matrix, rows: Sequence[int], columns: list[int]) -> list[Region]:
    """The tables of a group of columns: figures below their own captions, and what stands between those."""
    regions: list[Region] = []
    titles: list[Slot] = []
    left = list(rows)
    for pair in [*captioned(matrix, rows, columns), ()]:
        part = [r for r in left if not pair or r < pair[0]]
        between = _stacked(matrix, part, columns)
        lone = [a for r in part for a in Region(matrix, [], columns).row_anchors(r)]
        titles = lone if lone and not between else [] if between else titles
        regions += between
        if pair:
            column = next(c for c in columns if matrix.at(pair[1], c))
            regions.append(Region(matrix, list(pair), [column], titles=list(titles)))
        left = [r for r in left if r > max(pair, default=0)]
    return regions


def _stacked(matrix: Matrix, rows: Sequence[int], columns: list[int]) -> list[Region]:
    """The tables of a group of columns, from top to bottom."""
    regions: list[Region] = []
    pending: list[Slot] = []
    current: Region | None = None
    previous_row: int | None = None
    gap = False
    width = Region(matrix, [], columns)
    place = {r: i for i, r in enumerate(matrix.rows)}
    body_seen, first_body, last_body, again = False, 0, 0, said_again(matrix, rows, columns)
    first = min((a[0].column for r in rows if len(a := width.row_anchors(r)) > 1), default=columns[0])
    for row in rows:
        anchors = width.row_anchors(row)
        if not anchors:
            continue
        gap = previous_row is not None and place[row] - place[previous_row] > 1
        previous_row = row
        if len(anchors) == 1 and _says_unit(anchors[0], columns):
            pending.insert(0, anchors[0])
            continue
        if (
            len(anchors) == 1
            and not anchors[0].is_figure
            and (
                anchors[0].column <= first
                or (body_seen and _stands_among_labels(anchors[0], width.row_anchors(last_body)))
            )
        ):
            if current is not None and not body_seen and _is_title(anchors[0], current):
                pending = [*current.titles, *(a for r in current.rows for a in width.row_anchors(r)), *pending]
                regions.remove(current)
                current = None
            pending.append(anchors[0])
            continue
        is_header = can_only_head(anchors, columns, width.row_anchors(last_body) if body_seen else ()) and not (
            current is not None and body_seen and _repeats_body(anchors, current, first_body, again)
        )
        starts_table = is_header and (body_seen or current is None)
        apart = gap and body_seen and _stands_apart(anchors, width.row_anchors(last_body))
        if current is None or apart or (starts_table and (body_seen or gap)):
            shared = _shared_headers(current, first_body, row, rows) if current and body_seen and not apart else []
            kept = current.titles if current and (apart or (shared and not pending)) else []
            current = Region(matrix, shared, columns, titles=[*kept, *pending])
            regions.append(current)
            body_seen = False
        else:
            notes = [s for s in pending if gap and _is_prose(s)]
            current.notes.extend(notes)
            current.rows.extend(sorted(s.row for s in pending if s not in notes))
        pending = []
        current.rows.append(row)
        if not is_header and any(a.is_figure for a in anchors[1:]):
            first_body = first_body if body_seen else row
            body_seen, last_body = True, row
    if current is not None:
        unbroken = _unbroken([current.rows[-1], *(s.row for s in pending)], place)
        rows_left = [s.row for s in pending if s.row in unbroken and is_known(s.text)]
        current.rows.extend(rows_left)
        current.notes.extend(s for s in pending if s.row not in rows_left)
    held = [r for r in regions if len(r.rows) > LIST_ROWS or _prints_figures(r)]
    for region in held:
        _trim(region)
    return held


def _head_lone_figure(region: Region) -> None:
    """`Total` right over a figure, and nothing else in the table: what heads it."""
    figure, title = region.row_anchors(region.rows[0]), region.titles[-1:]
    alone = len(region.rows) == len(region.columns) == len(figure) == len(title) == 1
    if alone and figure[0].is_figure and title[0].row == region.rows[0] - 1 and len(title[0].text) <= TITLE_LENGTH:
        region.rows.insert(0, region.titles.pop().row)


def _unbroken(rows: Sequence[int], place: Mapping[int, int]) -> list[int]:
    """The rows up to the first blank one between them."""
    broken = next((i for i, (a, b) in enumerate(pairwise(rows), 1) if place[b] - place[a] > 1), len(rows))
    return list(rows[:broken])


def _is_title(slot: Slot, above: Region) -> bool:
    """A long text below a row of words: a title after all, and the words were one too; unless they are known labels.

    `Offence / age | Apr 15 to Mar 16` over `HO Code 17B: Sexual assault on a male child under 13` is a header.
    """
    heads = [a for row in above.rows for a in above.row_anchors(row)[1:]]
    return len(slot.text) > TITLE_LENGTH and not is_known(slot.text) and not any(is_known(a.text) for a in heads)


def _stands_among_labels(slot: Slot, above: Sequence[Slot]) -> bool:
    """A word alone where the row of figures before it has its label, between the number of the line and the figures."""
    label = next((s for s in above if not s.is_figure), None)
    figure = next((s for s in above if s.is_figure and label is not None and s.column > label.column), None)
    return label is not None and figure is not None and label.column <= slot.column < figure.column


def _stands_apart(anchors: Sequence[Slot], above: Sequence[Slot]) -> bool:
    """`Offences with online marker | 34` below a blank row: a key and its figure, and not of the first column's sort.

    `above` is the last row of the table over it, which has figures in three columns or more.
    """
    if len(anchors) != SHORT_ROW or anchors[0].is_figure or not anchors[1].is_figure:
        return False
    figures = [s for s in above if s.is_figure]
    return len(figures) > SHORT_ROW and anchors[1].column <= figures[0].column


def _says_unit(slot: Slot, columns: Sequence[int]) -> bool:
    """`Full-time equivalents` over the right end of a table: the unit of all of it, no label of its last column.

    What the reader saw to be a header, as over the fields of a form, is one.
    """
    unit = parse("unit", slot.text)
    at_the_end = slot.column == columns[-1] != columns[0] and not slot.cell.header
    return at_the_end and unit is not None and not slot.is_figure


def _shared_headers(above: Region, first_body: int, row: int, rows: Sequence[int]) -> list[int]:
    """The header rows of the table above where they head columns of this one too, which its own header row leaves out.

    `Male | Female` over a row of incidents, then `Offence | | | All` over the rows of offences.
    """
    at = above.matrix.at
    heads = [r for r in above.rows if r < first_body]
    below = next((r for r in rows if r > row and len(Region(above.matrix, [], above.columns).row_anchors(r)) > 1), row)
    own = {c for c in above.columns if at(row, c)}
    bare = [c for c in above.columns if c not in own and (s := at(below, c)) and s.is_figure]
    theirs = {c for c in above.columns if any(at(r, c) for r in heads)}
    return heads if len(bare) > 1 and theirs.issuperset(bare) and theirs.isdisjoint(own) else []


def _repeats_body(anchors: Sequence[Slot], region: Region, first_body: int, again: set[tuple[int, str]]) -> bool:
    """A row that says in its columns what rows of the body say there: a record of which no cell is a number."""
    if any((a.column, a.text) in again for a in anchors[1:]):
        return True
    at = region.matrix.at
    body = [r for r in region.rows if r >= first_body]
    return any(
        (over := at(row, slot.column)) is not None and over.text == slot.text and not slot.is_figure
        for slot in anchors[1:]
        for row in body
    )


def _prints_figures(region: Region) -> bool:
    return any(a.value is not None for row in region.rows for a in region.row_anchors(row))


def _is_prose(slot: Slot) -> bool:
    return len(slot.text) > NOTE_LENGTH or slot.text.rstrip().endswith(".") or not slot.text[0].isalnum()


def _trim(region: Region) -> None:
    """Drop columns that are blank in the table, or in which none of its cells begins."""
    at = region.matrix.at
    region.columns = [c for c in region.columns if any((s := at(r, c)) and s.cell.column == c for r in region.rows)]
