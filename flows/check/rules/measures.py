"""V03: offences, victims, suspects and arrests are counted apart."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import amount, says, some
from flows.check.figures import groups, is_known, least, most, pairs, same
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation


@rule("V03", "error", "an offence has at least one victim: look whether the columns were taken for each other")
def victims_at_least_offences(subject: Subject) -> Iterator[Breach]:
    """Each offence has at least one victim.

    A force that counts a person once, however often harmed, has fewer victims than offences in every line alike, and
    not by far: that is worth a look. A document that has fewer here and more there has mixed them.
    """
    counts = [row for row in subject.figures if is_known(row) and not row.other]
    victims, offences = ([row for row in counts if row.measure == name] for name in ("victims", "offences"))
    beside = pairs(victims, offences, same("return", "measure"))
    fewer = [(row, other) for row, other in beside if most(row) < least(other)]
    more = {row.document_id for row, other in beside if least(row) > most(other)}
    by_far = 1 - threshold("V03", "largest_gap")
    mixed = {r.document_id for r, other in fewer if r.document_id in more or most(r) < least(other) * by_far}
    for sure in (True, False):
        yield from told(
            "fewer victims than offences",
            [case for case in fewer if (case[0].document_id in mixed) == sure],
            lambda row, other: f"{says(row)}, offences {amount(other)}",
            "error" if sure else "warning",
        )


@rule("V03", "error", "the table counts two things in one series: say by a recipe which columns count what")
def one_measure_in_series(subject: Subject) -> Iterator[Breach]:
    """A series counts one thing: offences and victims are never added up."""
    named = [row for row in subject.figures if row.unit == "count" and row.measure is not None]
    series = groups(named, lambda row: row.series_id)
    mixed = [tuple(rows) for rows in series.values() if len({row.measure for row in rows}) > 1]
    yield from told("{n} series mix what they count", mixed, lambda *rows: f"a series counts {some(_measures(rows))}")


def _measures(rows: tuple[Observation, ...]) -> list[str]:
    return sorted({str(row.measure) for row in rows})
