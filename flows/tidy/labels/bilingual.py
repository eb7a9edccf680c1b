"""Labels in Welsh, or in Welsh and English beside one another: `Benyw / Female`, `Cyfanswm`."""

from __future__ import annotations

import functools
import re

from schemas.code_tables import key, load_codes

_MARK = "na"
_FIGURED = re.compile(r"\d[\d\s–-]*")
_PARTED = re.compile(r"\s+[/|]\s+|\s*\n\s*")


@functools.lru_cache(maxsize=16384)
def english(label: str) -> str:
    """The label in English: its English half where the other is Welsh, or a Welsh label translated; else as it is.

    Figures may stand in a Welsh half, but no word that the list (`codes/welsh.csv`) does not have.

    >>> english("Oedran / Age"), english("Female / Benyw"), english("Cyfanswm"), english("Arson / Burglary")
    ('Age', 'Female', 'total', 'Arson / Burglary')
    >>> english("Ch1 / Q1\\nEbr-Meh / Apr-Jun"), english("5 i 9 / 5 to 9")
    ('Q1 Apr-Jun', '5 to 9')
    >>> english("11 - 13 oed / years"), english("(i)"), english("NA"), english("Na / No")
    ('11 - 13 years', '(i)', 'NA', 'No')
    """
    lines = [_english_half(line) for line in label.splitlines()]
    if len(lines) > 1 and all(lines):
        return " ".join(lines)
    whole = " ".join(label.split())
    # `(i)` marks a line of a list, and `NA` what is missing, as well as they are Welsh words.
    alone = _phrases().get(key(whole)) if len(key(whole)) > 1 and key(whole) != _MARK else None
    return _english_half(label) or alone or whole


def _english_half(text: str) -> str:
    """The English half of two, of which the other is Welsh; empty for any other text."""
    halves = _PARTED.split(text.strip())
    welsh = [_is_welsh(half) for half in halves]
    if len(halves) != 2 or sum(welsh) != 1:
        return ""
    figured = _FIGURED.match(halves[welsh.index(True)])
    half = halves[welsh.index(False)]
    return f"{figured[0]}{half}" if figured and not _FIGURED.search(half) else half  # said once for both


def _is_welsh(text: str) -> bool:
    """True where every word is Welsh or a figure, and one of them tells something; `A` alone is no Welsh."""
    words = key(text).split()
    known = all(w in _words() or not w.isalpha() for w in words)
    return known and (bool(_phrases().get(" ".join(words))) or any(_phrases().get(w) for w in words))


@functools.cache
def _phrases() -> dict[str, str]:
    """The English of each Welsh wording; empty for words that tell nothing alone."""
    return {key(welsh): row["english"] for welsh, row in load_codes("welsh").items()}


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase.split())
