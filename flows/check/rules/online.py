"""The online flag, and what else is a part of the offences."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import amount, figure_name, interval, key, some
from flows.check.registry import Breach, Subject, rule


@rule("error", "look whether both count the same offences: images may be in one and not in the other", "respondent")
def online_within_all(subject: Subject) -> Iterator[Breach]:
    """No more offences bear the online flag than there are offences."""
    whole = {key(row): row for row in subject.observations if row.online == "all" and row.unit == "count"}
    wrong = []
    for row in subject.observations:
        total = whole.get(key(row).without("online"))
        if row.online == "yes" and total is not None:
            most = interval(total).high
            if most is not None and interval(row).low > most:
                wrong.append((row, total))
    if wrong:
        listed = some(f"{figure_name(row)}: {amount(row)} of {amount(total)}" for row, total in wrong)
        yield Breach(f"more with the online flag than in all: {listed}", wrong[0][0])


@rule(
    "info", "an offence can have several victims: look whether the two columns were taken for each other", "respondent"
)
def victims_at_least_offences(subject: Subject) -> Iterator[Breach]:
    """Each offence has at least one victim."""
    offences = {key(row): row for row in subject.observations if row.measure == "offences" and not row.other}
    wrong = []
    for row in subject.observations:
        crimes = offences.get(key(row)._replace(measure="offences")) if row.measure == "victims" else None
        if crimes is not None:
            most = interval(row).high
            if most is not None and most < interval(crimes).low:
                wrong.append((row, crimes))
    if wrong:
        listed = some(f"{figure_name(row)}: {amount(row)}, offences {amount(crimes)}" for row, crimes in wrong)
        yield Breach(f"fewer victims than offences: {listed}", wrong[0][0])
