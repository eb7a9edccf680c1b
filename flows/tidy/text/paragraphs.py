"""The running text of a document: lines that a page broke are put together, and each place leads back to its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flows.read.grid import Block, Box, Grid, Role, Text
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.periods.dates import NAMES
from flows.tidy.text.phrases import says
from flows.tidy.text.spoken import Side, SpokenGrid, SpokenText

_MONTH = rf"(?:{NAMES})\b"
_LIST_START = re.compile(
    r"\s*(?:[•●▪◦·*\-–]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[a-z]?[.)]\s|(?-i:Q\.?\s?|A\.?)\d+[a-z]?\b(?![/-])|>)",
    re.IGNORECASE,
)
#: In points: half of it is the least that an item of a page steps in, as a scan does not lie straight.
_AN_EM = 12
#: `Rape - 20 (2015/16) and 27 (2016/17)`: a line of a list, where the one above it is such a line as well.
_KEYED = re.compile(r"[A-Z][^-–:]*(?:\s[-–]|:)\s*[<>]?\d")
_ONE_FIGURE = rf"[<>≤]?\s?(?:\d[\d,]*|{one_of('nothing')})"
#: `32`, or several of a key: `32 then 40`, `32 / 40`.
FIGURES = rf"{_ONE_FIGURE}(?:\s*(?:,\s|,?\s*{one_of('joined')}|/)\s*{_ONE_FIGURE})*"
_KEY_VALUE = re.compile(rf".{{0,70}}[:=–—-]\s*{FIGURES}\s*(?:\([^()]*\)?\W*|$)|\s*[<>]?\s*\d[\d,]*\s*$", re.IGNORECASE)
#: Dots, or a line, that lead from a label to its figure: `Under 6 ......... 32`.
_LEADER = re.compile(
    r"(?<=[\w)'’])\s?(?:(?:\.\s?){3,}|(?:…\s?)+|_{3,}\s?|(?:·\s?){3,})"
    rf"(?={FIGURES}\W*$)",
    re.IGNORECASE,
)
_BROKEN_DATE = re.compile(
    rf"(?:\b\d{{1,2}}{one_of('th')}?\n{_MONTH}|\b{_MONTH}\n(?:19|20)\d\d\b|\b0\d+\n\d"
    rf"|\b[A-Z]{{1,2}}\d+\n\d[A-Z]{{2}}\b)",
    re.IGNORECASE,
)
_QUOTE_MARK = re.compile(r"^(?:>\s?)+(?![\d=]*\s*$)")
_YEAR_OPEN = re.compile(r"\b20(\d\d)\s?[-–/]$")
_YEAR_AS_KEY = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?\s*(?:[:=]|\s[–-])\s*\S", re.IGNORECASE)
_LONG = 55
#: `2015 -` has no more letters.
_YEAR = 8
_ASIDE: tuple[Role, ...] = ("page_header", "page_footer", "furniture", "chart")
_RUNNING: tuple[Role, ...] = ("body", "list_item", "quoted", "footnote")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of running text; `pieces` are (offset in `text`, index of the block that stands there).

    `side` says whether it asks or answers, where the cell that it stands in shows it. `indent`: how far in an item of a
    list stands; None for what is none.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    role: Role = "body"
    label: str = ""
    page: int | None = None
    doubts: tuple[str, ...] = field(default=())
    confidence: float = 1.0
    side: Side = ""
    indent: float | None = None

    @property
    def block(self) -> int:
        """The index of the block where the paragraph begins."""
        return self.pieces[0][1]

    @property
    def blocks(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(block for _, block in self.pieces))

    def block_at(self, offset: int) -> int:
        """The index of the block that holds the character at `offset`."""
        return next((block for start, block in reversed(self.pieces) if start <= offset), self.block)

    def cut(self, start: int, end: int) -> Paragraph:
        """The paragraph that `text[start:end]` makes by itself."""
        pieces = [(max(0, offset - start), block) for offset, block in self.pieces if offset < end]
        kept = [p for n, p in enumerate(pieces) if n + 1 == len(pieces) or pieces[n + 1][0] > 0]
        return replace(self, text=self.text[start:end].rstrip(), pieces=tuple(kept))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: int
    source: Text
    first: bool


def _lines(blocks: Sequence[Block]) -> Iterator[_Line | int]:
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            if not isinstance(block, SpokenGrid):
                yield index
            continue
        parts = [re.sub(r"[ \t\u00a0]+", " ", part).strip() for part in block.text.splitlines()]
        for number, part in enumerate(p for p in parts if p):
            words = _LEADER.sub(": ", _QUOTE_MARK.sub("", part))
            source = block if not _QUOTE_MARK.match(part) or block.role != "body" else replace(block, role="quoted")
            if words:
                yield _Line(words, index, source, number == 0)


def _close(above: Box | None, below: Box | None) -> bool:
    """Whether two lines stand as near as lines of one paragraph do."""
    if above is None or below is None:
        return False
    height = min(above.bottom - above.top, below.bottom - below.top)
    return -height < below.top - above.bottom < 0.7 * height


def breaks_year(above: str, below: str) -> bool:
    """Whether a line ends within a financial year that the next one goes on with: `119 in 2015-` over `16`."""
    first, second = _YEAR_OPEN.search(above, max(0, len(above) - _YEAR)), re.match(r"(?:20)?(\d\d)\b", below)
    return first is not None and second is not None and int(second[1]) == int(first[1]) + 1


def with_line(above: str, below: str) -> str:
    """A text with the line that goes on with it."""
    return f"{above}{below}" if breaks_year(above, below) else f"{above} {below}".strip()


def begins_anew(line: str) -> bool:
    """Whether a line is an item of a list, or a key with its figure, and goes on with nothing above it."""
    return any((_LIST_START.match(line), _KEY_VALUE.fullmatch(line), _YEAR_AS_KEY.match(line)))


def _continues(last: _Line, line: _Line) -> bool:
    """Whether `line` goes on with the sentence that the `last` leaves open at its end."""
    above = last.text
    if last.source.role not in _RUNNING or line.source.role not in _RUNNING:
        return False
    same_block = last.block == line.block
    if not same_block and isinstance(last.source, SpokenText) | isinstance(line.source, SpokenText):
        return False
    if not same_block and (last.source.role == "quoted") != (line.source.role == "quoted"):
        return False
    if line.first and (line.source.label or (line.source.role == "list_item" and not same_block)):
        return False
    if breaks_year(above, line.text):
        return True
    if re.search(r"[.?!:;]['\")\]]*$", above) or len(last.text) < _LONG:
        return False
    if says("lines", above, "leaves a range open") and re.match(r"\s*\d", line.text):
        return True
    if begins_anew(line.text) or (_KEYED.match(above) and _KEYED.match(line.text)):
        return False
    if not same_block and says("lines", line.text, "a question"):
        return False
    goes_on = re.match(r"[a-z(£]", line.text) or says("lines", above, "leaves open")
    if goes_on or _BROKEN_DATE.search(f"{above}\n{line.text}"):
        return True
    return same_block or _close(last.source.box, line.source.box)


def _paragraph(lines: Sequence[_Line]) -> Paragraph:
    text, pieces = "", []
    for line in lines:
        text = with_line(text, line.text)
        pieces.append((len(text) - len(line.text), line.block))
    source = lines[0].source
    return Paragraph(
        text,
        tuple(pieces),
        source.role,
        source.label if lines[0].first else "",
        source.page,
        tuple(dict.fromkeys(d for line in lines for d in line.source.doubts)),
        min(line.source.confidence for line in lines),
        source.side if isinstance(source, SpokenText) else "",
        _indent(lines[0]),
    )


def _indent(line: _Line) -> float | None:
    """How far in the first line of an item of a list stands."""
    if line.source.role != "list_item" and not _LIST_START.match(line.text):
        return None
    return line.source.indent or (line.source.box.x0 / _AN_EM if line.source.box else 0.0)


def paragraphs(blocks: Sequence[Block]) -> list[Paragraph | int]:
    """The paragraphs in reading order; a Grid is given as its index among the blocks.

    A page's header or footer does not break the sentence that runs over it.
    """
    out: list[Paragraph | int] = []
    held: list[_Line] = []

    def flush() -> None:
        if held:
            out.append(_paragraph(held))
            held.clear()

    for line in _lines(blocks):
        if isinstance(line, int):
            flush()
            out.append(line)
            continue
        if line.source.role in _ASIDE:
            out.append(_paragraph([line]))
            continue
        if held and not _continues(held[-1], line):
            flush()
        held.append(line)
    flush()
    return out
