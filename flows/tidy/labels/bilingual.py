"""Labels in Welsh, or in Welsh and English beside one another: `Benyw / Female`, `Cyfanswm`."""

from __future__ import annotations

import functools
import re

from schemas.code_tables import key, load_codes

_PARTED = re.compile(r"\s+[/|]\s+|\s*\n\s*")


def english(label: str) -> str:
    """The label in English: its English half where the other is Welsh, or a Welsh label translated; else as it is.

    Figures may stand in a Welsh half, but no word that the list (`codes/welsh.csv`) does not have.

    >>> english("Oedran / Age"), english("Female / Benyw"), english("Cyfanswm"), english("Arson / Burglary")
    ('Age', 'Female', 'total', 'Arson / Burglary')
    """
    halves = _PARTED.split(label.strip())
    if len(halves) == 2:
        welsh = [_is_welsh(half) for half in halves]
        if sum(welsh) == 1:
            return halves[welsh.index(False)]
    return _phrases().get(key(label)) or label


def _is_welsh(text: str) -> bool:
    """True where every word is Welsh or a figure, and one of them tells something; `A` alone is no Welsh."""
    words = key(text).split()
    known = all(w in _words() or w.isdigit() for w in words)
    return known and (bool(_phrases().get(" ".join(words))) or any(_phrases().get(w) for w in words))


@functools.cache
def _phrases() -> dict[str, str]:
    """The English of each Welsh wording; empty for words that tell nothing alone."""
    return {key(welsh): row["english"] for welsh, row in load_codes("welsh").items()}


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase.split())
