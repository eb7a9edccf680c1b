"""A table of figures that is no return, CSV or workbook, as rows of text: without doubts, places or meaning."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import python_calamine as calamine

from flows.read.grid import UnreadableError

Sheets = dict[str, list[list[str]]]
WORKBOOKS = (".ods", ".xlsx", ".xls")


def read_sheets(path: Path) -> Sheets:
    """The rows of each sheet by its name; of a CSV file, the one without a name.

    Raises UnreadableError where the file is not what its name says.
    """
    try:
        if path.suffix.lower() in WORKBOOKS:
            book = calamine.CalamineWorkbook.from_path(str(path))
            rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
            return {name: [[_text(value) for value in row] for row in found] for name, found in rows.items()}
        return {"": list(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline="")))}
    except (calamine.CalamineError, OSError, ValueError, csv.Error) as error:
        raise UnreadableError(f"{path}: cannot be read ({error}); give a CSV file or a workbook") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _text(value: object) -> str:
    """A value as it would stand in a CSV file.

    >>> _text(5.0), _text("19C"), _text(2.5)
    ('5', '19C', '2.5')
    """
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
