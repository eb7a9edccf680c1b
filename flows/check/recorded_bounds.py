"""The figures that open data of recorded crime bound, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from flows.check.figure import key, says
from flows.check.figures import is_known, year_of
from flows.check.registry import Breach, told
from schemas.code_tables import load_codes
from schemas.rows import Observation

REMEDY = "it may be incomplete, of other ages, of another scope or of another force: compare the return"


class Bounded(NamedTuple):
    """A figure and what the open data bound it by."""

    row: Observation
    bound: int


def wholes(figures: Iterable[Observation]) -> list[Observation]:
    """The offences of a financial year that nothing splits."""
    return [row for row in figures if _is_yearly(row) and not key(row).splits]


def classes(figures: Iterable[Observation]) -> list[Observation]:
    """The figures of whole classes; those of groups and sub-classes have nothing to be held against."""
    offences = load_codes("offences")
    return [
        row for row in figures
        if row.offence_code is not None and offences[row.offence_code]["class_code"] == row.offence_code
        and _is_yearly(row) and key(row).splits == ("offence",)
    ]  # fmt: skip


def is_of_children(row: Observation) -> bool:
    """Whether a figure is of an offence that is defined by the age of its victims."""
    return bool(load_codes("statutes").get(row.offence_code or "", {}).get("age_high"))


def bounded(rows: Iterable[Observation], bound: Callable[[str, int, str], int | None]) -> Iterator[Bounded]:
    """Those of the figures that the open data bound, and by what."""
    for row in rows:
        year = year_of(row)
        found = bound(row.force_id, year, row.offence_code or "") if row.force_id and year is not None else None
        if found is not None:
            yield Bounded(row, found)


def told_of(cause: str, source: str, wrong: Sequence[Bounded]) -> Iterator[Breach]:
    """A breach for each document with figures that are beyond their bound."""
    against = {one.row.observation_id: one.bound for one in wrong}
    return told(
        f"{cause} {source}",
        [(one.row,) for one in wrong],
        lambda row: f"{says(row)}, there {against[row.observation_id]:,}",
    )


def _is_yearly(row: Observation) -> bool:
    return row.measure == "offences" and row.period_type == "financial_year" and is_known(row) and not row.other
