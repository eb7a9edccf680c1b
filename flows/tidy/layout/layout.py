"""A layout: how an area of a sheet is cut and labelled, in a few numbers; and the tables that it makes of the cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from flows.tidy.layout.carried import carried_labels
from flows.tidy.layout.groups import over_rows, totals_of
from flows.tidy.layout.headers import spread
from flows.tidy.layout.kinds import MARK, YEAR
from flows.tidy.layout.shapes import Mask, Shapes, any_along
from flows.tidy.layout.table import Table

LONGEST_GROUP = 150

Groups = Literal["none", "flat", "stacked", "style", "indent", "sums"]
Spread = Literal["merged", "left", "all", "near", "even"]
Repeats = Literal["none", "new", "lowest"]
Carry = Literal["none", "down", "middle"]


class Cut(NamedTuple):
    """Where a block abreast begins: its first stub column, its first column of figures; `shares`.

    The first stub is its too.
    """

    stub: int
    figures: int
    shares: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How an area is cut, by 0-based numbers of its rows and columns.

    `top` is the first header row, `first` the first row of figures, `end` the row behind the last, `stub` how many
    columns of labels come first; `codes` are further columns that name, `asides` columns of remarks beside the table;
    `abreast` are the cuts between blocks of columns. `repeats`: headers that come again over further rows: not looked
    for, each whole, or in place of the lowest row. `groups`: rows without figures are rows of blanks (`none`), each
    heads the rows to the next (`flat`), heads one another where they stand together (`stacked`) or differ in style
    (`style`); labels are steps by `indent`; sums head their members. `carry`: a label stands for the blanks below it
    (`down`), or in the middle of its rows. `spread`: how upper headers go on over blanks.
    """

    top: int
    first: int
    end: int
    stub: int
    codes: frozenset[int] = frozenset()
    asides: frozenset[int] = frozenset()
    abreast: tuple[Cut, ...] = ()
    repeats: Repeats = "none"
    groups: Groups = "flat"
    carry: Carry = "none"
    spread: Spread = "left"


@dataclass(slots=True)
class Block:
    """A table in the making: indices of rows and columns in the Shapes of its area."""

    stub: list[int]
    columns: list[int]
    heads: list[int]
    titles: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    again: bool = False
    table: Table | None = None


def bands(shapes: Shapes, layout: Layout) -> list[tuple[list[int], list[int]]]:
    """The columns of labels and of figures of each block abreast."""
    lead = list(range(layout.stub))
    cuts = [cut for cut in layout.abreast if cut.stub > layout.stub]
    begins = [(layout.stub, lead)]
    begins += [(cut.figures, (lead if cut.shares else []) + list(range(cut.stub, cut.figures))) for cut in cuts]
    ends = [*(cut.stub for cut in cuts), shapes.w]
    found = []
    for (begin, stub), end in zip(begins, ends, strict=True):
        body = [c for c in range(begin, end) if c not in layout.codes and c not in layout.asides]
        named = sorted({*stub, *(c for c in range(begin, end) if c in layout.codes)})
        if body:
            found.append((named, body))
    return found


def looks_like_header(shapes: Shapes, row: int, columns: list[int]) -> bool:
    """Whether a row heads columns by its shape: texts or years over several, no numbers, and not marks for the most."""
    figures, hard = shapes.figure[row, columns].sum(), shapes.hard[row, columns].any()
    texts = (shapes.words[row, columns] | (shapes.kind[row, columns] == YEAR)).sum()
    if (shapes.kind[row, columns] == MARK).sum() > texts:
        return False
    return bool(not hard and texts >= min(2, len(columns)) and (figures == 0 or figures >= 2 or len(columns) == 1))


def blocks_of(shapes: Shapes, layout: Layout) -> list[Block]:
    """The tables that a layout makes of an area, with the labels of every row and column."""
    found = []
    for stub, columns in bands(shapes, layout):
        band = _cut(shapes, layout, stub, columns)
        for block in band:
            if block.rows:
                block.table = _table(shapes, layout, block)
                found.append(block)
    return found


def _cut(shapes: Shapes, layout: Layout, stub: list[int], columns: list[int]) -> list[Block]:
    """The blocks of one band of columns: a new one at each header that comes again."""
    columns = [c for c in columns if shapes.filled[layout.top : layout.end, c].any()] or columns
    held = [*stub, *columns]
    heads = [r for r in range(layout.top, layout.first) if _holds(shapes, r, columns)]
    above = [r for r in range(layout.top) if shapes.filled[r].any()]
    corner_only = [r for r in range(layout.top, layout.first) if r not in heads and shapes.filled[r, held].any()]
    if corner_only:
        titled = [r for r in corner_only if not heads or r < heads[0]]
        heads = sorted([*heads, *(r for r in corner_only if r not in titled)])
        above += titled
    block = Block(stub, columns, heads, titles=above)
    blocks = [block]
    there = any_along(shapes.covered[:, held], 1)
    figured = any_along(shapes.figure[:, columns], 1)
    worded = shapes.words[:, columns].sum(axis=1)
    marked = shapes.standing[:, columns].sum(axis=1)
    waiting: list[int] = []  # rows without figures of which it is not known yet what they head
    headed = False
    for r in range(layout.first, min(layout.end, shapes.h)):
        if not there[r]:
            continue
        if layout.repeats != "none" and (
            _heads_again(shapes, layout, r, stub, columns, figured) or _same_corner(shapes, block, r, stub)
        ):
            if headed:
                block.heads.append(r)
            elif _same_header(shapes, block, r, held) and not waiting:
                block.repeated.append(r)
                continue
            else:
                kept = [] if layout.repeats == "new" else block.heads[:-1]
                block = Block(stub, columns, [*kept, r], titles=[] if kept else waiting, again=True)
                blocks.append(block)
                waiting = waiting if kept else []  # where upper headers hold on, it heads the rows below
            headed = True
            continue
        labelled = any(shapes.at(r, c) for c in stub)
        if figured[r] or (marked[r] > worded[r] and (labelled or not stub)):
            block.groups += waiting
            block.rows.append(r)
            waiting, headed = [], False
        elif layout.groups == "none" and labelled and not worded[r] and _is_plain_label(shapes, r, stub, columns):
            block.groups += waiting
            block.rows.append(r)
            waiting = []
        elif _is_missing(shapes, r, stub):
            block.rows.append(r)
        else:
            waiting.append(r)
    block.notes += waiting
    block.notes += [r for r in range(layout.end, shapes.h) if shapes.filled[r].any()]
    return blocks


def _holds(shapes: Shapes, row: int, columns: list[int]) -> bool:
    return bool(shapes.covered[row, columns].any())


def _is_missing(shapes: Shapes, row: int, stub: list[int]) -> bool:
    """A row of blanks beside a tall merged label is missing data, and heads nothing."""
    own = [c for c in stub if shapes.filled[row, c]]
    tall = any((place := shapes.anchor.get((row, c))) is not None and shapes.spans[place][0] > place[0] for c in stub)
    return bool(own) and tall


def _is_plain_label(shapes: Shapes, row: int, stub: list[int], columns: list[int]) -> bool:
    """Whether a row may be one of blanks: its label is short, and no merged area goes from it over the figures."""
    text = next((t for c in stub if (t := shapes.text[row][c])), "")
    wide = any(
        (place := shapes.anchor.get((row, c))) is not None and shapes.spans[place][1] >= columns[0] for c in stub
    )
    return 0 < len(text) <= LONGEST_GROUP and not wide


def _heads_again(shapes: Shapes, layout: Layout, row: int, stub: list[int], columns: list[int], figured: Mask) -> bool:
    if not looks_like_header(shapes, row, columns):
        return False
    labelled = any(shapes.text[row][c] for c in stub)
    return not (layout.repeats == "lowest" and labelled and shapes.figure[row, columns].any() and figured[row - 1])


def _same_corner(shapes: Shapes, block: Block, row: int, stub: list[int]) -> bool:
    """Whether a row begins word for word as the lowest header row of its block does, whatever stands behind."""
    own = [shapes.text[row][c] for c in stub]
    return any(own) and bool(block.heads) and own == [shapes.text[block.heads[-1]][c] for c in stub]


def _same_header(shapes: Shapes, block: Block, row: int, columns: list[int]) -> bool:
    """Whether a header row says word for word what the lowest of its block does."""
    if not block.heads or not block.rows:
        return False
    own = [shapes.text[row][c] for c in columns]
    return any(own == [shapes.text[h][c] for c in columns] for h in block.heads)


def _table(shapes: Shapes, layout: Layout, block: Block) -> Table:
    matrix, rows, columns = shapes.matrix, shapes.rows, shapes.columns
    carried = carried_labels(shapes, layout.carry, block.stub, block.rows, block.groups)
    over = over_rows(shapes, layout.groups, block.stub, block.columns, block.rows, block.groups)
    return Table(
        matrix,
        tuple(rows[i] for i in block.titles),
        tuple(rows[i] for i in block.heads),
        tuple(rows[i] for i in block.rows),
        tuple(rows[i] for i in block.groups),
        tuple(rows[i] for i in block.notes),
        tuple(rows[i] for i in block.repeated),
        tuple(columns[j] for j in block.stub),
        tuple(columns[j] for j in block.columns),
        over=over,
        totals=frozenset(rows[r] for r in totals_of(shapes, layout.groups, block.rows)),
        carried={(columns[j], rows[i]): slot for (i, j), slot in carried.items()},
        spread={
            (rows[i], columns[j]): s for (i, j), s in spread(shapes, layout.spread, block.heads, block.columns).items()
        },
    )


def whole(layout: Layout, shapes: Shapes) -> Layout:
    """A layout of the first rows of an area as one of all of it."""
    return replace(layout, end=shapes.h)
