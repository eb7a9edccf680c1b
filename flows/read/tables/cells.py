"""Cells of a table from the tokens that stand in each area of its lattice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from flows.read.grid import Box, Cell
from flows.read.tables.lines.hanging import breaks_year
from flows.read.tables.table import Area, Lattice, PageTable, TableMethod
from flows.read.tables.tokens import Token, box_of, lines_of

Contents = Mapping[Area, Sequence[Token]]


def page_table(
    page: int,
    lattice: Lattice,
    contents: Contents,
    method: TableMethod,
    confidence: float,
    header_rows: int = 0,
    indents: Mapping[Area, int] | None = None,
) -> PageTable:
    """The finished table: rows and columns that are empty all over are left out, cells numbered from 1."""
    inward = indents or {}
    rows = _kept({r for a, t in contents.items() if t for r in (a.row, a.last_row)}, len(lattice.ys) - 1)
    columns = _kept({c for a, t in contents.items() if t for c in (a.column, a.last_column)}, len(lattice.xs) - 1)
    cells: list[Cell] = []
    for area in sorted(lattice.areas):
        spanned_rows = [rows[r] for r in range(area.row, area.last_row + 1) if r in rows]
        spanned_columns = [columns[c] for c in range(area.column, area.last_column + 1) if c in columns]
        if spanned_rows and spanned_columns:
            tokens = list(contents.get(area, ()))
            head = spanned_rows[0] <= header_rows
            cell = _cell(page, lattice.area_box(area), tokens, spanned_rows, spanned_columns, head)
            cells.append(replace(cell, indent=inward[area]) if area in inward else cell)
    every = [t for tokens in contents.values() for t in tokens]
    box = box_of(every)
    own = lattice.box
    box = Box(min(box.x0, own.x0), min(box.top, own.top), max(box.x1, own.x1), max(box.bottom, own.bottom))
    used = tuple(sorted({t.index for t in every}))
    return PageTable(page, box, len(rows), len(columns), tuple(cells), method, round(confidence, 3), used, header_rows)


def listed(page: int, named: Sequence[tuple[list[Token], list[Token]]]) -> PageTable:
    """A table of two columns, names and figures that stand wherever on the page."""
    cells = [
        _cell(page, box_of(tokens), tokens, [row], [column], False)
        for row, pair in enumerate(named, start=1)
        for column, tokens in enumerate(pair, start=1)
    ]
    every = [t for pair in named for tokens in pair for t in tokens]
    used = tuple(sorted({t.index for t in every}))
    return PageTable(page, box_of(every), len(named), 2, tuple(cells), "pdf_text", 0.85, used)


def _kept(used: set[int], count: int) -> dict[int, int]:
    """Old 0-based position -> new 1-based position, for the rows or columns where some cell begins or ends."""
    return {old: new for new, old in enumerate((i for i in range(count) if i in used), start=1)}


def _cell(page: int, box: Box, tokens: list[Token], rows: list[int], columns: list[int], header: bool) -> Cell:
    return Cell(
        row=rows[0],
        column=columns[0],
        text=cell_text(tokens),
        row_span=rows[-1] - rows[0] + 1,
        column_span=columns[-1] - columns[0] + 1,
        page=page,
        box=box,
        bold=bool(tokens) and all(t.bold for t in tokens),
        header=header,
        confidence=round(fmean(t.confidence for t in tokens), 3) if tokens else 1.0,
        doubts=tuple(sorted({d for t in tokens for d in t.doubts})),
    )


def cell_text(tokens: Sequence[Token]) -> str:
    """What a reader sees: words with spaces, lines with line breaks; turned text read along its own lines."""
    if len(tokens) <= 1:
        return tokens[0].text if tokens else ""
    if _one_line(tokens):
        return " ".join(t.text for t in sorted(tokens, key=lambda t: t.x0))
    level = [t for t in tokens if t.direction == "right"]
    texts = [line.text for line in lines_of(level)]
    for direction in ("up", "down"):
        texts += _turned_lines([t for t in tokens if t.direction == direction], direction == "up")
    text = ""
    for line in texts:
        text += line if not text or breaks_year(text.rpartition("\n")[2], line) else f"\n{line}"
    return text


def _one_line(tokens: Sequence[Token]) -> bool:
    """Do level words stand so that each shares most of its height with every other?"""
    lowest, highest, least = 0.0, float("inf"), float("inf")
    for t in tokens:
        if t.direction != "right":
            return False
        lowest, highest, least = max(lowest, t.top), min(highest, t.bottom), min(least, t.bottom - t.top)
    return highest - lowest > 0.6 * least


def _turned_lines(tokens: Sequence[Token], up: bool) -> list[str]:
    """Text that runs up or down the page: lines stand side by side, read from the left (up) or the right (down)."""
    lines: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.centre if up else -t.centre):
        if lines and abs(lines[-1][0].centre - token.centre) < 0.5 * token.size:
            lines[-1].append(token)
        else:
            lines.append([token])
    return [" ".join(t.text for t in sorted(line, key=lambda t: -t.bottom if up else t.top)) for line in lines]
