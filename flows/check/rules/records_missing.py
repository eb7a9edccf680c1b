"""V31: a list of crimes covers all months of its year."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from flows.check.figure import some
from flows.check.printed import MONTHS
from flows.check.records import record_lists
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold

Month = tuple[int, int]


@rule(
    "V31", "error", "ask the force for the months that are missing; accept the finding if there were no crimes in them"
)
def records_missing(subject: Subject) -> Iterator[Breach]:
    """A list of crimes has some in each month of a financial year, unless so few that a month without is chance."""
    for table in record_lists(subject):
        days = Counter((one.year, one.month) for one in table.days())
        by_year: defaultdict[int, set[str]] = defaultdict(set)
        for name, row in table.figures.items():
            if row.period_type == "financial_year" and row.period_start is not None:
                by_year[row.period_start.year].add(name)
        for year, names in sorted(by_year.items()):
            months = [(year + (month < 4), month) for month in (*range(4, 13), *range(1, 4))]
            counts = {month: days[month] for month in months}
            for gap in _gaps(months, counts):
                usual = sum(counts.values()) / (12 - len(gap))
                if math.exp(-usual * len(gap)) < threshold("V31", "chance"):
                    listed = some((f"{MONTHS[month - 1].capitalize()} {of}" for of, month in gap), 12)
                    what = f"no crime of {listed}, where other months have {usual:.0f}: is a part of the list missing?"
                    yield Breach(what, table.figures[min(names)], names=sorted(names))


def _gaps(months: list[Month], counts: dict[Month, int]) -> Iterator[list[Month]]:
    """The months without a record, those that follow one another together; nothing of a year without any."""
    run: list[Month] = []
    for month in [*months, (0, 0)] if any(counts.values()) else []:
        if month in counts and not counts[month]:
            run.append(month)
        elif run:
            yield run
            run = []
