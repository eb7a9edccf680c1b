"""V13: the age of few victims is unknown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.figure import figure_name
from flows.check.registry import Breach, Subject, rule
from schemas.alike import kinds
from schemas.checks import threshold
from schemas.rows import Severity


@rule("V13", "warning", "publish figures by age as shares of those whose age is known, and say so")
def age_unknown(subject: Subject) -> Iterator[Breach]:
    """The age of few victims is unknown; with very many unknown, figures by age cannot be published."""
    figures = subject.figures
    aged = np.flatnonzero(figures.exact & ~figures.is_cumulative & ~figures.is_total & figures.splits("age"))
    series = figures.text("series_id").codes[aged]
    whole = figures.figure("document", without=["age", "sex", "offence"])[aged]
    _, _, group, size = kinds(series, whole)
    unknown = figures.where(age_band="unknown")[aged]
    count = figures.low[aged]
    totals = np.bincount(group, count, len(size))
    unknowns = np.bincount(group, count * unknown, len(size))
    share = unknowns / np.maximum(totals, 1)
    wrong = (share > threshold("V13", "many")) & (share < 1) & (unknowns >= threshold("V13", "fewest"))
    cases = np.flatnonzero(unknown & wrong[group])
    document = figures.text("document_id").codes[aged]
    for own in {int(document[k]): None for k in cases}:
        of_document = cases[document[cases] == own]
        worst = of_document[np.argmax(share[group[of_document]])]
        most, row = float(share[group[worst]]), figures.row(aged[worst])
        severity: Severity = "error" if most > threshold("V13", "too_many") else "warning"
        yield Breach(f"the age of {most:.0%} of the victims is unknown ({figure_name(row)})", row, severity=severity)
