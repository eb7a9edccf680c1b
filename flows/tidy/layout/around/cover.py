"""What the cover and the list of contents of a workbook say of the period of sheets that name none themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from flows.read.grid import Block, Cell, Grid
from flows.tidy.dimensions import find, headings, parse
from flows.tidy.labels.meanings import Period
from flows.tidy.layout.around.announced import has_own_date
from flows.tidy.text.phrases import led, says

_NUMBER = re.compile(r"[^\w\s]*[1-9]\d{0,2}(?:,?\d{3})*(?:\.\d+)?\s*%?|0")


@dataclass(frozen=True, slots=True)
class Cover:
    """The words on the period that hold for `every` sheet, and those that name a sheet (by its name)."""

    every: tuple[str, ...] = ()
    of_sheets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def says(self, sheet: str | None) -> tuple[str, ...]:
        """The words on the period of a sheet; none where nothing says it, or words contradict one another."""
        return self.of_sheets.get(sheet, self.every) if sheet else ()

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Cover:
        """What the sheets without figures say, where all that they name is one period."""
        sheets = [b for b in blocks if isinstance(b, Grid) and b.sheet and not b.hidden]
        covers = [g for g in sheets if _is_cover(g)]
        if not covers or len(covers) == len(sheets):
            return cls()
        names = {key_of_sheet(g.sheet or ""): g.sheet or "" for g in sheets if g not in covers}
        named: dict[str, list[str]] = defaultdict(list)
        others: list[str] = []
        for grid in covers:
            over: dict[int, str] = {}
            for row in _rows(grid):
                keys = [key for c in row for key in names_of_sheet(c.text, over.get(c.column, ""))]
                sheet = next((names[key] for key in keys if key in names), None)
                words = " ".join(" ".join(c.text.split()) for c in row)
                (others if sheet is None else named[sheet]).append(words)
                over |= {c.column: c.text for c in row if not c.text.strip().isdecimal()}
        of_sheets = {sheet: told for sheet, words in named.items() if (told := _of_one_period(words)) is not None}
        return cls(_of_one_period(others) or (), of_sheets)


def _is_cover(grid: Grid) -> bool:
    """A sheet of words: no number stands in it but at the start of a row, which it counts, or as a year."""
    for row in _rows(grid):
        for before, cell in zip([None, *row], row, strict=False):
            text = cell.text.strip()
            a_year = before is not None and "period" in headings(before.text) and parse("period", text) is not None
            counts = before is None and len(row) > 1
            if _NUMBER.fullmatch(text) and not (counts or a_year):
                return False
    return True


def _rows(grid: Grid) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip() and not cell.hidden and not cell.struck:
            rows[cell.row].append(cell)
    return (sorted(rows[r], key=lambda c: c.column) for r in sorted(rows))


def names_of_sheet(text: str, heading: str) -> tuple[str, str]:
    """A cell of a list of sheets as keys of their names: `Table_1` or `Table 1` or 1 under `Table`."""
    return key_of_sheet(text), key_of_sheet(f"{heading} {text}")


@lru_cache(maxsize=16384)
def key_of_sheet(name: str) -> str:
    """The name of a sheet however a list writes it."""
    return "".join(ch for ch in name.casefold() if ch.isalnum())


def _of_one_period(lines: Iterable[str]) -> tuple[str, ...] | None:
    """The words for the one period that the lines name, none where they name several; None where they name none."""
    found: dict[Period, str] = {}
    for line in lines:
        words = line[led("tables", line, "numbers answered") :]
        for hit in find("period", words):
            period, days = hit.reading.value, (hit.reading.value.end - hit.reading.value.start).days
            passing = has_own_date(words)
            if not days or (passing and (days < 32 or (hit.reading.alternatives and period.type == "calendar_year"))):
                continue
            # What a cover repeats of the request was asked for, and need not be what was given.
            found.setdefault(period, "" if says("tables", words, "asks") else words[hit.start : hit.end])
    if not found:
        return None
    return tuple(words for words in found.values() if words) if len(found) == 1 else ()
