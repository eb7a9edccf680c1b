"""XLSB (binary workbooks): values, merges and visibility of sheets; formats and hidden rows are not told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.read.calamine_values import read_values
from flows.read.grid import Document, Limits, Notice
from flows.read.package import open_package


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every worksheet as a Grid of values. Raises UnreadableError where the file cannot be opened."""
    data = path.read_bytes()
    package = open_package(data, limits)
    document = read_values(package.to_zip() if package.repaired else data, "xlsb", limits)
    notice = Notice(
        "formats_unknown",
        "a binary workbook gives its values alone: hidden rows, struck-out cells and number formats are not known",
        "save it as xlsx and add that copy if dates or hidden rows matter",
        severity="info",
    )
    return replace(document, notices=(*document.notices, notice), partial=document.partial or package.repaired)
