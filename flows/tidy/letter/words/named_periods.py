"""The periods that a text names: also by their place among others, by their neighbour, and by the month they end on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.periods import periods
from flows.tidy.letter.text.phrases import find
from flows.tidy.letter.words import bare_years, relative_years
from flows.tidy.letter.words.mention import Mention

_PLACES = {
    "first": 0, "earlier": 0, "earliest": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4,
    "later": -1, "latter": -1, "latest": -1, "last": -1, "final": -1, "recent": -1,
}  # fmt: skip
_NTH = re.compile(
    rf"\bthe\s+(?P<nth>most recent|more recent|{'|'.join(p for p in _PLACES if p != 'recent')})"
    r"(?:\s+of\s+(?:the|these|those|them))?(?:\s+(?:two|three|four|five))?(?P<year>\s+(?:financial\s+|calendar\s+)?(?:years?|periods?)(?!\s+of\b)|(?=\s*(?:[,.;)]|and\b|$)))",
    re.IGNORECASE,
)
#: Words that speak of two.
_OF_TWO = ("former", "latter", "earlier", "later")
#: They follow the order in which the two were named, the others that of time.
_BY_MENTION = ("former", "latter")
#: So do `1,080 in the first and 1,170 in the second`.
_IN_TURN = {"first", "second"}
_IN = re.compile(r"\b(?:in|during)\s+$", re.IGNORECASE)
#: `The first of these years` may be the first that the letter names, be it the later one.
_OF_THESE = re.compile(r"\b(?:first|second|third|fourth|fifth)\s+of\s+(?:these|those|them)\b", re.IGNORECASE)
_IN_DOUBT = 0.4
#: `Year 1: 20. Year 2: 29.`
_NUMBERED = re.compile(r"\b[Yy]ear\s+(?P<n>[1-5])(?!,\d)(?=\s*(?:[,:;(=–-]|$)|\s+(?:there|was|were|had|the)\b)")
#: `2009 – 16 crimes`: a year and its figure, not the years from one to the other.
_WITH_FIGURE = re.compile(r"((?:19|20)\d\d)\s+[-–—]\s+\d\d")
_WITH_DISTANT = re.compile(r"((?:19|20)\d\d)\s+[-–—]\s+((?:19|20)\d\d)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_PAIRED = re.compile(r"(?:19|20)\d\d\s*[:=–—-]\s*\d[\d,]*\b")
_GOES_TO = re.compile(r"[\s(,]*(?:up\s+)?(?:to|until|till|through)\s+(?:the\s+)?(?:end\s+of\s+)?", re.IGNORECASE)
_KEYS = re.compile(r"\s*[:=]\s*|\s+[-–—]\s+")
_TWO = 2
_A_DAY = 0.4
_OF_A_YEAR, _SURE = 0.8, 1.0
#: Below the first a year may be no year at all.
_HALF_SURE, _SURE_ENOUGH = 0.5, 0.9
_MONTH = 31
_FAR_OFF = 2045
#: `4-7 / 39` is an age and its figure.
_NO_DATE = re.compile(r"\d+\s*-\s*\d+\s*/\s*\d+|\d+\s*/\s*\d+\s*-\s*\d+")


def named_periods(
    text: str, dated: dt.date | None, spoken: Period | None, years: Sequence[Period], today: dt.date | None = None
) -> list[Mention]:
    """The periods in a text; `2022, up to and including 19 December` is one, `the year before` by its neighbour."""
    written = _spans(_as_written(text, dated), text)
    out = [_of_calendar_years(m, text, years) for m in _two_in_one(written, text)]
    named = bare_years.ending(text)
    if named:
        out = [_to_month(m, named, text) for m in out]
    named_in_order, years = years, sorted(years, key=lambda p: (p.start, p.end))
    if len(years) > 1 and len({m.value for m in out}) < 2:
        places = list(_NTH.finditer(text))
        told = {m["nth"].lower() for m in places}
        bare = told == set(_BY_MENTION) or (told == _IN_TURN and all(_IN.search(text[: m.start()]) for m in places))
        for match in places if any(m["year"] for m in places) or bare else []:
            nth = match["nth"].lower().replace("most ", "").replace("more ", "")
            place, among = _PLACES[nth], named_in_order if bare or nth in _BY_MENTION else years
            if (bare or nth in _OF_TWO) and len(years) > _TWO:
                continue
            if place < len(years) and all(m.end <= match.start() or m.start >= match.end() for m in out):
                certainty = _IN_DOUBT if any(_OF_THESE.search(m[0]) for m in places) else 0.9
                out.append(Mention("period", match.start(), match.end(), among[place], certainty))
    out = relative_years.told(text, sorted(out, key=lambda m: m.start), spoken, years, today)
    for match in _NUMBERED.finditer(text):
        place = int(match["n"]) - 1
        if place < len(years) and all(m.start < match.start() or m.start > match.end() + 2 for m in out):
            out.append(Mention("period", match.start(), match.end("n"), years[place], 0.9))
    return sorted(out, key=lambda m: m.start)


def as_asked(found: Sequence[Mention], request: Sequence[Mention]) -> list[Mention]:
    """The mentions of an answer, its years sure that may mean another where the request names just them, and surely.

    >>> year, other = Period.financial_year(2021), Period.calendar_year(2021)
    >>> told = [Mention("period", 0, 12, year, 0.6)]
    >>> [as_asked(told, [Mention("period", 9, 16, asked)])[0].certainty for asked in (year, other)]
    [0.9, 0.6]
    """
    asked = {m.value for m in request if m.kind == "period" and m.certainty >= _SURE}
    return [
        replace(m, certainty=_SURE_ENOUGH)
        if m.kind == "period" and _HALF_SURE <= m.certainty < _SURE_ENOUGH and m.value in asked
        else m
        for m in found
    ]


def _as_written(text: str, dated: dt.date | None) -> list[Mention]:
    """The periods that the text names by themselves, as far as words behind them say; figures like years are none."""
    out: list[Mention] = []
    for f in periods.find(text, dated):
        if out and f.start < out[-1].end:
            continue
        period, end, certainty = f.reading.value, f.end, f.reading.certainty
        if cut := relative_years.as_far_as(text, end, period):
            period, end = cut
        if certainty < _SURE and (year := _before_its_figure(text, f.start, f.end)):
            period, end, certainty = Period.calendar_year(year), f.start + len(str(year)), _OF_A_YEAR
        if out and _is_figure_of(out[-1], text, f.start, f.end):
            continue
        far_off = period.start == period.end and period.start.year > _FAR_OFF
        if far_off or _NO_DATE.fullmatch(text[f.start : end]):
            continue
        if period.start == period.end:
            certainty = min(certainty, _A_DAY)
        out.append(Mention("period", f.start, end, period, certainty))
    return out


def _of_calendar_years(m: Mention, text: str, years: Sequence[Period]) -> Mention:
    """`2013 – 2019` in a letter whose years are calendar years; which years it means stays in doubt."""
    ends = _WITH_DISTANT.fullmatch(text[m.start : m.end])
    if ends is None or {y.type for y in years if y.type != "range"} != {"calendar_year"}:
        return m
    first, last = Period.calendar_year(int(ends[1])), Period.calendar_year(int(ends[2]))
    follow = first.start.year + 1 == last.start.year
    return m if follow else replace(m, value=Period.of_days(first.start, last.end))


def _before_its_figure(text: str, start: int, end: int) -> int | None:
    """The year at the head of a line whose figure stands behind a dash and before what it counts, or is no year."""
    distant = _WITH_DISTANT.fullmatch(text[start:end])
    if distant and int(distant[2]) > _FAR_OFF:
        return int(distant[1])
    keyed = _WITH_FIGURE.fullmatch(text[start:end])
    if keyed is None or re.search(r"\w", text[:start]):
        return None
    counted = any(text[end : end + h.start].isspace() for h in find("nouns", text[end:], "counted") if h.start)
    return int(keyed[1]) if counted else None


def _is_figure_of(year: Mention, text: str, start: int, end: int) -> bool:
    """Whether what looks like a year stands behind a later one as its figure: `2018 – 1991, 2019 – 994`."""
    both = text[year.start : year.end], text[start:end]
    if not all(map(_BARE_YEAR.fullmatch, both)) or not _KEYS.fullmatch(text[year.end : start]):
        return False
    return both[1] < both[0] and (text[year.end : start].strip() in (":", "=") or len(_PAIRED.findall(text)) > 1)


def _spans(found: list[Mention], text: str) -> list[Mention]:
    """Two days with `and` between them are the first and the last of a period: `01/04/2016 and 31/03/2017`."""
    out: list[Mention] = []
    for m in found:
        last = out[-1] if out else None
        if last and re.fullmatch(r"\s*(?:and|&)\s*", text[last.end : m.start]) and _a_day(last) and _a_day(m):
            reading = periods.parse(f"{text[last.start : last.end]} to {text[m.start : m.end]}")
            if reading and (reading.value.end - reading.value.start).days >= _MONTH:
                out[-1] = Mention("period", last.start, m.end, reading.value, 0.8)
                continue
        out.append(m)
    return out


def _two_in_one(found: list[Mention], text: str) -> list[Mention]:
    """The periods of a text, those in doubt of which one goes `to` the next: a span, of which both were misread.

    >>> [m.certainty for m in named_periods("in 2014/15 to March 2016", None, None, ())]
    [0.4, 0.4]
    """
    pairs = [(a, b) for a, b in pairwise(found) if _GOES_TO.fullmatch(text, a.end, b.start)]
    misread = [m for pair in pairs for m in pair]
    return [replace(m, certainty=min(m.certainty, _IN_DOUBT)) if m in misread else m for m in found]


def _a_day(m: Mention) -> bool:
    return isinstance(m.value, Period) and (m.value.end - m.value.start).days <= _MONTH and m.certainty < 1


def _to_month(m: Mention, named: re.Match[str], text: str) -> Mention:
    """`2016` among `years ending 31 March` is the year that ends then."""
    year = re.search(r"(?:19|20)\d\d$", text[m.start : m.end])
    bare = year is not None and (year.start() == 0 or named.start() <= m.start < named.end())
    if year is None or not bare or not isinstance(m.value, Period):
        return m
    value = bare_years.year_to(named["month"], Period.calendar_year(int(year[0])))
    return replace(m, start=m.start + year.start(), value=value, certainty=0.9)
