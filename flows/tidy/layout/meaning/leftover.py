"""Labels that several dimensions share, and words that none knows: what the labels beside them make of them."""

from __future__ import annotations

import re
from collections import defaultdict

from flows.tidy.dimensions import find, headings, parse, parse_under
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import ANY, OF_VICTIMS, Age, Offence, in_turn, is_whole
from flows.tidy.labels.offences.codes import is_of_another_class
from flows.tidy.layout.meaning.resolved import Meaning, Resolved
from flows.tidy.text.phrases import whole

#: A year of two digits each, which may be an age as well.
_PAIR = re.compile(r"(?<![\d/])\d\d\s?/\s?\d\d(?![\d/])")
FEWEST_YEARS = 2
#: The most words of a label that says one thing: `Benyw / Female`, and not the title of an offence.
SHORT = 4
_SECTION = re.compile(
    r"(?:sections?|sec|s)\.?\s*\d{1,3}[a-z]?(?:\s*\(\w{1,3}\))*(?:\s+soa\b.*|\s+.{0,20}\bact\b.*)?", re.IGNORECASE
)
#: `Ch1 / Q1 Ebr-Meh / Apr-Jun`: a part of the year that other labels give.
_PART_OF_YEAR = re.compile(
    r"\bQ[1-4]\b|\bquarter\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*(?:-|–|to)\s*"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
#: What joins the values that a label sums: `Girls, boys and not recorded`.
_JOINED = re.compile(r"\s*(?:,\s*(?:and\b)?|&|\+|/|\band\b|\bplus\b)\s*", re.IGNORECASE)
#: A year that a sign of more to come ends.
_CUT = re.compile(r"(?:19|20)\d\d[-–—/]$")
SETTLES = ("age", "sex", "online", "offence")
_FLAG = frozenset({"online"})


def settle_answers(resolved: Resolved) -> None:
    """What labels make of those beside them: of unknown ones, of what sums others, of keywords that others lack."""
    _settle_unknowns(resolved)
    _settle_joined(resolved)
    _settle_keywords(resolved)


def _settle_unknowns(resolved: Resolved) -> None:
    """`Not stated` among labels of several kinds goes with the label before it that one of its kinds fits."""
    last: str | None = None
    kinds = {d for m in resolved.meanings.values() for d in m.values if d in SETTLES}
    for text in resolved.level.texts:
        meaning = resolved.meanings[text]
        if len(kinds) > 1 and (shared := explain(text).undecided):
            # `F`, `M`, `Not known`, `Flag = Y`, `Flag = N`: what most labels are of says nothing of this one.
            meaning.values = {d: v for d, v in meaning.values.items() if d not in shared}
            meaning.undecided = dict(shared)
        if meaning.undecided:
            if last in meaning.undecided:
                meaning.take(last, meaning.undecided[last])
            else:
                meaning.doubts.add("reading_ambiguous")
        known = [d for d in meaning.values if d in SETTLES]
        last = known[0] if known else last


def doubt_cut_years(resolved: Resolved) -> None:
    """`2015–` is the beginning of a longer label, and so may `2015/1 6` under `Year` be, where digits are left over."""
    of_years = headings(resolved.level.heading) == {"period"}
    for text, meaning in resolved.meanings.items():
        left = of_years and re.search(r"\d", meaning.other or "")
        if "period" in meaning.values and (left or _CUT.search(text)):
            meaning.doubts.add("period_unclear")


def _settle_keywords(resolved: Resolved) -> None:
    """`Online keyword` beside `No online keyword` is of what bears it, in doubt as both are."""
    named = [m for m in resolved.meanings.values() if "online_by_keyword" in m.how and "online" in m.values]
    if any(m.values["online"] == "no" for m in named):
        for meaning in named:
            if meaning.values["online"] == "all":
                meaning.values["online"] = "yes"


def settle_years(resolved: Resolved) -> None:
    """`15/16 All`, `15/16 of which online`, `16/17 All`: years in turn, where no label gives another age."""
    pairs = {t: r.value for t in resolved.level.texts if (m := _PAIR.search(t)) and (r := parse("period", m[0]))}
    years = set(pairs.values())
    ages = [t for t, m in resolved.meanings.items() if m.values.get("age") not in (None, Age.all())]
    if resolved.dimension is not None or len(years) < FEWEST_YEARS or not in_turn(years) or not set(ages) <= set(pairs):
        return
    for text, year in pairs.items():
        meaning = resolved.meanings[text]
        if "period" not in meaning.values:
            meaning.values.pop("age", None)
            meaning.values["period"] = year


def _mentions(text: str, meaning: Meaning) -> bool:
    """Does a label speak of the victim or the flag, whatever else it says?"""
    return bool(set(meaning.values) & {*OF_VICTIMS}) or any(find(d, text) for d in OF_VICTIMS)


def _names_search(heading: str) -> bool:
    """`Cyber keyword`: a search, whose hits are not the flag."""
    reading = parse("online", heading)
    return reading is not None and bool(reading.flags)


def is_another_crime(dimension: str | None, text: str) -> bool:
    """`Robbery` among offences, or in a level of no dimension: no sexual offence, and no label that should be known."""
    return dimension in (None, "offence") and (whole("crimes", text, "not_sexual") or is_of_another_class(text))


def _speaks_of_an_offence(text: str) -> bool:
    """`Rape, charged`, `Section 5`: an offence, or the section of an Act that makes one."""
    named = any(not is_whole(found.reading.value) for found in find("offence", text))
    return named or _SECTION.fullmatch(text.strip()) is not None


def _settle_joined(resolved: Resolved) -> None:
    """`Girls, boys and not recorded` beside those three is their total; beside further ones it is of some of them."""
    dimension, texts = resolved.dimension, resolved.level.texts
    if dimension is None or dimension not in OF_VICTIMS:
        return
    for text in texts:
        parts = [part for part in _JOINED.split(text) if part.strip()]
        read = [parse_under(_FLAG & {dimension}, dimension, part) for part in parts]
        others = {m.values.get(dimension) for t, m in resolved.meanings.items() if t != text and not m.total} - {None}
        named = {r.value for r in read if r is not None}
        own = parse_under(_FLAG & {dimension}, dimension, text)
        if len(named) < 2 or None in read or not named <= others or not (own is None or is_whole(own.value)):
            continue
        if named == others:
            resolved.meanings[text] = Meaning({dimension: ANY[dimension]}, total=True)
        else:
            resolved.meanings[text].doubts.add("reading_ambiguous")


def settle_others(resolved: Resolved, labels: list[str], named: frozenset[str]) -> None:
    """Whether words that nothing knows are a dimension of their own or a label that should have been known.

    Under a heading that names the victim, the flag or the offence, or where short labels speak of them, they are no
    dimension of their own, whatever they say; nor is a label that speaks of an offence: figures of it are not of all;
    nor are `Present` and `Absent`, which may be those of the flag.
    """
    # A remark behind a measure keeps figures apart that are understood.
    unknown = [t for t in labels if resolved.meanings[t].other and set(resolved.meanings[t].values) != {"measure"}]
    kept_apart = len(labels) > 1 or not any(resolved.meanings[t].values for t in labels)
    victims = any(d in resolved.meanings[t].values for t in labels for d in OF_VICTIMS)
    mostly = len(unknown) * 5 >= len(labels) * (4 if victims else 3)
    resolved.unknown_kind = resolved.dimension is None and kept_apart and bool(unknown) and mostly
    mentions = [t for t in labels if len(t.split()) <= SHORT and _mentions(t, resolved.meanings[t])]
    states = len(labels) > 1 and all(parse_under(_FLAG, "online", t) for t in labels)
    of_victims = bool(named & {*OF_VICTIMS}) or 2 * len(mentions) >= len(labels) or states
    for text in labels if resolved.unknown_kind else unknown:
        meaning = resolved.meanings[text]
        if resolved.unknown_kind:
            told = bool(set(meaning.values) & {*OF_VICTIMS}) or _PART_OF_YEAR.search(text) is not None
            told = told or _speaks_of_an_offence(text) or _names_search(resolved.level.heading)
            meaning.other = text
            meaning.doubts.discard("reading_ambiguous")
            meaning.values = {d: v for d, v in meaning.values.items() if d in ("period", "force", "unit")}
            if is_another_crime("offence", text):
                meaning.values["offence"] = Offence(None, "all")
            elif told or of_victims or "offence" in named:
                meaning.doubts.add("label_unknown")
        elif not is_another_crime(resolved.dimension, text):
            meaning.doubts.add("label_unknown")


def tell_counted_apart(resolved: Resolved) -> None:
    """`Detections` beside `Outcomes`: two things counted, of which the list of measures has a word for one alone.

    The label of the other stays beside the measure nearest to it.
    """
    alike: dict[object, list[str]] = defaultdict(list)
    for text, meaning in resolved.meanings.items():
        if set(meaning.values) == {"measure"} and not (meaning.other or meaning.total):
            alike[meaning.values["measure"]].append(text)
    for texts in alike.values():
        near = [t for t in texts if resolved.meanings[t].certainty < 1]
        for text in near if len(texts) > 1 else ():
            resolved.meanings[text].other = text
