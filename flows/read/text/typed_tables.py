"""Tables that a letter or page only types: neighbouring lines of words at tab stops, wide spaces or strokes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.read.grid import Block, Cell, Grid, Method, Notice, Text
from flows.read.text.plain_tables import fields_of, is_figure, table_end, typed_grid

# What stands before an answer or a particular of the letterhead, and never before a row of figures.
_LEAD = re.compile(r"(?:[(q]\s?)?(?:\d{1,2}|[a-z]|[ivx]{1,4})\s?[.):]|.*:", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_BETWEEN = 40
_PAIR = 2

#: A line, and the paragraph that it is part of.
_Line = tuple[str, Text]


def with_typed_tables(blocks: Iterable[Block], notices: list[Notice], method: Method = "word") -> list[Block]:
    """The blocks, figures typed under headers as Grids; what to know about them is put on `notices`.

    A row of such a Grid is a line of the text. Where tabs or spaces do not tell the columns, the paragraphs stay Text.
    """
    out: list[Block] = []
    run: list[Text] = []
    for block in [*blocks, None]:
        if isinstance(block, Text) and _may_be_row(block):
            run.append(block)
            continue
        if any(_is_parted(line) for text in run for line in text.text.split("\n")):
            out += _tables([(line, text) for text in run for line in text.text.split("\n")], notices, method)
        else:
            out += run
        run = []
        if block is not None:
            out.append(block)
    return [replace(b, text=b.text.strip()) if isinstance(b, Text) else b for b in out]


def _may_be_row(text: Text) -> bool:
    parted = any(_is_parted(line) for line in text.text.split("\n"))
    return text.role == "body" and not text.label and (parted or len(text.text.strip()) <= _LONGEST_BETWEEN)


def _is_parted(line: str) -> bool:
    """Whether a line holds a tab, or more fields than a key and its figure."""
    return "\t" in line.strip() or len(fields_of(line)) > _PAIR


def _tables(lines: Sequence[_Line], notices: list[Notice], method: Method) -> list[Block]:
    out: list[Block] = []
    texts = [line for line, _ in lines]
    at = loose = 0
    while at < len(lines):
        end = table_end(texts, at)
        starts = [start for start in range(at, end) if _is_table(texts[start:end])]
        place = f"the line {texts[at].strip()[:60]!r}"
        made = ((start, typed_grid(texts[start:end], method, monospaced=False)) for start in starts)
        start, grid = next(((start, grid) for start, grid in made if grid is not None), (at, None))
        if grid is not None:
            notices.append(Notice("typed_table", "a table typed as lines of text was read as one", "", place, "info"))
            out += [*_paragraphs(lines[loose:start]), _with_looks(grid, lines[start:end])]
            loose = end
        elif starts:
            message = "figures typed below one another were not read as a table, since nothing tells their columns"
            remedy = "look at the letter, and say in recipe.yml or table.csv what it says"
            notices.append(Notice("table_not_read", message, remedy, place))
        at = max(end, at + 1)
    return [*out, *_paragraphs(lines[loose:])]


def _is_table(lines: Sequence[str]) -> bool:
    """Whether figures stand under headers: a list of names and figures, or of numbered answers, is none."""
    rows = [fields_of(line) for line in lines if _is_parted(line)]
    if len(rows) < 2 or all(_LEAD.fullmatch(row[0].text) for row in rows[1:]):
        return False
    heads = [field.text for field in rows[0][1:] if field.text]
    under = [field.text for row in rows[1:] for field in row[1:] if field.text]
    headed = bool(heads) and not any(is_figure(text) and not _YEAR.fullmatch(text) for text in heads)
    figures = sum(map(is_figure, under))
    return headed and figures > 1 and 2 * figures >= len(under)


def _with_looks(grid: Grid, lines: Sequence[_Line]) -> Grid:
    """The grid, its cells where their paragraphs stand, struck out or in doubt where those are."""
    rows = [text for line, text in lines if line.strip()]

    def seen(cell: Cell) -> Cell:
        text = rows[cell.row - 1]
        more = tuple(doubt for doubt in text.doubts if doubt != "struck")
        confidence = min(cell.confidence, text.confidence)
        struck = cell.struck or "struck" in text.doubts
        doubts = (*cell.doubts, *more)
        return replace(cell, page=text.page, box=text.box, confidence=confidence, struck=struck, doubts=doubts)

    return replace(grid, page=rows[0].page if rows else None, cells=tuple(map(seen, grid.cells)))


def _paragraphs(lines: Sequence[_Line]) -> list[Text]:
    """The paragraphs that lines are of, whole again but for those of their lines that went into a table."""
    out: list[Text] = []
    before: Text | None = None
    for line, text in lines:
        if text is before:
            out[-1] = replace(text, text=f"{out[-1].text}\n{line}")
        elif line.strip():
            out.append(replace(text, text=line))
            before = text
    return out
