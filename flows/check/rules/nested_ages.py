"""V06: an age band that lies within another counts no more than it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.check.figure import says
from flows.check.figures import groups, is_known, is_of_all_ages, least, most, pairs, same
from flows.check.registry import Breach, Subject, rule, told
from flows.check.sections import LAST_AGE
from schemas.rows import Observation

NO_LIMIT = 999


@rule("V06", "error", "one of the two figures is misread or misprinted: look at both in the return")
def age_bands_nest(subject: Subject) -> Iterator[Breach]:
    """A band that lies within another counts no more than it, and no band more than the figure of all ages."""
    known = [row for row in subject.figures if is_known(row)]
    banded = [row for row in known if row.age_low is not None and not is_of_all_ages(row)]
    alike = same("document", "age")
    cases = pairs([row for row in banded if _last(row) <= LAST_AGE], filter(is_of_all_ages, known), alike)
    for rows in groups(banded, alike).values():
        cases += _within_another(rows)
    wrong = [(one, other) for one, other in cases if least(one) > most(other)]
    yield from told("a part is more than the whole", wrong, lambda one, other: f"{says(one)}, but {says(other)}")


def _within_another(rows: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """The figures of bands, each once, with those of the wider bands that they lie within."""
    bands: dict[tuple[int, int], Observation] = {}
    for row in rows:
        bands.setdefault((row.age_low or 0, _last(row)), row)
    return [
        (bands[inner], bands[outer])
        for outer in bands for inner in bands
        if inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]
    ]  # fmt: skip


def _last(row: Observation) -> int:
    return NO_LIMIT if row.age_high is None else row.age_high
