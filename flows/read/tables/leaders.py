"""The words of a page as tokens, without the leaders of dots that run from a label to its figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.read.grid import Box
from flows.read.page import Word
from flows.read.tables.tokens import Token, cut

_GAPS = ("...", "…")
_BAND = 16.0
_LEADER = re.compile(r"[.…·_]{3,}|(?:\.\s){3,}")

SPACE = 0.35
"""No wider (em) is a space between words in most type."""
EVEN = 0.015
"""In type of one width, words differ by no more than this (em) in their width per character."""
FEWEST = 5
"""So many words of four or more characters show that a font is of one width."""


def tokens_of(words: Sequence[Word]) -> list[Token]:
    """The words of a page as tokens; leaders of dots are cut off the words they are stuck to."""
    dotted = _dot_leaders(words)
    loose = _loose(words)
    made: list[Token] = []
    for index, word in enumerate(words):
        if index in dotted:
            continue
        size = word.size or (word.box.bottom - word.box.top if word.direction == "right" else word.box.x1 - word.box.x0)
        token = Token(
            index,
            word.text,
            *word.box,
            max(size, 1.0),
            word.bold,
            word.direction,
            word.confidence,
            word.doubts,
            word.seams,
            loose=loose.get(word.font, 0.0),
        )
        made.append(token)
    beside = _by_height(words) if any(t.text in _GAPS for t in made) else {}
    return [part for t in made for part in ([t] if _marks_a_gap(t, beside) else _without_leaders(t))]


def is_leader(text: str) -> bool:
    """Is a text nothing but the dots that lead from a label to its figure?"""
    return _LEADER.fullmatch(text) is not None


def _loose(words: Sequence[Word]) -> dict[str, float]:
    """For each font in which all characters are of one width: how much wider a space is than usual (em)."""
    widths: dict[str, list[float]] = {}
    for w in words:
        if w.font and w.size and len(w.text) > 3 and w.direction == "right":
            widths.setdefault(w.font, []).append((w.box.x1 - w.box.x0) / (len(w.text) * w.size))
    return {
        font: found[0] - SPACE
        for font, found in widths.items()
        if len(found) >= FEWEST and found[0] > SPACE and max(found) - min(found) <= EVEN
    }


def _dot_leaders(words: Sequence[Word]) -> set[int]:
    """Positions of words that are single dots in a row of at least three: a leader printed with spaces."""
    dots = sorted((round(w.box.bottom), w.box.x0, i) for i, w in enumerate(words) if not w.text.strip("."))
    groups: list[list[tuple[int, float, int]]] = []
    for dot in dots:
        if groups and groups[-1][-1][0] == dot[0] and dot[1] - groups[-1][-1][1] < 12:
            groups[-1].append(dot)
        else:
            groups.append([dot])
    return {i for group in groups if len(group) >= 3 for _, _, i in group}


def _by_height(words: Sequence[Word]) -> dict[int, list[Box]]:
    """The boxes of words by the bands of the page that they reach into."""
    bands: dict[int, list[Box]] = {}
    for box in (w.box for w in words):
        for band in range(int(box.top // _BAND), min(int(box.bottom // _BAND), int(box.top // _BAND) + 8) + 1):
            bands.setdefault(band, []).append(box)
    return bands


def _marks_a_gap(token: Token, beside: Mapping[int, Sequence[Box]]) -> bool:
    """Are three dots, with no text close before them, what stands in a figure's place?"""
    if token.text not in _GAPS:
        return False
    level = (b for b in beside.get(int(token.middle // _BAND), ()) if b.top < token.middle < b.bottom)
    return all(token.x0 - b.x1 > token.size for b in level if b.x0 < token.x0)


def _without_leaders(token: Token) -> list[Token]:
    """Pieces of the token beside any run of leader dots: `Rape.....12` gives two, `......` gives none."""
    text = token.text
    if len(text) < 3 or text.isalnum() or token.direction != "right" or not _LEADER.search(text):
        return [token]
    ends = [0, *(end for m in _LEADER.finditer(token.text) for end in m.span()), len(token.text)]
    return [cut(token, start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if end > start]
