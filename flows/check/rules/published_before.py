"""V27: what was published of earlier years still stands."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.evidence.published_figures import PublishedFigure
from flows.check.figure import key, says
from flows.check.figures import is_known, is_of_all_ages, least, most, year_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

REMEDY = "ask the force which of the two is right, and say so when this year's change is published"


@rule("V27", "warning", REMEDY, "campaign")
def published_before(subject: Subject) -> Iterator[Breach]:
    """A figure that was published in an earlier year is about what the return says of that year now.

    Looks where `--against` gives the published figures. Figures are revised, but seldom by much.
    """
    published: dict[str, PublishedFigure] = {}
    for row in subject.figures if subject.published_figures else ():
        if is_known(row) and not row.other and {*key(row).splits} <= {"age", "online"}:
            one = next((one for one in subject.published_figures if _is_it(row, one) and _is_other(row, one)), None)
            if one is not None:
                published[row.observation_id] = one

    def say(row: Observation) -> str:
        one = published[row.observation_id]
        return f"{says(row)}, published in {one.release}: {one.value:,} ({one.place})"

    wrong = [(row,) for row in subject.figures if row.observation_id in published]
    yield from told("{n} figures are not what was published", wrong, say)


def _is_it(row: Observation, one: PublishedFigure) -> bool:
    """Whether a row is the figure that was published."""
    band = is_of_all_ages(row) if one.age_band == "all" else row.age_band == one.age_band
    same = (row.force_id, row.measure, row.online) == (one.force_id, one.measure, one.online)
    return same and band and row.period_type == "financial_year" and year_of(row) == one.year


def _is_other(row: Observation, one: PublishedFigure) -> bool:
    """Whether it is further from it than figures are revised."""
    revised = max(one.value * threshold("V10", "revised"), threshold("V10", "few"))
    return least(row) > one.value + revised or most(row) < one.value - revised
