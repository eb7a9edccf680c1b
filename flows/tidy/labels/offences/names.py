"""Offences by name: classes and sub-classes by the words of their titles, groups by the words in use for them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from flows.tidy.labels import wording
from flows.tidy.labels.meanings import Found, Offence, Reading
from flows.tidy.labels.offences import sections
from flows.tidy.labels.offences.codes import offence
from flows.tidy.labels.offences.shortened import is_cut_from, written_out
from schemas.code_tables import Alias, AliasTable, Word, load_aliases, load_codes, reach, words

#: So many telling words make a title known again without its small words; fewer may be a group and a victim's sex.
ENOUGH_WORDS = 4
#: A word alone that is cut short may be anything.
FEWEST_WORDS = 2
_SMALL = frozenset({"any", "title"})


_Titles = dict[str, list[tuple[list[str], Alias]]]


@dataclass(slots=True)
class _Names:
    """Titles by their words, and by their telling words where those are enough."""

    table: AliasTable
    telling: dict[tuple[str, ...], list[Alias]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)


@functools.lru_cache(maxsize=16384)
def lookup(label: str) -> Reading[Offence] | None:
    """The offence or group whose title is the whole label, with or without the law it stands in.

    >>> lookup("Rape of a female aged 16 and over").value.code, lookup("Sexual activity with a child").value
    ('19C', Offence(code=None, group='sexual_activity'))
    >>> lookup("Sexual assault on a male child under 13 - Sexual Offences Act 2003 Sec 7").value.code
    '17B'
    """
    for text in dict.fromkeys((label, sections.without(label))):
        code, group = _codes().table.lookup(text), _group(text)
        if code is not None:
            reading = _code_reading(code)
            # `Sexual grooming` is the class and the name of a group: the labels beside it decide.
            if group is not None and reading is not None and group.code != "all" and group in _groups().exact.values():
                return Reading(reading.value, reading.flags, (*reading.alternatives, Offence(None, group.code)), 0.9)
            return reading
        parts = _telling(text)
        near = _codes().telling.get(tuple(w.key for w in parts)) if len(parts) >= ENOUGH_WORDS else None
        if near and (group is None or (len(near) == 1 and group not in _groups().exact.values())):
            return _one_of(near)
        if group is not None:
            return Reading(Offence(None, group.code), group.flags, certainty=group.certainty)
    return _cut_short(label)


def _cut_short(label: str) -> Reading[Offence] | None:
    """The one class, or else the one group, of whose title the words are cut short; None where several may be meant."""
    titled = _cut_off(label)
    if titled is not None:
        return titled
    keys = [w.key for w in _plain(label) if w.key not in _SMALL]
    if len(keys) < FEWEST_WORDS or wording.named_by(label):
        return None
    titles, named = _by_first_letter()
    codes: list[Alias] = []
    for title, alias in titles.get(keys[0][0], ()):
        cut = not set(keys) <= set(title) and is_cut_from(keys, title, _SMALL)
        if cut and all(a.code != alias.code for a in codes):
            codes.append(alias)
    listed = load_codes("offences")
    classes = [a for a in codes if listed[a.code]["level"] == "class"] or codes
    if len(classes) == 1:
        return _code_reading(classes[0])
    # `Rape - Fem` may be a group and a victim's sex.
    plain = [(t, alias) for t, alias in named.get(keys[0][0], ()) if not {"female", "male"} & set(t)]
    groups = {alias.code for title, alias in plain if not set(keys) <= set(title) and is_cut_from(keys, title, _SMALL)}
    return Reading(Offence(None, groups.pop())) if len(groups) == 1 and not classes else None


def _cut_off(label: str) -> Reading[Offence] | None:
    """The class whose title a system broke off within a word; of several in one group, the group, in doubt.

    >>> _cut_off("Rape of a female aged 16 and o").value.code, _cut_off("Rape of a female child under 1").flags
    ('19C', ('label_guessed',))
    """
    keys = [w.key for w in words(label)]
    cut = " ".join(keys)
    listed = load_codes("offences")
    codes = {
        alias.code
        for parts, alias in (_codes().table.exact.items() if len(keys) >= ENOUGH_WORDS else ())
        if (title := " ".join(parts)).startswith(cut) and title[len(cut) : len(cut) + 1].isalnum()
    }
    meant = [o for code in codes if listed[code]["level"] == "class" and (o := offence(code))]
    groups = {o.group for o in meant}
    if len(meant) == 1:  # `aged 1` may be an age as it stands.
        return Reading(meant[0], ("label_guessed",), certainty=0.7) if keys[-1].isdecimal() else Reading(meant[0])
    return Reading(Offence(None, groups.pop()), ("label_guessed",), tuple(meant), 0.7) if len(groups) == 1 else None


@functools.cache
def _by_first_letter() -> tuple[_Titles, _Titles]:
    """The titles of classes, and the names of groups, by the first letter of their first telling word."""
    found: tuple[_Titles, _Titles] = ({}, {})
    for titles, table in zip(found, (_codes().table, _groups()), strict=True):
        for parts, alias in table.exact.items():
            title = [w.key for w in _plain(" ".join(parts))]
            first = next((key for key in title if key not in _SMALL), "")
            titles.setdefault(first[:1], []).append((title, alias))
    return found


def find(text: str) -> list[Found[Offence]]:
    """Every title and group inside a text."""
    found: list[Found[Offence]] = []
    for hit in _codes().table.find(text):
        reading = lookup(text[hit.start : hit.end])
        if reading is not None:
            found.append(Found(hit.start, hit.end, reading))
    telling = _telling(text)
    keys = tuple(w.key for w in telling)
    for i, first in enumerate(keys):
        for j in range(min(len(telling), i + _codes().reach.get(first, 0)), i + ENOUGH_WORDS - 1, -1):
            near = _codes().telling.get(keys[i:j])
            reading = _one_of(near) if near else None
            if reading is not None:
                start, end = telling[i].start, telling[j - 1].end
                found.append(Found(start, end, lookup(text[start:end]) or reading))
                break
    found += [
        Found(h.start, h.end, Reading(Offence(None, h.alias.code), h.alias.flags, certainty=h.alias.certainty))
        for h in _groups().find(text)
        if h.alias.certainty > 0.5
    ]
    return wording.longest(found)


@functools.cache
def title_words(code: str) -> frozenset[str]:
    """All words of the known titles of a code."""
    own = [w.key for w in words(load_codes("offences")[code]["name"])]
    return frozenset(own).union(*(p for p, alias in _codes().table.exact.items() if alias.code == code))


def begins_title(text: str, code: str) -> bool:
    """Whether a text is the beginning of a title of the code, cut off wherever it is: `Rape of a female aged 16 an`."""
    keys = [w.key for w in words(text)]
    cut = " ".join(keys)
    return len(keys) > FEWEST_WORDS and any(
        " ".join(parts).startswith(cut) for parts, alias in _codes().table.exact.items() if alias.code == code
    )


def is_small(word: str) -> bool:
    """Whether a word of a title adds nothing to it: `of`, `aged`, `person`."""
    return _title_words().get(word) in ("any", "title")


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


def _telling(text: str) -> list[Word]:
    """The words of a title that tell it from others, one word for those of one meaning (`+` and `over`)."""
    return [w for w in _plain(text) if w.key not in ("any", "title")]


def _plain(text: str) -> list[Word]:
    """The words of a title, those of one meaning as one, the small ones by their kind."""
    return [Word(_title_words().get(w.key, w.key), w.start, w.end) for w in written_out(words(text))]


@functools.cache
def _title_words() -> dict[str, str]:
    """Small words of titles: `title`; those that add nothing to the name of a group either: `any`; else a synonym."""
    table = load_aliases("title_words", frozenset(load_codes("title_words")))
    return {parts[0]: alias.code for parts, alias in table.exact.items()}


def _group(text: str) -> Alias | None:
    """The group that the text names, as known or with `of a child`, `against children` more or less."""
    exact = _groups().lookup(text)
    if exact is not None:
        return exact
    return _plain_groups().get(tuple(w.key for w in words(text) if _title_words().get(w.key) != "any"))


@functools.cache
def _plain_groups() -> dict[tuple[str, ...], Alias]:
    plain: dict[tuple[str, ...], Alias] = {}
    for parts, alias in _groups().exact.items():
        key = tuple(p for p in parts if _title_words().get(p) != "any")
        # `Rape - Female` may be a group and a victim's sex: words for a sex count in the title alone.
        if alias.certainty == 1 and key and not {"female", "male"} & set(key):
            plain.setdefault(key, alias)
    return plain


@functools.cache
def _codes() -> _Names:
    names = _Names(load_aliases("offences", frozenset(load_codes("offences"))))
    listed = load_codes("offences")
    for parts, alias in names.table.exact.items():
        telling = tuple(w.key for w in _telling(" ".join(parts)))
        known = names.telling.setdefault(telling, [])
        # The class before its sub-classes of the same words: it is the less that is said.
        if len(telling) >= ENOUGH_WORDS and all(a.code != alias.code for a in known):
            is_class = listed[alias.code]["level"] == "class"
            if is_class and not (known and listed[known[0].code]["level"] == "class"):
                known.insert(0, alias)
            elif not (known and listed[known[0].code]["level"] == "class"):
                known.append(alias)
    names.telling = {k: v for k, v in names.telling.items() if len(k) >= ENOUGH_WORDS and v}
    names.reach = reach(names.telling)
    return names


@functools.cache
def _groups() -> AliasTable:
    return load_aliases("offence_groups", frozenset(load_codes("offence_groups")))
