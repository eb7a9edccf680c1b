"""Total rows at the end of a table in sections: do they close the last section, or the whole table?"""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.dimensions import total_kind
from flows.tidy.layout.reading.readings import Reading
from schemas.intervals import adds_up


def closing_totals(reading: Reading, sections: set[int]) -> set[int]:
    """The row at the end, below all sections, that is the total of them all; empty where it is the last section's.

    A total behind another total closes the table, and so does the one total of a table whose other sections have none.
    Where figures stand in both, what they add up to decides.
    """
    runs = _runs(reading, sections)
    if len(runs) < 2 or not runs[-1]:
        return set()
    last, *before = runs[-1][-1], *runs[:-1]
    if not _is_total(reading, last):
        return {last} if _sums_all(reading, last, runs) else set()
    parts = [r for run in runs for r in run if not _is_total(reading, r)]
    own = [r for r in runs[-1] if not _is_total(reading, r)]
    totals = [r for r in runs[-1] if _is_total(reading, r)]
    if len(totals) > 1:
        return {last}
    whole, mine = _adds_up(reading, last, parts), _adds_up(reading, last, own)
    if whole != mine:
        return {last} if whole > mine else set()
    others = sum(any(_is_total(reading, r) for r in run) for run in before)
    return {last} if not others else set()


def _sums_all(reading: Reading, last: int, runs: Sequence[Sequence[int]]) -> bool:
    """Whether a row whose label is no known total is one all the same: the sum of all sections, in most columns.

    It is of their rows, or of the row at the end of each, such as `Rape sub-total`.
    """
    parts = [r for run in runs for r in run if r != last and not _is_total(reading, r)]
    own = [r for r in runs[-1] if r in parts]
    ends = [rows[-1] for run in runs if (rows := [r for r in run if r != last])]
    proved = max(_adds_up(reading, last, rows) for rows in (parts, ends))
    return bool(own) and 2 * proved > len(reading.body_columns) and proved > 2 * _adds_up(reading, last, own)


def _runs(reading: Reading, sections: set[int]) -> list[list[int]]:
    """The body rows under each section row and under a banner above them all, in order."""
    runs: list[list[int]] = [[]] if reading.region.banner else []
    for row in reading.body_rows:
        if row in sections:
            runs.append([])
        elif runs:
            runs[-1].append(row)
    return runs


def _is_total(reading: Reading, row: int) -> bool:
    at = reading.region.matrix.at
    labels = [s.text for c in reading.label_columns if (s := at(row, c))]
    return bool(labels) and all(total_kind(t) for t in labels)


def _adds_up(reading: Reading, total: int, parts: Sequence[int]) -> int:
    """In how many columns the figures of the parts come to the total."""
    at = reading.region.matrix.at
    count = 0
    for column in reading.body_columns:
        whole = at(total, column)
        values = [s.value for r in parts if (s := at(r, column)) and s.value is not None]
        if whole is not None and whole.value is not None and whole.value.low:
            count += adds_up(whole.value.amount, (v.amount for v in values))
    return count
