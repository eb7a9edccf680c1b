"""A Document drawn as a person would type it in a case: the other way round than `notation`.

What a case cannot say is left out: places on a page, how surely a scan was read, fonts.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from flows.read.grid import Cell, Document, Grid, Text
from tests.cases.notation import WHITE

_WIDEST = 60
_LINE = 112
_SIGNS = {"heading": "# ", "quoted": "> ", "body": ""}


def drawn(document: Document) -> str:
    """The lines of a Document."""
    return "\n".join(_lines(document)).strip("\n") + "\n"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells in columns between strokes.

    >>> table([["age", "count"], ["0-4", "7"]])
    ['| age | count |', '| 0-4 |     7 |']
    """
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
    return ["| " + " | ".join(map(_padded, row, widths)) + " |" for row in rows]


def _padded(text: str, width: int) -> str:
    return text.rjust(width) if re.fullmatch(r"[~=]?[\d,.]+\??", text) else text.ljust(width)


def _lines(document: Document) -> Iterator[str]:
    after: type | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            if after is Grid:
                yield ""
            if block.sheet is not None:
                yield f"@sheet {marked(block.sheet)}"
            yield from _rows(block)
        else:
            line = _text(block)
            yield from (
                textwrap.wrap(line, _LINE, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
                if "  " not in line
                else [line]
            )
        after = type(block)


def _text(block: Text) -> str:
    words = marked(block.text)
    if block.role == "list_item":
        label = f"[{marked(block.label)}] " if block.label else ""
        return f"{'-' * max(1, int(block.indent))} {label}{words}"
    sign = _SIGNS.get(block.role, f"@{block.role} ")
    if block.role == "body" and re.match(r"(-+|[#>]) |@|\|", words):
        return f"\\{words}"
    return f"{sign}{words}"


def _rows(grid: Grid) -> Iterator[str]:
    at = grid.by_position()
    heads = [c.header and c.bold for c in grid.cells if c.text]
    first_plain = min((c.row for c in grid.cells if c.text and not (c.header and c.bold)), default=grid.rows + 1)
    head = (
        first_plain - 1
        if any(heads) and all(c.row_span <= first_plain - c.row for c in grid.cells if c.row < first_plain)
        else 0
    )
    drawing = [
        [_cell(at.get((r, c)), r, c, r <= head) for c in range(1, grid.columns + 1)] for r in range(1, grid.rows + 1)
    ]
    lines = table(drawing)
    if head:
        lines.insert(head, re.sub(r"[^|]", "-", lines[0]))
    yield from lines


def _cell(cell: Cell | None, row: int, column: int, in_head: bool) -> str:
    if cell is None:
        return ""
    if (cell.row, cell.column) != (row, column):
        return "<" if column > cell.column else "^"
    text = marked(cell.text.strip(" ")).replace("|", r"\|")
    if re.match(r"[<^]$|~+ |-{3,}$|\*\*", text):
        text = f"\\{text}"
    if cell.bold and text and not in_head:
        text = f"**{text}**"
    facts = [name for name in ("hidden", "filtered", "struck") if getattr(cell, name)]
    if cell.number is not None and re.sub(",", "", cell.text) != str(cell.number):
        facts.append(f"number {cell.number}")
    ending = f" {{{', '.join(facts)}}}" if facts else ""
    return f"{'~' * cell.indent} {text}{ending}" if cell.indent else f"{text}{ending}".strip()


def marked(text: str) -> str:
    """A text with the signs that keep its white space and backslashes in a case."""
    text = text.replace("\\", r"\\")
    for letter, white in WHITE.items():
        text = text.replace(white, f"\\{letter}")
    return text
