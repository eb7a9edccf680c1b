"""Tables that were flattened into lines: a cell a line, or a label and its figures a line, put back as tables.

A mail that was pasted as plain text keeps the cells of a table and loses their places. What is left is a rhythm: a
label and the same number of figures, row after row. The labels right before the first row, as many as a row has
figures, are the header; one more before them stands over the labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.read.grid import Block, Cell, Grid, Method, Text, around
from flows.tidy.sentences.labels import find, parse

FEWEST_ROWS, FEWEST_FIGURES = 2, 2
_LONGEST = 60
_COUNT = r"[<≤]?\s?(?:\d{1,3}(?:,\d{3})+|\d{1,7})"
_FIGURE = re.compile(rf"{_COUNT}|[-–—*]|nil", re.IGNORECASE)
_ROW = re.compile(rf"(?P<label>.*?[A-Za-z)+].*?)(?P<figures>(?:\s+{_COUNT})+)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!;:]\s*$|[.?!]\s+[A-Z]")
_METHODS: dict[str, Method] = {"pdf": "pdf_text", "docx": "word", "html": "html", "eml": "email", "msg": "email"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one cell: its words, whether they are a figure, and the place of its block."""

    text: str
    is_figure: bool
    block: int


@dataclass(frozen=True, slots=True)
class _Row:
    label: _Piece
    figures: tuple[_Piece, ...]


def with_flattened(blocks: Sequence[Block], format: str) -> tuple[Block, ...]:
    """The blocks of a document of that format, with a Grid in place of each run of lines that was a table."""
    out: list[Block] = []
    run: list[tuple[int, Text]] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Text) and _may_be_cell(block):
            run.append((place, block))
            continue
        out += _laid_out(run, format)
        run = []
        out.append(block)
    return (*out, *_laid_out(run, format))


def _may_be_cell(text: Text) -> bool:
    short = len(text.text) <= _LONGEST and "\n" not in text.text.strip()
    return short and text.role in ("body", "list_item") and not text.label and not _SENTENCE.search(text.text)


def _laid_out(run: Sequence[tuple[int, Text]], format: str) -> list[Block]:
    """The lines of a run, tables among them put together."""
    texts = dict(run)
    pieces = [p for place, text in run for p in _pieces(text.text, place)]
    out: list[Block] = []
    at = done = 0
    while at < len(pieces):
        rows = _rows(pieces, at)
        if len(rows) < FEWEST_ROWS:
            at += 1
            continue
        header = _header(pieces[done:at], len(rows[0].figures))
        if not header:
            at += 1
            continue
        first = at - len(header)
        out += [texts[p] for p in dict.fromkeys(p.block for p in pieces[done:first])]
        out.append(_grid(header, rows, texts, format))
        at = done = at + sum(1 + len(r.figures) for r in rows)
    return [*out, *(texts[p] for p in dict.fromkeys(p.block for p in pieces[done:]))]


def _pieces(text: str, place: int) -> list[_Piece]:
    """A line as cells: a figure, a label and its figures, labels of columns that are periods, or one label."""
    words = " ".join(text.split())
    row = _ROW.fullmatch(words)
    if row is not None and parse("period", words) is None:
        figures = re.findall(_COUNT, row["figures"])
        if len(figures) >= FEWEST_FIGURES:
            return [_Piece(row["label"].strip(), False, place), *(_Piece(f.strip(), True, place) for f in figures)]
    periods = find("period", words)
    if len(periods) >= FEWEST_FIGURES and not words[periods[-1].end :].strip():
        apart = [(words[a.end : b.start]).strip() for a, b in pairwise(periods)]
        if not any(apart):
            lead = words[: periods[0].start].strip()
            columns = [_Piece(words[p.start : p.end], False, place) for p in periods]
            return [*([_Piece(lead, False, place)] if lead else []), *columns]
    return [_Piece(words, _FIGURE.fullmatch(words) is not None, place)]


def _rows(pieces: Sequence[_Piece], at: int) -> list[_Row]:
    """The rows from a piece on: a label and figures, as many in each."""
    rows: list[_Row] = []
    while at < len(pieces) and not pieces[at].is_figure:
        end = at + 1
        while end < len(pieces) and pieces[end].is_figure:
            end += 1
        figures = tuple(pieces[at + 1 : end])
        if len(figures) < FEWEST_FIGURES or (rows and len(figures) != len(rows[0].figures)):
            break
        rows.append(_Row(pieces[at], figures))
        at = end
    return rows


def _header(before: Sequence[_Piece], columns: int) -> list[_Piece]:
    """The labels of the columns, with what stands over the labels of the rows; empty where they are none."""
    header = list(before[-columns:])
    if len(header) < columns or any(p.is_figure for p in header):
        return []
    corner = before[-columns - 1 : -columns]
    return [*(p for p in corner if not p.is_figure), *header]


def _grid(header: Sequence[_Piece], rows: Sequence[_Row], texts: dict[int, Text], format: str) -> Grid:
    columns = len(rows[0].figures) + 1
    offset = columns - len(header)
    cells = [_cell(p, 1, n + 1 + offset, texts) for n, p in enumerate(header)]
    for n, row in enumerate(rows, 2):
        cells += [_cell(p, n, column, texts) for column, p in enumerate((row.label, *row.figures), 1)]
    page = texts[header[0].block].page
    certain = min(texts[p.block].confidence for r in rows for p in (r.label, *r.figures))
    return Grid(len(rows) + 1, columns, tuple(cells), _METHODS.get(format, "csv"), page, confidence=min(certain, 0.9))


def _cell(piece: _Piece, row: int, column: int, texts: dict[int, Text]) -> Cell:
    text = texts[piece.block]
    boxes = [text.box] if text.box is not None else []
    return Cell(
        row, column, piece.text, page=text.page, box=around(boxes) if boxes else None, confidence=text.confidence,
        doubts=text.doubts,
    )  # fmt: skip
