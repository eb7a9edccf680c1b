"""Tables of published figures as records by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemas.code_tables import key

Sheets = Mapping[str, Sequence[Sequence[str]]]
"""The rows of each sheet by its name; of a file without sheets, the one without a name."""
DEEPEST_HEADER = 20
"""Rows above the header, with titles and notes."""


class EvidenceError(ValueError):
    """A table of published figures cannot be used; the message names the file, the place and the remedy."""


class NoSuchColumnsError(EvidenceError):
    """No row of the table is a header with the columns wanted."""


def records(sheets: Sheets, file: str, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row below the header that has all of `columns`, by column, with its place in the file; of all sheets.

    Columns are compared word by word and named as `schemas.code_tables.key` has them. Raises NoSuchColumnsError where
    no sheet has these columns.
    """
    found = False
    for sheet, rows in sheets.items():
        for at, row in enumerate(rows[:DEEPEST_HEADER]):
            names = [key(name) for name in row]
            if set(columns) <= set(names):
                found = True
                where = f"{file} sheet {sheet}" if sheet else file
                for number, values in enumerate(rows[at + 1 :], at + 2):
                    yield f"{where} row {number}", dict(zip(names, map(str.strip, values), strict=False))
                break
    if not found:
        listed = ", ".join(columns)
        raise NoSuchColumnsError(f"{file}: no row is a header with the columns {listed}; give the file as published")
