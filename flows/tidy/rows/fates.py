"""What became of every cell of a Grid: exactly one fate each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.read.grid import Cell
from flows.tidy.layout.matrix import Matrix
from flows.tidy.observe import place_of
from flows.tidy.result import Context
from schemas.rows import Fate, LedgerCell

SHORT = 25
Position = tuple[int, int]


@dataclass(slots=True)
class Fates:
    """The fates decided so far, by the anchor of the cell; a figure's fate is not overwritten by a label's."""

    decided: dict[Position, tuple[Fate, str | None]] = field(default_factory=dict)
    ids: dict[Position, list[str]] = field(default_factory=lambda: defaultdict(list))

    def decide(self, cell: Cell, fate: Fate, reason: str | None = None) -> None:
        """Give a cell its fate unless it has one."""
        self.decided.setdefault((cell.row, cell.column), (fate, reason))

    def observed(self, row: int, column: int, observation_id: str) -> None:
        """A cell (or an empty position) on which an observation rests."""
        self.decided[row, column] = ("observation", None)
        self.ids[row, column].append(observation_id)


def ledger(matrix: Matrix, fates: Fates, context: Context) -> Iterator[LedgerCell]:
    """One row for every non-empty cell, and for each empty one that an observation rests on."""
    origin = (context.campaign, context.respondent, context.document_id)
    for index, aside in matrix.aside.items():
        fates.decide(matrix.grid.cells[index], "ignored", aside)
    seen: set[Position] = set()
    for cell in matrix.grid.cells:
        position = (cell.row, cell.column)
        if position in seen or (not cell.text.strip() and position not in fates.decided):
            continue
        seen.add(position)
        fate, reason = fates.decided.get(position) or _left(cell)
        place = place_of(cell, matrix.number, matrix.grid.sheet, cell.row, cell.column)
        yield LedgerCell(*origin, place, cell.text, fate, reason, fates.ids.get(position, []))
    for row, column in sorted(set(fates.decided) - seen):
        place = place_of(None, matrix.number, matrix.grid.sheet, row, column)
        yield LedgerCell(*origin, place, "", "observation", None, fates.ids.get((row, column), []))


def _left(cell: Cell) -> tuple[Fate, str | None]:
    """A number that no table took is unplaced; words are a note."""
    if any(ch.isdecimal() for ch in cell.text) and len(cell.text) < SHORT:
        return "unplaced", "stands in no table that was understood"
    return "note", None
