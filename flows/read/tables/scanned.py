"""Cells of a scanned table that look well read and yet are doubted for what stands in and around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.read.grid import Cell

UNSURE = "ocr_unsure"

FEWEST = 6
"""Figures that make a habit of a column."""
MOST = 0.25
"""Share of them that may break it."""

_FIGURE = re.compile(r"[<>≤≥~]?[£$]?[-–]?\d[\d,]*(?P<decimals>\.\d+)?%?")
_PART = re.compile(r"[<>≤≥~(]?[£$]?[-–]?\d[\d,.]*%?\)?[*†]*|[*–—-]{1,3}")
_RANGE = re.compile(r"\d+ ?[-–—/] ?\d+")


def doubted(cells: Sequence[Cell]) -> list[Cell]:
    """The cells, those in doubt marked: several figures in one, or decimals unlike those of their column.

    The border between two cells may not have been seen, and a decimal point is the first thing that a bad copy loses.
    """
    unlike = _breaking_habits(cells)
    return [
        replace(cell, doubts=tuple(dict.fromkeys((*cell.doubts, UNSURE))))
        if n in unlike or holds_several(cell.text)
        else cell
        for n, cell in enumerate(cells)
    ]


def holds_several(text: str) -> bool:
    """Do figures or marks in place of figures stand beside each other with a space between?

    >>> [holds_several(t) for t in ("12 34", "12 *", "1 234", "10 - 12", "12 %", "Under 13")]
    [True, True, True, False, False, False]
    """
    parts = text.split()
    several = len(parts) > 1 and all(map(_PART.fullmatch, parts)) and any(map(str.isdigit, text))
    return several and _RANGE.fullmatch(" ".join(parts)) is None


def _breaking_habits(cells: Sequence[Cell]) -> set[int]:
    """Positions of figures with decimals in a column of whole numbers, or without in a column of decimals."""
    columns: dict[int, dict[int, bool]] = {}
    for n, cell in enumerate(cells):
        if cell.column_span == 1 and not cell.header and (figure := _FIGURE.fullmatch(cell.text.strip())):
            columns.setdefault(cell.column, {})[n] = figure["decimals"] is not None
    found: set[int] = set()
    for column in columns.values():
        for habit in (True, False):
            breaking = {n for n, decimals in column.items() if decimals is not habit and len(cells[n].text) > 1}
            if len(column) >= FEWEST and len(breaking) <= MOST * len(column):
                found |= breaking
    return found
