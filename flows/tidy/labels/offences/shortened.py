"""Titles of which words are cut short: `SEX ASSLT FEM 13+`, `SEXUAL ACT INV CHLD U/16`.

Each word is one of the title, its beginning, or the word without its vowels; all telling words of the title are there,
in their order, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from schemas.code_tables import Word

#: A shorter beginning is of too many words.
SHORTEST = 3
#: `u16`, `o13`, `under16`: below or from an age, without a space before it.
_AGE = re.compile(r"(u|o|[a-z]{4,5})(\d\d?)")
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_DOUBLED = re.compile(r"(.)\1")
_OVER_UNDER = {"u": "under", "o": "over"}


def written_out(line: Iterable[Word]) -> Iterator[Word]:
    """The words of a title, with `under` and the age where one word or a letter before it says so; `w/o` as a word.

    >>> [w.key for w in written_out((Word("rape", 0, 4), Word("u16", 5, 8)))]
    ['rape', 'under', '16']
    >>> [w.key for w in written_out((Word("aged13", 0, 6),))]
    ['aged', '13']
    """
    parts = list(line)
    for i, word in enumerate(parts):
        glued = _AGE.fullmatch(word.key)
        if glued:
            age = word.start + glued.end(1)
            yield Word(_OVER_UNDER.get(glued[1], glued[1]), word.start, age)
            yield Word(glued[2], age, word.end)
        elif word.key in _OVER_UNDER and i + 1 < len(parts) and parts[i + 1].key.isdecimal():
            yield Word(_OVER_UNDER[word.key], word.start, word.end)
        elif word.key == "w" and i + 1 < len(parts) and parts[i + 1].key == "o":
            yield Word("without", word.start, word.end)
        else:
            yield word


def is_cut_from(words: Sequence[str], title: Sequence[str], small: frozenset[str]) -> bool:
    """Whether the words are those of a title, cut short; its `small` words may be left out.

    >>> is_cut_from(["sexual", "asslt", "fem"], ["sexual", "assault", "on", "female"], frozenset({"on"}))
    True
    >>> is_cut_from(["sexual", "asslt"], ["sexual", "assault", "on", "female"], frozenset({"on"}))
    False
    """
    if any(not word.isalpha() and word not in title for word in words):
        return False
    at = 0
    for word in title:
        if at < len(words) and _is_short_of(words[at], word):
            at += 1
        elif word not in small:
            return False
    return at == len(words)


def _is_short_of(word: str, whole: str) -> bool:
    if word == whole:
        return True
    if len(word.removesuffix("s")) < SHORTEST or len(word) >= len(whole) or word[0] != whole[0]:
        return False
    return (word + whole).isalpha() and _begins_or_skips(word, whole)


def _begins_or_skips(word: str, whole: str) -> bool:
    return whole.startswith((word, word.removesuffix("s"))) or _without_vowels(word) == _without_vowels(whole)


def _without_vowels(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
