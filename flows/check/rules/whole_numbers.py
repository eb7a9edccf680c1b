"""V01: a count is a whole number, not negative, and the one that is printed."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from flows.check.coded import NONE, Mask
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, place_name
from flows.check.printed import numbers
from flows.check.registry import Breach, Subject, breaches, rule

NO_DIGITS = -2
SEVERAL = -3


@rule("V01", "error", "look at the cell: a count is misread or misprinted, or a recipe must say what is counted there")
def whole_number(subject: Subject) -> Iterator[Breach]:
    """A count is a whole number and not negative: no other number stands in a row and a column of counts.

    What is not said to count anything of the code list can be money, hours or a balance.
    """
    figures = subject.figures
    value = pc.fill_null(figures.table["value"], 0.0).to_numpy()
    broken = figures.where(unit="other", status="exact") & ((value < 0) | (value % 1 != 0))
    rows = np.flatnonzero(broken & (figures.text("measure").codes != NONE))
    rows = rows[_among_counts(figures)[rows]] if len(rows) else rows

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f'{place_name(row.place)} "{row.raw_value}"'

    yield from breaches(figures, "{n} numbers among counts are no whole numbers from 0", rows, say)


def _among_counts(figures: Columns) -> Mask:
    """Whether most figures of a row's column are counts, and some of its row, if anything else stands in that."""
    column, row = figures.line("column"), figures.line("row")
    placed = (column != NONE) & (row != NONE)
    counts = placed & figures.counted
    in_column = np.bincount(column + 1, counts) / np.maximum(np.bincount(column + 1), 1)
    alone, beside = np.bincount(row + 1) == 1, np.bincount(row + 1, counts) > 0
    found: Mask = placed & (in_column[column + 1] >= 0.5) & (alone | beside)[row + 1]
    return found


@rule("V01", "error", "the count is not the number in the cell: something has changed it since, or it was misread")
def count_as_printed(subject: Subject) -> Iterator[Breach]:
    """The count is the number that the cell prints; where nothing is printed it is 0."""
    figures = subject.figures
    raw = figures.text("raw_value")
    printed = raw.each(_only_number, NONE)
    count = figures.low
    read_otherwise = figures.flagged("in_thousands", "footnote_removed", "number_in_words", "ocr_unsure")
    judged = figures.exact & ~read_otherwise & ~figures.where(method="records") & ~figures.where(method="recipe")
    wrong = judged & (printed >= 0) & (printed != count)
    wrong |= judged & (printed == NONE) & (count != 0)
    for at in np.flatnonzero(judged & (printed == SEVERAL)):
        wrong[at] = int(count[at]) not in numbers(raw.words[raw.codes[at]])
    rows = np.flatnonzero(wrong)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f'{figure_name(row)}: {amount(row)}, but "{row.raw_value or ""}" is printed at {place_name(row.place)}'

    yield from breaches(figures, "{n} counts are not as printed", rows, say)


@functools.lru_cache(maxsize=2**16)
def _only_number(text: str) -> int:
    if not text.strip():
        return NONE
    found = numbers(text)
    if any(ch.isdigit() for ch in text):
        return next(iter(found)) if len(found) == 1 else SEVERAL
    return NO_DIGITS
