"""The levels of labels of a table as its layout says: rows over rows, stub columns, header rows."""

from __future__ import annotations

from itertools import pairwise

from flows.tidy.grammar.level import Level, Levels
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.table import Table
from flows.tidy.text.numbering import label


def row_levels(table: Table) -> Levels:
    """The labels beside the figures: those of the rows that they stand under, then stub columns left to right."""
    return [*_over(table), *_stubs(table)]


def _over(table: Table) -> Levels:
    depth = max(map(len, table.over.values()), default=0)
    made: Levels = []
    for d in range(depth):
        labels: dict[int, Slot] = {r: path[d] for r, path in table.over.items() if d < len(path)}
        made.append(Level("row", labels, "", True, 0))
    return made


def _stubs(table: Table) -> Levels:
    made: Levels = []
    # Where each row prints one label, a column further in than what it is part of, the outer ones are sums.
    printed = {r: [c for c in table.stubs if (r, c) in table.matrix.slots] for r in table.body}
    steps = len(table.stubs) > 1 and all(len(columns) == 1 for columns in printed.values())
    sums = {a for a, b in pairwise(table.body) if steps and printed[a] < printed[b]}
    for column in table.stubs:
        labels = {r: s for r in table.body if (s := table.carried.get((column, r)) or table.matrix.at(r, column))}
        if labels:
            gaps = frozenset() if steps else frozenset(table.body) - labels.keys()
            made.append(Level("row", labels, _top(table, column), False, column, gaps, table.totals | sums))
    return made


def _top(table: Table, column: int) -> str:
    """What stands lowest over a stub column, without the number of the question that its figures answer: `Q5 Age`."""
    over = next((s.text for r in reversed(table.heads) if (s := table.matrix.at(r, column))), "")
    numbered = label(over)
    return (over[numbered.end :].strip() if numbered and numbered.kind == "question" else "") or over


def column_levels(table: Table) -> Levels:
    """The header rows over the figures, top first."""
    made: Levels = []
    for row in table.heads:
        labels = {c: s for c in table.columns if (s := table.spread.get((row, c)))}
        if labels:
            made.append(Level("column", labels, "", row != table.heads[-1], row))
    return made
