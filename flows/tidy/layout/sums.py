"""Sums that come out by shape: which rows are the sums of the rows right below or above them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_ROWS = 200
REACH = 60
LEAST = 3
"""A total smaller than this comes out by chance."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the sum of others in some columns: `total`, its `members` next to it, in those `lines`.

    `digits`: how many come out, over all lines.
    """

    total: int
    members: tuple[int, ...]
    lines: tuple[int, ...]
    digits: float

    @property
    def is_above(self) -> bool:
        """Whether the total stands over its members."""
        return self.total < self.members[0]

    @property
    def rows(self) -> tuple[int, ...]:
        """The total and its members, from above."""
        return (self.total, *self.members) if self.is_above else (*self.members, self.total)


def sums_down(values: NDArray[np.float64]) -> list[Sum]:
    """The sums of rows of an array (NaN: no number), each total once, with members that make most lines come out."""
    found: list[Sum] = []
    height = min(values.shape[0], MOST_ROWS)
    if height < 3 or not values.shape[1]:
        return found
    known = np.isfinite(values[:height])
    zeroed = np.where(known, values[:height], 0.0)
    for r in range(height):
        have = known[r] & (np.abs(zeroed[r]) >= LEAST)
        if not have.any():
            continue
        best: Sum | None = None
        for step in (1, -1):
            part = zeroed[r + 1 : r + 1 + REACH] if step == 1 else zeroed[max(0, r - REACH) : r][::-1]
            seen = known[r + 1 : r + 1 + REACH] if step == 1 else known[max(0, r - REACH) : r][::-1]
            if len(part) < 2:
                continue
            run, count = np.cumsum(part, axis=0), np.cumsum((part != 0) & seen, axis=0)
            slack = np.where(zeroed[r] == np.round(zeroed[r]), 0.01, 0.051)
            right = (np.abs(run - zeroed[r]) <= slack) & (count >= 2) & have
            lines = right.sum(axis=1)
            k = int(lines.argmax())
            enough = lines[k] >= 2 or (lines[k] == 1 and have.sum() == 1 and zeroed[r].max() >= 20 and k + 1 <= 12)
            if enough and 2 * lines[k] >= have.sum() and (best is None or lines[k] > len(best.lines)):
                members = [r + step * (i + 1) for i in range(k + 1) if seen[i].any()]
                columns = tuple(int(j) for j in np.nonzero(right[k])[0])
                digits = float(np.log10(np.abs(zeroed[r, list(columns)])).sum())
                best = Sum(r, tuple(sorted(members)), columns, digits)
        if best is not None:
            found.append(best)
    return found
