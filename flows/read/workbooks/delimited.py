"""CSV, TSV and their kin, in any encoding and dialect: one Grid, addressed like a worksheet without a name."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from flows.read.grid import Cell, Document, Limits, Notice
from flows.read.text.charsets import decode
from flows.read.workbooks.sheet import address, left_out, sheet_grid

_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 200
_TIGHT_COMMA = re.compile(r",[^\s,]")
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """One Grid of no sheet, every field as printed. Never raises: what a file holds, it has."""
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
    grid, cut = sheet_grid(None, _cells(text.replace("\0", ""), limits), limits, method="csv")
    blocks = () if grid is None else (grid,)
    partial = left_out(cut)
    return Document("csv", blocks, None, (), {"encoding": encoding}, (*notices, *cut), partial=partial)


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


def _cells(text: str, limits: Limits) -> list[Cell]:
    rows = _rows(text, separator_of(text))
    if _STATED.match(text):
        rows = rows[1:]
    cells: list[Cell] = []
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value.strip():
                printed = value.replace("\r\n", "\n").replace("\r", "\n")
                cells.append(Cell(row, column, printed, address=address(row, column)))
    return cells
