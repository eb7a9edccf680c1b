"""V21: zero, withheld, missing and not held are told apart, and an interval is as wide as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from flows.check.coded import NONE, Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, place_name
from flows.check.printed import Band, band, numbers
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds

REMEDY = "an interval is kept as it is printed, never worked back from totals: look at the cell and the notes"
_BELOW = re.compile(r"\W*[<≤]\s?=?\s?(\d+)\W*")


@rule("V21", "error", REMEDY)
def interval_as_printed(subject: Subject) -> Iterator[Breach]:
    """A withheld count is known to be what its mark says, no more and no less."""
    figures = subject.figures
    raw = figures.text("raw_value")
    withheld = np.flatnonzero(figures.counted & figures.where(status="suppressed"))
    fits = [
        _fits(raw.words[raw.codes[at]] if raw.codes[at] >= 0 else "", int(figures.low[at]), int(figures.high[at]))
        for at in withheld
    ]
    yield from _told(figures, "{n} withheld figures are not what their mark says", withheld[~np.array(fits, bool)])


def _fits(text: str, low: int, high: int) -> bool:
    """Whether an interval can be that of a mark: no mark without a number says that a count is two or more.

    >>> _fits("<5", 1, 4), _fits("<5", 2, 3), _fits("1-4", 1, 4), _fits("*", 1, 4), _fits("*", 3, 3)
    (True, False, True, True, False)
    """
    between, below, printed = band(text), _BELOW.fullmatch(text), numbers(text)
    if isinstance(between, Band):
        return (low, high) == between
    if below:
        return low <= 1 and high in (int(below[1]) - 1, int(below[1]))
    return low <= 1 or low in printed or low - 1 in printed


@rule("V21", "error", "one mark means one thing in a table: look at its notes")
def mark_means_one_thing(subject: Subject) -> Iterator[Breach]:
    """A mark in place of a figure means the same everywhere in its table. Blanks are judged one by one."""
    figures = subject.figures
    raw = figures.text("raw_value")
    mark = raw.each(lambda text: bool(text.strip()) and not any(ch.isdigit() for ch in text), False).astype(bool)
    rows = np.flatnonzero(figures.counted & mark & (figures.in_table != NONE) & ~figures.where(method="recipe"))
    place = figures.in_table[rows] * (len(raw.words) + 1) + raw.codes[rows]
    meanings = kinds(place, figures.text("status").codes[rows], figures.low[rows], figures.high[rows]).values
    mixed = np.unique(meanings[0][1:][np.diff(meanings[0]) == 0])
    hit = np.isin(place, mixed)
    yield from _told(figures, "{n} figures have a mark that stands for two things in one table", rows[hit])


@rule("V21", "error", "the cell prints a figure, or nothing shows that its blank is zero: look at it and at the totals")
def status_as_printed(subject: Subject) -> Iterator[Breach]:
    """A printed number is a figure, and a blank is zero only where that is said."""
    figures = subject.figures
    raw = figures.text("raw_value")
    number = raw.each(lambda text: text.strip().replace(",", "").isdecimal(), False).astype(bool)
    blank = raw.each(lambda text: not text.strip(), True).astype(bool) & (figures.in_table != NONE)
    lost = figures.counted & number & ~figures.where(status="exact")
    unsaid = figures.exact & blank & ~figures.flagged("blank_as_zero")
    judged = ~figures.where(method="records") & ~figures.where(method="recipe")
    yield from _told(figures, "{n} figures are not what the cell shows", np.flatnonzero((lost | unsaid) & judged))


def _told(figures: Columns, cause: str, rows: Indices) -> Iterator[Breach]:
    def say(k: int) -> str:
        row = figures.row(rows[k])
        bounds = f" ({row.count_low} to {row.count_high})" if row.status == "suppressed" else ""
        return f'{figure_name(row)}: {amount(row)}{bounds}, "{row.raw_value or ""}" at {place_name(row.place)}'

    return breaches(figures, cause, rows, say)
