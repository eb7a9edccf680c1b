"""What one label says, and what all labels of a level do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import Reading, is_whole
from flows.tidy.layout.levels.level import Level

_ALL = re.compile(r"\W*(?:all|any|every)\b", re.IGNORECASE)


@dataclass(slots=True)
class Meaning:
    """What one label says: values by dimension, whether it says total, words left over, doubts and how it was read.

    `name` is the label where it only names a dimension.
    """

    values: dict[str, Any] = field(default_factory=dict)
    total: bool = False
    other: str = ""
    name: str = ""
    doubts: set[str] = field(default_factory=set)
    how: set[str] = field(default_factory=set)
    certainty: float = 1.0
    years_back: int = 0
    undecided: dict[str, Reading[Any]] = field(default_factory=dict)

    def take(self, dimension: str, reading: Reading[Any]) -> None:
        """Add one reading of a dimension."""
        self.values[dimension] = reading.value
        self.how |= set(reading.flags)
        self.certainty = min(self.certainty, reading.certainty)

    def is_of_all(self, label: str) -> bool:
        """Whether its label says that it is of all, of whatever is counted: `All child victims` beside `Girls`."""
        values = [v for d, v in self.values.items() if d != "measure"]
        return _ALL.match(label) is not None and bool(values) and all(map(is_whole, values))


@dataclass(slots=True)
class Resolved:
    """A level with its dimension (None where its labels speak of several or of none) and each label's meaning."""

    level: Level
    dimension: str | None
    meanings: dict[str, Meaning]
    ambiguous_with: str | None = None
    unknown_kind: bool = False
    own_name: str = ""

    def at(self, position: int) -> Meaning | None:
        """What the label says that holds at a row or column; None where none does."""
        slot = self.level.slots.get(position)
        return self.meanings[slot.text] if slot is not None else None

    @property
    def name(self) -> str:
        """The header that an unknown label stood under, unless another level of the table has that name."""
        if self.own_name:
            return self.own_name
        heading = self.level.heading
        misnamed = self.level.axis == "column" and bool(headings(heading)) and self.dimension not in headings(heading)
        return heading if heading and not misnamed else self.level.axis
