"""A figure in the making: one cell (or one number in a sentence) with all that is known of it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flows.read.grid import Cell
from flows.tidy.labels.meanings import CODED, is_whole
from flows.tidy.labels.numbers import CellValue
from schemas.intervals import Interval, add

DIMENSIONS = (*CODED, "measure")


@dataclass(slots=True)
class Draft:
    """One figure of one block.

    `values` holds what is known by dimension (Period, Age, Offence, str); a dimension that is absent was not said.
    `unknown` are the labels that nothing knew, `unused` words beside it that were not used. `totals` are the axes
    (`row`, `column`) whose label says total; `doubts` become flags that warn, `how` flags that do not. `value` None is
    a blank cell; `nth` is which figure of its cell it is, where that holds several. `stated` are the words around its
    table that say what is counted, `hangs` the open questions of its table that it hangs on. `blank_told`: notes
    or people say what its blank label means. `signs` tell how surely it was read (`evidence/confidence.csv`); it is
    `proved` where it takes part in a printed sum that comes out.
    """

    block: int
    row: int
    column: int
    value: CellValue | None
    raw: str | None
    cell: Cell | None
    method: str
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    caption: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    totals: set[str] = field(default_factory=set)
    unit: str = "count"
    unknown: set[str] = field(default_factory=set)
    unused: set[str] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)
    how: set[str] = field(default_factory=set)
    nth: int = 1
    proved_zero: bool = False
    is_total: bool = False
    is_cumulative: bool = False
    blank_told: bool = False
    stated: tuple[str, ...] = ()
    hangs: set[str] = field(default_factory=set)
    signs: dict[str, float] = field(default_factory=dict)
    proved: bool = False

    @property
    def low(self) -> int | None:
        """The least that the figure can be; None for a blank that nothing proves, or no count."""
        if self.proved_zero:
            return 0
        return self.value.low if self.value is not None else None

    @property
    def high(self) -> int | None:
        """The most that the figure can be; None for not bounded."""
        if self.proved_zero:
            return 0
        return self.value.high if self.value is not None else None

    @property
    def amount(self) -> Interval:
        """What it is known to add to a sum: a blank that nothing proves may be any number."""
        return Interval(self.low or 0, self.high)

    @property
    def in_common(self) -> list[tuple[str, Any]]:
        """What its parts must have in common with a total: no other is within a force, a sex or a side of the flag."""
        own = ((d, self.values.get(d)) for d in ("force", "sex", "online"))
        return [*self.other.items(), *((d, value) for d, value in own if not is_whole(value))]

    def prove_zero(self) -> None:
        """A blank, or a mark that can stand for zero, is zero."""
        self.proved_zero = True
        self.doubts.discard("value_ambiguous")
        if self.value is None:
            self.how.add("blank_as_zero")

    def settle(self, label: str) -> None:
        """A label that was not known is understood after all."""
        self.unknown.discard(label)
        if not self.unknown:
            self.doubts.discard("label_unknown")

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels printed over and beside it."""
        return (*self.row_labels, *self.column_labels)

    def key(self, *without: str) -> tuple[Any, ...]:
        """What the figure is about, leaving out some dimensions: equal keys are figures of one thing."""
        values = self.values if not without else {d: v for d, v in self.values.items() if d not in without}
        return (*map(values.get, DIMENSIONS), self.unit, tuple(sorted(self.other.items())))


def sum_of(drafts: Iterable[Draft]) -> Interval:
    """What figures are known to come to."""
    return add(draft.amount for draft in drafts)
