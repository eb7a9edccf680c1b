"""Words longer than anyone writes, in a text or a cell: what of them is not read is told, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from flows.read.grid import Block, Grid
from flows.tidy.listed_cells import printed_at
from flows.tidy.observe import place_of
from flows.tidy.prose import text_place
from flows.tidy.result import Context
from flows.tidy.text.bounds import LONGEST_PARAGRAPH, LONGEST_SENTENCE, MOST_NUMBERS, numbers_in
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.spoken import SpokenGrid
from schemas.rows import Finding, LedgerCell

TOO_LONG = "text_too_long"
_REMEDY = "read it; take what counts with recipe.yml or table.csv"
_SHOWN = 120
Spot = tuple[int | None, int | None, int | None]


def with_long_cells_cut(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], dict[Spot, str]]:
    """The blocks with the beginning of what long cells say, and by table, row and column all that those say."""
    out: list[Block] = []
    whole: dict[Spot, str] = {}
    number = 0
    for block in blocks:
        number += isinstance(block, Grid)
        if isinstance(block, Grid) and any(len(c.text) > LONGEST_PARAGRAPH for c in block.cells):
            whole |= {(number, *printed_at(c)): c.text for c in block.cells if len(c.text) > LONGEST_PARAGRAPH}
            block = replace(block, cells=tuple(replace(c, text=c.text[:LONGEST_PARAGRAPH]) for c in block.cells))
        out.append(block)
    return tuple(out), whole


def restore(cells: Iterable[LedgerCell], whole: Mapping[Spot, str]) -> None:
    """Gives cells of the ledger their whole text again."""
    for cell in cells if whole else ():
        cell.text = whole.get((cell.place.table, cell.place.row, cell.place.column), cell.text)


def sentences_left(letter: Letter, blocks: Sequence[Block], context: Context) -> Iterator[LedgerCell]:
    """What of the text is too long for a sentence, for the ledger, where it prints a number."""
    for left in letter.left:
        place = text_place(blocks[left.block], left.page)
        if numbers_in(left.text) and place.table is None:
            origin = (context.campaign, context.respondent, context.document_id)
            yield LedgerCell(*origin, place, left.text, "unplaced", "a sentence too long to be read")


def told(letter: Letter, blocks: Sequence[Block], whole: Mapping[Spot, str]) -> Iterator[Finding]:
    """One finding for the sentences, and one for each cell, of which not all was read."""
    if letter.left:
        first, numbers = letter.left[0], sum(numbers_in(left.text) for left in letter.left)
        yield Finding(
            "warning",
            TOO_LONG,
            f"{len(letter.left)} sentence(s) of more than {LONGEST_SENTENCE:,} characters or {MOST_NUMBERS} numbers "
            f"were not read; {numbers} number(s) stand in them",
            _REMEDY,
            place=text_place(blocks[first.block], first.page),
            raw_value=first.text[:_SHOWN],
        )
    for number, grid in enumerate((b for b in blocks if isinstance(b, Grid)), 1):
        if not isinstance(grid, SpokenGrid):
            yield from (
                Finding(
                    "warning",
                    TOO_LONG,
                    f"a cell of {len(text):,} characters was read up to {LONGEST_PARAGRAPH:,}; "
                    f"{numbers_in(text[LONGEST_PARAGRAPH:])} number(s) stand behind",
                    _REMEDY,
                    place=place_of(cell, number, grid.sheet, cell.row, cell.column),
                    raw_value=text[:_SHOWN],
                )
                for cell in (grid.cells if whole else ())
                if (text := whole.get((number, *printed_at(cell))))
            )
