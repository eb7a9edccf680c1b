"""What a stretch of running text says: every mention of a dimension, with its place and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flows.tidy.dimensions import find as find_label
from flows.tidy.dimensions import parse
from flows.tidy.labels.ages import ages
from flows.tidy.labels.forms import one_of, word_class
from flows.tidy.labels.meanings import Age, Found, Offence, Period, Reading, says_all
from flows.tidy.labels.offences import sections
from flows.tidy.labels.wording import blanked_at
from flows.tidy.text.listed import LISTED
from flows.tidy.text.numbering import numbers_in
from flows.tidy.text.phrases import beside, find, opens, says
from flows.tidy.text.told_periods import HALF_SURE, NO_TIMES, SURE, Kind, Statement, Times, told_periods

#: In the order in which they claim the words of a text.
_ORDER: tuple[Kind, ...] = ("offence", "age", "sex", "online", "force")
#: The dimensions that tell one figure of a year from another.
NARROW: tuple[Kind, ...] = ("age", "sex", "online", "offence")
_NEAR = 45
_LETTERS = {"F": "female", "M": "male", "U": "unknown", "NK": "unknown", "N/K": "unknown"}
#: `F 640 / M 151`: letters before figures.
_SEX_LETTER = re.compile(
    r"(?<![\w.'’])(?:[FMU]|N/?K)(?=\s*[:=–-]?\s*[<\d])|(?<=\d\s)[FMU](?=\s*(?:[/,;.)]|$))|(?<=[(,]\s|.\()[fmu](?=\s[<\d])"
)
#: `22B: 120, 23: 29`, `0: 8, 1: 5`: keys of a list that are codes or ages, with their figures behind them.
_KEY = re.compile(r"(?<![\w.,/:-])(?P<key>\d{1,3}[A-Z]?)(?=\s?[:=]\s?[<\d])")
_ITEM = rf"(?:^|[,;:]\s*|\b{one_of('joined')}\s+)(?P<key>\d{{1,3}}[A-Z]?)"
#: `1 (0), 2 (6) and 3 (6)`, `1 - 0, 2 - 6, 3 - 6`: the same with their figures in brackets, or behind dashes.
_BEFORE_BRACKETS = re.compile(rf"{_ITEM}(?=\s?\([<≤]?\d[\d,]*\))", re.IGNORECASE)
_BEFORE_DASHES = re.compile(rf"{_ITEM}(?=\s[-–—]\s(?P<figure>\d+)\s*(?:[,;.]|$|{one_of('joined')}\b))", re.IGNORECASE)
_FEWEST_KEYS = 3
#: A list of so many keys may leave one of them out, or begin again.
_MANY_KEYS = 5
_AGES = re.compile(rf"\d+\s*(?:/|,|{one_of('joined')})\s*\d+\W*", re.IGNORECASE)
#: `ten or under in 255 and between 11 and 17 in 1,000`
_SPAN_OF_AGES = re.compile(r"\bbetween\s+(?P<low>\d{1,2})\s+and\s+(?P<high>\d{1,2})(?=\s+in\s+\d)", re.IGNORECASE)
#: `1,055 (were) from 11 to 15`
_OF_A_NUMBER = re.compile(r"\d\s*(?:(?:were|was|are|is|aged)\s+)*$")
#: `2015 to 2016`, and neither `last year` nor `1 January 2020 - 1 January 2021`
_YEARS = re.compile(r"(?=.*\d).{2,16}")
_YEAR_OLDS = re.compile(r"[ -]?(?:yr|year)s?[ -]?olds?\b", re.IGNORECASE)
#: Questions have numbers in turn as well, though hardly so many, and none is numbered 0.
_TEENS = range(13, 21)


@lru_cache(maxsize=8192)
def statements(text: str, times: Times = NO_TIMES) -> tuple[Statement, ...]:
    """Everything that the text says of the figures in or under it, left to right, no span in two statements.

    >>> [(s.kind, s.value) for s in statements("four girls with the cyber flag")]
    [('sex', 'female'), ('online', 'yes')]
    """
    bare = _without_laws(text)
    for hit in find("prose", bare, "nothing_counted"):
        bare = bare[: hit.start] + "  " + bare[hit.start + 2 :]
    kind, keys = _keys(bare)  # `16 - 17` among them is no year
    out = [s for s in told_periods(bare, times) if all(s.start != key.start for key in keys)]
    _take(out, kind, keys)
    _take(out, "sex", _letters(bare))
    for start, end, of in _not_recorded(bare):
        _take(out, of, [Found(start, end, Reading(Age.unknown() if of == "age" else "unknown"))])
    _take(out, "aside", (f for f in find_label("period", bare) if _of_another("period", bare, f)))
    # The name of a law is no offence, and the sections of one cited with it are: `under Section 14 of the 2003 Act`.
    _take(out, "offence", [f for f in sections.find(text) if not is_aside("offence", text, f)])
    for spoken in _ORDER:
        _take(out, spoken, _spoken_of(spoken, bare))
        _take(out, "aside", (f for f in find_label(spoken, bare) if spoken == "age" and _of_another(spoken, bare, f)))
    out = _without_figures(_with_code(out, bare), bare)
    if all(s.kind != "online" for s in out):
        flags = [Found(h.start, h.end, Reading("yes", certainty=0.8)) for h in find("roles", bare, "the flag")]
        _take(out, "online", [f for f in flags if not is_aside("online", bare, f)])
    if any(s.kind == "online" for s in out):  # `374 with the flag, 1,307 without`
        _take(out, "online", [Found(h.start, h.end, Reading("no")) for h in find("roles", bare, "without it")])
    _take(
        out, "question", [q for q in _questions(bare, times.asked) if not times.asked or q.reading.value in times.asked]
    )
    if any(s.kind == "age" for s in out):
        spans = ((m, ages.parse(f"{m['low']}-{m['high']}")) for m in _SPAN_OF_AGES.finditer(bare))
        _take(out, "age", [Found(m.start(), m.end(), replace(r, certainty=0.9)) for m, r in spans if r is not None])
    return tuple(_years_of_age(sorted(out, key=lambda s: s.start), bare, times.years))


def _with_code(told: list[Statement], text: str) -> list[Statement]:
    """The class of an offence at the head of a line is part of its name: `23 Incest: 2015/16 – 4 / 2016/17 – 5`."""
    first = min((s for s in told if s.kind == "offence"), key=lambda s: s.start, default=None)
    code = text[: first.start].strip(" .:–-") if first else ""
    if first is None or not code or code.upper() != first.value.code:
        return told
    return [replace(s, start=text.index(code)) if s is first else s for s in told]


def _without_figures(told: list[Statement], text: str) -> list[Statement]:
    """Numbers alone behind the age that is the key of a line are its figures: `Age 5: 13 and 14`."""
    ages = sorted((s for s in told if s.kind == "age"), key=lambda s: s.start)
    keyed = [(a, b) for a, b in pairwise(ages) if text[a.end : b.start].strip() in (":", "=")]
    figures = [b for a, b in keyed if not text[: a.start].strip(" •*-") and _AGES.fullmatch(text[b.start :])]
    return [s for s in told if s not in figures]


def _without_laws(text: str) -> str:
    """The text without the names of laws, whose years and children are no figures': `Sexual Offences Act 2003`."""
    return blanked_at(text, [(hit.start, hit.end) for hit in find("roles", text, "a law")])


def _take(out: list[Statement], kind: Kind, found: Iterable[Found[Any]]) -> None:
    for f in found:
        # `Online grooming` says the flag within the name of an offence.
        within = kind == "online"
        if all(f.end <= s.start or f.start >= s.end or (within and s.kind == "offence") for s in out):
            out.append(Statement(kind, f.start, f.end, f.reading.value, f.reading.certainty))


def _spoken_of(kind: Kind, text: str) -> list[Found[Any]]:
    """What the label parser of a dimension finds, without what is said of something else than the figures."""
    apart = kind == "sex" and says("prose", text, "respectively")
    found = [f for f in (_found_apart if apart else find_label)(kind, text) if not is_aside(kind, text, f)]
    if kind == "online" and says("prose", text, "keyword borne"):  # a mark like any other, as no search would find it
        return [replace(f, reading=Reading("yes")) for f in found]
    if kind == "online" and says("prose", text, "keyword"):
        # In a sentence about a search for words `online` may be one of them.
        return [replace(f, reading=Reading("all", ("online_by_keyword",), certainty=0.3)) for f in found]
    return [f for f in found if f.reading.value not in (Offence(None, "all"), Age.all())]


def _found_apart(kind: Kind, text: str) -> list[Found[Any]]:
    """What stands in each part of a list: `female, male` are two where figures are told of them in their order."""
    cuts = [0, *(m.end() for m in LISTED.finditer(text)), len(text)]
    return [Found(f.start + a, f.end + a, f.reading) for a, b in pairwise(cuts) for f in find_label(kind, text[a:b])]


def _of_another(kind: Kind, text: str, found: Found[Any]) -> bool:
    """Whether words around say that a value is an offender's, or that of a share."""
    return bool(beside("roles", text, found.start, found.end, f"{kind} of another"))


def is_aside(kind: Kind, text: str, found: Found[Any]) -> bool:
    """Whether words around say that a value is an offender's, a bound of a count, a length, or only a flag's name."""
    words = text[found.start : found.end]
    if _of_another(kind, text, found):
        return True
    if kind != "age":
        return False
    if is_length(text, found.start, found.end):
        return True
    before = text[max(0, found.start - 8) : found.start].rpartition(":")[2]  # `Victims under one year of age: <5`
    if says("roles", f"{before}{words}{text[found.end : found.end + 2]}", "says age"):
        return False
    if beside("roles", text, found.start, found.end, "bound of figures"):
        return True
    if opens("roles", words, "a change") and not _OF_A_NUMBER.search(text, 0, found.start):
        return True
    if words == text.strip(" .,;") and opens("roles", words, "a count"):  # `Less than 5`, and no more
        return True
    kinds = ["age of numbers"]
    if words[0] in "<≤":  # `Girls <5, boys 12`, where `girls under 5` are so old
        kinds.append("sign of numbers")
    if opens("roles", words, "a span"):  # `Between 1 and 4 in 2015/16`
        kinds.append("span of numbers")
    return opens("roles", words, "a bound") and bool(beside("roles", text, found.start, found.end, *kinds))


def is_length(text: str, start: int, end: int) -> bool:
    """Whether what reads as an age is a length of time.

    >>> is_length("the change from one year to the next", 11, 24), is_length("children from one year up", 9, 22)
    (True, False)
    """
    around = text[max(0, start - _NEAR) : end + _NEAR]
    return (
        bool(text[:start].strip())
        and says("roles", text[start:end], "a length")
        and not says("roles", around, "somebody")
    )


def _letters(text: str) -> list[Found[str]]:
    letters = list(_SEX_LETTER.finditer(text))
    if not {"F", "M"} <= {m[0].upper() for m in letters}:
        return []
    return [Found(m.start(), m.end(), Reading(_LETTERS[m[0].upper()])) for m in letters]


def _keys(text: str) -> tuple[Kind, list[Found[Any]]]:
    """The keys of a list that are codes of offences, some with their letters, or single ages in turn.

    >>> [(kind, [f.reading.value.band for f in found]) for kind, found in [_keys("14: 8, 15: 3, 16: 12")]]
    [('age', ['14-14', '15-15', '16-16'])]
    >>> _keys("1: 12, 2: 15, 3: 40")[1], [f.reading.value.code for f in _keys("70: 2, 71: 40, 88A: 3")[1]]
    ([], ['70', '71', '88A'])
    """
    before_colons = list(_KEY.finditer(text))
    keys = before_colons or list(_BEFORE_BRACKETS.finditer(text)) or _before_dashes(text)
    kind: Kind = "age" if all(k["key"].isdecimal() for k in keys) else "offence"
    read = [(k, r) for k in keys if (r := parse(kind, k["key"])) is not None]
    if kind == "age":
        ages = [int(k["key"]) for k in keys] or [_TEENS.stop]
        told = 0 in ages or not set(ages).isdisjoint(_TEENS)
        steps = [b - a for a, b in pairwise(ages)]
        # Figures may stand before brackets as well, though hardly so many in turn: `14 (12) in 2016/17`.
        left_out = 1 if before_colons or len(keys) >= _MANY_KEYS else 0
        in_turn = told and steps.count(1) >= len(steps) - left_out
        # `By age: 1 (2), 4 (6), 9 (12)` leaves out the ages of which there are none.
        rising = all(step > 0 for step in steps) and says("roles", text, "names age")
        listed = max(ages) < _TEENS.stop and (in_turn or rising)
    else:
        listed = any(r.certainty == 1 for _, r in read)
    if not listed or len(read) < max(len(keys), _FEWEST_KEYS):
        return kind, []
    return kind, [Found(k.start("key"), k.end("key"), replace(r, certainty=1.0)) for k, r in read]


def _before_dashes(text: str) -> list[re.Match[str]]:
    """Numbers in turn with figures behind dashes, which are no bands: in `0 - 4, 5 - 9` one begins where others end."""
    keys = list(_BEFORE_DASHES.finditer(text))
    steps = [int(b["key"]) - int(a["key"]) for a, b in pairwise(keys) if a["key"].isdecimal() and b["key"].isdecimal()]
    bands = [k for k in keys if k["key"].isdecimal() and 0 < int(k["figure"]) - int(k["key"]) < 2]
    return keys if steps.count(1) >= max(len(keys) - 2, 2) and len(bands) < len(keys) else []


def _not_recorded(text: str) -> Iterable[tuple[int, int, Kind]]:
    """Where a text says that a sex or an age is not recorded; two places where it says so of both."""
    for hit in find("roles", text, "not recorded"):
        words = text[hit.start : hit.end]
        named = [(h.start, h.end, k) for k in ("sex", "age") for h in find("roles", words, f"names {k}")]
        for n, (start, end, kind) in enumerate(sorted(named)):
            first = hit.start if n == 0 else hit.start + start
            last = hit.end if n + 1 == len(named) else hit.start + end
            yield first, last, kind  # type: ignore[misc]


def _questions(text: str, times_asked: frozenset[str]) -> list[Found[str]]:
    found = []
    for hit in find("roles", text, "a question"):
        words = text[hit.start : hit.end]
        numbers = numbers_in(words) or [w for w in words.split() if w in times_asked]
        numbers = numbers or [str(n) for n, w in enumerate(word_class("ordinal"), 1) if w in words.lower().split()]
        if len(numbers) == 1:
            found.append(Found(hit.start, hit.end, Reading(numbers[0])))
    return found


def _years_of_age(found: list[Statement], text: str, years: Sequence[Period]) -> list[Statement]:
    """`16-17` among ages is an age and no year; `15/16, 16/17`, `2015 to 2016, 2016 to 2017` are years."""
    bands = [s for s in found if isinstance(s.value, Age) and s.value.kind == "band" and s.value != Age(0, 17)]
    out = []
    for s in found:
        olds = _YEAR_OLDS.match(text, s.end) if s.kind == "period" else None
        if olds and (told := ages.parse(text[s.start : s.end].replace("/", "-"))):  # `16/17 year olds`
            s = replace(s, kind="age", end=olds.end(), value=told.value, certainty=1.0)
        elif (
            s.kind == "period" and not s.open and s.certainty < (SURE if s.value.type.endswith("_year") else HALF_SURE)
        ):
            others = [o.value for o in found if o is not s and isinstance(o.value, Period)] + list(years)
            meets = any(_adjoin(o, s.value) or o == s.value for o in others)
            of_people = bool(bands) or says("roles", text[max(0, s.start - 12) : s.end + 12], "says age")
            age = ages.parse(text[s.start : s.end]) if s.certainty < HALF_SURE else None
            if age is not None and (of_people or not meets) and "/" not in text[s.start : s.end]:
                s = replace(s, kind="age", value=age.value, certainty=0.9 if of_people else HALF_SURE)
            elif _YEARS.fullmatch(text, s.start, s.end) and (
                meets or beside("roles", text, s.start, s.end, "period named")
            ):
                s = replace(s, certainty=0.9)
        elif s in bands and says("roles", text[: s.start].rstrip(), "somebody of"):
            s = replace(s, certainty=max(s.certainty, 0.9))  # `those of 13 to 15`
        elif s in bands and any(_goes_on(s.value, o.value) or _goes_on(o.value, s.value) for o in bands):
            s = replace(s, certainty=max(s.certainty, 0.9))  # `0-9 386, 10-13 402`: one goes on where the other ends
        out.append(s)
    return out


def _goes_on(one: Age, other: Age) -> bool:
    return one.high is not None and other.low == one.high + 1


def _adjoin(one: Period, other: Period) -> bool:
    return any(abs((one.start - other.start).days - step) < 2 for step in (365, -365))


def measures(text: str) -> list[Statement]:
    """What is counted, by nouns and verbs, left to right; a verb that says more hides the noun within it."""
    out: list[Statement] = []
    for hit in find("measures", _without_laws(text)):
        if all(hit.end <= s.start or hit.start >= s.end for s in out):
            out.append(Statement("measure", hit.start, hit.end, hit.phrase.kind))
    return sorted(out, key=lambda s: s.start)


def tells_apart(statement: Statement) -> bool:
    """Whether a statement tells figures apart: `under 18` is said of all figures of every return, and tells none."""
    whole = isinstance(statement.value, Age) and (statement.value.low or 0, statement.value.high) == (0, 17)
    return statement.kind != "aside" and not whole and not says_all(statement.value)
