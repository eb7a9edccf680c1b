"""Years: figures that jump, and years that were asked for and are not there."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import FigureKey, amount, figure_name, key, some
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign

FEW = 30
"""Offences; below, a change of as much as all of them is no surprise."""


@rule("warning", "ask the force, or look whether a later return corrects one of the two", "respondent")
def change_between_years(subject: Subject) -> Iterator[Breach]:
    """A figure that only the online flag splits does not change by more than half from one year to the next."""
    rows = {key(row): row for row in subject.observations if row.status == "exact" and _whole(key(row))}
    jumps = []
    for figure, row in rows.items():
        before = rows.get(_year_before(figure))
        if before is not None and before.count and row.count is not None:
            change = (row.count - before.count) / before.count
            if abs(change) > (1.0 if before.count < FEW else 0.5):
                jumps.append(f"{figure_name(row)}: {amount(before)} -> {amount(row)} ({change:+.0%})")
                first = row
    if jumps:
        yield Breach(f"large change from the year before: {some(jumps)}", first)


@rule("warning", "ask the force for the year, or look whether it stands in the return unread", "respondent")
def year_absent(subject: Subject) -> Iterator[Breach]:
    """A return with figures has the year that the campaign asks about, and the one before."""
    year = year_of_campaign(subject.documents[0].campaign)
    counted = [row for row in subject.observations if row.unit == "count" and row.measure == "offences"]
    if year is None or not counted:
        return
    found = {row.period_start.year for row in counted if row.period_start and row.period_type == "financial_year"}
    absent = [f"{y}/{(y + 1) % 100:02d}" for y in (year, year - 1) if y not in found]
    if absent:
        yield Breach(f"{subject.documents[0].respondent} gives no offences for {' or '.join(absent)}")


def _whole(figure: FigureKey) -> bool:
    flagged = set(figure.splits) <= {"online"} and figure.online in ("all", "yes")
    return flagged and not figure.other and figure.unit == "count"


def _year_before(figure: FigureKey) -> FigureKey:
    if figure.start is None or figure.end is None or (figure.start.month, figure.start.day) == (2, 29):
        return figure._replace(start=None)
    end = figure.end.replace(
        year=figure.end.year - 1, day=min(figure.end.day, 28) if figure.end.month == 2 else figure.end.day
    )
    return figure._replace(start=figure.start.replace(year=figure.start.year - 1), end=end)
