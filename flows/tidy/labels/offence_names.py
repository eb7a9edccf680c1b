"""Offences by name: classes and sub-classes by the words of their titles, groups by the words in use for them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from flows.tidy.labels import wording
from flows.tidy.labels.meanings import Found, Offence, Reading
from flows.tidy.labels.offence_codes import offence
from schemas.code_tables import Alias, AliasTable, Word, load_aliases, load_codes, words

#: So many telling words make a title known again without its small words; fewer may be a group and a victim's sex.
ENOUGH_WORDS = 4

_LAW = re.compile(
    r"[\s,;:(-]*(?:(?:contrary to\s+)?\b(?:s|ss|sec|section)s?[\s.]*\d+[a-z]?(?:\s*\(\d+\))*"
    r"[\s,-]*(?:of\s+)?(?:the\s+)?)?"
    r"(?:(?:sexual offences(?: act)?|soa|protection of children act|pca|criminal justice act|cja)"
    r"[\s,-]*\(?(?:19|20)\d\d\)?)"
    r"(?:[\s,(-]*(?:s|ss|sec|section)s?[\s.]*\d+[a-z]?(?:\s*\(\d+\))*)?[\s)]*$|[\s,;:(-]+(?:s|ss|sec|section)s?[\s.]*\d+[a-z]?(?:\s*\(\d+\))*\s*\)?\s*$"
)


@dataclass(slots=True)
class _Names:
    """Titles by their words, and by their telling words where those are enough."""

    table: AliasTable
    telling: dict[tuple[str, ...], list[Alias]] = field(default_factory=dict)


def lookup(label: str) -> Reading[Offence] | None:
    """The offence or group whose title is the whole label, with or without the law it stands in.

    >>> lookup("Rape of a female aged 16 and over").value.code, lookup("Sexual activity with a child").value
    ('19C', Offence(code=None, group='sexual_activity'))
    >>> lookup("Sexual assault on a male child under 13 - Sexual Offences Act 2003 Sec 7").value.code
    '17B'
    """
    for text in dict.fromkeys((label, without_law(label))):
        code, group = _codes().table.lookup(text), _groups().lookup(text)
        if code is not None:
            reading = _code_reading(code)
            if group is not None and reading is not None:
                return Reading(reading.value, reading.flags, (*reading.alternatives, Offence(None, group.code)), 0.9)
            return reading
        if group is not None:
            return Reading(Offence(None, group.code), group.flags, certainty=group.certainty)
        telling = _telling(words(text))
        near = _codes().telling.get(tuple(w.key for w in telling)) if len(telling) >= ENOUGH_WORDS else None
        if near:
            return _one_of(near)
    return None


def find(text: str) -> list[Found[Offence]]:
    """Every title and group inside a text."""
    found: list[Found[Offence]] = []
    for hit in _codes().table.find(text):
        reading = lookup(text[hit.start : hit.end])
        if reading is not None:
            found.append(Found(hit.start, hit.end, reading))
    found += [
        Found(h.start, h.end, Reading(Offence(None, h.alias.code), h.alias.flags, certainty=h.alias.certainty))
        for h in _groups().find(text)
    ]
    telling = _telling(words(text))
    longest = max(map(len, _codes().telling), default=0)
    for i in range(len(telling)):
        for j in range(min(len(telling), i + longest), i + ENOUGH_WORDS - 1, -1):
            near = _codes().telling.get(tuple(w.key for w in telling[i:j]))
            reading = _one_of(near) if near else None
            if reading is not None:
                found.append(Found(telling[i].start, telling[j - 1].end, reading))
                break
    return wording.longest(found)


def without_law(label: str) -> str:
    """The title without the Act and section at its end.

    >>> without_law("Rape of a Female aged under 16 (Sec 1 SOA 2003)")
    'Rape of a Female aged under 16'
    """
    m = _LAW.search(wording.fold(label))
    return label[: m.start()] if m and m.start() else label


def suggest(label: str) -> list[str]:
    """Titles near an unknown one, for a person to choose from."""
    near = [*_codes().table.suggest(label), *_groups().suggest(label)]
    return [s.pattern for s in sorted(near, key=lambda s: -s.score)]


def _one_of(aliases: list[Alias]) -> Reading[Offence] | None:
    first = _code_reading(aliases[0])
    others = tuple(o for a in aliases[1:] if (o := offence(a.code)) is not None)
    if first is None or not others:
        return first
    return Reading(first.value, first.flags, (*first.alternatives, *others), min(first.certainty, 0.6))


def _code_reading(alias: Alias) -> Reading[Offence] | None:
    value = offence(alias.code)
    others = tuple(o for code in alias.alternatives if (o := offence(code)) is not None)
    return Reading(value, alias.flags, others, alias.certainty) if value else None


def _telling(parts: list[Word]) -> list[Word]:
    return [w for w in parts if w.key not in _fillers()]


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(parts[0] for parts in load_aliases("name_fillers", frozenset({"filler"})).exact)


@functools.cache
def _codes() -> _Names:
    names = _Names(load_aliases("offences", frozenset(load_codes("offences"))))
    listed = load_codes("offences")
    for parts, alias in names.table.exact.items():
        telling = tuple(p for p in parts if p not in _fillers())
        known = names.telling.setdefault(telling, [])
        # The class before its sub-classes of the same words: it is the less that is said.
        if len(telling) >= ENOUGH_WORDS and all(a.code != alias.code for a in known):
            is_class = listed[alias.code]["level"] == "class"
            if is_class and not (known and listed[known[0].code]["level"] == "class"):
                known.insert(0, alias)
            elif not (known and listed[known[0].code]["level"] == "class"):
                known.append(alias)
    names.telling = {k: v for k, v in names.telling.items() if len(k) >= ENOUGH_WORDS and v}
    return names


@functools.cache
def _groups() -> AliasTable:
    return load_aliases("offence_groups", frozenset(load_codes("offence_groups")))
