"""V14 and V15: figures of children are no fewer than the offences that only children suffer, and no more than all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from flows.check.columns import Columns, Indices, Mask
from flows.check.figure import amount, figure_name
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.checks import threshold
from schemas.code_tables import load_codes

REMEDY = "it may be incomplete, of other ages, of another scope or of another force: compare the return"
Bounds = npt.NDArray[np.int64]


@rule("V14", "warning", REMEDY, "campaign")
def recorded_floor(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no fewer than the Home Office has under the classes that only children suffer.

    Looks where `--prc` gives the open data: a later snapshot, so a figure of one class may fall somewhat short.
    """
    crime, figures = subject.recorded_crime, subject.figures
    if crime is None:
        return
    rows, floor = _bounded(figures, _wholes(figures), lambda force, year, _: crime.of_children(force, year))
    yield from _told(figures, "fewer than the classes of children in", crime.source, rows, floor, figures.high[rows] < floor)
    rows, floor = _bounded(figures, _classes(figures) & _of_children(figures), crime.of_class)
    far = (figures.high[rows] < floor * threshold("V14", "share")) & (floor - figures.high[rows] > threshold("V14", "few"))
    yield from _told(figures, "{n} classes far below", crime.source, rows, floor, far)


@rule("V15", "error", REMEDY, "campaign")
def recorded_ceiling(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no more than all sexual offences that the Home Office has of the force.

    Looks where `--prc` gives the open data. Images of children are no sexual offences there: they are added.
    """
    crime, figures = subject.recorded_crime, subject.figures
    if crime is None:
        return
    rows, most = _bounded(figures, _wholes(figures), lambda force, year, _: crime.sexual(force, year, images=True))
    yield from _told(figures, "more than all sexual offences in", crime.source, rows, most, figures.low[rows] > most)
    rows, most = _bounded(figures, _classes(figures), crime.of_class)
    far = figures.low[rows] > most * (1 + threshold("V15", "share")) + threshold("V15", "few")
    yield from _told(figures, "{n} classes far above", crime.source, rows, most, far)


def _yearly(figures: Columns) -> Mask:
    split = figures.splits("age") | figures.splits("sex") | figures.splits("online")
    kind = figures.where(measure="offences", period_type="financial_year")
    found: Mask = figures.known & kind & ~split & (figures.other == 0)
    return found


def _wholes(figures: Columns) -> Mask:
    found: Mask = _yearly(figures) & ~figures.splits("offence")
    return found


def _classes(figures: Columns) -> Mask:
    """The figures of whole classes; those of groups and sub-classes have nothing to be held against."""
    whole = figures.text("offence_code").each(lambda code: load_codes("offences")[code]["class_code"] == code, False)
    found: Mask = _yearly(figures) & whole.astype(bool)
    return found


def _of_children(figures: Columns) -> Mask:
    limits = load_codes("statutes")
    bound = figures.text("offence_code").each(lambda code: bool(limits.get(code, {}).get("age_high")), False)
    found: Mask = bound.astype(bool)
    return found


def _bounded(
    figures: Columns, which: Mask, bound: Callable[[str, int, str], int | None]
) -> tuple[Indices, Bounds]:
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


def _told(
    figures: Columns, cause: str, source: str, rows: Indices, bounds: Bounds, wrong: Mask
) -> Iterator[Breach]:
    cases, against = rows[wrong], bounds[wrong]

    def say(k: int) -> str:
        row = figures.row(cases[k])
        return f"{figure_name(row)}: {amount(row)}, there {against[k]:,}"

    return breaches(figures, f"{cause} {source}", cases, say)
