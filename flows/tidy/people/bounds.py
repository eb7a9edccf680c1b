"""The bounds that a rule gives a table within its Grid."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.people.rules import Span, TableRule


def inside(rule: TableRule, row: int, column: int) -> bool:
    """Whether a position lies within the bounds of a rule."""
    return _within(rule.rows, row, row) and _within(rule.columns, column, column)


def covers(rule: TableRule, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether rows and columns lie within the bounds of a rule."""
    rows, columns = [r for r in rows if r > 0], [c for c in columns if c > 0]
    return _within(rule.rows, min(rows), max(rows)) and _within(rule.columns, min(columns), max(columns))


def _within(span: Span | None, first: int, last: int) -> bool:
    return span is None or (span[0] <= first and last <= span[1])
