"""The words of a label: folding that keeps places, footnote marks, noise, and the choice among overlapping readings."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable

from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Reading, T
from schemas.code_tables import load_aliases, words

#: `other`: what no dimension of ours tells, such as the length of a sentence.
DIMENSIONS = frozenset({"period", "age", "sex", "online", "offence", "force", "measure", "total", "unit", "other"})

_DASHES = "‐‑‒–—―−﹣－"
_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\t\n\r\f\v\u2028\u2029"
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
        "’": "'",
        "‘": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "⁄": "/",
        "∕": "/",
    }
)
_NAMES = {"sex": {"sex", "gender"}, "age": {"age", "ages"}}
#: `VictimAge`: a word begins at the capital.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ"
_RAISED = str.maketrans(dict.fromkeys(SUPERSCRIPTS, " "))
_FOOTNOTE = re.compile(
    rf"\s*(?:[{SUPERSCRIPTS}]|[*†‡§¶^]|\[(?:note\s*\w{{1,2}}(?:,\s*(?:note\s*)?\w{{1,2}})*|\w)\]"
    rf"|\(\s*(?:note\s*)?(?:\d|[a-hpr]|[ivx]{{1,3}}|\*+)\s*\))+\s*$"
    # A number glued to a word: `arrested1`, `Total6, 7, 8`.
    r"|(?<=[a-z]{3})\d{1,2}(?:\s*,\s*\d{1,2})*\s*$",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, one kind of dash, quote and space; every character stays where it was.

    >>> fold("Apr\u201316\xa0TO")
    'apr-16 to'
    """
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLD))


def without_raised(text: str) -> str:
    """The text with spaces for raised marks, wherever they stand.

    >>> without_raised("from 2019/20\u00b9 on")
    'from 2019/20  on'
    """
    return text.translate(_RAISED) if not text.isascii() else text


def without_footnote(label: str) -> str | None:
    """The label without the footnote marks at its end; None where it has none or is nothing else.

    >>> without_footnote("Essex(5)"), without_footnote("Kent*"), without_footnote("Kent"), without_footnote("*")
    ('Essex', 'Kent', None, None)
    """
    m = _FOOTNOTE.search(label)
    if m is None or not label[: m.start()].strip():
        return None
    return label[: m.start()].rstrip()


#: The letter before a name of a list that a system sorts by it: `a. 0-5`, `b. 6-10`.
_NUMBERED = re.compile(r"\s*[a-z]\.\s+(?=\S)", re.IGNORECASE)


def read_label(label: str, read: Callable[[str], Reading[T] | None]) -> Reading[T] | None:
    """What `read` makes of the label, or of it without the letter that numbers it, `b. 6-10`; else of the label without
    its footnote mark, which the flags then say.
    """
    reading = read(label)
    if reading is None and (numbered := _NUMBERED.match(label)):
        reading = read(label[numbered.end() :])
    bare = without_footnote(label) if reading is None else None
    if bare is None:
        return reading
    found = read(bare)
    return flagged(found, "footnote_removed") if found is not None else None


@functools.cache
def noise(dimension: str) -> frozenset[str]:
    """The words that may stand round a value of this dimension and add nothing to it (`aliases/noise.csv`)."""
    table = load_aliases("noise", DIMENSIONS | {"any"})
    return frozenset(
        parts[0] for parts, alias in table.exact.items() if {dimension, "any"} & {alias.code, *alias.alternatives}
    )


def is_noise(text: str, dimension: str) -> bool:
    """Whether every word of `text` is noise for the dimension."""
    return all(w.key in noise(dimension) for w in words(text))


def names(label: str) -> tuple[str, ...]:
    """The dimensions that the label names, a footnote mark apart: `Age of victim`, `Financial year`.

    >>> names("AGGRIEVED_SEX"), names("VictimAge (yrs)"), names("Sex offences")
    (('sex',), ('age',), ())
    """
    bare = without_footnote(label)
    return named_by(label) or (named_by(bare) if bare else ())


def named_by(label: str) -> tuple[str, ...]:
    """The dimensions that the label names without giving a value, the first meant first; none where it does not."""
    known = load_aliases("headings", DIMENSIONS)
    alias = known.lookup(label) or known.lookup(in_words(label))
    if alias is not None:
        return (alias.code, *alias.alternatives)
    noun = _noun(label)
    return (noun,) if noun else ()


def in_words(heading: str) -> str:
    """The heading of a column as words, where a system has run them together.

    >>> in_words("VictimAge_AtOffence")
    'Victim Age At Offence'
    >>> in_words("VAgeCode"), in_words("HOClass")
    ('V Age Code', 'HO Class')
    """
    return _CAMEL.sub(" ", heading.replace("_", " "))


@functools.lru_cache(maxsize=16384)
def _noun(label: str) -> str | None:
    """The dimension whose noun stands in a label of which every other word only says whose or when."""
    text = in_words(label).replace("@", " at ")
    hits = load_aliases("heading_words", DIMENSIONS | {"any"}).find(text)
    nouns = {h.alias.code for h in hits} - {"any"}
    told = all(any(h.start <= w.start < h.end for h in hits) for w in words(text))
    return nouns.pop() if told and len(nouns) == 1 else None


def unknown(label: str, dimension: str) -> float | None:
    """How surely the label says that this dimension is not known: 1.0 where it names the dimension as well.

    >>> unknown("Not recorded/unknown", "sex"), unknown("Gender N/K", "sex"), unknown("Gender N/K", "age")
    (0.5, 1.0, None)
    >>> unknown("U / blank", "sex"), unknown("U", "sex")
    (0.5, None)
    >>> unknown("Date of birth not on file", "age")
    1.0
    """
    hits = load_aliases("unknowns", frozenset({"unknown"})).find(label)
    if not hits:
        return None
    # `U / blank`: the letter says again what the word beside it does.
    around = (w for w in words(label) if all(w.end <= h.start or h.end <= w.start for h in hits))
    rest = [w.key for w in around if w.key != "u"]
    names = rest if _is_named(" ".join(rest), dimension) else [w for w in rest if _is_named(w, dimension)]
    if names and "all" in rest:  # `Missing, all ages`: not of the ages.
        return None
    if not all(w in noise(dimension) or w in ("or", "and") or w in names for w in rest):
        return None
    return 1.0 if names else 0.5


def _is_named(label: str, dimension: str) -> bool:
    """Whether words name this dimension first of all, as `victim` may name two."""
    return named_by(label)[:1] == (dimension,)


def unknown_spans(text: str, dimension: str) -> list[tuple[int, int]]:
    """Where a text says that a dimension is not known, naming both: `whose gender was not recorded`, `unknown age`.

    >>> unknown_spans("Victims whose sex is not recorded", "sex"), unknown_spans("The reason is not recorded", "sex")
    ([(14, 33)], [])
    """
    found = []
    line = words(text)
    for hit in load_aliases("unknowns", frozenset({"unknown"})).find(text):
        before = [w for w in reversed(line) if w.end <= hit.start]
        after = [w for w in line if w.start >= hit.end]
        for side in (before, after):
            name = next((w for w in side if not form("labels", "beside a name").fullmatch(w.key)), None)
            if name is not None and name.key in _NAMES.get(dimension, ()):
                found.append((min(name.start, hit.start), max(name.end, hit.end)))
                break
    return found


def longest(found: Iterable[Found[T]]) -> list[Found[T]]:
    """The readings that do not overlap, longer before shorter, surer before less sure; in the order of the text."""
    every = sorted(found, key=lambda f: (f.start - f.end, -f.reading.certainty, f.start))
    kept: list[Found[T]] = []
    taken = bytearray(max((f.end for f in every), default=0))
    for f in every:
        if not any(taken[f.start : f.end]):
            kept.append(f)
            taken[f.start : f.end] = b"\1" * (f.end - f.start)
    return sorted(kept, key=lambda f: f.start)


def blanked(text: str, found: Iterable[Found[T]]) -> str:
    """The text with spaces where something was found; every other character stays where it was.

    >>> blanked("in 2016/17 alone", [Found(3, 10, Reading("2016/17"))])
    'in         alone'
    """
    return blanked_at(text, ((f.start, f.end) for f in found))


def blanked_at(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with spaces at some places, each its start and end.

    >>> blanked_at("in 2016/17 alone", [(3, 10)])
    'in         alone'
    """
    letters = list(text)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def whole(label: str, found: list[Found[T]], dimension: str) -> Reading[T] | None:
    """The one reading found (`Under 5 (0-4)` gives one twice) where it and noise words are all there is; else None."""
    if not found or any(f.reading.value != found[0].reading.value for f in found):
        return None
    rest, end = "", 0
    for f in found:
        between = label[end : f.start]
        # `Women & girls`: one value by two names.
        joins = end and form("labels", "joins").fullmatch(between.strip().lower())
        rest, end = f"{rest} {'' if joins else between}", f.end
    surest = max(found, key=lambda f: f.reading.certainty)
    return surest.reading if is_noise(f"{rest} {label[end:]}", dimension) else None


def flagged(reading: Reading[T], *flags: str, certainty: float = 1.0) -> Reading[T]:
    """The reading with more flags and at most this certainty."""
    return dataclasses.replace(
        reading,
        flags=tuple(dict.fromkeys(reading.flags + flags)),
        certainty=min(reading.certainty, certainty),
    )
