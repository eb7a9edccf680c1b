"""What the words around a table say of all its figures: its title, caption, question, sheet name.

The nearest words that speak of a dimension decide it, and only where they give one value. A list of what the
table is broken down by ("by age and online flag") gives no value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from flows.tidy.breakdowns import names_several, without_breakdown
from flows.tidy.dimensions import find, parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import OF_VICTIMS, Offence, Period, Reading, is_whole, takes_in
from flows.tidy.labels.offences.named_together import named_together
from flows.tidy.labels.online import EITHER_WAY
from flows.tidy.layout.around.announced import has_own_date, is_told
from flows.tidy.layout.around.caption_units import unit_of
from flows.tidy.layout.around.captions import first_ask
from flows.tidy.layout.around.nearby import PLAIN, readings_of

SURE = 0.9
LONGER_THAN_A_MONTH = 31
DAYS_OF_A_YEAR = 366
GUESSED = {"period": "period_guessed", "offence": "label_guessed"}

#: `1 and 2: Crimes by sex`: the numbers of the questions that a table answers.
ANSWERS = re.compile(r"^\s*\d{1,2}(?:\s*(?:and|&|,)\s*\d{1,2})+\s*[:.)]\s*")


class Distance(NamedTuple):
    """How far from a table words stand: the dimensions that they decide there, and whether only as a guess."""

    decides: tuple[str, ...]
    guesses: tuple[str, ...] = ()


#: Captions, the question answered, the name of the sheet.
NEAR = Distance(("period", "age", "sex", "online", "offence", "measure"))
#: Sentences over the table that announce it.
ANNOUNCING = Distance(("period", "online", "offence", "measure"))
#: What else stands over it, and the request.
FAR = Distance(("measure", "period", "offence"), guesses=("period", "offence"))
#: The cover of a workbook, on all its sheets, and the titles over all tables of one.
COVER = Distance(("period", "measure"))
#: The headings of the document.
TITLES = Distance(("measure", "offence"), guesses=("offence",))

#: Words at one distance from a table.
Tier = tuple[Distance, Sequence[str]]


@dataclass(slots=True)
class Surroundings:
    """Values that hold for a whole table where its own labels do not say; `sources` names the words for each.

    `how`: how its counts are printed. `of_document`: what is said of the whole document, and nothing of a table whose
    labels speak of the same.
    """

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    of_document: set[str] = field(default_factory=set)
    how: frozenset[str] = frozenset()


def surroundings(tiers: Sequence[Tier], only: Mapping[str, tuple[Any, str]] = MappingProxyType({})) -> Surroundings:
    """What the words around a table say of it, the nearest tier first.

    `only` is the period and the offence that the document names alone, with its words: surer than what stands far off.

    >>> surroundings([(NEAR, ["Offences by gender and age, 2016/17"])]).values["period"].label
    '2016/17'
    >>> surroundings([(COVER, ["Year ending 31 March 2017"]), (FAR, ["How many were there in 2015/16?"])]).doubts
    {}
    >>> surroundings([(NEAR, ["Number by app", "The youngest was a girl."])]).doubts
    {'sex': 'reading_ambiguous'}
    """
    found = Surroundings()
    settled: set[str] = set()
    near = [text for distance, texts in tiers if distance is NEAR for text in texts]
    of_all = any(_names_all_offences(text) for text in near)
    titled = any(_names_all_offences(text) for distance, texts in tiers if distance is TITLES for text in texts)
    for distance, text in [(distance, text) for distance, texts in tiers for text in texts]:
        if distance is FAR:
            for dimension in [d for d in only if d not in settled or _is_class_of(only[d][0], found.values.get(d))]:
                found.values[dimension], found.sources[dimension] = only[dimension]
                found.of_document.add(dimension)
                settled.add(dimension)
        whole = ANSWERS.sub("", text)
        plain = without_breakdown(whole)
        for dimension in distance.decides:
            if dimension not in settled and _settle(found, dimension, plain, distance, of_all, listed=plain != whole):
                found.sources.setdefault(dimension, text)
                settled.add(dimension)
                if dimension == "offence":
                    _weigh_whole(found, text, titled)
    _confirm(found, [text for distance, texts in tiers if distance is ANNOUNCING for text in texts])
    unit = unit_of(near)
    if unit is not None:
        found.sources["unit"] = unit.source
        if unit.sure:
            found.values["unit"], found.how = unit.value, unit.how
        else:
            found.doubts["unit"] = "value_ambiguous"
    return found


def _settle(found: Surroundings, dimension: str, plain: str, distance: Distance, of_all: bool, *, listed: bool) -> bool:
    """Whether words decide a dimension, or leave it undecided for good by naming several values."""
    readings = readings_of(dimension, plain, listed=listed)
    if dimension == "online" and readings and _of_some_figures(plain):
        readings = {"all": Reading("all")}
        found.values[dimension], found.doubts[dimension] = "all", "reading_ambiguous"
    if dimension == "online" and not readings and EITHER_WAY.search(plain):
        found.values[dimension] = "all"
        return True
    values = [v for v in readings if not is_whole(v)]
    if dimension == "measure" and distance is TITLES and not (values == ["offences"] and find("offence", plain)):
        return False  # `Late reports` over a letter may be anything's.
    if dimension == "period" and (days := [day for v in values if (day := _day(readings[v]))]):
        if len(days) == len(values) == 1 and not has_own_date(plain):
            found.values.setdefault(dimension, days[0])  # unless other words date the figures
        values = [v for v in values if not _day(readings[v])]
    if dimension == "offence" and len(values) > 1:
        values = _narrowest(values)
    if dimension == "offence" and values and distance.guesses and of_all:
        values = [Offence(None, "all")]
    if len(values) == 1:
        found.values[dimension] = values[0]
        if distance is COVER:
            found.of_document.add(dimension)
        if doubt := _doubt(dimension, readings, values[0], distance, of_all):
            found.doubts[dimension] = doubt
        elif dimension in OF_VICTIMS and distance is NEAR and is_told(plain):
            found.doubts[dimension] = "reading_ambiguous"
    elif dimension == "offence" and values and len(values) == len(readings) and distance is not FAR:
        found.values[dimension] = Offence(None, "all")
        found.doubts[dimension] = "label_guessed"
    return bool(values)


def _confirm(found: Surroundings, announcing: Sequence[str]) -> None:
    """What a question tells in a sentence of its own is sure where the words that announce the table say the same."""
    for dimension in [d for d in OF_VICTIMS if found.doubts.get(d) == "reading_ambiguous"]:
        said = [readings_of(dimension, without_breakdown(text)) for text in announcing]
        if any(set(r) == {found.values.get(dimension)} and next(iter(r.values())).certainty >= PLAIN for r in said):
            del found.doubts[dimension]


def _day(period: Reading[Any]) -> Period | None:
    """`Produced 01/09/2017`: a day on which something was done, and hardly the month of figures."""
    return next((p for p in (period.value, *period.alternatives) if p.start == p.end), None)


def _weigh_whole(found: Surroundings, text: str, titled: bool) -> None:
    """The offence of words that name the whole and a class beside it; `titled`: the document is called by the whole."""
    of = named_together(text) if "offence" in found.values else "class"
    if of == "either":
        found.doubts.setdefault("offence", "reading_ambiguous")
    elif of != "class":
        found.values["offence"] = Offence(None, "all")
        if of == "both" and not titled:
            found.doubts["offence"] = "label_guessed"


def _of_some_figures(caption: str) -> bool:
    """`Offences and the number flagged online`, `Age and online flag`: the flag is that of one column of several."""
    first = first_ask(caption)
    counted = bool(find("measure", first)) and not find("online", first)
    return (first != caption and counted) or names_several(caption)


def _doubt(
    dimension: str, readings: Mapping[Any, Reading[Any]], value: object, distance: Distance, of_all: bool
) -> str:
    """Why a value that words at some distance give is unsure; empty where it is not."""
    reading = readings.get(value)
    if distance is COVER and dimension == "period":
        return "" if reading and _is_plain(reading) else GUESSED[dimension]
    named_alone = distance is FAR and dimension == "offence" and len(readings) == 1 and not of_all
    if dimension in distance.guesses and not named_alone:
        return GUESSED[dimension]
    unclear = reading is not None and (reading.certainty < PLAIN or "period_ambiguous" in reading.flags)
    return "reading_ambiguous" if unclear else ""


def _is_plain(period: Reading[Any]) -> bool:
    """A year, or over a month of one, that has no other reading: `2016` may be when a cover was printed."""
    days = (period.value.end - period.value.start).days
    return period.certainty >= SURE and not period.alternatives and LONGER_THAN_A_MONTH <= days <= DAYS_OF_A_YEAR


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


def settle_caption(caption: str, siblings: Sequence[str]) -> dict[str, Any]:
    """What a caption's words that several dimensions share mean beside the captions of the other tables.

    >>> settle_caption("UNKNOWN VICTIMS 2015/16", ["FEMALE VICTIMS 2015/16", "MALE VICTIMS 2015/16"])
    {'sex': 'unknown'}
    """
    undecided = explain(caption).undecided
    said = Counter(d for s in siblings if s != caption for d in undecided if d in explain(s).meanings)
    return {d: undecided[d].value for d, _ in said.most_common(1)}


def force_over(captions: Sequence[str]) -> dict[str, Any]:
    """The force that the nearest caption names which is nothing but its name, or begins with it and a colon.

    A question or a title may name a force in passing.

    >>> force_over(["Dorset Police"]), force_over(["Kent Police: online flag"]), force_over(["Sent to Kent Police"])
    ({'force': 'dorset'}, {'force': 'kent'}, {})
    """
    named = (parse("force", text.partition(":")[0].strip()) for text in captions)
    return next(({"force": reading.value} for reading in named if reading is not None), {})
