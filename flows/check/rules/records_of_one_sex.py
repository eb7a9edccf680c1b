"""V31: a list of crimes against children is no list of girls alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from flows.check.records import record_lists
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold


@rule("V31", "error", "ask the force whether a filter was left on; accept the finding if the list is of one sex alone")
def records_of_one_sex(subject: Subject) -> Iterator[Breach]:
    """A list that says the victims' sex has some of both, unless so few that one alone is chance."""
    for table in record_lists(subject):
        sexes = {row.sex for row in table.figures.values()}
        usual = 1 / (1 + math.exp(-threshold("V29", "usual_female")))
        if sexes == {"female"} and usual ** len(table.records) < threshold("V31", "chance"):
            names = sorted(table.figures)
            what = f"all {len(table.records)} victims are female, where {usual:.0%} are usual: was a filter left on?"
            yield Breach(what, table.figures[names[0]], names=names)
