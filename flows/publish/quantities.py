"""The figures that a campaign asks of every force: recorded offences against children, this year and the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flows.check.figure import FigureKey


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of the figures asked for: recorded offences against children of some ages, all or with the online flag."""

    name: str
    title: str
    age: str = "all"
    online: str = "all"

    def key(self, force_id: str, year: int) -> FigureKey:
        """The figure of a force in the financial year that begins in `year`."""
        first, last = financial_year(year)
        return FigureKey(force_id, "offences", "count", first, last, self.age, "all", self.online, (None, "all"), ())


QUANTITIES = (
    Quantity("total", "all offences"),
    Quantity("online", "with the online flag", online="yes"),
    Quantity("ten_and_under", "aged ten and under", age="0-10"),
    Quantity("four_and_under", "aged four and under", age="0-4"),
    Quantity("one_or_younger", "aged one or younger", age="0-1"),
)
@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one force in one year. `value` None: it cannot be said, and `note` says why.

    `in_doubt`: something is printed for it, which cannot be trusted or chosen from. `documents` are the document_ids
    that it rests on; `note` also tells a sum or a doubt.
    """

    force_id: str
    year: int
    quantity: str
    value: int | None
    note: str = ""
    documents: tuple[str, ...] = ()
    in_doubt: bool = False


def financial_year(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the financial year that begins in `year`."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
