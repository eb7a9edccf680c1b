"""Rows and columns of tables: whether a figure stands as the total of just those figures that its line holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.check.figure import interval
from flows.check.sections import Sum
from schemas.rows import Observation

Line = tuple[str, str | None, int | None, str, int]


class Lines:
    """The figures of a document by the row and by the column of the table that they stand in."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        self._lines: defaultdict[Line, list[tuple[int, Observation]]] = defaultdict(list)
        for row in rows:
            for line, at in _lines(row):
                self._lines[line].append((at, row))

    def contradicting(self, row: Observation, sums: Iterable[Sum]) -> tuple[Sum, bool] | None:
        """The first of the sums that a printed figure cannot be, and whether it is printed as their total.

        A total that comes out for the parts in one of its lines is proved; parts elsewhere need not be all of them.
        """
        judged = [(parts, self.is_total_of(row, parts)) for parts in sums]
        printed = interval(row)
        proved = any(total and parts.interval == printed for parts, total in judged)
        for parts, total in judged:
            if parts.contradicts(printed, total and not proved):
                return parts, total
        return None

    def is_total_of(self, row: Observation, parts: Sum) -> bool:
        """Whether `row` is printed as the total of these parts: in one line with them, nothing else in between.

        Other totals, and further figures of the parts' own series, may stand in between.
        """
        return row.is_total and any(self._closes(line, at, parts) for line, at in _lines(row))

    def _closes(self, line: Line, at: int, parts: Sum) -> bool:
        places = [place for part in parts.rows for other, place in _lines(part) if other == line]
        if len(places) < len(parts.rows):
            return False
        series = {part.series_id for part in parts.rows}
        first, last = min(at, *places), max(at, *places)
        return all(
            other.is_total or other.series_id in series for place, other in self._lines[line] if first < place < last
        )


def _lines(row: Observation) -> list[tuple[Line, int]]:
    """The column and the row that a figure stands in, and where in them."""
    place = row.place
    if place.table is None or place.row is None or place.column is None:
        return []
    table = (row.document_id, place.sheet, place.table)
    return [((*table, "column", place.column), place.row), ((*table, "row", place.row), place.column)]
