"""Labels that a table lacks and a person gives: laid over its columns, or beside its rows, as if they were printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.read.grid import Cell
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.told import ToldTable
from flows.tidy.people.tables import TableRule
from flows.tidy.text.lines import order_told
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import sentences
from flows.tidy.text.statements import statements


def lay(matrix: Matrix, tables: Sequence[TableRule]) -> None:
    """Put the labels into a row above the first, or a column before the first, that rules of one part of it share.

    They stand in cells without text, so that nothing is said to be printed there.
    """
    for rule in tables:
        line = line_of(rule, tables)
        for label in rule.column_values.values():
            matrix.slots[line, label.position] = _slot(line, label.position, label.wording)
        for row in rule.row_values.values():
            matrix.slots[row.position, line] = _slot(row.position, line, row.wording)
        matrix.rows = [*([line] if rule.column_values and line not in matrix.rows else []), *matrix.rows]
        matrix.columns = [*([line] if rule.row_values and line not in matrix.columns else []), *matrix.columns]


def lay_in_order(matrix: Matrix, captions: Iterable[str], further: Iterable[str]) -> Matrix:
    """The matrix with years over its columns where it has no header and a caption tells their order. It is changed.

    So does a sentence of the `further` texts on the columns of all tables: `Two columns throughout: 16/17, then 15/16.`
    """
    rows = [[s for c in matrix.columns if (s := matrix.at(r, c))] for r in matrix.rows]
    shapes = {
        tuple((s.column, bool(s.is_figure and s.value and s.value.unit == "count")) for s in r) for r in rows if r
    }
    columns = [c for c, figure in shapes.pop() if figure] if len(shapes) == 1 else []
    if not columns:
        return matrix
    of_all = [s for text in further for s in sentences(text, semicolons=False) if says("tables", s, "columns")]
    years = next(filter(None, (order_told(t, statements(t)) for t in [*captions, *of_all])), ())
    if len(columns) == len(years):
        matrix.slots |= {(0, c): _slot(0, c, year.label) for c, year in zip(columns, years, strict=True)}
        matrix.rows = [0, *matrix.rows]
    return matrix


def told(rule: TableRule, line: int) -> ToldTable:
    """What a rule says of how its table is cut: bounds, header rows, stub columns, their dimensions.

    `line`: the row and column that it lays its labels into.
    """
    heads = [*([line] if rule.column_values else []), *(rule.header_rows.numbers if rule.header_rows else ())]
    stubs = [*([line] if rule.row_values else []), *(rule.stub_columns.numbers if rule.stub_columns else ())]
    return ToldTable(
        rule.rows,
        rule.columns,
        tuple(heads) if heads or rule.header_rows else None,
        tuple(stubs) if stubs or rule.stub_columns else None,
        dict(_dimensions(rule)),
    )


def _dimensions(rule: TableRule) -> Iterator[tuple[tuple[str, int], str]]:
    for axis, cut in (("column", rule.header_rows), ("row", rule.stub_columns)):
        yield from (((axis, number), said) for number, said in (cut.dimensions if cut else {}).items())
    if rule.sections:
        yield ("row", 0), rule.sections


def line_of(rule: TableRule, tables: Sequence[TableRule]) -> int:
    """The row and column of a rule's labels: rows and columns of a document count from 1, the first of these is -1."""
    return -1 - next(n for n, one in enumerate(tables) if (one.rows, one.columns) == (rule.rows, rule.columns))


def together(rules: Iterable[ToldTable]) -> list[ToldTable]:
    """What several rules say of the same rows and columns as one."""
    found: dict[tuple[object, object], ToldTable] = {}
    for one in rules:
        there = found.get((one.rows, one.columns), ToldTable())
        found[one.rows, one.columns] = ToldTable(
            one.rows, one.columns, _joined(there.heads, one.heads), _joined(there.stubs, one.stubs),
            {**there.dimensions, **one.dimensions},
        )  # fmt: skip
    return list(found.values())


def _joined(first: tuple[int, ...] | None, last: tuple[int, ...] | None) -> tuple[int, ...] | None:
    return first if last is None else last if first is None else tuple(dict.fromkeys((*first, *last)))


def _slot(row: int, column: int, words: str) -> Slot:
    return Slot(row, column, Cell(row, column), words, None)
