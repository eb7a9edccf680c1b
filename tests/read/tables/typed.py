"""Pages typed out: every character five points wide and ten high, lines twelve apart; a lone space parts
words of one text, two or more part cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.read.grid import Box
from flows.read.page import Fill, PageContent, Rule, Word
from flows.read.tables import PageTable

WIDE = 5.0
PITCH = 12.0
SIZE = 10.0
LEFT = 50.0
TOP = 60.0


def typed(text: str, rules: Sequence[Rule] = (), fills: Sequence[Fill] = (), pitch: float = PITCH) -> PageContent:
    """The page that a typed text shows, its lines `pitch` points apart."""
    words = [
        Word(
            match.group(),
            Box(
                LEFT + WIDE * match.start(),
                TOP + pitch * n,
                LEFT + WIDE * match.end() + (2.0 if re.match(r" \S", line[match.end() :]) else 0.0),
                TOP + pitch * n + SIZE,
            ),
            size=SIZE,
        )
        for n, line in enumerate(text.strip("\n").split("\n"))
        for match in re.finditer(r"\S+", line)
    ]
    return PageContent(1, 595, 842, tuple(words), tuple(rules), tuple(fills))


def across(line: float, start: int, end: int) -> Rule:
    """A horizontal rule above typed line `line` (0 is the first), from column `start` to `end`."""
    y = TOP + PITCH * line - 1
    return Rule(Box(LEFT + WIDE * start, y, LEFT + WIDE * end, y), True)


def down(column: float, first: float, last: float) -> Rule:
    """An upright rule before typed column `column`, from above line `first` to above line `last`."""
    x = LEFT + WIDE * column
    return Rule(Box(x, TOP + PITCH * first - 1, x, TOP + PITCH * last - 1), False)


def shade(line: float, last: float, start: int, end: int, colour: str = "#dddddd") -> Fill:
    """A shaded area from above line `line` to above line `last`."""
    return Fill(Box(LEFT + WIDE * start, TOP + PITCH * line - 1, LEFT + WIDE * end, TOP + PITCH * last - 1), colour)


def grid(table: PageTable) -> list[list[str]]:
    """Cell texts by row and column, at the anchor of each cell."""
    made = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        made[cell.row - 1][cell.column - 1] = cell.text.replace("\n", " ")
    return made


def spans(table: PageTable) -> dict[str, tuple[int, int]]:
    """Text -> (rows, columns) of the cells that cover more than one position."""
    return {c.text: (c.row_span, c.column_span) for c in table.cells if c.text and c.row_span * c.column_span > 1}
