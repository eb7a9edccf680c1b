"""What two or three readings of the same print come to, and whether it is to be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.read.page import Direction
from flows.read.scan.alphabets import FIGURES, Line, Spelling
from flows.read.tables.scanned import UNSURE

SURE_DIGIT = 0.8
SURE_SHORT = 0.9
SURE_LETTERS = 0.5
SURE_WORDS = 0.6
SURE_MARK = 0.4
"""What the least sure character must reach: a digit, letters of a short text, of a longer one, letters in both of two
readings that agree, a mark such as `*`."""

ILLEGIBLE = "?"
"""Stands for ink that reads as nothing."""

_ZERO = str.maketrans("Oo", "00")
_LIKE_DIGITS = "OoDQlI|iSsBZzgqb!"
_SHORT = 3
WORD = 2
"""Letters that make a text one of words."""
_FIGURE = re.compile(r"[<>≤≥=~]*[£$]?[(+–—-]?\d+([.,]\d+)*%?[)*]*")
_STRAY = re.compile(
    r"\d[:;'|](?!\d\d(?!\d))\d|\d{3}[:;'|]\d|(?:2[4-9]|[3-9]\d)[:;'|]\d"
    r"|\d\W*(?<![A-Za-z])[iIl|!](?![A-Za-z])|(?<![A-Za-z])[iIl|!](?![A-Za-z])\W*\d"
)
"""What is left of a rule beside a figure, or a separator read as another."""
_LEADING = re.compile(r"\s*[:;.,'|!]+\s*\w")
_BEGINS_WORD = re.compile(r"(?<![\w.,/-])0(?=[a-z]{3})")
_LONE = re.compile(r"(?<![\w.'’])[Ol|](?![\w.'’])")
"""A letter that is no word of its own and may be a digit."""
_GROUPS = re.compile(r"(?P<whole>\d{1,3}(?:[.,]\d{3}){2,}|\d{1,3}[.,]\d{3}(?=\.))(?P<decimals>\.\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+(\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a piece says. `places` is where each character stands along the way that the text runs, 0 to 1."""

    text: str
    places: tuple[float, ...]
    confidence: float
    doubts: tuple[str, ...] = ()
    direction: Direction = "right"


def wants_checking(line: Line) -> bool:
    """Is it short, or is there a digit in it, or what may be one?"""
    text = line.latin.text.replace(" ", "")
    return len(text) <= _SHORT or any(c.isdecimal() for c in text) or _like_figure(text)


def _like_figure(text: str) -> bool:
    """Is it a figure, letters that look like digits allowed for? `l2` and `O` are; `B` in words is not."""
    bare = text.replace(" ", "")
    plain = sum(c in FIGURES for c in bare)
    return bool(bare) and all(c in FIGURES or c in _LIKE_DIGITS for c in bare) and 2 * plain >= len(bare)


def _only_figures(text: str) -> bool:
    return all(c in FIGURES or c == " " for c in text)


def judged(line: Line, other: Line | None) -> Reading:
    """What one reading or two come to."""
    latin = line.latin
    if other is None:
        return _reading(latin, latin.score >= SURE_LETTERS, latin.score)
    check = other.latin
    enough = SURE_SHORT if len(latin.text) < _SHORT else SURE_DIGIT
    agreed = latin.text == check.text and min(latin.score, check.score) >= enough
    if agreed and not _only_figures(latin.text) and not _STRAY.search(latin.text):
        return _reading(latin, True, min(latin.score, check.score))
    if _like_figure(latin.text) or _like_figure(check.text):
        return _figure(latin, line.figure, check, other.figure)
    if not latin.text.strip() and not check.text.strip():
        return Reading(ILLEGIBLE, (0.5,), 0.0, (UNSURE,))
    best = latin if latin.score >= check.score else check
    if len(best.text.strip()) <= _SHORT:
        # A letter on its own may be a digit read badly; a real one is sure both times.
        return _reading(best, False, best.score)
    agreed = _digits(latin.text) == _digits(check.text) and not _STRAY.search(best.text)
    return _reading(best, agreed and _least(best) >= SURE_DIGIT and best.score >= SURE_LETTERS, best.score)


def worded(reading: Reading, other: Spelling, third: Spelling | None) -> Reading:
    """Words read again with the page's lines left in: the surer text, in doubt unless a third reading backs it."""
    if third is None:
        odd = _LEADING.match(reading.text) or _LONE.search(reading.text)
        unsure = odd or min(reading.confidence, other.score) < SURE_WORDS
        return replace(reading, doubts=(UNSURE,)) if unsure else reading
    if reading.confidence >= other.score:
        return replace(reading, doubts=(UNSURE,), confidence=round(other.score, 3))
    backed = alike(other.text, third.text) and min(other.score, third.score) >= SURE_SHORT
    sure = backed and _digits(reading.text) == _digits(other.text)
    return _reading(other, sure, min(other.score, third.score) if sure else reading.confidence)


def alike(text: str, other: str) -> bool:
    """Do two readings of words agree in all that words and figures are told apart by?

    >>> alike("of “which” online", 'Of which online'), alike("Italy", "Itaiy"), alike("10-12", "1012")
    (True, False, False)
    """
    return _telling(text) == _telling(other)


def _telling(text: str) -> str:
    dashes = re.sub("[–—]", "-", text)
    return "".join(c for c in dashes.casefold() if c.isalnum() or c in "<>≤≥+-/&%*£$")


def _figure(latin: Spelling, figure: Spelling, check: Spelling, check_figure: Spelling) -> Reading:
    best = figure if figure.score >= check_figure.score else check_figure
    # Beside digits the letter is the figure: no return prints `1O`.
    texts = {s.text.replace(" ", "").translate(_ZERO) for s in (latin, figure, check, check_figure)}
    # Nothing else reads as a star or a dash twice: a mark needs less than a digit.
    enough = SURE_DIGIT if any(map(str.isdigit, best.text)) else SURE_MARK
    sure = len(texts) == 1 and min(figure.score, check_figure.score) >= enough and _makes_sense(best.text)
    made = _reading(best, sure, best.score)
    return replace(made, text=_mended(made.text)) if not sure else made


def _mended(text: str) -> str:
    """A figure in which a comma was read as a point, where its groups of three leave no other way to write it.

    >>> _mended("106.555.57"), _mended("7.720,000"), _mended("38.855")
    ('106,555.57', '7,720,000', '38.855')
    """
    groups = _GROUPS.fullmatch(text)
    return groups["whole"].replace(".", ",") + (groups["decimals"] or "") if groups else text


def _makes_sense(text: str) -> bool:
    """Are the separators of a figure where they belong? `1.234` could be either of two figures.

    >>> [_makes_sense(t) for t in ("1,234", "<5", "12.5%", "2016/17", "17-24")]
    [True, True, True, True, True]
    >>> [_makes_sense(t) for t in ("1.234", "1,85", "12.", ".1,315")]
    [False, False, False, False]
    """
    bare = text.replace(" ", "")
    if bare.strip("*-–—<>()%") == "":
        return True
    if _FIGURE.fullmatch(bare):
        return _GROUPED.fullmatch(re.sub(r"[^\d.,]", "", bare)) is not None
    return re.search(r"^[.,]|[.,](?!\d)", bare) is None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal() or c in "<>*%/")


def _least(spelling: Spelling) -> float:
    return min((s for c, s in zip(spelling.text, spelling.scores, strict=True) if c.isdecimal()), default=1.0)


def _reading(spelling: Spelling, sure: bool, confidence: float) -> Reading:
    if not spelling.text.strip():
        return Reading("", (), 0.0)
    # No word begins with a nought: `0ther`.
    text = _BEGINS_WORD.sub("O", spelling.text)
    return Reading(text, spelling.places, round(confidence, 3), () if sure else (UNSURE,))
