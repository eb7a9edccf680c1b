"""V31: the quarters or months that are printed of a year are all of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import figure_name, key
from flows.check.figures import is_known, year_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import Observation

DAY = dt.timedelta(days=1)


@rule("V31", "warning", "ask the force for the part of the year that is missing, or look whether a column is hidden")
def periods_missing(subject: Subject) -> Iterator[Breach]:
    """Where a return prints a year and parts of it one after the other, these leave no gap."""
    years: dict[object, Observation] = {}
    parts: defaultdict[object, list[Observation]] = defaultdict(list)
    for row in subject.figures:
        if is_known(row) and row.period_start and row.period_end:
            thing = (row.document_id, key(row)._replace(start=None, end=None))
            if row.period_type == "financial_year":
                years.setdefault((thing, year_of(row)), row)
            else:
                parts[thing, row.period_start.year - (row.period_start.month < 4)].append(row)
    wrong = [(year, *_last) for of, year in years.items() if (_last := _before_a_gap(year, parts.get(of, [])))]
    yield from told(
        "{n} figures of a year stand beside parts that are not all of it",
        wrong,
        lambda year, *own: f"{figure_name(year)}: nothing after {own[0].period_end}",
    )


def _before_a_gap(year: Observation, parts: list[Observation]) -> list[Observation]:
    """The part of a year behind which there is a gap; nothing where they fill it, or are but one."""
    own = sorted(parts, key=lambda row: (row.period_start or dt.date.min, row.observation_id))
    if len({row.period_start for row in own}) < 2:
        return []
    begins = [*(row.period_start for row in own[1:]), (year.period_end or dt.date.max) + DAY]
    gaps = [
        row for row, after in zip(own, begins, strict=True) if row.period_end and after and after > row.period_end + DAY
    ]
    return gaps[:1]
