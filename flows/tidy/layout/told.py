"""What a person says of how a table is cut: bounds, header rows, stub columns and their dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table as it is told; what is None is left to the evidence. `dimensions` by axis and row or column number.

    Rows and columns below 1 are none of the document: they hold labels that a person gives.
    """

    rows: Span | None = None
    columns: Span | None = None
    heads: tuple[int, ...] | None = None
    stubs: tuple[int, ...] | None = None
    dimensions: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def holds(self, row: int) -> bool:
        """Whether a row lies within its bounds, or holds the labels that a person lays over it."""
        if row < 1:
            return row in (self.heads or ())
        return self.rows is None or self.rows[0] <= row <= self.rows[1]

    def of(self, columns: Sequence[int]) -> list[int]:
        """Those of some columns that lie within its bounds, or hold the labels that a person lays beside it."""
        bounds = self.columns
        return [
            c for c in columns
            if (c in (self.stubs or ()) if c < 1 else bounds is None or bounds[0] <= c <= bounds[1])
        ]  # fmt: skip
