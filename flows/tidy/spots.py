"""Where on the paper each figure stands: in the document as it was read, before its blocks were laid out anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.read.grid import Block, Cell, Grid, Text
from flows.tidy.listed_cells import LineOfCell
from flows.tidy.text.spoken import SpokenText
from schemas.rows import Observation
from schemas.spot import Spot, squeezed

Printed = tuple[int, int, str]
"""The index of a block as it was laid out, a character of its squeezed text, and what is printed there."""


def spots(
    read: Sequence[Block], laid: Sequence[Block], rows: Sequence[Observation], printed: Mapping[str, Printed]
) -> dict[str, Spot]:
    """By the identity of a row its place among the blocks as `read`; without those that cannot be followed back.

    `laid` are the blocks that were understood, `printed` says where in them the figures of the text stand.
    """
    homes = dict(_homes(read, laid))
    of_table = [index for index, block in enumerate(laid) if isinstance(block, Grid)]
    strays = [index for index in range(len(read)) if index not in homes.values() and isinstance(read[index], Text)]
    flattened = {
        i: _in_text(grid, read, strays) for i in of_table if i not in homes and isinstance(grid := laid[i], Grid)
    }
    found: dict[str, Spot] = {}
    for row in rows:
        table = row.place.table
        if row.observation_id in printed:
            spot = _of_text(read, laid, homes, of_table, printed[row.observation_id])
        elif table is None or not 1 <= table <= len(of_table):
            continue
        else:
            at = (row.place.row or 0, row.place.column or 0)
            index = of_table[table - 1]
            home = homes.get(index)
            spot = Spot(home, *at) if home is not None else flattened[index].get(at)
        if spot is not None:
            found[row.observation_id] = spot
    return found


def _homes(read: Sequence[Block], laid: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """By the index of a block as laid out that of the block as read which it is, in order."""
    cells = {index: set(block.cells) for index, block in enumerate(read) if isinstance(block, Grid)}
    words = {index: squeezed(block.text) for index, block in enumerate(read) if isinstance(block, Text)}
    at = 0
    for index, block in enumerate(laid):
        if isinstance(block, SpokenText):
            continue
        for home in range(at, len(read)):
            if isinstance(block, Grid):
                same = not cells.get(home, set()).isdisjoint(map(_whole, block.cells))
            else:
                same = words.get(home) == squeezed(block.text)
            if same:
                yield index, home
                at = home + 1
                break


def _whole(cell: Cell) -> Cell:
    return cell.whole if isinstance(cell, LineOfCell) else cell


def _of_text(
    read: Sequence[Block], laid: Sequence[Block], homes: Mapping[int, int], tables: Sequence[int], printed: Printed
) -> Spot | None:
    index, start, raw = printed
    block = laid[index]
    if not isinstance(block, Text):
        return None
    if isinstance(block, SpokenText):
        home = homes.get(tables[block.table - 1]) if 1 <= block.table <= len(tables) else None
        if home is None:
            return None
        words = squeezed(block.cell.text)
        first = max(words.find(squeezed(block.text)), 0)
        at = _nearest(words, raw, first + start)
        return Spot(home, block.cell.row, block.cell.column, at, at + len(raw))
    home = homes.get(index)
    if home is None:
        return None
    at = _nearest(squeezed(block.text), raw, start)
    return Spot(home, start=at, end=at + len(raw))


def _nearest(words: str, raw: str, start: int) -> int:
    """The character nearest to `start` at which `raw` is printed."""
    places = []
    at = words.find(raw)
    while at >= 0 and raw:
        places.append(at)
        at = words.find(raw, at + 1)
    return min(places, key=lambda place: abs(place - start), default=start)


def _in_text(grid: Grid, read: Sequence[Block], strays: Sequence[int]) -> dict[tuple[int, int], Spot]:
    """The cells of a table that had been flattened into lines, by row and column, where the lines print them."""
    found: dict[tuple[int, int], Spot] = {}
    lines = [(index, squeezed(block.text)) for index in strays if isinstance(block := read[index], Text)]
    line = start = 0
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = squeezed(cell.text)
        for n in range(line, len(lines)):
            at = lines[n][1].find(text, start if n == line else 0)
            if at >= 0:
                found[cell.row, cell.column] = Spot(lines[n][0], start=at, end=at + len(text))
                line, start = n, at + len(text)
                break
    return found
