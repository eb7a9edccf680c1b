"""Which offence a label names: by Home Office code, by title, by both, or by group."""

from __future__ import annotations

import datetime as dt
import functools
import re

from flows.tidy.labels import online, sexes, wording
from flows.tidy.labels.ages import ages
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Offence, Reading
from flows.tidy.labels.offences import codes as offence_codes
from flows.tidy.labels.offences import names as offence_names
from flows.tidy.labels.offences import sections, short_titles
from flows.tidy.labels.periods import periods
from schemas.code_tables import load_aliases

_JOINT = re.compile(r"^[\s\-:.,)\]|/]*|[\s\-:.,(\[|/]*$")
_CLASSES = re.compile(r"\s*0?(\d\d)(?:\s?[/&+]\s?0?(\d\d))?\s*[-:]?\s+")
_BRACKET = re.compile(r"\s*\(\s*")
#: `under 1 3`: two figures that the print set apart.
_PARTED = re.compile(r"(?<=\b1) (?=\d\b)")
_IN_BRACKETS = re.compile(r"(?P<title>[^()]*[^()\s])\s*\((?P<told>.+)\)\s*")


@functools.lru_cache(maxsize=16384)
def parse(label: str) -> Reading[Offence] | None:
    """The offence that is all the label says: a code, a title, a code and its title, a group.

    Where code and title disagree the code counts, flagged `offence_code_contradicts_name`.

    >>> [parse(s).value.code for s in ("17A", "019/16", "HO Code 71/17", "Sexual grooming (88A)")]
    ['17A', '19/16', '71/17', '88A']
    >>> parse("Grooming").value, parse("8L - Harassment").value
    (Offence(code=None, group='grooming'), Offence(code='8L', group='other'))
    >>> parse("Rape (19C to 19H)").value, parse("Sexual assault (17A, 19C)")
    (Offence(code=None, group='rape'), None)
    >>> parse("19-Jul").flags, parse("21").certainty < 1, parse("Violence Against The Person")
    (('excel_date_restored',), True, None)
    """
    return wording.read_label(offence_codes.apart(label), _parse)


def find(text: str) -> list[Found[Offence]]:
    """Every offence named in a text, a code and its title together as one.

    >>> found = find("19C - Rape of a female aged 16 and over; grooming")
    >>> [f.reading.value.code or f.reading.value.group for f in found]
    ['19C', 'grooming']
    """
    line = wording.fold(text)
    every = offence_codes.find(line)
    codes = [f for f in every if f.reading.certainty > 0.5]
    # `Protection from Harassment Act 1997`
    of_act = form("offences", "of an act", any_case=True)
    named = [f for f in offence_names.find(text) if not of_act.match(text, f.end)]
    names = [*named, *sections.find(text)]
    found: list[Found[Offence]] = [*codes, *names]
    for code in codes:
        for name in names:
            first, second = (code, name) if code.start < name.start else (name, code)
            if first.end <= second.start and re.fullmatch(r"[\s\-:.,(\[)]*", line[first.end : second.start]):
                end = second.end + (
                    line[second.end : second.end + 1] in (")", "]") and "(" in line[first.end : second.start]
                )
                found.append(Found(first.start, end, _agreed(code.reading, name.reading)))
    ends = {(code.start, code.reading.value.code): code.end for code in every}
    for name in names:  # `Incest or familial sexual offences (23)`
        bracket = _BRACKET.match(line, name.end)
        closed = ends.get((bracket.end(), name.reading.value.code)) if bracket else None
        if closed is not None and line[closed : closed + 1] == ")":
            found.append(Found(name.start, closed + 1, name.reading))
    return wording.longest(found)


def without_act(text: str) -> str:
    """The text without the name of the Act, which names no offence.

    >>> without_act("section 15A of the Sexual Offences Act 2003")
    'section 15A of the  '
    """
    return form("offences", "its act", any_case=True).sub(" ", text)


def restore_date(date: dt.date, number_format: str | None) -> Reading[Offence] | None:
    """The sub-class that a spreadsheet turned into a date cell; see `offence_codes.restore_date`."""
    return offence_codes.restore_date(date, number_format)


def suggest(label: str) -> list[str]:
    """Titles near an unknown one, for a person to choose from."""
    return offence_names.suggest(label)


def _parse(label: str) -> Reading[Offence] | None:
    line = wording.fold(label)
    named = offence_names.lookup(label) or _group_of(label, line) or _of_classes(label) or sections.parse(label)
    if named is not None:
        return _cited(label, named)
    for code in offence_codes.find(line):
        before, after = _JOINT.sub("", label[: code.start]), _JOINT.sub("", label[code.end :])
        if before and after:
            around = short_titles.read(code.reading, f"{before} {after}")
            if around is not None and code.reading.certainty == 1:  # `Sexual assault (17A) male 13+`
                return around
            continue
        title = before or after
        if not title or wording.is_noise(title, "offence"):
            return code.reading
        name = _name(title)
        if name is not None:
            return _agreed(code.reading, name)
        short = short_titles.read(code.reading, title)
        if short is not None and (code.reading.certainty == 1 or code.start == 0):
            return short
    restored = offence_codes.restored(line)
    if restored is not None:
        return restored
    whole = _PARTED.sub("", label)
    return _name(label) or (offence_names.lookup(whole) if whole != label else None) or _described(label)


def _described(label: str) -> Reading[Offence] | None:
    """A title with brackets behind it that tell what it takes in, or by which law; None where they speak of another.

    >>> _described("Rape (including attempts)").value.group, _described("Sexual assault (including rape)")
    ('rape', None)
    >>> _described("Rape (as defined by section 1 of the Act (2003))").value.group, _described("Rape (solved)")
    ('rape', None)
    >>> _described("Rape (including online)"), _described("Sexual assault (including girls under 13)")
    (None, None)
    """
    parts = _IN_BRACKETS.fullmatch(label)
    told = parts["told"] if parts else ""
    glosses = load_aliases("glosses", frozenset({"gloss"})).find(told)
    # `Sexual grooming (meeting a child following it)`.
    says_what = form("offences", "doing", any_case=True).match(told) or (glosses and glosses[0].start == 0)
    title = _parse(parts["title"]) if parts and says_what else None
    if parts is None or title is None:
        return None
    narrowed = online.find(told) or periods.find(told)
    of_victims = [
        f.reading.value not in {t.reading.value for t in module.find(parts["title"])}
        for module in (ages, sexes)
        for f in module.find(told)
    ]
    others = {f.reading.value.group for f in find(told)} - {title.value.group, "all"}
    return None if narrowed or any(of_victims) or others else title


def _group_of(label: str, line: str) -> Reading[Offence] | None:
    """A group with the codes of its classes, or those alone: `Rape (19C to 19H)`; None where a code is of another."""
    codes = offence_codes.find(line)
    rest, end = "", 0
    for code in codes:
        rest, end = rest + label[end : code.start], code.end
    title = form("offences", "between codes", any_case=True).sub(" ", rest + label[end:]).strip(" -:,/&")
    name = _name(title) if len(codes) > 1 and title else None
    groups = {code.reading.value.group for code in codes}
    if len(codes) > 1 and not title and len(groups) == 1 and any(code.reading.certainty == 1 for code in codes):
        return Reading(Offence(None, groups.pop()))
    return name if name is not None and name.value.code is None and groups == {name.value.group} else None


def _of_classes(label: str) -> Reading[Offence] | None:
    """A group behind the numbers of one or two of its classes: `19 Rape`, `17/20 Sexual assault`, no sub-class."""
    pair = _CLASSES.match(label)
    name = _name(label[pair.end() :]) if pair else None
    if pair is None or name is None or name.value.code is not None:
        return None
    groups = [offence_codes.groups_of(number) for number in pair.groups() if number]
    if not all(name.value.group in own for own in groups):
        return None
    # `71 CSE`: the number is all of a code, and no part of several.
    whole = offence_codes.offence(pair[1]) if pair[2] is None else None
    return Reading(whole, name.flags, certainty=name.certainty) if whole else name


def _cited(label: str, name: Reading[Offence]) -> Reading[Offence]:
    """A title beside the section of an Act, in doubt where that creates another offence."""
    cited = sections.citations(label)
    by_law = sections.of(cited[0]) if len(cited) == 1 and cited[0].act else None
    if by_law is None or name.value.group in (by_law.value.group, "all"):
        return name
    return Reading(name.value, (*name.flags, "offence_code_contradicts_name"), (by_law.value,), 0.4)


def _name(title: str) -> Reading[Offence] | None:
    """A title, also one with a lead (`Single Offender:`) or with noise words round it."""
    lead = form("offences", "lead").match(wording.fold(title))
    bare = title[lead.end() :] if lead else title
    return offence_names.lookup(bare) or wording.whole(bare, offence_names.find(bare), "offence")


def _agreed(code: Reading[Offence], name: Reading[Offence]) -> Reading[Offence]:
    """A code with its title: each makes the other sure, or they contradict each other."""
    assert code.value.code is not None
    others = (name.value, *name.alternatives)
    for other in others:
        same = (
            other.group in (code.value.group, "all")
            if other.code is None
            else bool(offence_codes.classes(code.value.code) & offence_codes.classes(other.code))
            and (other.group == code.value.group or "/" not in other.code)  # `86/11` of another group is not `86/15`
        )
        if same:
            return Reading(code.value, code.flags)
    return Reading(code.value, (*code.flags, "offence_code_contradicts_name"), others, 0.4)
