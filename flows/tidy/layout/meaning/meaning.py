"""What the labels of a level say: the level's dimension first, then each label within it.

A level where most labels read as ages is the age level, and `16-17` in it is an age. A label that does not fit its
level is read on its own. What nothing knows is kept in `other` under the level's heading: without a doubt where the
whole level is of a kind of its own, with one where its neighbours are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from flows.tidy.breakdowns import counted_by, is_list_of_names
from flows.tidy.dimensions import (
    LEVEL_DIMENSIONS,
    headings,
    is_part_of_year,
    named_over,
    parse,
    parse_under,
    total_kind,
)
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import ANY, OF_VICTIMS, Age, Offence, Reading, in_turn
from flows.tidy.labels.periods.adjoining import by_neighbours
from flows.tidy.layout.levels.level import Level
from flows.tidy.layout.meaning.counted import are_no_ages
from flows.tidy.layout.meaning.leftover import (
    doubt_cut_years,
    is_another_crime,
    settle_answers,
    settle_others,
    settle_years,
    tell_counted_apart,
)
from flows.tidy.layout.meaning.own_labels import answers_another_question, of_another_question, own, says_again
from flows.tidy.layout.meaning.resolved import Meaning, Resolved
from schemas.code_tables import key

HEADING_BONUS = 0.4
ENOUGH = 0.5
SURE = 0.9
_YEAR_BEFORE = re.compile(
    r"(?:(?:the|same (?:period|months?|quarter)(?: of| in)?)\s+)*(?:last|previous|prior|preceding) year"
    r"|(?:the )?year before",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\bfye\b|\by/?e\b|\byears? (?:end(?:ing|ed)?|to)\b|\b12 months? (?:to|ending|ended)\b"
    r"|\b(?:academic|school) years?\b",
    re.IGNORECASE,
)
#: `Before 2010`, `2014 onwards`: no year, but all before it or from it.
_OPEN = re.compile(
    r"\b(?:before|prior to|pre|after|since|until|up to)\b[\s-]*(?:19|20)\d\d"
    r"|(?:19|20)\d\d\s*(?:onwards?|and (?:before|after|later|earlier)|\+)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"Q\.?\s?\d", re.IGNORECASE)
_QUARTER = re.compile(r"\bq(?:uarter|tr)", re.IGNORECASE)
_QUARTERS = 4


def resolve(
    level: Level, taken: frozenset[str] = frozenset(), told: str | None = None, captioned: frozenset[str] = frozenset()
) -> Resolved:
    """Decide the dimension of a level and read its labels.

    `taken` are dimensions that a surer level of the same table carries already; `told` is what a person says that it
    is, `other` for a dimension of its own; `captioned` are dimensions that the caption of the table names.
    """
    if level.names_below and told is None:
        return Resolved(level, None, {t: _of_a_name(t, level) for t in level.texts})
    labels = [t for t in level.texts if not total_kind(t) and not headings(t)] or _answers(level)
    if told == "other":
        return Resolved(level, None, {t: own(t) for t in level.texts}, unknown_kind=True)
    ending = _years_ending(level.heading, labels) if told in (None, "period") else {}
    settled = told or ("period" if ending else None)
    named = captioned | named_over(level.heading, labels) | says_again(level.heading, labels)
    counted = level.axis == "row" and "age" not in named and are_no_ages(level.heading, filter(_may_be_age, labels))
    if settled is None and answers_another_question(level):
        return of_another_question(level)
    dimension, rival = (settled, None) if settled else _dimension(labels, named, taken, counted)
    counts = _kinds_of_one(labels) if dimension is None else None
    if counts is not None:
        kinds = {t: own(t) for t in level.texts}
        for kind in kinds.values():
            kind.values["measure"] = counts
        return Resolved(level, None, kinds, unknown_kind=True)
    if dimension is None and counted and labels and are_no_ages(level.heading, labels):
        return Resolved(level, None, {t: own(t) for t in level.texts}, unknown_kind=True)
    resolved = Resolved(level, dimension, {}, rival)
    # Beside `Flag not set` the label `Flag set` is of the flag too, though it does not say of which.
    of_flag = {"online"} if dimension == "online" else frozenset()
    for text in level.texts:
        resolved.meanings[text] = _meaning(ending.get(text, text), dimension, labels, named | of_flag)
    _whole_years(resolved)
    settle_years(resolved)
    settle_answers(resolved)
    settle_others(resolved, labels, named)
    tell_counted_apart(resolved)
    _quarters_or_questions(resolved)
    doubt_cut_years(resolved)
    return resolved


def _may_be_age(label: str) -> bool:
    return parse("age", label) is not None


def _answers(level: Level) -> list[str]:
    """`Cyber` alone below `Cyber flag`: it names the flag as well, and is its answer there."""
    return level.texts if level.axis == "row" and "online" in named_over(level.heading, level.texts) else []


def _whole_years(resolved: Resolved) -> None:
    """`Year` beside quarters or months is their total."""
    texts = resolved.level.texts
    if any(map(is_part_of_year, texts)):
        for text in texts:
            if headings(text) == {"period"}:
                resolved.meanings[text] = Meaning(total=True)


def _quarters_or_questions(resolved: Resolved) -> None:
    """`Q1`, `Q2`, `Q3` without a fourth may be the questions that their figures answer as well as quarters."""
    numbered = [t for t in resolved.level.texts if _NUMBERED.fullmatch(t.strip())]
    quarters = len(numbered) == _QUARTERS or _QUARTER.search(resolved.level.heading)
    for text in numbered if not quarters else ():
        resolved.meanings[text].doubts.add("reading_ambiguous")


def _of_a_name(text: str, level: Level) -> Meaning:
    """The name of what is further in says nothing itself, nor does a mark that there is none; other words do.

    Over columns they say the unit alone: `% change` beside `Number`.
    """
    mark = any(s.value is not None for s in level.slots.values() if s.text == text)
    if mark or headings(text) or is_list_of_names(text):
        return Meaning(counted_by(text))
    said = _meaning(text, None, [], frozenset())
    if level.axis == "column":
        return Meaning({d: v for d, v in said.values.items() if d == "unit"})
    return said


def _kinds_of_one(labels: Sequence[str]) -> str | None:
    """The measure of which labels tell kinds apart by their numbers: `Outcome 1`, `Outcome 8`, `Outcome 14`."""
    told = [e for t in labels if set((e := explain(t)).meanings) == {"measure"} and e.undecided]
    named = {e.meanings["measure"].value for e in told}
    return named.pop() if len(told) > 1 and 2 * len(told) >= len(labels) and len(named) == 1 else None


def _years_ending(heading: str, labels: Sequence[str]) -> dict[str, str]:
    """Labels with the heading that makes years of them: `Mar-16` under `Year ending`; empty for any other heading."""
    if not labels or not _ENDING.search(heading):
        return {}
    whole = {t: f"{heading} {t}" for t in labels}
    return whole if all(parse("period", t) is not None for t in whole.values()) else {}


def _dimension(
    labels: list[str], named: frozenset[str], taken: frozenset[str], counted: bool
) -> tuple[str | None, str | None]:
    """The dimension that most labels read in, and a second one that fits nearly as well.

    `named` are the dimensions that the heading of the level names; `counted` says that its bare numbers are no ages.
    """
    if not labels:
        return None, None
    scores: dict[str, float] = {}
    # Beside `Marker not applied`, which says no, `Marker applied` is an answer of the flag too.
    answers = any((r := parse("online", t)) is not None and r.value == "no" and r.certainty >= SURE for t in labels)
    for d in LEVEL_DIMENSIONS:
        readings = [parse_under(named | {"online"} if answers else named, d, t) for t in labels]
        cover = sum(r.certainty for r in readings if r is not None) / len(labels)
        if cover <= 0 or (d == "age" and _overlapping([r.value for r in readings if r])):
            continue
        if d == "age" and counted:
            continue
        years = {r.value for r in readings if r} if d == "period" else set()
        if len(years) > 1 and in_turn(years):
            cover = max(cover, 0.9 * sum(r is not None for r in readings) / len(labels))
        scores[d] = cover + HEADING_BONUS * (d in named) - 0.3 * (d in taken)
    ranked = sorted(scores, key=lambda d: -scores[d])
    if not ranked or scores[ranked[0]] < ENOUGH:
        return None, None
    best = ranked[0]
    rivals = [d for d in ranked[1:] if scores[best] - scores[d] < 0.15 and _shared(labels, best, d)]
    return best, rivals[0] if rivals else None


def _shared(labels: list[str], best: str, second: str) -> bool:
    """True where a label has a value in both dimensions, so that they are rivals for it."""
    if {best, second} <= {"measure", "unit", "offence"}:
        return False
    shared = [t for t in labels if parse(best, t) is not None and parse(second, t) is not None]
    return any(not explain(t).undecided for t in shared)


def _overlapping(ages: list[Any]) -> bool:
    """Age bands that share a year without one taking in the other: these labels are no ages."""
    bands = sorted({(a.low, a.high) for a in ages if a.kind == "band" and a.high is not None})
    pairs = [(Age(*a), Age(*b)) for a in bands for b in bands if a[0] < b[0] <= a[1] < b[1]]
    return len(pairs) > 0 and len(pairs) >= len(bands) - 1 and not any(a.contains(b) for a, b in pairs)


def _meaning(text: str, dimension: str | None, labels: list[str], named: frozenset[str]) -> Meaning:
    meaning = Meaning()
    reading = parse_under(named, dimension, text) if dimension else None
    if reading is None and is_another_crime(dimension, text):
        # No group of sexual offences is said, and none of a caption's is meant.
        return Meaning({"offence": Offence(None, "all")}, other=text)
    if reading is not None and dimension is not None:
        meaning.take(dimension, _by_neighbours(reading, labels, dimension))
        measure = explain(text).meanings.get("measure")
        # `Other sexual offences` over victims names what they are victims of; `Rape cases reported` counts reports.
        told = measure is not None and (dimension != "offence" or measure.value != "offences")
        if measure is not None and told and dimension in ("period", "offence", *OF_VICTIMS):
            meaning.values.setdefault("measure", measure.value)
        meaning.total = bool(total_kind(text)) or meaning.is_of_all(text)
        return meaning
    if total_kind(text):
        meaning.total = True
        if dimension is not None and dimension in ANY:
            meaning.values[dimension] = ANY[dimension]
        return meaning
    if headings(text):
        return _named(text, meaning)
    if _YEAR_BEFORE.fullmatch(text.strip()):
        meaning.years_back = 1
        return meaning
    explained = explain(text)
    if dimension is None and _is_letter(text) and any(_is_letter(t) and not explain(t).meanings for t in labels):
        # `(f)` and `(m)` among letters that say nothing are no sexes.
        return Meaning(other=text, doubts={"label_unknown"})
    for d, reading in explained.meanings.items():
        meaning.take(d, reading)
    meaning.total = explained.total
    meaning.other = text if explained.leftover else ""
    meaning.undecided = dict(explained.undecided)
    if explained.clashes:
        meaning.doubts.add("reading_ambiguous")
    if "period" in meaning.values and _OPEN.search(text):
        meaning.doubts.add("period_unclear")
    return meaning


def _is_letter(text: str) -> bool:
    return len(key(text)) == 1 and key(text).isalpha()


def _named(text: str, meaning: Meaning) -> Meaning:
    """A label that only names a dimension, with figures beside it: `Online flag` counts what has the flag."""
    named = headings(text)
    if "online" in named:
        meaning.values["online"] = "yes"
    elif named & {"age", "sex", "period", "force"}:
        meaning.name = text
        meaning.doubts.add("label_unknown")
    return meaning


def _by_neighbours(reading: Reading[Any], labels: list[str], dimension: str) -> Reading[Any]:
    """The reading among the alternatives that tiles with the other labels of its level."""
    if dimension == "period" and "period_ambiguous" in reading.flags and _only_in_turn(labels):
        return Reading(reading.value, tuple(f for f in reading.flags if f != "period_ambiguous"))
    if dimension == "period":
        return by_neighbours(reading, [r.value for t in labels if (r := parse("period", t)) and r != reading])
    if dimension != "age" or not reading.alternatives:
        return reading
    peers = [r.value for t in labels if (r := parse("age", t)) is not None and not r.alternatives]
    ends = {a.high + 1 for a in peers if a.high is not None} | {a.low - 1 for a in peers if a.low is not None}
    fitting = [
        a
        for a in (reading.value, *reading.alternatives)
        if (a.low in ends or a.high in ends) and not any(_clash(a, p) for p in peers)
    ]
    if len(fitting) == 1:
        return Reading(fitting[0], tuple(f for f in reading.flags if f != "reading_ambiguous"))
    return reading


def _only_in_turn(labels: list[str]) -> bool:
    """`2015 to 2016`, `2016 to 2017`: financial years in turn, for calendar years would share one."""
    read = [r for t in labels if (r := parse("period", t)) is not None]
    plain = sorted({p for r in read for p in r.alternatives}, key=lambda p: p.start)
    years = {r.value for r in read}
    return 1 < len(years) == len(plain) and in_turn(years) and all(b.start <= a.end for a, b in pairwise(plain))


def _clash(a: Age, b: Age) -> bool:
    if a.kind != "band" or b.kind != "band" or a.low is None or b.low is None:
        return False
    high_a, high_b = a.high if a.high is not None else 999, b.high if b.high is not None else 999
    return a.low <= high_b and b.low <= high_a and not (a.contains(b) or b.contains(a))
