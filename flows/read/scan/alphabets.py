"""What a recogniser may write, and the likeliest text of one line within it.

The model knows 18,710 characters and writes a star glyph for `*` or a full-width bracket for `(`; look-alikes are
counted as the character that a return prints. An accent on an English page is a speck far more often than an
accent: it is dropped. A cell of figures is held to what figures are written with.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flows.read.scan.engine import Probabilities, characters

LATIN = "".join(map(chr, range(0x21, 0x7F))) + "£€§©°½¼¾¹²³–—‘’“”•…"
FIGURES = "0123456789.,-–—<>=≤≥*%/()+£$"

_LOOK_ALIKES = {
    "*": "★☆✱＊﹡∗※",
    "-": "‐‑−﹣一ー",
    "–": "‒",
    "<": "〈《＜",
    ">": "〉》＞",
    "•": "·●・",
    "(": "（",
    ")": "）",
    "0": "〇Oo",
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """The likeliest text of a line in one alphabet.

    `scores` is how sure each character is, 0 to 1; `places` is where it stands along the line, 0 (left) to 1.
    """

    text: str
    scores: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def score(self) -> float:
        """How sure the least sure character is, spaces apart; 0 for no text."""
        return min((s for c, s in zip(self.text, self.scores, strict=True) if c != " "), default=0.0)


class Line(NamedTuple):
    """One line spelled with all letters, and with what figures are written with alone."""

    latin: Spelling
    figure: Spelling

    @classmethod
    def of(cls, line: Probabilities) -> Line:
        """The two spellings of a line's probabilities."""
        return cls(spelled(line, LATIN), spelled(line, FIGURES))


@cache
def _columns(alphabet: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which columns of the model's output count for the alphabet, and the place in `" " + alphabet` of each."""
    places = {character: i for i, character in enumerate(" " + alphabet, start=1)}
    wanted = {alike: places[c] for c, alikes in _LOOK_ALIKES.items() if c in places for alike in alikes}
    kept: list[tuple[int, int]] = [(0, 0)]
    for column, character in enumerate(characters()[1:], start=1):
        place = places.get(character) or wanted.get(character) or places.get(_plain(character))
        if place:
            kept.append((column, place))
    columns, targets = np.array(kept, dtype=np.intp).T
    return columns, targets


def _plain(character: str) -> str:
    """A full-width or accented character as the plain one; raised and ringed figures are not the figure.

    >>> [_plain(c) for c in "５é¹①（"]
    ['5', 'e', '¹', '①', '(']
    """
    if unicodedata.category(character[0]) == "No":
        return character
    apart = unicodedata.normalize("NFKD", character)
    return apart[0] if all(map(unicodedata.combining, apart[1:])) else character


def spelled(line: Probabilities, alphabet: str) -> Spelling:
    """The likeliest text of one line's probabilities (steps by characters) in an alphabet."""
    columns, targets = _columns(alphabet)
    held = np.zeros((line.shape[0], len(alphabet) + 2), dtype=np.float32)
    np.add.at(held.T, targets, line[:, columns].T)
    best = held.argmax(axis=1)
    text, scores, places = "", [], []
    for step, (place, before) in enumerate(zip(best, [0, *best[:-1]], strict=True)):
        if place and place != before:
            text += (" " + alphabet)[place - 1]
            scores.append(float(held[step, place]))
            places.append((step + 0.5) / len(best))
        elif place:
            scores[-1] = max(scores[-1], float(held[step, place]))
            places[-1] += 0.5 / len(best)
    return Spelling(text, tuple(scores), tuple(places))
