"""Tables of published figures, CSV or workbook, as records by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from schemas.code_tables import key

DEEPEST_HEADER = 20
"""Rows above the header, with titles and notes."""


class EvidenceError(ValueError):
    """A file of published figures cannot be used; the message names the file, the place and the remedy."""


def records(path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row below the header that has all of `columns`, by column, with its place; of a workbook, all sheets.

    Columns are compared word by word and named as `schemas.code_tables.key` has them. Raises EvidenceError where the
    file cannot be read, or no header has these columns.
    """
    found = False
    for sheet, rows in _sheets(path):
        for at, row in enumerate(rows[:DEEPEST_HEADER]):
            names = [key(name) for name in row]
            if set(columns) <= set(names):
                found = True
                for number, values in enumerate(rows[at + 1 :], at + 2):
                    yield f"{path.name}{sheet} row {number}", dict(zip(names, map(str.strip, values), strict=False))
                break
    if not found:
        listed = ", ".join(columns)
        raise EvidenceError(f"{path}: no row of it is a header with the columns {listed}; give the file as published")


def _sheets(path: Path) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    try:
        if path.suffix.lower() in (".ods", ".xlsx", ".xls"):
            frames = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="calamine", na_filter=False)
            for name, frame in frames.items():
                yield f" sheet {name}", frame.to_numpy().tolist()
        else:
            content = path.read_bytes()
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("cp1252")
            yield "", list(csv.reader(io.StringIO(text, newline="")))
    except (OSError, ValueError, csv.Error) as error:
        raise EvidenceError(f"{path}: cannot be read ({error}); give a CSV file or a workbook") from error
