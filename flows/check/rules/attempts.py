"""V24: attempts are in their class once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.crime_standings import standing, told
from flows.check.registry import Breach, Subject, rule
from schemas.alike import kinds


@rule("V24", "warning", "attempts are a part of their class: look whether the class counts them too, and add them once")
def attempts_once(subject: Subject) -> Iterator[Breach]:
    """Attempts stand beside whole offences of the same class in one series only as parts of it."""
    figures = subject.figures
    attempt = figures.counted & standing(figures, "attempt")
    rest = figures.counted & ~attempt & ~figures.is_total
    rows = np.flatnonzero(attempt & ~figures.is_total)
    if len(rows):
        number = kinds(figures.figure("document"), figures.text("series_id").codes).own
        rows = rows[np.isin(number[rows], number[rest])]
    yield from told(figures, "{n} figures of attempts stand beside their class", rows)
