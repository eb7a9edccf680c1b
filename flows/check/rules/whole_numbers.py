"""V01: a count is a whole number, not negative, and the one that is printed."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from flows.check.figure import place_name, says
from flows.check.figures import is_exact, line_of
from flows.check.printed import numbers
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import Observation

READ_OTHERWISE = {"in_thousands", "footnote_removed", "number_in_words", "ocr_unsure"}


@rule("V01", "error", "look at the cell: a count is misread or misprinted, or a recipe must say what is counted there")
def whole_number(subject: Subject) -> Iterator[Breach]:
    """A count is a whole number and not negative: no other number stands in a row and a column of counts.

    What is not said to count anything of the code list can be money, hours or a balance.
    """
    broken = [
        row for row in subject.figures
        if row.unit == "other" and row.status == "exact" and row.value is not None
        and (row.value < 0 or row.value % 1 != 0) and row.measure is not None
    ]  # fmt: skip
    wrong = [(row,) for row in broken if _is_among_counts(row, subject.figures)]
    yield from told(
        "{n} numbers among counts are no whole numbers from 0",
        wrong,
        lambda row: f'{place_name(row.place)} "{row.raw_value}"',
    )


def _is_among_counts(row: Observation, figures: Sequence[Observation]) -> bool:
    """Whether most figures of a row's column are counts, and some of its row, if anything else stands in that."""
    at, below = line_of(row, "row"), line_of(row, "column")
    if at is None or below is None:
        return False
    beside = [one.unit == "count" for one in figures if line_of(one, "row") == at]
    column = [one.unit == "count" for one in figures if line_of(one, "column") == below]
    return 2 * sum(column) >= len(column) and (len(beside) == 1 or any(beside))


@rule("V01", "error", "the count is not the number in the cell: something has changed it since, or it was misread")
def count_as_printed(subject: Subject) -> Iterator[Breach]:
    """The count is the number that the cell prints; where nothing is printed it is 0."""
    judged = (
        row for row in subject.figures
        if is_exact(row) and row.method not in ("records", "recipe") and READ_OTHERWISE.isdisjoint(row.flags)
    )  # fmt: skip
    yield from told(
        "{n} counts are not as printed",
        [(row,) for row in judged if not _prints(row.raw_value or "", row.count or 0)],
        lambda row: f'{says(row)}, but "{row.raw_value or ""}" is printed at {place_name(row.place)}',
    )


@functools.lru_cache(maxsize=2**16)
def _prints(text: str, count: int) -> bool:
    """Whether a text can be that of a count: words without a digit can be anything, nothing is 0."""
    if not text.strip():
        return count == 0
    return count in numbers(text) or not any(ch.isdigit() for ch in text)
