"""What the words around a table say of all its figures: its title, caption, question, sheet name.

The nearest words that speak of a dimension decide it, and only where they give one value. A list of what the
table is broken down by ("by age and online flag") gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from flows.tidy.announced import periods_in
from flows.tidy.dimensions import find, headings
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Found, Offence, Reading, is_unknown, is_whole, takes_in
from flows.tidy.labels.wording import blanked
from flows.tidy.layout.caption_units import unit_of

CARRIED = ("period", "age", "sex", "online", "offence", "measure")

PLAIN = 0.7
SURE = 0.9
LONGER_THAN_A_MONTH = 31
DAYS_OF_A_YEAR = 366
IN_TITLES = ("age", "sex")
ANNOUNCED = ("period", "online", "offence", "measure")
FAR = ("measure", "period", "offence")
OF_TITLE = ("offence",)
OF_COVER = ("period",)
GUESSED = {"period": "period_guessed", "offence": "label_guessed"}

_BY = re.compile(r"\b(?:by|per)\s+", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*(?:,\s*and|,|&|\band by\b|\band\b|\bby\b|/)\s*", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:number|count|total)s? of (?:\w+ ){0,2}victims|how many (?:\w+ ){0,2}victims", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:figures?|numbers?|counts?|values?|totals?|cells?|offences)\s+(?:of\s+|that are\s+)?"
    r"(?:below|under|less|fewer|lower)\b(?! (?:the )?age)",
    re.IGNORECASE,
)
#: `the class of crime, the use of the internet, the age and gender of the victim`: what was asked for, each in turn.
_LISTED = re.compile(r",[^,]+,[^,]*\b(?:ages?|gender|sex)\b", re.IGNORECASE)
#: `1 and 2: Crimes by sex`: the numbers of the questions that a table answers.
ANSWERS = re.compile(r"^\s*\d{1,2}(?:\s*(?:and|&|,)\s*\d{1,2})+\s*[:.)]\s*")
#: An aside on figures whose age or sex is not known gives no such figures: `Victims of unknown age are excluded`.
_ASIDE = re.compile(
    r"\b(?:exclud|omit|not (?:been |be )?(?:includ|count|shown)|may\b|some\b|where\b|if\b|any\b)", re.IGNORECASE
)
#: What has a date of its own that is not when the figures are of: `Last extracted 04/08/2015`, `Refresh date`.
STAMP = re.compile(
    r"\b(?:extract|updat|refresh|review|publi[cs]|print|produc|generat|releas|revis|correct|accurate|run\b|date\b|dated\b)\w*\b",
    re.IGNORECASE,
)
#: `Of the offences at Q2, those with outcome 1 (charged)`: the first words say of what, those in brackets what it is.
_SET_APART = re.compile(r"\W*of (?:the|these|those|all)\b[^,]*", re.IGNORECASE)
_TELLS = re.compile(
    r"[^,;]{0,25}\b(?:of|for|in|to|from|against|on)\b(?:(?!\band\b)[^,;]){0,25}"
    r"|[^,;]{0,12}\([^)]*|[\s/]+(?:or\s+)?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:year|date|month|day|time|age|sex|gender) (?:of|at|when)(?: the)? $", re.IGNORECASE)
_END = re.compile(r"[.;:()\[\]?]|\bfor\b|\bin\b|\bbetween\b|\bduring\b|\d{4}", re.IGNORECASE)


@dataclass(slots=True)
class Surroundings:
    """Values that hold for a whole table where its own labels do not say; `sources` names the words for each.

    `of_document`: what is said of the whole document, and nothing of a table whose labels speak of the same.
    """

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    of_document: set[str] = field(default_factory=set)

    def adds_nothing(self, dimension: str) -> bool:
        """Whether the words say nothing of figures of a table whose labels speak of the dimension."""
        return dimension in self.of_document or (dimension == "offence" and is_whole(self.values[dimension]))


def surroundings(
    near: Sequence[str], far: Sequence[str] = (), titles: Sequence[str] = (), cover: Sequence[str] = (),
    request: str = "", announced: Sequence[str] = (), only: Mapping[str, tuple[Any, str]] = MappingProxyType({}),
) -> Surroundings:  # fmt: skip
    """What the words around a table say of it, nearest first.

    `near` are its captions, question and sheet name; `far` what else stands over it: it says what is counted, and a
    period only as a guess; so does the `request`. `cover` is what the cover of a workbook says of the period of all
    its sheets. `titles` of the whole document name an offence as a guess. `announced` are sentences that speak of the
    table; `only` is the period or offence that the document names alone, with its words.

    >>> surroundings(["Offences by gender and age, 2016/17"]).values["period"].label
    '2016/17'
    >>> surroundings([], cover=["Year ending 31 March 2017"], request="How many were there in 2015/16?").doubts
    {}
    """
    found = Surroundings()
    settled: set[str] = set()
    of_all = any(_names_all_offences(text) for text in near)
    tiers = (
        (near, CARRIED), (announced, ANNOUNCED), (far, FAR), (cover, OF_COVER), ((request,), FAR), (titles, OF_TITLE)
    )  # fmt: skip
    for text, carried in [(t, carried) for texts, carried in tiers for t in texts]:
        if carried is FAR:
            for dimension in [d for d in only if d not in settled or _is_class_of(only[d][0], found.values.get(d))]:
                found.values[dimension], found.sources[dimension] = only[dimension]
                found.of_document.add(dimension)
                settled.add(dimension)
        plain = without_breakdown(ANSWERS.sub("", text))
        for dimension in carried:
            if dimension in settled:
                continue
            readings = _readings(dimension, plain)
            if dimension == "online" and readings and _LISTED.search(plain):
                readings = {"all": Reading("all")}
                found.values[dimension], found.doubts[dimension] = "all", "reading_ambiguous"
            values = [v for v in readings if not is_whole(v)]
            if dimension == "period" and STAMP.search(plain):
                values = [v for v in values if v.start != v.end]
            if dimension == "offence" and len(values) > 1:
                values = _narrowest(values)
            if dimension == "offence" and values and carried in (FAR, OF_TITLE) and of_all:
                values = [Offence(None, "all")]
            if len(values) == 1:
                found.values[dimension] = values[0]
                found.sources[dimension] = text
                settled.add(dimension)
                if carried is OF_COVER:
                    found.of_document.add(dimension)
                    if not _is_plain(readings[values[0]]):
                        found.doubts[dimension] = GUESSED[dimension]
                    continue
                alone = dimension == "offence" and len(readings) == 1 and not of_all
                if (carried is FAR and dimension in GUESSED and not alone) or carried is OF_TITLE:
                    found.doubts[dimension] = GUESSED[dimension]
                elif (reading := readings.get(values[0])) and (
                    reading.certainty < PLAIN or "period_ambiguous" in reading.flags
                ):
                    found.doubts[dimension] = "reading_ambiguous"
            elif len(values) > 1:
                settled.add(dimension)
                if dimension == "offence" and len(values) == len(readings) and carried is not FAR:
                    found.values[dimension] = Offence(None, "all")
                    found.doubts[dimension] = "label_guessed"
    unit = unit_of(near)
    if unit is not None:
        found.sources["unit"] = unit.source
        if unit.sure:
            found.values["unit"] = unit.value
        else:
            found.doubts["unit"] = "value_ambiguous"
    return found


def _is_plain(period: Reading[Any]) -> bool:
    """A year, or over a month of one, that has no other reading: `2016` may be when a cover was printed."""
    days = (period.value.end - period.value.start).days
    return period.certainty >= SURE and not period.alternatives and LONGER_THAN_A_MONTH <= days <= DAYS_OF_A_YEAR


def _readings(dimension: str, plain: str) -> dict[Any, Reading[Any]]:
    """What words without their breakdowns say in one dimension: each value with its reading."""
    words = plain if dimension == "period" else _without_periods(plain)
    named = periods_in(words) if dimension == "period" else find(dimension, words)
    hits = [f for f in named if dimension not in IN_TITLES or not _in_title(f, words)]
    readings = {f.reading.value: f.reading for f in hits}
    if dimension == "measure":
        readings = {v: r for v, r in readings.items() if r.certainty >= PLAIN}
        if not _COUNTED.search(plain):
            readings.pop("victims", None)
        counted = [f for f in hits if f.reading.value in readings and not _WHEN.search(plain[: f.start])]
        return _counted_first(plain, counted)
    if dimension == "age" and _BOUND.search(plain):
        return {}
    if dimension in ("age", "sex") and _ASIDE.search(plain):
        return {v: r for v, r in readings.items() if not is_unknown(v)}
    return readings


def _counted_first(text: str, hits: Sequence[Found[Any]]) -> dict[Any, Reading[Any]]:
    """Of several things named the one that the others tell more of: `outcomes of offences`, `suspects linked to`.

    >>> list(_counted_first(t := "Outcomes given to offences", find("measure", t)))
    ['outcomes']
    >>> list(_counted_first(t := "Arrests and charges", find("measure", t)))
    ['arrests', 'charges']
    """
    named = [f for f in hits if not _SET_APART.fullmatch(text[: f.start])]
    told = [_TELLS.fullmatch(text[a.end : b.start]) for a, b in pairwise(named)]
    if len(named) < 2 or named[0].reading.value == "offences" or not all(told):
        return {f.reading.value: f.reading for f in hits}
    return {named[0].reading.value: named[0].reading}


def _in_title(found: Found[Any], text: str) -> bool:
    """Whether words stand within an offence's title: `a child under 16` in `Sexual activity with a child under 16`."""
    return any(f.start <= found.start and found.end <= f.end for f in find("offence", text))


def _names_all_offences(text: str) -> bool:
    """Whether a caption speaks of sexual offences as a whole, so that the class of another question is not its own."""
    found = find("offence", without_breakdown(text))
    return bool(found) and all(is_whole(f.reading.value) for f in found)


def _is_class_of(offence: object, group: object) -> bool:
    """Whether a document that names one class alone says which of a caption's group is meant."""
    return isinstance(group, Offence) and group.code is None and takes_in(group, offence)


def _narrowest(offences: Sequence[Offence]) -> list[Offence]:
    """One class where the others are its group, or the group that all are of; else all of them."""
    classes = [o for o in offences if o.code is not None]
    groups = {o.group for o in offences}
    if len(groups) > 1:
        return list(offences)
    return classes if len(classes) == 1 else [Offence(None, groups.pop())]


def _without_periods(text: str) -> str:
    """The text with its periods blanked out: the days in `1 April to 31 March` are no ages."""
    return blanked(text, find("period", text))


def settle_caption(caption: str, siblings: Sequence[str]) -> dict[str, Any]:
    """What a caption's words that several dimensions share mean beside the captions of the other tables.

    >>> settle_caption("UNKNOWN VICTIMS 2015/16", ["FEMALE VICTIMS 2015/16", "MALE VICTIMS 2015/16"])
    {'sex': 'unknown'}
    """
    undecided = explain(caption).undecided
    for dimension, reading in undecided.items():
        if any(dimension in explain(s).meanings for s in siblings if s != caption):
            return {dimension: reading.value}
    return {}


def without_breakdown(text: str) -> str:
    """The text without its lists of what figures are broken down by.

    >>> without_breakdown("Offences by age and online marker, 2016/17")
    'Offences 2016/17'
    >>> without_breakdown("Offences by district, year ending March 2018")
    'Offences year ending March 2018'
    >>> without_breakdown("Offences by age, April 2016 to March 2017")
    'Offences April 2016 to March 2017'
    """
    out = text
    dated = [f.start for f in find("period", text)]
    for match in reversed(list(_BY.finditer(text))):
        stops = [m.start() for m in _END.finditer(text, match.end())] + [s for s in dated if s >= match.end()]
        listed = text[match.end() : min(stops, default=len(text))]
        kept = 0
        for segment in _segments(listed):
            words = segment.strip()
            if words and not (headings(words) or (len(words.split()) <= 3 and not any(ch.isdigit() for ch in words))):
                break
            kept += len(segment)
        out = out[: match.start()] + out[match.end() + kept :]
    return out


def names_only(text: str) -> bool:
    """True for words that name dimensions and give no value: `Sex of victim`, `Breakdown by age`.

    >>> names_only("Breakdown by age"), names_only("Sex of victim"), names_only("Female victims"), names_only("2016/17")
    (True, True, False, False)
    """
    if headings(text):
        return True
    explained = explain(text)
    listed = bool(_BY.search(text)) and not explained.meanings and not explained.undecided
    return listed and any(headings(w.strip(" .:,")) for part in _BY.split(text)[1:] for w in _SEGMENT.split(part))


def _segments(listed: str) -> list[str]:
    """The pieces of a list with their separators, so that their lengths add up."""
    pieces: list[str] = []
    last = 0
    for match in _SEGMENT.finditer(listed):
        if match.end() > match.start():
            pieces.append(listed[last : match.end()])
            last = match.end()
    pieces.append(listed[last:])
    return pieces
