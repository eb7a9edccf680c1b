"""V26: all figures of one row, or of one column, of a table take the same meaning from its label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

from flows.check.coded import NONE, Mask
from flows.check.columns import Columns
from flows.check.figure import figure_name, place_name
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold

Lines = npt.NDArray[np.int64]
TEXTS = ("age_band", "sex", "online", "offence_code", "offence_group", "force_id", "measure")


@rule("V26", "error", "one figure of the line has another code than its neighbours: look at the header in the return")
def same_label_same_meaning(subject: Subject) -> Iterator[Breach]:
    """Where the rows of a table say its ages, or its sexes, years and so on, all figures of each row are of one."""
    figures = subject.figures
    row, column = (_labelled(figures, line) for line in ("row", "column"))
    anything = (row != NONE) & (column != NONE) & ~figures.where(method="records")
    placed = anything & figures.counted
    meanings = {name: figures.text(name).codes for name in TEXTS} | {"period": figures.period, "other": figures.other}
    odd = _odd(figures, placed, row, column, meanings)
    odd |= _odd(figures, anything, row, column, {"unit": figures.text("unit").codes})
    for line, across in ((row, column), (column, row)):
        inside = placed & ~_mostly(across, figures.is_total, placed)
        odd |= _odd(figures, inside, line, across, {"is_total": figures.is_total.astype(np.int64)}, both=False)
    rows = np.array(sorted(odd), np.int64)

    def say(k: int) -> str:
        found = figures.row(rows[k])
        return f"{odd[int(rows[k])]} of {figure_name(found)} at {place_name(found.place)}"

    yield from breaches(figures, "{n} figures differ in meaning from all others of their line", rows, say)


def _labelled(figures: Columns, line: Literal["row", "column"]) -> Lines:
    """The number of the line that a figure stands in; where its label changes a new one begins."""
    place = figures.line(line)
    return np.where(place == NONE, NONE, kinds(place, figures.text(f"raw_{line}_label").codes).own)


class _Lines:
    """Some rows by the line that they stand in: `alike` the rows of each line, each line's `table`."""

    def __init__(self, line: Lines, in_table: Lines) -> None:
        self.alike = kinds(line)
        self.table = kinds(in_table[self.alike.first]).own
        self.many = np.bincount(self.table, self.alike.size > 1)[self.table]

    def odd(self, codes: Lines) -> Iterator[Lines]:
        """The rows that differ from the rest of their line, in tables whose lines have one code each but for few."""
        mixed = self.alike.mix(codes)
        few = np.bincount(self.table, mixed)[self.table]
        most = np.maximum(self.many * threshold("V26", "share"), 1)
        for at in np.flatnonzero(mixed & (self.many >= threshold("V26", "fewest_lines")) & (few <= most)):
            mine = np.flatnonzero(self.alike.own == at)
            values, counts = np.unique(codes[mine], return_counts=True)
            clear = counts.max() * 2 > counts.sum()
            yield mine[codes[mine] != values[np.argmax(counts)]] if clear else mine


def _odd(
    figures: Columns, placed: Mask, line: Lines, across: Lines, meanings: dict[str, Lines], both: bool = True
) -> dict[int, str]:
    """The figures that are odd in their line, or in `both`, with the last of the meanings in which they are.

    A figure that has its meaning from the line across, as all there have it, is not odd.
    """
    rows = np.flatnonzero(placed)
    odd: dict[int, str] = {}
    lines = [_Lines(numbers[rows], figures.in_table[rows]) for numbers in (line, across)] if len(rows) else []
    for name, meaning in meanings.items():
        codes = meaning[rows]
        for along, other in (lines, lines[::-1])[: 1 + both] if lines else ():
            if len(strange := np.concatenate([rows[:0], *along.odd(codes)])):
                mixed_across = other.alike.mix(codes)[other.alike.own[strange]]
                odd |= dict.fromkeys(rows[strange[mixed_across]].tolist(), name)
    return odd


def _mostly(line: Lines, what: Mask, placed: Mask) -> Mask:
    """Whether more than half of a figure's line are `what`."""
    number = kinds(line).own
    share = np.bincount(number, what & placed) / np.maximum(np.bincount(number, placed), 1)
    found: Mask = share[number] > 0.5
    return found
