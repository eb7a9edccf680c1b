"""CSV, TSV and their kin, in any encoding and dialect: one Grid, addressed like a worksheet without a name."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from flows.read.grid import Cell, Document, Limits, Notice, UnreadableError
from flows.read.text.charsets import decode
from flows.read.workbooks.sheet import address, left_out, sheet_grid

_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 200
# What a sheet holds in a row, and in a cell.
_WIDEST, _LONGEST = 16_384, 32_767
_TIGHT_COMMA = re.compile(r",[^\s,]")
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """One Grid of no sheet, every field as printed. Raises UnreadableError for what no sheet could hold."""
    text, encoding = decode(path.read_bytes())
    notices = []
    if "\ufffd" in text or "\0" in text:
        notices.append(
            Notice(
                "characters_lost",
                f"some bytes are no characters of {encoding}; they show as \ufffd or were dropped",
                "ask for the file as a workbook, or save it anew as UTF-8",
            )
        )
    text = text.replace("\0", "")
    rows = _rows(text, separator_of(text))[1 if _STATED.match(text) else 0 :]
    notices += _cut(rows)
    grid, cut = sheet_grid(None, _cells(rows), limits, method="csv")
    notices += cut
    blocks = () if grid is None else (grid,)
    return Document("csv", blocks, None, (), {"encoding": encoding}, tuple(notices), partial=left_out(notices))


def separator_of(text: str) -> str:
    """The separator that splits the lines of a sample most evenly; a comma where none does.

    >>> separator_of("a;b\\n1,5;2\\n"), separator_of("Age|Count\\n0-4|7\\n"), separator_of("one\\ntwo\\n")
    (';', '|', ',')
    """
    if stated := _STATED.match(text):
        return stated[1]
    sample = "\n".join(text[:1_000_000].splitlines()[:_SAMPLE_LINES])
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in _rows(sample, separator) if row)
        if not widths:
            continue
        width, often = max(widths.items(), key=lambda item: (item[0] > 1) * item[1] * (1 + 0.01 * item[0]))
        score = often / widths.total() * (width > 1) * (1 + 0.01 * width)
        if score > best_score:
            best, best_score = separator, score
    return best


def looks_delimited(text: str) -> bool:
    """Whether nearly all lines of a text have the same number of fields, and more than one."""
    separator = separator_of(text)
    lines = text.splitlines()[:_SAMPLE_LINES]
    widths = Counter(len(row) for row in _rows("\n".join(lines), separator) if row)
    # In prose a comma is followed by a space.
    if separator == "," and 2 * sum(1 for line in lines if _TIGHT_COMMA.search(line)) < len(lines):
        return False
    if not widths or widths.total() < 2:
        return False
    width, often = widths.most_common(1)[0]
    return width > 1 and often >= 0.8 * widths.total()


def _rows(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(max(len(text), 131_072))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))


def _cells(rows: list[list[str]]) -> list[Cell]:
    cells: list[Cell] = []
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value.strip():
                printed = value.replace("\r\n", "\n").replace("\r", "\n")
                cells.append(Cell(row, column, printed, address=address(row, column)))
    return cells


def _cut(rows: list[list[str]]) -> list[Notice]:
    """Cut fields that no sheet could hold, as of a quote that is never closed, and say so.

    Raises UnreadableError for a line with more fields than the widest sheet has columns: it is no table.
    """
    notices = []
    for number, values in enumerate(rows, start=1):
        if len(values) > _WIDEST and any(value.strip() for value in values[_WIDEST:]):
            raise UnreadableError(
                f"line {number} has {len(values):,} fields and the widest sheet {_WIDEST:,} columns: this is no table; "
                "ask for the file again"
            )
        longest = max(map(len, values), default=0)
        if longest > _LONGEST:
            message = f"a field of line {number} has {longest:,} characters, of which the first {_LONGEST:,} were read"
            remedy = "look whether a quotation mark there is never closed; ask for the file as a workbook"
            notices.append(Notice("cells_left_out", message, remedy, f"line {number}", "error"))
            rows[number - 1] = [value[:_LONGEST] for value in values]
    return notices
