"""What the rows of a table say: their texts, whether they are figures, and which of them names the columns anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.read.grid import Cell

FIGURE = re.compile(r"[(<>~£]?\s*\d[\d,. ]*%?\)?\*?|[-–*]|n/?a|nil", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d|(?:19|20)\d\d))?")


def texts(cells: Sequence[Cell], row: int) -> dict[int, str]:
    """Column -> text of the cells that are anchored in a row and not empty, white space made single."""
    return {cell.column: " ".join(cell.text.split()) for cell in cells if cell.row == row and cell.text.strip()}


def all_bold(cells: Sequence[Cell], row: int) -> bool:
    """Whether all that stands in a row is bold."""
    styles = [cell.bold for cell in cells if cell.row == row and cell.text.strip()]
    return bool(styles) and all(styles)


def figures_in(row: dict[int, str]) -> bool:
    """Whether a row holds a figure behind its label that is no year."""
    return any(FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for column, text in row.items() if column > 1)


def names_anew(cells: Sequence[Cell], above: int, header: dict[int, str], styled: bool) -> bool:
    """Whether a row of these cells, after the first `above`, names the columns anew, below the `header` of the table.

    Such a row says of the columns what the header says, or is bold over a row that is not, where the header is so
    `styled`.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.row > above and cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for row, own in rows.items():
        names = texts(own, row)
        if len(names) < 2 or names == header or names.keys() != header.keys() or figures_in(names):
            continue
        stands_out = styled and all_bold(own, row) and row + 1 in rows and not all_bold(rows[row + 1], row + 1)
        if stands_out or all(names[column] == text for column, text in header.items() if column > 1):
            return True
    return False
