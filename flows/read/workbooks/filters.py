"""The rows below a filter that lets only some of them through: what it hides is part of the table all the same."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from flows.read.office.markup import attribute, child

Span = tuple[int, int]
"""The first and last of some rows, counted as the caller counts them."""

_CRITERIA = ("filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter")
_ROWS = re.compile(r"R(\d+)(?:C\d+)?:R(\d+)(?:C\d+)?")
_BEGINS, _ENDS, _FILTERING = 0x0809, 0x000A, 0x009B


def filtered(row: int, spans: list[Span]) -> bool:
    """Whether a row stands below a filter."""
    return any(first <= row <= last for first, last in spans)


def of_xlsx(sheet: Any) -> list[Span]:
    """The 1-based rows below the filters of an openpyxl worksheet, those of its tables included."""
    filters = [sheet.auto_filter, *(table.autoFilter for table in sheet.tables.values())]
    return [span for f in filters if f is not None and f.ref and _has_criteria(f) for span in _below(f.ref)]


def _has_criteria(filters: Any) -> bool:
    return any(getattr(column, name) is not None for column in filters.filterColumn for name in _CRITERIA)


def _below(reference: str) -> Iterator[Span]:
    try:
        _, first, _, last = range_boundaries(reference)
    except ValueError:
        return
    if first is not None and last is not None:
        yield first + 1, last


def of_xls(book: Any, sheet: Any) -> list[Span]:
    """The 0-based rows of an xlrd sheet that hides rows by a filter, of a book that was opened on demand."""
    # Which rows stand below the filter is told in a formula; that rows above it were hidden by hand as well is rare.
    return [(0, sheet.nrows)] if book.mem and _is_filtering(book.mem, book._sh_abs_posn[sheet.number]) else []


def _is_filtering(stream: Any, at: int) -> bool:
    """Whether the records of a sheet, charts within it left out, say that a filter hides rows of it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if kind == _FILTERING and depth == 1:
            return True
        if depth <= 0:
            break
        at += 4 + length
    return False


def of_spreadsheetml(sheet: etree._Element) -> list[Span]:
    """The 1-based rows below the filter of a worksheet."""
    element = child(sheet, "AutoFilter")
    rows = _ROWS.fullmatch(attribute(element, "Range") or "") if element is not None else None
    if element is None or rows is None or child(element, "AutoFilterColumn") is None:
        return []
    return [(int(rows[1]) + 1, int(rows[2]))]
