"""Words as the finder moves them about, the lines they stand in, and the runs that read as one piece of text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from flows.read.grid import Box
from flows.read.instead import INSTEAD_BEGINS, INSTEAD_ENDS
from flows.read.page import Direction

_NUMBER = re.compile(
    r"[(\[<>≤≥~+\-–−£$€±]*\s*[.,]?\d[\d,.\s/]*\s*(%|pp|k|m|bn)?[)\]]?[*†‡§#^+]{0,3}[a-z]?"
    r"|[-–—−*.:…~x#]{1,4}|\[[a-z]{1,2}\]|n/?a\.?|n\.a\.|nil|[<>≤≥]\s?\d+|\.\.",
    re.IGNORECASE,
)
_WITH_SHARE = re.compile(r"[\d,. ]*\d[*†]?\s*[(\[]\s*[-+<]?[\d,.]+\s?%?\s*[)\]]")
_CURRENCIES = frozenset("$£€¥")
_YEARS = re.compile(r"(?:19|20)\d\d[/–-](?:\d\d){1,2}")
_YEAR_OR_DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}([./])\d{1,2}\1(?:\d\d){1,2}")
_MONTH = re.compile(r"0[1-9]")
_GROUP = re.compile(r"\d{3}(?!\d)")
_THOUSANDS = re.compile(r"\D{0,2}[1-9]\d{0,2}(?:\s\d{3})*$")
_DASHES = frozenset("-–—")
_CODE = re.compile(r"\d{1,3}[A-Z]")
_AGE = re.compile(r"\d{1,2}")
WIDEST = 1.3
"""Gaps between words of a line set wide are at most so wide (em)."""
ALIKE = 1.3
"""The widest of them is at most so many times as wide as the narrowest."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the part of one that stands in one cell; `index` is the word's position on the page.

    `seams` are those of the word; a part that `begins` is no part of the text to its left, however close that is.
    `loose` is how much wider (em) a space between words is in its type than usual: in type of one width it is.
    """

    index: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    direction: Direction = "right"
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    seams: tuple[tuple[int, float], ...] = ()
    begins: bool = False
    loose: float = 0.0

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way across."""
        return (self.x0 + self.x1) / 2


def cut(token: Token, start: int, end: int) -> Token:
    """The part of a token from character `start` to `end`, its box by the widths of its characters."""
    widths = [_width(c) for c in token.text]
    scale = (token.x1 - token.x0) / (sum(widths) or 1.0)
    return replace(
        token,
        seams=(),
        text=token.text[start:end],
        x0=token.x0 + scale * sum(widths[:start]),
        x1=token.x0 + scale * sum(widths[:end]),
    )


def _width(character: str) -> float:
    """Rough width of a character in em: figures are alike, points and thin letters about half."""
    if character in ".,:;'|!ijl()[]-·":
        return 0.3
    return 0.56 if not character.isupper() else 0.7


def is_number(text: str) -> bool:
    """Does a text read as a figure or as what stands in a figure's place (`-`, `*`, `n/a`)?

    >>> [is_number(t) for t in ("1,234", "15 455", "63 (18.5%)", "<5", "-", "*", ".9%", "n/a", "#", "[c]")]
    [True, True, True, True, True, True, True, True, True, True]
    >>> [is_number(t) for t in ("Total", "5 to 10", "[a note]")]
    [False, False, False]
    """
    text = text.strip()
    return bool(_NUMBER.fullmatch(text) or _WITH_SHARE.fullmatch(text))


@dataclass(slots=True)
class Run:
    """Tokens of one line that read as one piece of text."""

    tokens: list[Token]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(t.x1 for t in self.tokens)

    @property
    def text(self) -> str:
        """The tokens with a space between."""
        return " ".join(t.text for t in self.tokens)

    @property
    def bold(self) -> bool:
        """Is all of it bold?"""
        return all(t.bold for t in self.tokens)


@dataclass(slots=True)
class Line:
    """Tokens that share a baseline, left to right; they are not changed once they are a line."""

    tokens: list[Token]
    _box: Box | None = field(default=None, init=False, repr=False, compare=False)
    _runs: dict[float, list[Run]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def box(self) -> Box:
        """The rectangle around the tokens."""
        if self._box is None:
            self._box = box_of(self.tokens)
        return self._box

    @property
    def middle(self) -> float:
        """Half way down the tokens of the usual size."""
        box = self.box
        return (box.top + box.bottom) / 2

    @property
    def size(self) -> float:
        """The size of the largest type in the line."""
        return max(t.size for t in self.tokens)

    @property
    def text(self) -> str:
        """The tokens with a space between."""
        return " ".join(t.text for t in self.tokens)

    def runs(self, gap: float) -> list[Run]:
        """The line cut wherever more than `gap` em is free, and between two figures at a third of an em."""
        if gap not in self._runs:
            self._runs[gap] = self._cut(gap)
        return self._runs[gap]

    def _cut(self, gap: float) -> list[Run]:
        made: list[Run] = []
        stretched = _stretched(self.tokens) | _ranges(self.tokens) if len(self.tokens) > 2 else set()
        for token in self.tokens:
            if made and (id(token) in stretched or not _breaks(made[-1].tokens[-1], token, gap)):
                made[-1].tokens.append(token)
            else:
                made.append(Run([token]))
        return made


def _stretched(tokens: Sequence[Token]) -> set[int]:
    """Words that go on with the word before them, in text that is set wide to fill its line: all gaps are alike."""
    found: set[int] = set()
    start = 0
    for i in range(1, len(tokens) + 1):
        if i < len(tokens) and tokens[i].x0 - tokens[i - 1].x1 <= WIDEST * tokens[i].size:
            continue
        words = tokens[start:i]
        start = i
        gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(words)]
        if len(gaps) < 3 or max(gaps) <= 0.5 * words[0].size or max(gaps) > ALIKE * min(gaps):
            continue
        small = sum(t.text[:1].islower() for t in words[1:])
        if small >= 0.5 * len(gaps) and not any(is_number(t.text) for t in words[1:]):
            found.update(id(t) for t in words[1:])
    return found


def _ranges(tokens: Sequence[Token]) -> set[int]:
    """The dash and the end of each range of months, and of ages, as `4 - 7`: a label, or with no figure beside it."""
    if not any(t.text in _DASHES for t in tokens):
        return set()
    found: set[int] = set()
    sure: set[int] = set()
    inside: set[int] = set()
    for a, dash, b in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dash.text not in _DASHES:
            continue
        left, right = free_between(a, dash), free_between(dash, b)
        if max(left, right) > 0.45 or abs(left - right) > 0.1:
            continue
        if (a.text[-1:].isdecimal() or _CODE.fullmatch(a.text)) and b.text.isalpha():
            sure |= {id(dash), id(b)}
            inside |= {id(a), id(dash)}
        elif _AGE.fullmatch(a.text) and _AGE.fullmatch(b.text) and int(a.text) < int(b.text):
            (sure if a is tokens[0] else found).update((id(dash), id(b)))
            inside |= {id(a), id(dash), id(b)}
    for a, b in itertools.pairwise(tokens):
        if a.text.isalpha() and len(a.text) > 2 and free_between(a, b) < 0.5:
            inside.add(id(b))
    for number, dash in itertools.pairwise(tokens):  # `child under 13 -`, whose text goes on below
        if id(number) in inside and _AGE.fullmatch(number.text) and dash.text in _DASHES:
            sure |= {id(dash)} if free_between(number, dash) < 0.4 else set()
    return sure if any(is_number(t.text) and id(t) not in inside for t in tokens) else found | sure


def free_between(left: Token, right: Token) -> float:
    """The free space between two tokens (em), a space in type of one width taken for a usual one."""
    return (right.x0 - left.x1) / max(left.size, right.size) - max(left.loose, right.loose)


def _parted_by_words(left: Token, right: Token) -> bool:
    """Does a word stand here in a figure's place beside a figure or another such word: `615 Withheld`?"""
    if left.text not in INSTEAD_ENDS and right.text not in INSTEAD_BEGINS:
        return False
    return (left.text in INSTEAD_ENDS or is_number(left.text)) and (
        right.text in INSTEAD_BEGINS or is_number(right.text)
    )


def _breaks(left: Token, right: Token, gap: float) -> bool:
    if right.begins or (_YEARS.fullmatch(left.text) and _YEARS.fullmatch(right.text)):
        return True
    free = free_between(left, right)
    if left.text in _CURRENCIES and free < 8 and is_number(right.text):
        return False
    if right.text == "%" and free < 1.2:
        return False
    goes_on = right.text in _DASHES or _MONTH.fullmatch(right.text)  # `Apr 2015 -` over `Mar 2016`, `2018 01`
    if goes_on and _YEAR_OR_DATE.fullmatch(left.text) and free < 0.45:
        return False
    if free > gap:
        return True
    if (
        free > 0.1
        and (left.text[-1:] == "%" or right.text[0] in _CURRENCIES)
        and is_number(left.text)
        and is_number(right.text)
    ):
        return True
    if free > (0.3 if right.text in _DASHES else 0.2) and is_number(left.text) and is_number(right.text):
        grouped = _GROUP.match(right.text) and _THOUSANDS.match(left.text) and free + left.loose < 0.45
        listed = left.text[-1:] == ","
        return not grouped and not listed and not right.text.startswith(("(", "%")) and left.text not in "-–+<>£$€"
    return free > 0.2 and _parted_by_words(left, right)


def box_of(tokens: Iterable[Token]) -> Box:
    """The rectangle around some tokens (at least one)."""
    items = list(tokens)
    return Box(
        min(t.x0 for t in items), min(t.top for t in items), max(t.x1 for t in items), max(t.bottom for t in items)
    )


def lines_of(tokens: Iterable[Token]) -> list[Line]:
    """Horizontal tokens gathered into lines, top to bottom; small raised figures stay with their line."""
    lines: list[tuple[float, float, list[Token]]] = []
    for token in sorted((t for t in tokens if t.direction == "right"), key=lambda t: (t.top + t.bottom, t.x0)):
        best, most = -1, 0.55
        first, last = token.top, token.bottom
        for i in range(len(lines) - 1, max(len(lines) - 6, -1), -1):
            top, bottom, _ = lines[i]
            shared = (bottom if bottom < last else last) - (top if top > first else first)
            if shared > 0:
                share = shared / max(min(bottom - top, last - first), 0.1)
                if share > most:
                    best, most = i, share
        if best < 0:
            lines.append((first, last, [token]))
        else:
            top, bottom, members = lines[best]
            members.append(token)
            if last - first > bottom - top:
                lines[best] = (first, last, members)
    made = [Line(sorted(members, key=lambda t: t.x0)) for _, _, members in lines]
    return sorted(made, key=lambda line: line.middle)
