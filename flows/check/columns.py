"""Figures as columns of numbers, so that a rule looks at millions of rows at once and words only what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.coded import NONE, Indices, Mask, Words, whole_numbers
from flows.check.dimensions import Dimension, dimension, numbered
from flows.check.figure import SPLITS, Split
from flows.check.spans import EPOCH, Span, day_of, year_before
from schemas.alike import kinds, numbers
from schemas.categories import doubts
from schemas.frames import to_rows, to_table
from schemas.models import OBSERVATIONS
from schemas.rows import Observation

Within = Literal["document", "respondent", "campaign", "everywhere"]
Apart = Literal[Split, "measure", "force", "unit"]

NO_LIMIT = np.int64(2**53)
"""The high end of what is not bounded."""
NO_AGE_LIMIT = 999


class Columns:
    """Observations as columns. Indices and masks that its methods take and give are of its rows, from 0."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self._rows: dict[int, Observation] = {}
        self._words: dict[str, Words] = {}
        self._lines: dict[str, Indices] = {}
        self._figures: dict[tuple[Within, frozenset[Apart]], Indices] = {}
        self._things_within: dict[Within, Indices] = {}

    @classmethod
    def of(cls, rows: Sequence[Observation]) -> Columns:
        found = cls(to_table(OBSERVATIONS, rows))
        found._rows.update(enumerate(rows))
        return found

    def __len__(self) -> int:
        return len(self.table)

    def row(self, at: int | np.integer[Any]) -> Observation:
        """One row as a plain record."""
        at = int(at)
        if at not in self._rows:
            self._rows[at] = to_rows(OBSERVATIONS, self.table.slice(at, 1))[0]
        return self._rows[at]

    def rows(self, which: Mask | Indices) -> list[Observation]:
        """Some rows as plain records."""
        places = np.flatnonzero(which) if which.dtype == bool else which
        unread = [at for at in places.tolist() if at not in self._rows]
        self._rows.update(
            zip(unread, to_rows(OBSERVATIONS, self.table.take(pa.array(unread, pa.int64()))), strict=True)
        )
        return [self._rows[at] for at in places.tolist()]

    def ids(self, which: Indices) -> list[str]:
        """The observation_ids of some rows."""
        return list(self.table["observation_id"].take(pa.array(which)).to_pylist())

    def part(self, which: Mask) -> Columns:
        """Some rows as columns of their own."""
        return self if which.all() else Columns(self.table.filter(pa.array(which)))

    def text(self, name: str) -> Words:
        """A column of texts."""
        if name not in self._words:
            self._words[name] = Words(self.table[name])
        return self._words[name]

    def where(self, **wanted: str | None) -> Mask:
        """Whether each of the named columns of texts has the given value."""
        found = np.ones(len(self), bool)
        for name, word in wanted.items():
            found &= self.text(name).codes == self.text(name).code(word)
        return found

    def flagged(self, *flags: str) -> Mask:
        return self._with_flags(lambda flag: flag in flags)

    @cached_property
    def doubtful(self) -> Mask:
        return self._with_flags(lambda flag: bool(doubts([flag])))

    def _with_flags(self, judge: Callable[[str], bool]) -> Mask:
        column = self.table["flags"]
        rows = pc.list_parent_indices(column)
        if not len(rows):
            return np.zeros(len(self), bool)
        flags = Words(pa.chunked_array([pc.list_flatten(column).combine_chunks()]))
        found = np.zeros(len(self), bool)
        found[whole_numbers(rows, 0)[flags.each(judge, False).astype(bool)]] = True
        return found

    def number(self, name: str, null: int) -> npt.NDArray[np.int64]:
        """A column of whole numbers, `null` where there is none."""
        return whole_numbers(self.table[name], null)

    @cached_property
    def in_table(self) -> npt.NDArray[np.int64]:
        """The number of the table that a row stands in, told apart by document; NONE for what stands in text."""
        table = self.number("table", NONE)
        return numbered(table != NONE, self.text("document_id").codes, self.text("sheet").codes, table)

    def line(self, of: Literal["row", "column"]) -> npt.NDArray[np.int64]:
        """The number of the row, or of the column, of the table that a row stands in; NONE for what stands in text."""
        if of not in self._lines:
            place = self.number(of, NONE)
            self._lines[of] = numbered((self.in_table != NONE) & (place != NONE), self.in_table, place)
        return self._lines[of]

    @cached_property
    def is_total(self) -> Mask:
        return self._flag("is_total")

    @cached_property
    def is_cumulative(self) -> Mask:
        return self._flag("age_is_cumulative")

    def _flag(self, name: str) -> Mask:
        found: Mask = self.table[name].to_numpy().astype(bool)
        return found

    @cached_property
    def counted(self) -> Mask:
        return self.where(unit="count")

    @cached_property
    def exact(self) -> Mask:
        return self.counted & self.where(status="exact")

    @cached_property
    def said(self) -> Mask:
        """Whether a row is a count of which the return says what is counted, and in which days.

        Two numbers of which it does not need not be one figure, however alike the rest of what is known of them.
        """
        found: Mask = self.counted & (self._measured.codes != NONE)
        found &= pc.is_valid(self.table["period_start"]).to_numpy()
        return found

    @cached_property
    def _measured(self) -> Words:
        """What is counted, as a code or in the words of the return."""
        return Words.either(self.text("measure"), self.text("measure_label"))

    @cached_property
    def known(self) -> Mask:
        """Whether a row is a count that is printed, or withheld as a small number."""
        return self.exact | (self.counted & self.where(status="suppressed"))

    @cached_property
    def low(self) -> npt.NDArray[np.int64]:
        return self.number("count_low", 0)

    @cached_property
    def high(self) -> npt.NDArray[np.int64]:
        return self.number("count_high", int(NO_LIMIT))

    @cached_property
    def age_low(self) -> npt.NDArray[np.int64]:
        """NONE where the row is of all ages or of unknown age."""
        return self.number("age_low", NONE)

    @cached_property
    def age_high(self) -> npt.NDArray[np.int64]:
        """NO_AGE_LIMIT where the band is open; NONE where the row is of all ages or of unknown age."""
        return np.where(self.age_low == NONE, NONE, self.number("age_high", NO_AGE_LIMIT))

    @cached_property
    def all_ages(self) -> Mask:
        """Whether a row is of all the ages that are asked about: 0-17 is all of them."""
        return self.where(age_band="all") | self.where(age_band="0-17")

    @cached_property
    def periods(self) -> list[Span]:
        """The spans that occur; `period` is the number of a row's span among them."""
        return [(day_of(start), day_of(end)) for start, end in zip(*self._spans[0], strict=True)]

    @cached_property
    def period(self) -> npt.NDArray[np.int64]:
        return self._spans[1]

    @cached_property
    def _spans(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        start, end = (
            whole_numbers(pc.cast(self.table[name], pa.int32()), NONE - EPOCH) + EPOCH
            for name in ("period_start", "period_end")
        )
        found = kinds(start, end)
        return found.values, found.own

    @cached_property
    def others(self) -> list[dict[str, str]]:
        """The further dimensions that occur; `other` is the number of a row's among them, 0 for none."""
        return self._others[0]

    @cached_property
    def other(self) -> npt.NDArray[np.int64]:
        return self._others[1]

    @cached_property
    def _others(self) -> tuple[list[dict[str, str]], npt.NDArray[np.int64]]:
        alike = kinds(numbers(self.table["other"]))
        known: dict[tuple[tuple[str, str], ...], int] = {(): 0}
        every = self.table["other"].take(pa.array(alike.first)).to_pylist()
        found = [known.setdefault(tuple(sorted(pairs or ())), len(known)) for pairs in every]
        return [dict(pairs) for pairs in known], np.array(found, np.int64)[alike.own]

    def figure(
        self, within: Within, without: Sequence[Apart] = (), period: npt.NDArray[np.int64] | None = None
    ) -> npt.NDArray[np.int64]:
        """A number that two rows have in common where they are figures of the same thing, as `figure.key` has it.

        `without`: the number of the figure that is not split by these, not told apart by its measure or force, or is
        the count. `period`: of the figure of another period, NONE for none. Rows of different documents, respondents
        or campaigns are told apart as `within` says.
        """
        known = (within, frozenset(without))
        if period is None and known in self._figures:
            return self._figures[known]
        number = self._things(within)
        for name, (codes, whole, size) in self._dimensions.items():
            if name == "period" and period is not None:
                codes = np.where(period == NONE, whole, period)
            if size > 1:
                number = number * size + (whole if name in without else codes)
        if period is None:
            self._figures[known] = number
        return number

    def splits(self, name: Split) -> Mask:
        """Whether a row is split by a dimension."""
        codes, whole, _ = self._dimensions[name]
        found: Mask = codes != whole
        return found

    @cached_property
    def ways(self) -> npt.NDArray[np.int64]:
        """By which dimensions a row is split: a bit each, in the order of SPLITS."""
        bits = [self.splits(name).astype(np.int64) << place for place, name in enumerate(SPLITS)]
        found: npt.NDArray[np.int64] = np.bitwise_or.reduce(bits)
        return found

    @cached_property
    def dimensions(self) -> npt.NDArray[np.int64]:
        """By how many dimensions a row is split."""
        return np.bitwise_count(self.ways).astype(np.int64)

    @cached_property
    def _dimensions(self) -> dict[str, Dimension]:
        """What figures are told apart by, each as few numbers as occur: figures are then counted and not sorted."""
        ages, sexes, flags = (self.text(name) for name in ("age_band", "sex", "online"))
        units, offences, groups = (self.text(name) for name in ("unit", "offence_code", "offence_group"))
        offence = kinds(offences.codes, groups.codes)
        whole = np.flatnonzero((offence.values == [[NONE], [groups.code("all")]]).all(axis=0))
        return {
            "force": dimension(self.text("force_id").codes, NONE),
            "measure": dimension(self._measured.codes, NONE),
            "unit": dimension(units.codes, units.code("count")),
            "period": dimension(self.period, NONE),
            "age": dimension(np.where(self.all_ages, ages.code("all"), ages.codes), ages.code("all")),
            "sex": dimension(sexes.codes, sexes.code("all")),
            "online": dimension(flags.codes, flags.code("all")),
            "offence": dimension(offence.own, int(whole[0]) if len(whole) else NONE),
        }

    def _things(self, within: Within) -> npt.NDArray[np.int64]:
        """The number of a row's further dimensions, told apart as `within` says."""
        if within not in self._things_within:
            self._things_within[within] = kinds(self._scope(within), self.other).own
        return self._things_within[within]

    def _scope(self, within: Within) -> npt.NDArray[np.int64]:
        if within == "everywhere":
            return np.zeros(len(self), np.int64)
        if within == "document":
            return self.text("document_id").codes
        campaigns = self.text("campaign")
        if within == "campaign":
            return campaigns.codes
        return self.text("respondent").codes * (len(campaigns.words) + 1) + campaigns.codes

    def before(self) -> npt.NDArray[np.int64]:
        """The number of the span one year before each row's; NONE where no row has it."""
        known: dict[Span | None, int] = {span: number for number, span in enumerate(self.periods)}
        earlier = [known.get(year_before(*span), NONE) for span in self.periods]
        return np.array(earlier, np.int64)[self.period] if earlier else np.zeros(0, np.int64)
