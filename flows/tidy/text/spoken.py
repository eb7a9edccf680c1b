"""A table whose cells talk, and what they say: text of the letter that stands in a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from flows.read.grid import Cell, Grid, Text

Side = Literal["", "request", "response"]


@dataclass(frozen=True, slots=True)
class SpokenGrid(Grid):
    """A Grid that is read as text: the blocks behind it are what its cells say, in their order."""


@dataclass(frozen=True, slots=True)
class SpokenText(Text):
    """What a cell of the `table`-th grid says, or a line of it, and whether it asks or answers."""

    side: Side = ""
    table: int = 0
    sheet: str | None = None
    cell: Cell = field(default_factory=lambda: Cell(0, 0))
