"""V20: cancelled and transferred crimes are no recorded crimes, and V24: attempts are in their class once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.columns import Columns, Indices, Mask
from flows.check.figure import amount, figure_name, place_name
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.code_tables import load_aliases, load_codes

LEVELS = " > "


@rule("V20", "warning", "leave them out of sums: figures of two dates differ by them; ask from which day the figures are")
def cancelled_crimes(subject: Subject) -> Iterator[Breach]:
    """Crimes that were later cancelled or transferred do not stand among the recorded ones."""
    figures = subject.figures
    rows = np.flatnonzero(figures.counted & _standing(figures, "cancelled", "transferred"))
    yield from _told(figures, "{n} figures are of cancelled or transferred crimes", rows)


@rule("V24", "warning", "attempts are a part of their class: look whether the class counts them too, and add them once")
def attempts_once(subject: Subject) -> Iterator[Breach]:
    """Attempts stand beside whole offences of the same class in one series only as parts of it."""
    figures = subject.figures
    attempt = figures.counted & _standing(figures, "attempt")
    rest = figures.counted & ~attempt & ~figures.is_total
    series = figures.text("series_id").codes
    number = figures.figure("document") * (int(series.max(initial=0)) + 1) + series
    rows = np.flatnonzero(attempt & ~figures.is_total)
    yield from _told(figures, "{n} figures of attempts stand beside their class", rows[np.isin(number[rows], number[rest])])


def _standing(figures: Columns, *wanted: str) -> Mask:
    """Whether a label of a figure says one of these of its crimes."""
    table = load_aliases("crime_standings", frozenset(load_codes("crime_standings")))

    def says(label: str) -> bool:
        return any(hit.alias.code in wanted for hit in table.find(label))

    found: Mask = np.zeros(len(figures), bool)
    for name in ("raw_row_label", "raw_column_label"):
        found |= figures.text(name).each(says, False).astype(bool)
    return found


def _told(figures: Columns, cause: str, rows: Indices) -> Iterator[Breach]:
    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = LEVELS.join(filter(None, (row.raw_row_label, row.raw_column_label)))
        return f'"{label}" {figure_name(row)}: {amount(row)} at {place_name(row.place)}'

    return breaches(figures, cause, rows, say)
