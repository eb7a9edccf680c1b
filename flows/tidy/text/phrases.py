"""The wordings that letters use, kept as data in `schemas/codes/letter`, and found in a text.

A phrase is written as a person would read it. A space stands for any white space, `...` for a gap within the same
sentence, `(a|b)` for either, `(a )?` for what may be missing; quotes and dashes of every shape are the same. `{}` is
the place of a number that the words stand round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from flows.tidy.labels.bilingual import english
from schemas.code_tables import code_rows
from schemas.needed import Needed, folded, lowered, needed

LETTER = "letter"
#: No phrase reaches further back from its number.
FAR = 200
_NOTES = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))
_PLAIN = _NOTES | str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text with one shape of quote, dash and space, and no marks of footnotes; its length does not change.

    >>> plain("the force’s ‘flag’ – 2016")
    "the force's 'flag' - 2016"
    """
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording, what kind of thing it says, and where one is named the law's section that it goes with."""

    kind: str
    words: str
    pattern: re.Pattern[str]
    section: str = ""
    needed: Needed = field(default_factory=Needed)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in a text at `text[start:end]`."""

    phrase: Phrase
    start: int
    end: int


def compiled(words: str) -> re.Pattern[str]:
    """The phrase as a pattern for text that went through `plain`.

    >>> bool(compiled("does not hold (any|the) ... information").search("The force does not hold any such information"))
    True
    """
    pattern = words.replace("...", "\0")
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    pattern = re.sub(r"\s*\0\s*", lambda _: r"\b.{0,70}?\b", pattern)
    pattern = re.sub(r" \?", r"\\s*", pattern)
    pattern = re.sub(r" +", r"\\s+", pattern)
    start = r"(?<!\w)" if re.match(r"\(*\w", words) else ""
    end = r"\b" if words[-1:].isalnum() else ""
    return re.compile(f"{start}(?:{pattern}){end}", re.IGNORECASE)


@cache
def load(name: str) -> tuple[Phrase, ...]:
    """The phrases of `schemas/codes/letter/<name>.csv` (columns kind, words, and where needed section)."""
    rows = ((r, compiled(r["words"])) for r in code_rows(LETTER, name))
    return tuple(Phrase(r["kind"], r["words"], p, r.get("section") or "", needed(p.pattern)) for r, p in rows)


@cache
def plain_words(*kinds: str) -> frozenset[str]:
    """The words that say nothing of what a figure counts; those of kind `key` say nothing before a figure either."""
    rows = (r for r in code_rows(LETTER, "plain_words") if not kinds or r["kind"] in kinds)
    return frozenset(w for r in rows for w in r["words"].split())


def find(name: str, text: str, *kinds: str) -> Iterator[Hit]:
    """Every phrase of the file `name` (of these kinds; none named: of all) that stands in the text, file order."""
    yield from _found(name, text, kinds)


@cache
def _of_kinds(name: str, kinds: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(p for p in load(name) if not kinds or p.kind in kinds)


@lru_cache(maxsize=16384)
def _found(name: str, text: str, kinds: tuple[str, ...]) -> tuple[Hit, ...]:
    """Kept, as the same sentence is looked at from many sides."""
    flat = plain(text)
    low = folded(flat)
    phrases = (p for p in _of_kinds(name, kinds) if p.needed.may_stand_in(low))
    return tuple(Hit(p, m.start(), m.end()) for p in phrases for m in p.pattern.finditer(flat))


@dataclass(frozen=True, slots=True)
class _Halves:
    """A phrase that stands round a number: what goes before that, what comes behind, and a word of the first."""

    kind: str
    before: re.Pattern[str]
    behind: re.Pattern[str]
    needed: Needed


@cache
def _halves(name: str, *kinds: str) -> tuple[_Halves, ...]:
    split = ((p.kind, *p.words.partition("{}")) for p in load(name) if not kinds or p.kind in kinds)
    sides = ((kind, f"{compiled(a).pattern}$", compiled(b)) for kind, a, _, b in split)
    return tuple(_Halves(kind, re.compile(a, re.IGNORECASE), b, needed(a)) for kind, a, b in sides)


def beside(name: str, text: str, start: int, end: int, *kinds: str) -> str:
    """The kind of the first phrase of a file in which the number at `text[start:end]` stands; empty: in none of them.

    >>> beside("no_counts", "The victims were 15 on average", 17, 19)
    'an average'
    """
    flat = plain(text)
    near = max(0, start - FAR)
    low = lowered(flat[near:start])
    met = (
        half.kind
        for half in _halves(name, *kinds)
        if half.behind.match(flat, end) and half.needed.is_in(low) and half.before.search(flat, near, start)
    )
    return next(met, "")


def says(name: str, text: str, *kinds: str) -> bool:
    """Whether any phrase of these kinds stands in the text."""
    return bool(_found(name, text, kinds))


def led(name: str, text: str, *kinds: str) -> int:
    """Where the text goes on behind a phrase of these kinds that it begins with; 0 where it begins with none.

    >>> t = "Q2 - 2021/22"; t[led("tables", t, "number of a question") :]
    '2021/22'
    """
    return next((hit.end for hit in find(name, text, *kinds) if hit.start == 0), 0)


def up_to(name: str, text: str, *kinds: str) -> str:
    """The text before the first phrase of these kinds."""
    return text[: min((hit.start for hit in find(name, text, *kinds)), default=len(text))]


def without(name: str, text: str, *kinds: str) -> str:
    """The text without the phrases of these kinds."""
    places = {n for hit in find(name, text, *kinds) for n in range(hit.start, hit.end)}
    return "".join(letter for n, letter in enumerate(text) if n not in places)


def opens(name: str, text: str, *kinds: str) -> bool:
    """Whether the text begins with a phrase of these kinds (after marks such as `*` and bullets)."""
    lead = re.match(r"[\s*•·#\-–>(\[]*", text)
    start = lead.end() if lead else 0
    return any(hit.start <= start for hit in find(name, text, *kinds))


@lru_cache(maxsize=16384)
def whole(name: str, text: str, *kinds: str) -> bool:
    """Whether the text is such a phrase and nothing else, but for marks, a colon and the same in Welsh."""
    flat = plain(english(text)).strip(" \t\n*:.-#")
    low = folded(flat)
    phrases = (p for p in _of_kinds(name, kinds) if p.needed.may_stand_in(low))
    return any(p.pattern.fullmatch(flat) for p in phrases)
