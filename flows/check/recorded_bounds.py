"""The figures that open data of recorded crime bound, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from flows.check.coded import Indices, Mask
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name
from flows.check.registry import Breach, breaches
from schemas.code_tables import load_codes

REMEDY = "it may be incomplete, of other ages, of another scope or of another force: compare the return"
Bounds = npt.NDArray[np.int64]


def _yearly(figures: Columns) -> Mask:
    split = figures.splits("age") | figures.splits("sex") | figures.splits("online")
    kind = figures.where(measure="offences", period_type="financial_year")
    found: Mask = figures.known & kind & ~split & (figures.other == 0)
    return found


def wholes(figures: Columns) -> Mask:
    """The offences of a financial year that nothing splits."""
    found: Mask = _yearly(figures) & ~figures.splits("offence")
    return found


def classes(figures: Columns) -> Mask:
    """The figures of whole classes; those of groups and sub-classes have nothing to be held against."""
    whole = figures.text("offence_code").each(lambda code: load_codes("offences")[code]["class_code"] == code, False)
    found: Mask = _yearly(figures) & whole.astype(bool)
    return found


def of_children(figures: Columns) -> Mask:
    """The figures of offences that are defined by the age of their victims."""
    limits = load_codes("statutes")
    bound = figures.text("offence_code").each(lambda code: bool(limits.get(code, {}).get("age_high")), False)
    found: Mask = bound.astype(bool)
    return found


def bounded(figures: Columns, which: Mask, bound: Callable[[str, int, str], int | None]) -> tuple[Indices, Bounds]:
    """Those of the figures that the open data bound, and by what."""
    force, code = figures.text("force_id"), figures.text("offence_code")
    rows = np.flatnonzero(which & (force.codes >= 0))
    bounds = []
    for at in rows:
        start = figures.periods[figures.period[at]][0]
        offence = code.words[code.codes[at]] if code.codes[at] >= 0 else ""
        bounds.append(bound(force.words[force.codes[at]], start.year, offence) if start else None)
    known = np.array([found is not None for found in bounds], bool)
    return rows[known], np.array([found for found in bounds if found is not None], np.int64)


def told(figures: Columns, cause: str, source: str, rows: Indices, bounds: Bounds, wrong: Mask) -> Iterator[Breach]:
    """A breach for each document with wrong ones among the bounded figures."""
    cases, against = rows[wrong], bounds[wrong]

    def say(k: int) -> str:
        row = figures.row(cases[k])
        return f"{figure_name(row)}: {amount(row)}, there {against[k]:,}"

    return breaches(figures, f"{cause} {source}", cases, say)
