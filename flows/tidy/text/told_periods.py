"""The periods that a text names, and those that it tells by their place from another: `the year before`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, pairwise
from typing import Any, Literal

from flows.tidy.dimensions import find as find_label
from flows.tidy.dimensions import parse as parse_label
from flows.tidy.dimensions import part_of_year
from flows.tidy.labels.meanings import Found, Period
from flows.tidy.labels.periods import periods
from flows.tidy.labels.periods.within_years import year_around
from flows.tidy.text.numbering import numbers_in
from flows.tidy.text.phrases import Hit, beside, find, led, plain, says

Kind = Literal["period", "age", "sex", "online", "offence", "force", "question", "measure", "aside"]
SURE, HALF_SURE = 0.65, 0.5
_A_DAY = 0.4
_A_MONTH = 31
_FAR_OFF = 2045
_YEAR_BEHIND = re.compile(r"\s((?:19|20)\d\d)\b")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADS_IN = frozenset({"in", "for", "during", "over", "the"})
_KEYED = re.compile(r"\s*[-–—:=]\s*")
#: `2017-744`, `2016/1402`: a year that opens or closes a longer mark is part of a reference.
_MARKED = re.compile(r"[-/]\d{3,}(?!\d)|[-/]\d+[-/]")
#: `1987 for 2016/17`: what stands before its own year is a figure.
_WITH_ITS_YEAR = re.compile(r"(?<=\d\d\d\d)\s+(?:for|in)\s+(?:the\s+)?$", re.IGNORECASE)
#: `4 and 6 November 2022`, `between 4 and 6 November`
_FIRST_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|-|–)\s*$")
#: `last year` that a letter defines is not `the year before that`, nor `Part A` part of `Part A and B`.
_NO_TERM_BEHIND = r"(?!\s+(?:that|those|this|(?:and|&)\s+[A-Z]\b))"
#: The names that a letter gives to its periods.
Terms = tuple[tuple[str, Period], ...]
_YEAR_AND_FIGURE = re.compile(r"((?:19|20)\d\d)\s*[-–—:]\s+(?:\d{2}|(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one dimension that stands in a text at `text[start:end]`.

    `open`: a period of which only the beginning is told, `since 2014`; its value is the first year or month of it.
    """

    kind: Kind
    start: int
    end: int
    value: Any
    certainty: float = 1.0
    open: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, repr(self.value)

    @property
    def is_long(self) -> bool:
        """Whether it is a period of more than a month."""
        return isinstance(self.value, Period) and (self.value.end - self.value.start).days > _A_MONTH

    @property
    def is_a_day(self) -> bool:
        return isinstance(self.value, Period) and self.value.start == self.value.end


@dataclass(frozen=True, slots=True)
class Times:
    """What a text's years lean on: the day of the letter, the year spoken of before, the years named, in their order.

    `pair`: the two of them that figures were told of last; `asked`: the numbers of the questions, so that `Q2` is one
    of them and no quarter; `terms`: names of periods.
    """

    dated: dt.date | None = None
    spoken: Period | None = None
    years: tuple[Period, ...] = ()
    asked: frozenset[str] = frozenset()
    terms: Terms = ()
    pair: tuple[Period, ...] = ()


NO_TIMES = Times()


def told_periods(text: str, times: Times) -> list[Statement]:
    """The periods that a text names, and those that it tells by their place from another."""
    out: list[Statement] = []
    for f in find_label("period", text) if times.dated is None else _dated(text, times.dated):
        period, end, certainty = f.reading.value, f.end, f.reading.certainty
        if _BARE_YEAR.fullmatch(text, f.start, f.end) and _MARKED.match(text, f.end):
            continue
        if out and (f.start < out[-1].end or _is_its_figure(text, out[-1], f.start, f.end)):
            continue
        if period.end.year == period.start.year + 1 and (more := _YEAR_BEHIND.match(text, end)):
            end = more.end() if int(more[1]) == period.end.year else end
        figure = _YEAR_AND_FIGURE.fullmatch(text, f.start, f.end)
        if figure and certainty < 1 and (not text[: f.start].strip() or out or "- " in plain(figure[0])):
            period, end, certainty = Period.calendar_year(int(figure[1])), f.start + 4, 0.8
        elif period.start.year > _FAR_OFF or beside("roles", text, f.start, f.end, "period of another"):
            continue
        if beside("roles", text, f.start, f.end, "period in part"):
            part = next((s.value for s in reversed(out) if s.value.type == "range"), times.spoken)
            moved = part.moved_into(period) if part is not None and part.type == "range" else None
            # `in the same six months of 2016`
            period, certainty = (moved, 0.9) if moved is not None else (period, min(certainty, _A_DAY))
        period, end = _as_far_as(text, end, period)
        if next(find("roles", text[max(0, f.start - 24) : f.start], "current"), None) and period.type == "range":
            financial = Period.financial_year_of(period.end)
            of_kind = {y.type for y in times.years} - {"range"}
            year = Period.calendar_year(period.end.year) if of_kind == {"calendar_year"} else financial
            period = Period.of_days(year.start, period.end)
        if beside("roles", text, f.start, f.end, "a change since"):  # `have risen since 2015/16`, when they were 659
            compared = parse_label("period", text[f.start : f.end].split(None, 1)[-1])
            period, certainty = (compared.value, compared.certainty) if compared is not None else (period, certainty)
        if period.start == period.end:
            certainty = min(certainty, _A_DAY)  # The day of a letter, a search, an answer: no period of figures.
        out.append(Statement("period", f.start, end, period, certainty, "period_open" in f.reading.flags))
    out = _without_figures(_ending(_cut_behind(_from_day_to_day(out, text), text), text), text)
    for pattern, period in _patterns(times.terms):
        for m in pattern.finditer(text):
            if all(s.end <= m.start() or m.end() <= s.start for s in out):
                out.append(Statement("period", m.start(), m.end(), period))
    told: list[Hit] = []
    for hit in sorted(find("periods", text), key=lambda h: h.start - h.end):
        if all(s.end <= hit.start or hit.end <= s.start for s in out) and all(
            h.end <= hit.start or hit.end <= h.start for h in told
        ):
            told.append(hit)
    for hit in sorted(told, key=lambda h: h.start):
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


@lru_cache(maxsize=256)
def _patterns(terms: Terms) -> tuple[tuple[re.Pattern[str], Period], ...]:
    """A pattern for the name of each period, the longest first."""
    ordered = sorted(terms, key=lambda t: -len(t[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(t)}\b{_NO_TERM_BEHIND}", re.IGNORECASE), p) for t, p in ordered)


def _without_figures(found: list[Statement], text: str) -> list[Statement]:
    """The periods without what looks like a year and stands before its own: `1810 for 2015/16 and 1987 for 2016/17`."""
    years = [(a, b) for a, b in pairwise(found) if _BARE_YEAR.fullmatch(text, a.start, a.end) and b.certainty == 1]
    figures = [a for a, b in years if _WITH_ITS_YEAR.search(text, a.start, b.start)]
    return [s for s in found if s not in figures]


def _from_day_to_day(found: list[Statement], text: str) -> list[Statement]:
    """The days that a month behind the last of them names: `between 4 and 6 November 2022`."""
    out = []
    for s in found:
        first = _FIRST_DAY.search(text, 0, s.start) if s.is_a_day else None
        if first is not None and 0 < int(first[1]) < s.value.start.day:
            days = Period.of_days(s.value.start.replace(day=int(first[1])), s.value.end)
            s = replace(s, start=first.start(), value=days, certainty=0.9)
        out.append(s)
    return out


def _is_its_figure(text: str, year: Statement, start: int, end: int) -> bool:
    """Whether what looks like a year stands behind a later one as its figure: `2018 – 1991, 2019 – 994`."""
    both = text[year.start : year.end], text[start:end]
    between = _KEYED.fullmatch(text, year.end, start) is not None
    return between and all(map(_BARE_YEAR.fullmatch, both)) and both[1] < both[0]


@lru_cache(maxsize=8192)
def _dated(text: str, dated: dt.date) -> tuple[Found[Period], ...]:
    return tuple(periods.find(text, dated))


def _as_far_as(text: str, end: int, period: Period) -> tuple[Period, int]:
    """A period as far as a day or month of it that words behind it name: `2022, up to and including 19 December`."""
    begins = end + led("until", text[end : end + 60], "until")
    tokens = text[begins : begins + 30].split() if begins > end else []
    for n in range(min(3, len(tokens)), 0, -1):
        words = " ".join(tokens[:n]).rstrip(",.;)")
        last = parse_label("period", f"{words} {period.end.year}")
        if last is not None and period.start <= last.value.end < period.end and not words[-2:].isdecimal():
            stop = text.index(tokens[n - 1], begins) + len(tokens[n - 1].rstrip(",.;)"))
            return Period(period.start, last.value.end, "range"), stop
    return period, end


def _cut_behind(found: list[Statement], text: str) -> list[Statement]:
    """A year as far as a day that stands behind it in brackets: `2014 - 17 offences (YTD to 31/05/14)`."""
    out = list(found)
    for n in range(1, len(out)):
        year, day = out[n - 1], out[n]
        opened = text[year.end : day.start].rpartition("(")
        within = year.value.start < day.value.start == day.value.end < year.value.end
        if within and opened[1] and any(h.end == len(opened[2]) for h in find("until", opened[2], "until")):
            out[n - 1] = replace(year, value=Period(year.value.start, day.value.end, "range"))
    return out


def _ending(found: list[Statement], text: str) -> list[Statement]:
    """Years behind the words that say in which month they end: `Years ending 31 March: 2015 - 540, 2016 - 588`."""
    hit = next(find("roles", text, "years ending"), None)
    month = text[hit.end :].split(None, 1)[0].strip(" :,;.") if hit and text[hit.end :].strip() else ""
    out = []
    for s in found:
        if hit is not None and s.start < hit.end < s.end and s.value.start == s.value.end:  # `31 March: 2015`
            s = replace(s, start=s.end - 4, value=Period.calendar_year(s.value.end.year), certainty=0.9)
        behind = hit is not None and s.start > hit.end and s.value.type == "calendar_year"
        last = parse_label("period", f"{month} {s.value.start.year}") if behind and month else None
        if last is not None:
            end = last.value.end
            s = replace(
                s,
                value=Period.of_days((end + dt.timedelta(days=1)).replace(year=end.year - 1 + (end.month == 12)), end),
            )
        out.append(s)
    return out


def _relative(hit: Hit, text: str, found: Sequence[Statement], times: Times) -> tuple[Period, float] | None:
    """The period that words tell by its place from another, and how surely; None where nothing says from which."""
    years = [s.value for s in found if s.is_long]
    behind = [s for s in found if s.end <= hit.start and s.value in years]
    before = [s.value for s in behind]
    kind = hit.phrase.kind
    if kind in ("this year", "last year"):
        behind_another = kind == "last year" and len(times.years) == 2 and any(map(str.isdigit, text[: hit.start]))
        if behind_another and not before:  # `44 this time, 23 last year`
            return min(times.years, key=lambda p: p.start), HALF_SURE
        if len(times.years) == 2 and all(says("periods", text, k) for k in ("this year", "last year")):
            pick = max if kind == "this year" else min  # `45 this year and 51 last year`
            return pick(times.years, key=lambda p: p.start), HALF_SURE
        over = Period.financial_year_of(times.dated).year_before() if times.dated else None
        if kind == "last year" and over is not None and over in times.years:
            return over, 0.9
        if times.dated is None or (kind == "last year" and times.spoken is not None):
            return (times.spoken.year_before(), HALF_SURE) if times.spoken and kind == "last year" else None
        year = Period.calendar_year(times.dated.year)
        if says("roles", text[hit.start : hit.end], "financial"):
            year = Period.financial_year_of(times.dated)
        if kind == "last year":  # It may be the calendar or the financial year where nothing says which.
            return year.year_before(), 0.9 if says("roles", text[hit.start : hit.end], "a kind of year") else HALF_SURE
        return Period.of_days(year.start, times.dated), 0.9
    if kind == "in turn":
        place = int(text[hit.end - 1]) - 1
        return (times.years[place], 0.9) if place < len(times.years) else None
    if kind in ("former", "latter"):
        pair = times.pair or times.years
        return (pair[0 if kind == "former" else -1], 0.9 if len(pair) == 2 else 0.7) if len(pair) > 1 else None
    if kind in ("first", "second", "third", "earliest", "last"):
        in_time = tuple(sorted(times.years, key=lambda p: p.start))
        place = {"first": 0, "earliest": 0, "second": 1, "third": 2}.get(kind, -1)
        if len(in_time) < 2 or place >= len(in_time):
            return None
        told = times.years if kind in ("first", "second", "third") else in_time
        pointed = says("roles", text[hit.start : hit.end], "of these")
        sure = told[place] == in_time[place] or pointed
        return told[place], (0.9 if len(told) == 2 else 0.7) if sure else HALF_SURE
    base = before[-1] if before else times.spoken or (years[0] if years else None)
    if kind == "part":
        return _part(text[hit.start : hit.end], base or next(iter(times.years), None), times.years)
    if kind == "whole year" and base is not None:
        return year_around(base, times.years), 0.9
    if kind == "same":
        return (times.spoken or base, 0.9) if times.spoken or base else None  # type: ignore[return-value]
    if base is None and kind == "before":  # before the one that the letter is about
        base = next((y for y in times.years if y.year_before() in times.years), None)
    if base is None:
        return None
    if kind == "before" and not before and base.year_before() not in times.years:
        # Before the year that the letter is about, not before the one that was named last.
        base = next((y for y in times.years if y.type == base.type and y.year_before() in times.years), base)
    year = base.year_before() if kind == "before" else base.year_after()
    # Where the letter names its years, another one than those was counted from the wrong one.
    sure = len(times.years) < 2 or year in times.years
    return year, min(0.9 if sure else HALF_SURE, behind[-1].certainty if behind else 1.0)


def _part(words: str, year: Period | None, years: Sequence[Period]) -> tuple[Period, float] | None:
    """A month or quarter of the year spoken of, or of the year of which another part was."""
    if year is None:
        return None
    bare = " ".join(dropwhile(_LEADS_IN.__contains__, words.lower().split()))
    reading = part_of_year(bare, year_around(year, years))
    return (reading.value, 0.6 if reading.flags else 0.9) if reading else None
