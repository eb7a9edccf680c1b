"""A period after the return's own date is never taken without a doubt."""

from __future__ import annotations

import datetime as dt

from flows.read.grid import Document, Grid
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid


def understood(table: Grid, received: dt.date | None = None) -> Tidied:
    return tidy(Document("xlsx", (table,)), Context("d", "reply.xlsx", "2016-17", "kent", received=received))


def test_the_last_day_of_a_month_is_no_year() -> None:
    rows = (("Offence", "Girls", "Boys"), ("Rape", "5", "6"), ("Sexual assault", "3", "4"))
    found = understood(grid(("Recorded in the 12 months ended December 31.", "", ""), *rows))
    assert {o.period_label for o in found.observations} == {None}
    assert all("period_unknown" in o.flags for o in found.observations)


def test_a_year_that_begins_after_the_day_of_receipt_is_in_doubt_and_told() -> None:
    table = grid(("Year", "Girls", "Boys"), ("2016", "5", "6"), ("2031", "3", "4"))
    found = understood(table, received=dt.date(2017, 5, 2))
    assert {o.period_label for o in found.observations if "period_unclear" in o.flags} == {"2031"}
    assert [f.message for f in found.findings if f.check == "period_unclear"] == [
        "2 figure(s) of a period that was not over when the reply was written (2017-05-02)"
    ]
    assert not [o for o in understood(table, received=None).observations if "period_unclear" in o.flags]
