"""What a workbook does not show: rows that a filter hides are part of their table, what was hidden by hand is not.

What was hidden by hand counts where a printed total needs it, or where a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.read.grid import Grid
from schemas.rows import Finding, LedgerCell, Place

SHEET, BY_HAND = "hidden sheet", "hidden row or column"


def shown(grid: Grid) -> Grid:
    """The grid with everything that was hidden by hand in view."""
    return replace(grid, hidden=False, cells=tuple(replace(cell, hidden=False) for cell in grid.cells))


def hides_rows_or_columns(grid: Grid) -> bool:
    """Whether some of a sheet that is in view itself was hidden by hand."""
    return not grid.hidden and any(cell.hidden and cell.text.strip() for cell in grid.cells)


def needed(grid: Grid, number: int) -> Finding:
    """What to say of the `number`-th grid where its totals come out with what was hidden by hand alone."""
    hidden = [c for c in grid.cells if c.hidden and c.text.strip()]
    return Finding(
        "warning",
        "hidden_counted",
        f"{len(hidden)} cells of {_sheet(grid)} are hidden by hand, and its totals come out only with them: they count",
        "look at the hidden rows and columns; ask the force whether they belong to its answer",
        place=Place(sheet=grid.sheet, table=number, row=hidden[0].row, column=hidden[0].column, cell=hidden[0].address),
    )


def said_of_hidden(grids: Iterable[tuple[int, Grid]], cells: Sequence[LedgerCell]) -> list[Finding]:
    """One finding for the rows that filters hide, and one for what was hidden by hand and is not counted."""
    return [*_filtered(grids), *_left_out(cells)]


def _filtered(grids: Iterable[tuple[int, Grid]]) -> Iterator[Finding]:
    told: list[str] = []
    first = Place()
    for number, grid in grids:
        rows = sorted({c.row for c in grid.cells if c.filtered and not c.hidden and c.text.strip()})
        if rows and not grid.hidden:
            first = first if told else Place(sheet=grid.sheet, table=number, row=rows[0])
            told.append(f"{len(rows)} row{'s' if len(rows) > 1 else ''} of {_sheet(grid)}")
    if told:
        yield Finding(
            "info",
            "rows_filtered",
            f"hidden by a filter: {', '.join(told)}; they are part of the table, and count",
            "ask the force whether it meant the rows that the filter lets through alone",
            place=first,
        )


def _left_out(cells: Sequence[LedgerCell]) -> Iterator[Finding]:
    left = [c for c in cells if c.fate == "ignored" and c.reason in (SHEET, BY_HAND) and _holds_number(c.text)]
    if left:
        sheets = list(dict.fromkeys(c.place.sheet or "" for c in left if c.reason == SHEET))
        others = [c for c in left if c.reason == BY_HAND]
        rows = len({(c.place.table, c.place.row) for c in others})
        parts = [f"{len(left) - len(others)} on hidden sheets ({', '.join(sheets)})"] if sheets else []
        parts += [f"{len(others)} in rows or columns hidden by hand ({rows} rows have some)"] if others else []
        yield Finding(
            "warning",
            "hidden_left_out",
            f"{len(left)} cells with numbers are hidden and not counted: {'; '.join(parts)}",
            "look at them; where they belong to the answer, write count_hidden: yes in recipe.yml",
            place=left[0].place,
            raw_value=left[0].text,
        )


def _holds_number(text: str) -> bool:
    return any(ch.isdecimal() for ch in text)


def _sheet(grid: Grid) -> str:
    return f'sheet "{grid.sheet}"' if grid.sheet else "the table"
