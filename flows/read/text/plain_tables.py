"""Plain text as blocks: paragraphs unwrapped, one Text a list line, and tables that were typed with spaces or tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.read.grid import Block, Cell, Grid, Method, Text
from flows.read.instead import INSTEAD
from flows.read.text.pasted_rows import rows_put_right
from flows.read.text.tab_stops import placed_by_tabs

_GAP = re.compile(r" {2,}")
#: The dots that run from a label up to its figure.
_LEADER = re.compile(r"[.…·_]{4,}|(?:\. ){4,}")
_FIGURE = re.compile(
    r"[<≤(£+-]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?\)?[*†‡^]*|[<≤(£+-]?\s?\d{1,9}(?:\.\d+)?%?\)?[*†‡^]*"
    rf"|[-–—*x:.]{{1,2}}|{INSTEAD}"
    r"|(?!(?:19|20)\d\d\b)\d[\d,]{0,9} ?\((?:[a-z]+ ){0,3}\d[\d,]{0,9}(?: [a-z]+){0,3}\)",
    re.IGNORECASE,
)
_RULE_LINE = re.compile(r"[\s|+=_:—–-]*[=_—–-]{2}[\s|+=_:—–-]*")
#: The number of an item, which wide spaces part from its words, is no field.
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]")
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[-*•])\s+\S")
#: `FY2015/16: 522 recorded`: a line that opens with a key and a colon.
_KEYED = re.compile(r"\S{2,14}(?: \S{1,8})?\s?[:=]\s")
_CAPTION = re.compile(r"\s*(?:table|figure|question|q)\s?\.?\s?\d+\b", re.IGNORECASE)
#: `Rape: 137 / 151 / 107` is words and figures as a sentence has them, not fields.
_FIRST = re.compile(r"[:=]\s+")
_SENTENCE_ENDS = (".", "?", "!", ":")
_PAIR = 2
_WRAPPED_AT_MOST = 110
_WRAPPED_AT_LEAST = 55


class Field(NamedTuple):
    """A piece of a line between wide gaps: columns `start` to `end` (after the last) of the line."""

    start: int
    end: int
    text: str


def plain_blocks(text: str, method: Method = "email") -> list[Block]:
    """The blocks of a plain text in order. A Grid needs two lines of fields that stand in columns, with figures."""
    lines = [line.rstrip().expandtabs(1) if "\t" not in line else line.rstrip("\r\n ") for line in text.split("\n")]
    lines = rows_put_right(lines, is_figure)
    width = _wrap_width(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        end = table_end(lines, at)
        grid = typed_grid(lines[at:end], method, monospaced=method == "email") if end - at > 1 else None
        if grid is not None:
            blocks.append(grid)
            at = end
            continue
        indent = len(lines[at]) - len(lines[at].lstrip())
        paragraph, at = _paragraph(lines, at, width)
        if paragraph.strip():
            blocks.append(Text(paragraph.strip(), indent=indent))
    return blocks


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the text was wrapped by its program; None where lines run on."""
    longest = max((len(line) for line in lines), default=0)
    return longest if _WRAPPED_AT_LEAST <= longest <= _WRAPPED_AT_MOST else None


def _paragraph(lines: list[str], at: int, width: int | None) -> tuple[str, int]:
    """The line at `at`, and the lines after it that only a wrap parted from it."""
    parts = [lines[at].strip()]
    end = at + 1
    while width is not None and parts[-1] and end < len(lines) and lines[end].strip() and table_end(lines, end) == end:
        words = lines[end].split(maxsplit=1)
        if len(lines[end - 1]) + 1 + len(words[0]) <= width:
            break
        if _KEYED.match(lines[end - 1]) and _KEYED.match(lines[end]):
            break
        if _ITEM.match(lines[at]) and _ITEM.match(lines[end]):
            break
        if parts[-1].endswith(_SENTENCE_ENDS) and (_CAPTION.match(lines[end]) or _ITEM.match(lines[end])):
            break
        parts.append(lines[end].strip())
        end += 1
    return " ".join(parts), end


def fields_of(line: str) -> list[Field]:
    """The fields of a line: parted by tabs, by strokes with spaces round them, or by two or more spaces.

    >>> [f.text for f in fields_of("Offences with a victim   1,276     1,126")]
    ['Offences with a victim', '1,276', '1,126']
    """
    if "\t" in line.strip():
        return [Field(n, n + 1, part.strip()) for n, part in enumerate(line.split("\t"))]
    if line.count("|") > 1 or re.search(r"\S +\| +\S", line):
        return [Field(n, n + 1, part.strip()) for n, part in enumerate(line.strip().strip("|").split("|"))]
    if len(parts := line.split(" / ")) > _PAIR and not is_figure(_FIRST.split(parts[0])[-1]):
        return [Field(n, n + 1, part.strip()) for n, part in enumerate(parts)]
    found, start = [], 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap is not None else len(line)
        if line[start:end].strip():
            lead = len(line[start:end]) - len(line[start:end].lstrip())
            found.append(Field(start + lead, end, line[start:end].strip()))
        start = gap.end() if gap is not None else end
    if len(found) > 1 and _LIST_MARK.fullmatch(found[0].text):
        first, second = found[:2]
        found[:2] = [Field(first.start, second.end, f"{first.text} {second.text}")]
    return found


def is_figure(text: str) -> bool:
    """Whether a field looks like a figure or a mark in place of one."""
    return _FIGURE.fullmatch(text.strip()) is not None


def _tabular(line: str) -> bool:
    return sum(1 for field in fields_of(line) if field.text) > 1


def _without_leader(line: str) -> str:
    """The line with spaces for the dots that lead to a figure: `Total ........ 1,713`, in a table of wide spaces."""
    return _LEADER.sub(lambda dots: " " * len(dots[0]), line)


def table_end(lines: Sequence[str], at: int) -> int:
    """The line after the last of a run of lines in fields that begins at `at`; `at` itself where none begins.

    A blank line or a line of one field (a group's name) may stand between two lines with figures.
    """
    if at >= len(lines) or not _tabular(lines[at]):
        return at
    end = at + 1
    while end < len(lines):
        if (
            _tabular(_without_leader(lines[end]))
            or (lines[end].strip() and _RULE_LINE.fullmatch(lines[end]))
            or (end + 1 < len(lines) and _has_figures(lines[end + 1]) and _may_stand_between(lines, at, end))
        ):
            end += 1
        else:
            break
    return end


def _may_stand_between(lines: Sequence[str], first: int, at: int) -> bool:
    if not lines[at].strip():
        return _has_figures(lines[at - 1]) or at - 1 == first
    return len(lines[at].strip()) <= 40 and not lines[at].strip().endswith((".", ":"))


def _has_figures(line: str) -> bool:
    fields = [field for field in fields_of(line) if field.text]
    return len(fields) > 1 and any(is_figure(field.text) for field in fields[1:])


def typed_grid(lines: Sequence[str], method: Method, monospaced: bool = True) -> Grid | None:
    """The table that lines in fields make; None where their fields do not stand in columns or hold few figures.

    `monospaced`: the lines are plain text, whose tab stops are known; elsewhere a row with fields missing is in doubt.
    """
    lines = [_without_leader(line) for line in lines if line.strip() and not _RULE_LINE.fullmatch(line)]
    tabbed = any("\t" in line.strip() for line in lines)
    cells = _cells_by_tabs(lines, monospaced) if tabbed else _cells_by_spaces(lines, monospaced)
    body = [cell for cell in cells or () if cell.column > 1 and cell.row > 1]
    figures = sum(is_figure(cell.text) for cell in body)
    if not cells or not figures or figures * 2 < len(body):
        return None
    return Grid(len(lines), max(cell.columns[-1] for cell in cells), tuple(cells), method, confidence=0.9)


def _cells_by_tabs(lines: Sequence[str], monospaced: bool) -> list[Cell] | None:
    rows = placed_by_tabs(lines, monospaced)
    if rows is None:
        return None
    guessed = {column for row in rows for first, last, _, unsure in row if unsure and last > first
               for column in range(first, last + 1)}  # fmt: skip
    return [
        Cell(
            number,
            first,
            text,
            column_span=last - first + 1,
            doubts=("reading_ambiguous",) * (unsure or first in guessed),
        )
        for number, row in enumerate(rows, start=1)
        for first, last, text, unsure in row
    ]


def _cells_by_spaces(lines: Sequence[str], monospaced: bool) -> list[Cell] | None:
    rows = [fields_of(line) for line in lines]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if len(rows) < 2 or not widths:
        return None
    most = max(widths, key=lambda width: (widths[width], width))
    if most < max(widths) and 2 * widths[max(widths)] >= widths[most]:
        most = max(widths)
    full = [row for row in rows if len(row) == most]
    columns = _columns(full, most)
    # A header typed with wider names than its figures, which says by its count alone which name is over which.
    if columns is None and full[0] is rows[0] and not any(is_figure(field.text) for field in rows[0]):
        columns = _columns(full[1:], most) if len(full) > 2 else None
    if columns is None:
        return None
    cells = []
    for number, row in enumerate(rows, start=1):
        placed = list(_under_no_corner(row, columns) if number == 1 else ()) or list(_placed(row, columns))
        if any(a[1] >= b[0] for a, b in pairwise([(p[0], p[1]) for p in placed])):
            return None
        unsure = number > 1 and not monospaced and 1 < len(row) < most
        cells += [
            Cell(number, first, field.text, column_span=last - first + 1, doubts=("reading_ambiguous",) * unsure)
            for first, last, field in placed
            if field.text
        ]
    return cells


def _columns(rows: list[list[Field]], count: int) -> list[tuple[int, int]] | None:
    """Where each column stands on the line; None where the fields of full rows do not stand below one another."""
    spans = [(min(row[n].start for row in rows), max(row[n].end for row in rows)) for n in range(count)]
    # A first field of words may run under a figure of another line only where that line indents.
    return spans if all(left[1] <= right[0] for left, right in pairwise(spans)) else None


def _placed(row: list[Field], columns: list[tuple[int, int]]) -> Iterator[tuple[int, int, Field]]:
    """(first column, last column, field), columns 1-based: those that a field stands over, else the nearest."""
    if len(row) == len(columns):
        yield from ((n, n, field) for n, field in enumerate(row, start=1))
        return
    if groups := _groups(row, columns):
        yield from groups
        return
    for field in row:
        over = [n for n, (start, end) in enumerate(columns, start=1) if field.start < end and field.end > start]
        if over and (over[0] == 1 < len(over) and len(row) == 1):
            over = [1]
        if not over:
            middle = (field.start + field.end) / 2
            over = [min(range(1, len(columns) + 1), key=lambda n: abs(sum(columns[n - 1]) / 2 - middle))]
        yield over[0], over[-1], field


def _under_no_corner(row: list[Field], columns: list[tuple[int, int]]) -> list[tuple[int, int, Field]]:
    """A header that strokes part, one field short: its corner is left out, and each field a column further right."""
    by_order = all(field.end == field.start + 1 == n for n, field in enumerate(row, start=1))
    return [(n, n, field) for n, field in enumerate(row, start=2)] if by_order and len(row) == len(columns) - 1 else []


def _groups(row: list[Field], columns: list[tuple[int, int]]) -> list[tuple[int, int, Field]]:
    """A line of names over equal groups of the columns after the first (years over sexes); empty where it is none."""
    each, rest = divmod(len(columns) - 1, len(row))
    if rest or each < 2:
        return []
    groups = [(2 + n * each, 1 + (n + 1) * each, field) for n, field in enumerate(row)]
    for first, last, field in groups:
        middle = (field.start + field.end) / 2
        if not columns[first - 2][1] <= middle <= columns[last - 1][1] + 1 or _is_lone_figure(field.text):
            return []
    return groups


def _is_lone_figure(text: str) -> bool:
    return is_figure(text) and not re.fullmatch(r"(?:19|20)\d\d", text)
