"""V08: victims are as old, and of the sex, that their offence is defined for."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.check.figure import says
from flows.check.figures import is_exact
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.code_tables import load_codes
from schemas.rows import Observation, Severity

SEXES = ("female", "male")


@rule("V08", "warning", "ages may be those at the time of the report; else an age or an offence code is misread")
def age_fits_offence(subject: Subject) -> Iterator[Breach]:
    """Victims of an offence that is defined by their age are not older than it says.

    Few are a slip of the force; where many are, the ages are not those of the victims.
    """
    bound = [row for row in _some(subject) if row.age_low is not None and _statute(row.offence_code)["age_high"]]
    wrong = [row for row in bound if (row.age_low or 0) > int(_statute(row.offence_code)["age_high"])]
    cause = "{n} figures of victims older than their offence is defined for"
    misread = _misread(bound, wrong, "too_old")
    for breach in _told([row for row in wrong if row.document_id in misread], cause, "error"):
        of = breach.row.document_id if breach.row else None
        aged = [row for row in subject.figures if row.age_low is not None and row.document_id == of]
        yield replace(breach, names=[row.observation_id for row in aged])
    yield from _told([row for row in wrong if row.document_id not in misread], cause)


@rule("V08", "warning", "a sex or an offence code is misread; look whether the two sexes were taken for each other")
def sex_fits_offence(subject: Subject) -> Iterator[Breach]:
    """Victims of an offence that is defined by their sex are of that sex.

    One or two are a slip of the force; where most victims of such offences are of the other sex, the table is misread.
    """
    bound = [row for row in _some(subject) if row.sex in SEXES and _statute(row.offence_code)["sex"]]
    wrong = [row for row in bound if _statute(row.offence_code)["sex"] != row.sex]
    cause = "{n} figures of victims not of the sex that their offence is defined for"
    misread = _misread(bound, wrong, "slips")
    yield from _told([row for row in wrong if row.document_id in misread], cause, "error")
    yield from _told([row for row in wrong if row.document_id not in misread], cause)


def _some(subject: Subject) -> list[Observation]:
    """The printed counts of some victims by offence."""
    return [row for row in subject.figures if row.offence_code is not None and row.count and is_exact(row)]


def _misread(bound: Sequence[Observation], wrong: Sequence[Observation], most: str) -> set[str]:
    """The documents of which more of the victims do not fit than the threshold `most` allows."""
    victims, misfits = (_sums(rows) for rows in (bound, wrong))
    return {name for name, many in misfits.items() if many > victims[name] * threshold("V08", most)}


def _sums(rows: Sequence[Observation]) -> Counter[str]:
    """How many victims the figures of each document count."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.document_id] += row.count or 0
    return found


@functools.cache
def _statute(code: str | None) -> dict[str, str]:
    """What the offence's definition says of its victims; empty where nothing."""
    offences, statutes = load_codes("offences"), load_codes("statutes")
    own = offences.get(code or "", {}).get("class_code", code)
    return statutes.get(code or "") or statutes.get(own or "") or {"age_high": "", "sex": ""}


def _told(rows: Sequence[Observation], cause: str, severity: Severity | None = None) -> Iterator[Breach]:
    return told(cause, [(row,) for row in rows], says, severity)
