"""What became of every cell of a Grid: exactly one fate each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.read.grid import Cell
from flows.tidy.layout.matrix import Matrix
from flows.tidy.listed_cells import LineOfCell
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


def ledger(matrix: Matrix, fates: Fates, context: Context) -> list[LedgerCell]:
    """One row for every non-empty cell, and for each empty one that an observation rests on."""
    for index, aside in matrix.aside.items():
        fates.decide(matrix.grid.cells[index], "ignored", aside)
    rows = [_row(matrix, cell, fates, context) for cell in matrix.grid.cells if cell.text.strip()]
    lined = {id(c.whole): c.whole for c in matrix.grid.cells if isinstance(c, LineOfCell) and c.text.strip()}
    rows = _whole(rows, lined.values())
    printed = {(c.row, c.column) for c in matrix.grid.cells if c.text.strip()}
    return rows + [_empty(matrix, *p, fates, context) for p in sorted(fates.ids) if p not in printed]


def _whole(rows: list[LedgerCell], listed: Iterable[Cell]) -> list[LedgerCell]:
    """The rows of the lines of each cell as one: that of the first line that is an observation, with those of all."""
    for cell in listed:
        lines = [r for r in rows if (r.place.row, r.place.column) == (cell.row, cell.column)]
        first = next((r for r in lines if r.fate == "observation"), lines[0])
        first.text, first.observation_ids = cell.text, [n for r in lines for n in r.observation_ids]
        rows = [r for r in rows if r is first or r not in lines]
    return rows


def _row(matrix: Matrix, cell: Cell, fates: Fates, context: Context) -> LedgerCell:
    position = (cell.row, cell.column)
    fate, reason = fates.decided.get(position) or _left(cell)
    place = place_of(cell, matrix.number, matrix.grid.sheet, cell.row, cell.column)
    ids = fates.ids.get(position, []) if fate == "observation" else []
    origin = (context.campaign, context.respondent, context.document_id)
    return LedgerCell(*origin, place, cell.text, fate, reason, list(ids))


def _empty(matrix: Matrix, row: int, column: int, fates: Fates, context: Context) -> LedgerCell:
    cell = matrix.empty_cell(row, column)
    place = place_of(cell, matrix.number, matrix.grid.sheet, row, column)
    origin = (context.campaign, context.respondent, context.document_id)
    return LedgerCell(*origin, place, "", "observation", "empty cell", list(fates.ids[row, column]))


def _left(cell: Cell) -> tuple[Fate, str | None]:
    """A number that no table took is unplaced; words are a note."""
    if any(ch.isdecimal() for ch in cell.text) and len(cell.text) < SHORT:
        return "unplaced", "stands in no table that was understood"
    return "note", None
