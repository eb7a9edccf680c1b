"""A line of text with its runs sorted into the columns of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.read.tables.tokens import Run, is_number

OPEN_END = re.compile(r"(?:\w\s*[,(/&–-]|\s(?:a|(?i:and|or|of|the|an|in|to|for|by|with|on|from|at|as|not|under|per)))$")


@dataclass(slots=True)
class Placed:
    """A line with its runs sorted into columns. `band` counts the row rules above it."""

    top: float
    bottom: float
    size: float
    entries: dict[int, list[Run]] = field(default_factory=dict)
    spans: list[tuple[int, int, Run]] = field(default_factory=list)
    band: int = 0

    def has_data(self) -> bool:
        """Does a figure stand in a column after the first?"""
        return any(c > 0 and any(is_number(r.text) for r in runs) for c, runs in self.entries.items())

    @property
    def runs(self) -> list[Run]:
        """All its texts."""
        return [*(r for runs in self.entries.values() for r in runs), *(r for _, _, r in self.spans)]

    @property
    def stub(self) -> str:
        """The text in the first column."""
        return " ".join(r.text for r in self.entries.get(0, []))

    @property
    def only_stub(self) -> bool:
        """Does it hold nothing but a label?"""
        return self.holds_only(0)

    def holds_only(self, column: int) -> bool:
        """Does it hold nothing but a text in one column?"""
        return set(self.entries) == {column} and not self.spans
