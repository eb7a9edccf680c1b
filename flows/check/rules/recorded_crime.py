"""V14, V15: figures of children lie between what open data of recorded crime have of children and of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flows.check.figure import key, says
from flows.check.figures import is_known, least, most, year_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.code_tables import load_codes
from schemas.rows import Observation

REMEDY = "it may be incomplete, of other ages, of another scope or of another force: compare the return"
Bounded = list[tuple[Observation, int]]
"""Figures, each with what the open data have for it."""


@rule("V14", "warning", REMEDY, "campaign")
def recorded_floor(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no fewer than the Home Office has under the classes that only children suffer.

    Looks where `--prc` gives the open data: a later snapshot, so a figure of one class may fall somewhat short.
    """
    crime = subject.recorded_crime
    if crime is None:
        return
    share, few = threshold("V14", "share"), threshold("V14", "few")
    every = _bounded(_wholes(subject), lambda force, year, _: crime.of_children(force, year))
    wrong = [(row, bound) for row, bound in every if most(row) < bound]
    yield from _told(f"fewer than the classes of children in {crime.source}", wrong)
    of_children = _bounded(filter(_is_of_children, _classes(subject)), crime.of_class)
    far = [(row, bound) for row, bound in of_children if most(row) < bound * share and bound - most(row) > few]
    yield from _told(f"{{n}} classes far below {crime.source}", far)


@rule("V15", "error", REMEDY, "campaign")
def recorded_ceiling(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no more than all sexual offences that the Home Office has of the force.

    Looks where `--prc` gives the open data. Images of children are no sexual offences there: they are added.
    """
    crime = subject.recorded_crime
    if crime is None:
        return
    share, few = threshold("V15", "share"), threshold("V15", "few")
    every = _bounded(_wholes(subject), lambda force, year, _: crime.sexual(force, year, images=True))
    wrong = [(row, bound) for row, bound in every if least(row) > bound]
    yield from _told(f"more than all sexual offences in {crime.source}", wrong)
    classes = _bounded(_classes(subject), crime.of_class)
    far = [(row, bound) for row, bound in classes if least(row) > bound * (1 + share) + few]
    yield from _told(f"{{n}} classes far above {crime.source}", far)


def _wholes(subject: Subject) -> list[Observation]:
    """The offences of a financial year that nothing splits."""
    return [row for row in subject.figures if _is_yearly(row) and not key(row).splits]


def _classes(subject: Subject) -> list[Observation]:
    """The figures of whole classes; those of groups and sub-classes have nothing to be held against."""
    offences = load_codes("offences")
    return [
        row for row in subject.figures
        if row.offence_code is not None and offences[row.offence_code]["class_code"] == row.offence_code
        and _is_yearly(row) and key(row).splits == ("offence",)
    ]  # fmt: skip


def _is_yearly(row: Observation) -> bool:
    return row.measure == "offences" and row.period_type == "financial_year" and is_known(row) and not row.other


def _is_of_children(row: Observation) -> bool:
    """Whether a figure is of an offence that is defined by the age of its victims."""
    return bool(load_codes("statutes").get(row.offence_code or "", {}).get("age_high"))


def _bounded(rows: Iterable[Observation], bound: Callable[[str, int, str], int | None]) -> Bounded:
    """Those of the figures that the open data bound, and by what."""
    found = []
    for row in rows:
        year = year_of(row)
        of = bound(row.force_id, year, row.offence_code or "") if row.force_id and year is not None else None
        found += [] if of is None else [(row, of)]
    return found


def _told(cause: str, wrong: Bounded) -> Iterator[Breach]:
    """A breach for each document with figures that are beyond their bound."""
    against = {row.observation_id: bound for row, bound in wrong}
    return told(cause, [(row,) for row, _ in wrong], lambda row: f"{says(row)}, there {against[row.observation_id]:,}")
