"""V32: a year of which a return gives figures was over when they were drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from flows.check.figure import says
from flows.check.figures import table_of
from flows.check.printed import dated
from flows.check.registry import Breach, Subject, rule, told
from schemas.code_tables import load_aliases

NEAR = 4
"""Letters between the words that say what was done on a day and the day: a space, a colon, a bracket."""


@rule(
    "V32", "error", "ask the force for the rest of the year; figures of a part are no figures of the year", "document"
)
def year_not_over(subject: Subject) -> Iterator[Breach]:
    """No figure is of a whole year that was not over on the day on which the text says that the data were drawn."""
    days = [day for text in (*subject.texts, *(cell.text for cell in subject.cells)) for day in _drawn(text)]
    wrong = [
        (row,) for row in subject.figures
        if row.period_type in ("financial_year", "calendar_year") and row.period_start and row.period_end
        and days and row.period_start < max(days) < row.period_end
    ]  # fmt: skip
    drawn = f"{max(days):%d %B %Y}".lstrip("0") if days else ""
    # The labels of the other years may be as wrong: headers are dragged on together.
    tables = {table_of(row) for (row,) in wrong}
    beside = [row.observation_id for row in subject.figures if table_of(row) in tables]
    for breach in told(
        f"{{n}} figures are of a year that was not over on {drawn}, when the data were drawn", wrong, says
    ):
        yield replace(breach, names=beside)


def _drawn(text: str) -> Iterator[dt.date]:
    """The days of which a text says that data were drawn on them.

    >>> [*map(str, _drawn("Data extracted on 14 February 2017. Received on 3 May 2017."))]
    ['2017-02-14']
    """
    ends = [hit.end for hit in load_aliases("drawn", frozenset({"drawn"})).find(text)]
    for start, day in dated(text):
        if any(0 <= start - end <= NEAR for end in ends):
            yield day
