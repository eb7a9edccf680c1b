"""One level of labels: the map from body rows or columns to the label that holds there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from flows.tidy.layout.matrix import Slot

Axis = Literal["row", "column"]


@dataclass(slots=True)
class Level:
    """One level of labels: `slots` by body row or body column, and the words that name the level (`heading`).

    `names_below`: its labels are themselves names of the level below them, as `Age` over `0-4` and `5-10`.
    """

    axis: Axis
    slots: dict[int, Slot]
    heading: str = ""
    is_section: bool = False
    names_below: bool = False
    positions: list[int] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The stub column or header row that it stands in; 0 for section rows."""
        first = next(iter(self.slots.values()))
        return 0 if self.is_section else first.column if self.axis == "row" else first.row

    @property
    def texts(self) -> list[str]:
        """The distinct labels, in order."""
        return list(dict.fromkeys(s.text for s in self.slots.values()))
