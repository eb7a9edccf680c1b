"""The bounds that a rule gives a table within its Grid."""

from __future__ import annotations

from dataclasses import replace

from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.regions.regions import Region
from flows.tidy.recipes.rules import Span, TableRule


def inside(rule: TableRule, row: int, column: int) -> bool:
    """Whether a position lies within the bounds of a rule."""
    return _within(rule.rows, row, row) and _within(rule.columns, column, column)


def covers(rule: TableRule, region: Region) -> bool:
    """Whether a region lies within the bounds of a rule, and holds the header rows and stub columns that it names."""
    rows, columns = (region.rows[0], region.rows[-1]), (region.columns[0], region.columns[-1])
    headers = rule.header_rows.numbers if rule.header_rows else ()
    stubs = rule.stub_columns.numbers if rule.stub_columns else ()
    return (
        _within(rule.rows, *rows)
        and _within(rule.columns, *columns)
        and all(_within(rows, n, n) for n in headers)
        and all(_within(columns, n, n) for n in stubs)
    )


def as_told(matrix: Matrix, found: list[Region], rule: TableRule) -> list[Region]:
    """The regions with one of exactly the bounds of the rule; what is left of those that it cuts stays on its own."""
    rows = [r for r in matrix.rows if _within(rule.rows, r, r)]
    columns = [c for c in matrix.columns if _within(rule.columns, c, c)]
    rows = [r for r in rows if any(matrix.at(r, c) for c in columns)]
    columns = [c for c in columns if any(matrix.at(r, c) for r in rows)]
    if not rows or not columns or any(_same(region, rows, columns) for region in found):
        return found
    cut = [region for region in found if set(region.rows) & set(rows) and set(region.columns) & set(columns)]
    told = Region(
        matrix,
        rows,
        columns,
        titles=[s for region in cut for s in region.titles if s.row < rows[0]],
        notes=[s for region in cut for s in region.notes if s.row > rows[-1]],
    )
    left = [part for region in cut for part in _left(region, rows, columns)]
    whole = [region for region in found if region not in cut]
    return sorted([*whole, *left, told], key=lambda region: (region.columns[0], region.rows[0]))


def _left(region: Region, rows: list[int], columns: list[int]) -> list[Region]:
    """What is left of a region above and below, or beside, the told one: only what holds figures is a table."""
    if set(region.columns) <= set(columns):
        above = [r for r in region.rows if r < rows[0]]
        below = [r for r in region.rows if r > rows[-1]]
        parts = [replace(region, rows=part, notes=[]) for part in (above, below) if part]
    elif set(region.rows) <= set(rows):
        before = [c for c in region.columns if c < columns[0]]
        after = [c for c in region.columns if c > columns[-1]]
        parts = [replace(region, columns=part, notes=[]) for part in (before, after) if part]
    else:
        parts = []
    return [part for part in parts if any(s.is_figure for row in part.rows for s in part.row_slots(row))]


def _same(region: Region, rows: list[int], columns: list[int]) -> bool:
    return (region.rows[0], region.rows[-1]) == (rows[0], rows[-1]) and (region.columns[0], region.columns[-1]) == (
        columns[0],
        columns[-1],
    )


def _within(span: Span | None, first: int, last: int) -> bool:
    return span is None or (span[0] <= first and last <= span[1])
