"""The age bands in a folded line, by the forms in which they are written (`schemas/codes/forms/ages.csv`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.tidy.labels.forms import each, form
from flows.tidy.labels.meanings import Age, Found, Reading
from flows.tidy.labels.words import small

Build = Callable[[int, int], Reading[Age] | None]


def _band(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high)) if low <= high else None


def _half_open(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high - 1)) if low < high else None


def _between(low: int, high: int) -> Reading[Age] | None:
    return _half_open(low + 1, high)


def _pair(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high)) if high == low + 1 else None


def _unsure_pair(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high), certainty=0.6) if high == low + 1 else None


def _unsure_band(low: int, high: int) -> Reading[Age] | None:
    """`5/9`, among its like, where two ages that follow one another are a pair."""
    return Reading(Age(low, high), certainty=0.5) if high > low + 1 else None


def _below(high: int, _: int) -> Reading[Age] | None:
    return Reading(Age(0, high - 1)) if high > 0 else None


def _apart(age: int, _: int) -> Reading[Age] | None:
    return Reading(Age.all()) if age > 0 else None


def _up_to(high: int, _: int) -> Reading[Age] | None:
    return Reading(Age(0, high), ("reading_ambiguous",), (Age(0, high - 1),), 0.5) if high > 0 else None


def _glued(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high), ("label_guessed",), certainty=0.8) if low < high else None


#: What the forms of a kind mean; `label below` is such a form in a label alone.
_BUILD: dict[str, Build] = {
    "band": _band,
    "half open": _half_open,
    "between": _between,
    "pair": _pair,
    "unsure pair": _unsure_pair,
    "unsure band": _unsure_band,
    "below": _below,
    "apart": _apart,
    "up to": _up_to,
    "to": lambda high, _: Reading(Age(0, high)),
    "and over": lambda low, _: Reading(Age(low, None)),
    "over": lambda low, _: Reading(Age(low + 1, None)),
    "glued": _glued,
    "single": lambda age, _: Reading(Age(age, age)),
}
_OF_LABELS = "label "
#: `Two - 5`: an age and its figure, as no band is written.
_DASHED = re.compile(r"\s-+\s")
#: `16 and 17 - 29` among `Under 16 - 52` and `18 and over - 102`.
_IS_KEY = re.compile(r"\s*(?:\s-+\s|[:=])\s*\d")


def scan(line: str, whole: bool) -> list[Found[Age]]:
    """Every band written in a folded line; `whole`: the line is a label, so that signs alone (`-18`, `+75`) count."""
    found = []
    for kind, pattern in each("ages", *_BUILD, *(_OF_LABELS * whole + kind for kind in _BUILD)):
        build = _BUILD[kind.removeprefix(_OF_LABELS)]
        for m in pattern.finditer(line):
            numbers = [small(g) for g in m.groups() if g is not None]
            reading = build(numbers[0], numbers[-1])
            if len({g.isdecimal() for g in m.groups() if g is not None}) > 1 and _DASHED.search(m[0]):
                continue
            if reading is None or max(numbers) > 110 or (not whole and _counts_other(line, m)):
                continue
            if not whole and form("ages", "plain band").fullmatch(m[0]):
                reading = Reading(reading.value, reading.flags, reading.alternatives, 0.5)
            found.append(Found(m.start(), m.end(), reading))
    return found + _listed(line, whole)


def _listed(line: str, whole: bool) -> list[Found[Age]]:
    """Three or more single years that follow one another; with commas alone only as a whole label."""
    found = []
    of_age = form("ages", "of age")
    keyed = _is_of_ages(line)
    for m in form("ages", "listed").finditer(line):
        years = [small(n) for n in form("ages", "n").findall(m["joined"] or m["commas"])]
        said = whole or (m["joined"] and (keyed or of_age.search(m[0]) or of_age.search(line[: m.start()])))
        if said and years == list(range(years[0], years[0] + len(years))):
            found.append(Found(m.start(), m.end(), Reading(Age(years[0], years[-1]))))
    return found


def _is_of_ages(line: str) -> bool:
    """`16 and 17: 71`: a line that is nothing but teens, a sign and their figure; `1 and 2: 71` may be of questions."""
    return form("ages", "line of ages").fullmatch(line) is not None


def _counts_other(line: str, match: re.Match[str]) -> bool:
    """Whether the numbers are those of questions or tables, or of things: no age stands there."""
    before = line[: match.start()]
    keyed = _IS_KEY.match(line, match.end()) is not None and form("ages", "open band").search(line) is not None
    keyed = keyed or _is_of_ages(line)
    if form("ages", "two").fullmatch(match[0]) and not (form("ages", "of age").search(before) or keyed):
        return True
    if form("ages", "a month").match(line, match.end()):  # `from 3 Apr`, `up to 31 August`
        return True
    said = form("ages", "year").search(match[0])
    of_age = said or form("ages", "said of an age").search(before)
    # `10 or more occurrences`: a number of what follows, unless that goes on as words about an age do; `five or more`
    # alone is an age where a word not far before says so.
    goes_on = of_age and form("ages", "goes on").match(line, match.end())
    if form("ages", "amount").search(match[0]) and not goes_on:
        return True
    # `the two years to March`: a stretch of time, where no word says that it is an age.
    old = line[match.end() :].lstrip(" -").startswith(("old", "of age"))
    if not old and form("ages", "stretch").fullmatch(match[0].strip(" ()")):
        return True
    stretches = (m.span("years") for m in form("ages", "of time").finditer(line))
    if any(start < match.end() and match.start() < end for start, end in stretches):
        return True
    if match[0].startswith("to ") and not of_age:  # `confined to one part of the city`
        return True
    article = match[0].startswith("above") and form("ages", "the above").search(before)
    numbered = form("ages", "behind a number").search(before)
    return bool(numbered or article or (not said and form("ages", "counted").match(line, match.end())))
