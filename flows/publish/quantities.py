"""The figures that a campaign asks of every force: recorded offences against children, this year and the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flows.check.figure import FigureKey
from schemas.agreement import period_label


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of the figures asked for: recorded offences against children of some ages, all or with the online flag.

    `whose` goes behind `offences against children` in a sentence, `were` is what offences of it did or were.
    """

    name: str
    title: str
    age: str = "all"
    online: str = "all"
    sex: str = "all"
    offence: tuple[str | None, str] = (None, "all")
    measure: str = "offences"
    whose: str = ""
    were: str = ""

    def key(self, force_id: str, year: int) -> FigureKey:
        """The figure of a force in the financial year that begins in `year`."""
        first, last = financial_year(year)
        return FigureKey(
            force_id, self.measure, "count", first, last, self.age, self.sex, self.online, self.offence, ()
        )


def _aged(name: str, words: str, band: str) -> Quantity:
    """Offences against children of an age."""
    return Quantity(name, words, age=band, whose=f" {words}", were=f"were against children {words}")


QUANTITIES = (
    Quantity("total", "all offences"),
    Quantity(
        "online", "with the online flag", online="yes", whose=" with the online flag", were="carried the online flag"
    ),
    _aged("ten_and_under", "aged ten and under", "0-10"),
    _aged("four_and_under", "aged four and under", "0-4"),
    _aged("one_or_younger", "aged one or younger", "0-1"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one force in one year. `value` None: it cannot be said, and `note` says why.

    `in_doubt`: something is printed for it, which cannot be trusted or chosen from. `waiting` are the counts that a
    person can let in: those in doubt, or those of something else than offences, which `waiting_of` names. It
    `rests_on` rows, each by its document_id and observation_id; `note` also tells a sum.
    """

    force_id: str
    year: int
    quantity: str
    value: int | None
    note: str = ""
    rests_on: tuple[tuple[str, str], ...] = ()
    in_doubt: bool = False
    waiting: tuple[int, ...] = ()
    waiting_of: str = ""

    @property
    def doubted(self) -> int | None:
        """The one count that is printed for it and in doubt."""
        return self.waiting[0] if self.in_doubt and len(self.waiting) == 1 else None

    @property
    def waiting_in_words(self) -> str:
        """The counts that a person can let in: `345 or 354`, `1,110 victims`; empty where there are none."""
        return " ".join(filter(None, (" or ".join(f"{count:,}" for count in self.waiting), self.waiting_of)))

    @property
    def documents(self) -> tuple[str, ...]:
        """The document_ids that it rests on."""
        return tuple(sorted({document for document, _ in self.rests_on}))

    @property
    def observations(self) -> tuple[str, ...]:
        """The observation_ids that it rests on."""
        return tuple(observation for _, observation in self.rests_on)


def financial_year(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the financial year that begins in `year`."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def year_label(year: int) -> str:
    """A financial year by the year in which it begins.

    >>> year_label(2016)
    '2016/17'
    """
    return period_label(*financial_year(year))
