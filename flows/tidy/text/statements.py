"""What a stretch of running text says: every mention of a dimension, with its place and how sure it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from flows.tidy.dimensions import find as find_label
from flows.tidy.dimensions import parse as parse_label
from flows.tidy.dimensions import part_of_year
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Age, Found, Offence, Period, Reading, says_all
from flows.tidy.letter.text.numbering import ORDINALS, numbers_in
from flows.tidy.letter.text.phrases import Hit, beside, find, opens, plain, says, unmarked

Kind = Literal["period", "age", "sex", "online", "offence", "force", "question", "measure"]
#: In the order in which they claim the words of a text.
_ORDER: tuple[Kind, ...] = ("offence", "age", "sex", "online", "force")
#: The dimensions that tell one figure of a year from another.
NARROW: tuple[Kind, ...] = ("age", "sex", "online", "offence")
SURE, HALF_SURE = 0.65, 0.5
_A_DAY = 0.4
_A_MONTH = 31
_NEAR = 45
_FAR_OFF = 2045
_LETTERS = {"F": "female", "M": "male", "U": "unknown"}
#: The name of a law, whose years and children are no figures': `Sexual Offences Act 2003`.
_LAW = re.compile(
    r"\b(?:[A-Z][\w'’]*(?:\s+(?:of|and|the|for|to|in|\(?[A-Z][\w'’]*\)?)){0,6}\s+)"
    r"(?:Act|Regulations?|Order|Law|Scheme|Rules|Bill)\b(?:\s+(?:19|20)\d\d)?"
)
#: `F 640 / M 151`: letters before figures.
_SEX_LETTER = re.compile(r"(?<![\w.'’])[FMU](?=\s*[:=–-]?\s*[<\d])")
_YEAR_AND_FIGURE = re.compile(r"((?:19|20)\d\d)\s*[-–—:]\s+(?:\d{2}|(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one dimension that stands in a text at `text[start:end]`."""

    kind: Kind
    start: int
    end: int
    value: Any
    certainty: float = 1.0

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, repr(self.value)


@dataclass(frozen=True, slots=True)
class Times:
    """What a text's years lean on: the day of the letter, the year spoken of before, the years named, in their order.

    `asked`: the numbers of the questions, so that `Q2` is one of them and no quarter.
    """

    dated: dt.date | None = None
    spoken: Period | None = None
    years: tuple[Period, ...] = ()
    asked: frozenset[str] = frozenset()


NO_TIMES = Times()


@lru_cache(maxsize=8192)
def statements(text: str, times: Times = NO_TIMES) -> tuple[Statement, ...]:
    """Everything that the text says of the figures in or under it, left to right, no span in two statements.

    >>> [(s.kind, s.value) for s in statements("four girls with the cyber flag")]
    [('sex', 'female'), ('online', 'yes')]
    """
    bare = _LAW.sub(lambda m: " " * len(m[0]), unmarked(text))
    for hit in find("prose", bare, "nothing_counted"):
        bare = bare[: hit.start] + "  " + bare[hit.start + 2 :]
    out = _periods(bare, times)
    _take(out, "sex", _letters(bare))
    for start, end, kind in _not_recorded(bare):
        _take(out, kind, [Found(start, end, Reading(Age.unknown() if kind == "age" else "unknown"))])
    for kind in _ORDER:
        _take(out, kind, _spoken_of(kind, bare))
    if all(s.kind != "online" for s in out):
        flags = [Found(h.start, h.end, Reading("yes", certainty=0.8)) for h in find("roles", bare, "the flag")]
        _take(out, "online", [f for f in flags if not _aside("online", bare, f)])
    _take(out, "question", [q for q in _questions(bare, times.asked) if not times.asked or q.reading.value in times.asked])
    return tuple(_years_of_age(sorted(out, key=lambda s: s.start), bare, times.years))


def _take(out: list[Statement], kind: Kind, found: Iterable[Found[Any]]) -> None:
    for f in found:
        # `Online grooming` says the flag within the name of an offence.
        within = kind == "online"
        if all(f.end <= s.start or f.start >= s.end or (within and s.kind == "offence") for s in out):
            out.append(Statement(kind, f.start, f.end, f.reading.value, f.reading.certainty))


def _spoken_of(kind: Kind, text: str) -> list[Found[Any]]:
    """What the label parser of a dimension finds, without what is said of something else than the figures."""
    found = [f for f in find_label(kind, text) if not _aside(kind, text, f)]
    if kind == "online" and says("prose", text, "keyword"):
        # In a sentence about a search for words `online` may be one of them.
        return [replace(f, reading=Reading("all", ("online_by_keyword",), certainty=0.3)) for f in found]
    return [f for f in found if f.reading.value not in (Offence(None, "all"), Age.all())]


def _aside(kind: Kind, text: str, found: Found[Any]) -> bool:
    """Whether words around say that a value is an offender's, a bound of a count, a length, or only a flag's name."""
    words = text[found.start : found.end]
    if beside("roles", text, found.start, found.end, f"{kind} of another"):
        return True
    if kind != "age":
        return False
    around = text[max(0, found.start - _NEAR) : found.end + _NEAR]
    if says("roles", words, "a length") and found.start and not says("roles", around, "somebody"):
        return True
    if says("roles", f"{text[max(0, found.start - 8) : found.start]}{words}{text[found.end : found.end + 2]}", "says age"):
        return False
    if opens("roles", words, "a change"):
        return True
    bound = opens("roles", words, "a bound")
    return bound and bool(beside("roles", text, found.start, found.end, "age of numbers"))


def _letters(text: str) -> list[Found[str]]:
    letters = list(_SEX_LETTER.finditer(text))
    if not {"F", "M"} <= {m[0] for m in letters}:
        return []
    return [Found(m.start(), m.end(), Reading(_LETTERS[m[0]])) for m in letters]


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
        numbers = numbers_in(words) or [w for w in words.split() if times_asked and w in times_asked] or [str(n) for n, w in enumerate(ORDINALS, 1) if w in words.lower().split()]
        if len(numbers) == 1:
            found.append(Found(hit.start, hit.end, Reading(numbers[0])))
    return found


def _years_of_age(found: list[Statement], text: str, years: Sequence[Period]) -> list[Statement]:
    """`16-17` among ages is an age and no year; `15/16, 16/17` and `for 16/17` are years."""
    bands = [s for s in found if isinstance(s.value, Age) and s.value.kind == "band" and s.value != Age(0, 17)]
    out = []
    for s in found:
        if s.kind == "period" and s.certainty < HALF_SURE:
            others = [o.value for o in found if o is not s and isinstance(o.value, Period)] + list(years)
            meets = any(_adjoin(o, s.value) or o == s.value for o in others)
            of_people = bool(bands) or says("roles", text[max(0, s.start - 12) : s.end + 12], "says age")
            age = ages.parse(text[s.start : s.end])
            if age is not None and (of_people or not meets) and "/" not in text[s.start : s.end]:
                s = replace(s, kind="age", value=age.value, certainty=0.9 if of_people else HALF_SURE)
            elif meets or beside("roles", text, s.start, s.end, "period named"):
                s = replace(s, certainty=0.9)
        out.append(s)
    return out


def _adjoin(one: Period, other: Period) -> bool:
    return any(abs((one.start - other.start).days - step) < 2 for step in (365, -365))


def _periods(text: str, times: Times) -> list[Statement]:
    """The periods that a text names, and those that it tells by their place from another."""
    out: list[Statement] = []
    for f in find_label("period", text) if times.dated is None else _dated(text, times.dated):
        period, end, certainty = f.reading.value, f.end, f.reading.certainty
        if out and f.start < out[-1].end:
            continue
        figure = _YEAR_AND_FIGURE.fullmatch(text, f.start, f.end)
        if figure and certainty < 1 and (not text[: f.start].strip() or out or "- " in plain(figure[0])):
            period, end, certainty = Period.calendar_year(int(figure[1])), f.start + 4, 0.8
        elif period.start.year > _FAR_OFF or beside("roles", text, f.start, f.end, "period of another"):
            continue
        if beside("roles", text, f.start, f.end, "period in part"):
            certainty = min(certainty, _A_DAY)  # `in the same six months of 2016`
        period, end = _as_far_as(text, end, period)
        if next(find("roles", text[max(0, f.start - 24) : f.start], "current"), None) and period.type == "range":
            whole = [Period.financial_year(period.end.year - (period.end.month < 4)), Period.calendar_year(period.end.year)]
            of_kind = {y.type for y in times.years} or {"financial_year"}
            year = next((y for y in whole if y.type in of_kind), whole[0])
            period = Period.of_days(year.start, period.end)
        if period.start == period.end:
            certainty = min(certainty, _A_DAY)  # The day of a letter, a search, an answer: no period of figures.
        out.append(Statement("period", f.start, end, period, certainty))
    out = _joined(out, text)
    told = sorted(find("periods", text), key=lambda h: h.start - h.end)
    for hit in told:
        if any(s.start < hit.end and hit.start < s.end for s in out):
            continue
        if hit.phrase.kind == "part" and set(numbers_in(text[hit.start : hit.end])) & times.asked:
            continue
        written = next((s for s in out if s.start >= hit.end and not text[hit.end : s.start].strip(" ,(:–-")), None)
        if written is not None:  # `the previous financial year (2015/16)`
            out[out.index(written)] = replace(written, start=hit.start)
            continue
        value = _relative(hit, text, sorted(out, key=lambda s: s.start), times)
        if value is not None:
            out.append(Statement("period", hit.start, hit.end, value[0], value[1]))
    return sorted(out, key=lambda s: s.start)


@lru_cache(maxsize=8192)
def _dated(text: str, dated: dt.date) -> tuple[Found[Period], ...]:
    from flows.tidy.labels.periods import periods

    return tuple(periods.find(text, dated))


def _as_far_as(text: str, end: int, period: Period) -> tuple[Period, int]:
    """A period as far as a day or month of it that words behind it name: `2022, up to and including 19 December`."""
    hit = next((h for h in find("until", text[end : end + 60]) if h.start == 0), None)
    tokens = text[end + hit.end : end + hit.end + 30].split() if hit else []
    for n in range(min(3, len(tokens)), 0, -1):
        words = " ".join(tokens[:n]).rstrip(",.;)")
        last = parse_label("period", f"{words} {period.end.year}")
        if hit and last is not None and period.start <= last.value.end < period.end and not words[-2:].isdecimal():
            return Period(period.start, last.value.end, "range"), end + hit.end + text[end + hit.end :].find(tokens[n - 1]) + len(tokens[n - 1].rstrip(",.;)"))  # fmt: skip
    return period, end


def _joined(found: list[Statement], text: str) -> list[Statement]:
    """Two days with `and` between them are the ends of a period: `between 01/04/2016 and 31/03/2017`."""
    out: list[Statement] = []
    for s in found:
        last = out[-1] if out else None
        if last is not None and text[last.end : s.start].strip().lower() in ("and", "&"):
            days = [(p.value.end - p.value.start).days for p in (last, s)]
            if max(days) <= _A_MONTH and (s.value.end - last.value.start).days > _A_MONTH:
                out[-1] = Statement("period", last.start, s.end, last.value.through(s.value), 0.8)
                continue
        out.append(s)
    return out


def _relative(hit: Hit, text: str, found: Sequence[Statement], times: Times) -> tuple[Period, float] | None:
    """The period that words tell by its place from another, and how surely; None where nothing says from which."""
    years = [s.value for s in found if (s.value.end - s.value.start).days > _A_MONTH]
    before = [s.value for s in found if s.end <= hit.start and s.value in years]
    kind = hit.phrase.kind
    if kind in ("this year", "last year"):
        if times.dated is None or (kind == "last year" and times.spoken is not None):
            return (times.spoken.year_before(), HALF_SURE) if times.spoken and kind == "last year" else None
        year = Period.calendar_year(times.dated.year)
        if says("roles", text[hit.start : hit.end], "financial"):
            year = Period.financial_year(times.dated.year - (times.dated.month < 4))
        if kind == "last year":
            return year.year_before(), 0.9
        return Period.of_days(year.start, times.dated), 0.9
    if kind in ("first", "second", "third", "last", "former", "latter"):
        ordered = times.years if kind in ("former", "latter") else tuple(sorted(times.years, key=lambda p: p.start))
        place = {"first": 0, "former": 0, "second": 1, "third": 2}.get(kind, -1)
        if len(ordered) < 2 or place >= len(ordered):
            return None
        return ordered[place], 0.9 if len(ordered) == 2 else 0.7
    base = before[-1] if before else times.spoken or (years[0] if years else None)
    if kind == "part":
        return _part(text[hit.start : hit.end], base or next(iter(times.years), None), times.years)
    if kind == "same":
        return (times.spoken or base, 0.9) if times.spoken or base else None  # type: ignore[return-value]
    if base is None:
        return None
    return (base.year_before() if kind == "before" else _year_after(base)), 0.9


def _part(words: str, year: Period | None, years: Sequence[Period]) -> tuple[Period, float] | None:
    """A month or quarter of the year spoken of, or of the year of which another part was."""
    if year is None:
        return None
    if year.type == "range":
        around = [y for y in years if y.type != "range" and y.start <= year.start and year.end <= y.end]
        year = around[0] if around else Period.financial_year(year.start.year - (year.start.month < 4))
    bare = words.lower().removeprefix("in ").removeprefix("for ").removeprefix("during ").removeprefix("the ")
    reading = part_of_year(bare, year)
    return (reading.value, 0.6 if reading.flags else 0.9) if reading else None


def _year_after(period: Period) -> Period:
    first = period.end + dt.timedelta(days=1)
    return Period(first, first.replace(year=first.year + 1) - dt.timedelta(days=1), period.type)


def measures(text: str) -> list[Statement]:
    """What is counted, by nouns and verbs, left to right; a verb that says more hides the noun within it."""
    out: list[Statement] = []
    for hit in find("measures", _LAW.sub(lambda m: " " * len(m[0]), text)):
        if all(hit.end <= s.start or hit.start >= s.end for s in out):
            out.append(Statement("measure", hit.start, hit.end, hit.phrase.kind))
    return sorted(out, key=lambda s: s.start)


def tells_apart(statement: Statement) -> bool:
    """Whether a statement tells figures apart: `under 18` is said of all figures of every return, and tells none."""
    whole = isinstance(statement.value, Age) and (statement.value.low or 0, statement.value.high) == (0, 17)
    return not whole and not says_all(statement.value)
