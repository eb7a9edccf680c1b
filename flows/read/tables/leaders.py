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


def tokens_of(words: Sequence[Word]) -> list[Token]:
    """The words of a page as tokens; leaders of dots are cut off the words they are stuck to."""
    dotted = _dot_leaders(words)
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
        )
        made.append(token)
    beside = _by_height(words) if any(t.text in _GAPS for t in made) else {}
    return [part for t in made for part in ([t] if _marks_a_gap(t, beside) else _without_leaders(t))]


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
