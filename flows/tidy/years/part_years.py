"""Years of which notes say that their figures are of a part: `2019 being up to 28/02/2019`, `*To 30/09/2023`."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flows.tidy.dimensions import find, parse, part_of_year, total_kind
from flows.tidy.draft import Draft, sum_of
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.meanings import Found, Period, in_turn, takes_in
from flows.tidy.labels.periods.dates import DATE, MONTH, Written, written
from flows.tidy.labels.wording import blanked_at, fold, without_raised
from flows.tidy.text.phrases import find as phrases
from flows.tidy.text.phrases import plain_words, says

_MARK = re.compile(r"\s*(?:(?P<sign>[*†‡§¶^]{1,3})|[(\[](?P<bracketed>\w)[)\]]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]))\s*")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)])[.;](?=\s|$)|\n")
#: `01 January 2019 to *24 February 2022`
_SIGN = re.compile(r"([*†‡§¶^]{1,3})\s*$")

_NTH = one_of("th")
#: `April`, `31 December`, `Q1-Q3`: months, days of them and quarters without a year.
_MONTHS = re.compile(
    rf"\b(?:(?:\d{{1,2}}{_NTH}?\s+(?:of\s+)?)?{MONTH}(?!\w)(?:\s+\d{{1,2}}{_NTH}?\b)?"
    rf"|(?P<quarter>q(?:uarter|tr)?s?\s*[1-4]\b(?:\s*(?:-|to|and)\s*[1-4]\b)?|[1-4]{_NTH}\s+quarter\b))"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?(?!\w)")
_FROM = re.compile(rf"\b{one_of('beginning')}\s+(?:the\s+)?{DATE.pattern}$", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class PartYear:
    """A year, or one that bears the mark of a note, with the days or months of it that its figures are of.

    Neither: it is a part of which nothing says more.
    """

    year: Period | None
    mark: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    months: str = ""

    def is_of(self, period: Period, labels: Iterable[str]) -> bool:
        """Whether it speaks of this period, of which the labels are given: `2023/24` may run from September here."""
        if period.type == "range":
            return any(r.value == self.year for t in labels if (r := parse("period", t)) is not None)
        return self.year == period or (bool(self.mark) and any(_mark_of(t) == self.mark for t in labels))

    def of(self, year: Period) -> Period | None:
        """What of a year the figures are of; None where that is no part of it."""
        if self.months:
            part = part_of_year(self.months, year)
            return part.value if part is not None and not part.flags else None
        if self.start is None and self.end is None:
            return None
        part_of_it = Period.of_days(self.start or year.start, self.end or year.end)
        return part_of_it if takes_in(year, part_of_it) and part_of_it.start < part_of_it.end else None


def part_years(notes: Iterable[str]) -> list[PartYear]:
    """The years that notes say to be part years.

    >>> [(p.year.label, p.end.isoformat()) for p in part_years(["By year of recording, 2019 being up to 28/02/2019."])]
    [('2019', '2019-02-28')]
    >>> [p.end.isoformat() for p in part_years(["2025 is to 30 June only"])]
    ['2025-06-30']
    >>> [(p.mark, p.end.isoformat()) for p in part_years(["*To 30/09/2023.", "1 May 2019 to 2 June 2019"])]
    [('*', '2023-09-30')]
    >>> [p.of(p.year).label for p in part_years(["2015/16 is for April to December only"])]
    ['2015-04-01/2015-12-31']
    >>> [p.of(p.year) for p in part_years(["2015/16 is a part year."])]
    [None]
    """
    return list(dict.fromkeys(found for note in notes for found in _told(note)))


@lru_cache(maxsize=4096)
def _told(note: str) -> tuple[PartYear, ...]:
    """Those that one note tells, its mark that of all its sentences; kept, as a note may stand beside many tables."""
    marked = _MARK.match(note)
    first, *others = _SENTENCE_END.split(note)
    said = [first, *(marked[0] + t.lstrip() if marked and not _MARK.match(t) else t for t in others)]
    return tuple(found for text in said for found in (*_ended(text), *_spanned(text)))


def end_part_years(drafts: Iterable[Draft], parts: list[PartYear]) -> None:
    """Keep of the years that labels name what notes say their figures are of; doubt them where they name no part."""
    for draft in drafts if parts else ():
        period = draft.values.get("period")
        labels = draft.labels
        if not isinstance(period, Period):
            continue
        told = [p for p in parts if p.is_of(period, labels)]
        if not told or not any(f.reading.value == period for t in labels for f in find("period", t)):
            continue
        days = {part for p in told if (part := p.of(period)) is not None}
        if len(days) == 1:
            draft.values["period"] = days.pop()
            draft.how.discard("period_open")
            draft.doubts.discard("period_open")
        elif days or any(p.start is None and p.end is None for p in told):
            draft.doubts.add("period_unclear")


def end_with_months(drafts: Sequence[Draft]) -> None:
    """Totals of no year of their own over some months of one alone, to which they add up, are of those months."""
    parts: dict[tuple[Any, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if not draft.is_total and isinstance(draft.values.get("period"), Period):
            parts[draft.key("period")].append(draft)
    printed = {d.values["period"] for same in parts.values() for d in same}
    for total in drafts:
        year = total.values.get("period")
        if not (total.is_total and isinstance(year, Period) and any(map(total_kind, total.labels))):
            continue
        months = sorted((p for p in printed if takes_in(year, p) and p != year), key=lambda p: p.start)
        mine = [d for d in parts[total.key("period")] if d.values["period"] in months]
        if len(months) > 1 and in_turn(months) and sum_of(mine) == total.amount:
            total.values["period"] = months[0].through(months[-1])


def _ended(text: str) -> Iterator[PartYear]:
    """Years that a text ends: by the last date of `up to`, or by a date with the sign of a note."""
    line = fold(without_raised(text))
    marked = _MARK.match(text)
    for match in DATE.finditer(line):
        date = written(match)
        if date is None or date.to == "year":
            continue
        sign = _SIGN.search(line[: match.start()])
        if sign and date.year is not None:
            yield PartYear(None, sign[1], end=date.last())
            continue
        if not says("until", line[: match.start()], "up to"):
            continue
        between = (line[other.end() : match.start()] for other in DATE.finditer(line))
        if any(says("until", words, "between two days") for words in between):  # the second ends no year
            continue
        years = {f.reading.value for f in find("period", text) if f.end <= match.start()}
        ends = [(y, end) for y in years if y.type != "range" and (end := _last_day(date, y)) is not None]
        if len(ends) == 1 == len(years):
            yield PartYear(ends[0][0], end=ends[0][1])
        elif marked and not years and date.year is not None:
            yield PartYear(None, _mark_of(text[: marked.end()]), end=date.last())


def _last_day(date: Written, year: Period) -> dt.date | None:
    """The last day that a date tells, before a year is over; `to 30 June` tells it of the year spoken of."""
    for y in [date.year] if date.year is not None else sorted({year.start.year, year.end.year}):
        try:
            day = date.last(y)
        except ValueError:  # 29 February of a year that has none
            continue
        if year.start <= day < year.end:
            return day
    return None


def _spanned(text: str) -> Iterator[PartYear]:
    """A year and what of it the figures are of, where a text says nothing else: `*2015/16 is for April to June only`.

    Where one says more and that may be of a part of a year, it is of one of which nothing says more.
    """
    marked = _MARK.match(text)
    mark, stop = (_mark_of(text[: marked.end()]), marked.end()) if marked else ("", 0)
    found = [f for f in find("period", text) if f.start >= stop]
    years = [f for f in found if f.reading.value.type != "range" and not f.reading.flags]
    parts = [f for f in found if f not in years]
    told = re.search(r"\d", blanked_at(text, [(0, stop), *((f.start, f.end) for f in found)])) is not None
    if len(parts) == 1 and not told and (going_on := _year_begun(parts[0], years, text)) is not None:
        yield going_on
        return
    headed = _year_before(parts[0], text) if len(parts) == 1 and not years else None
    named = {headed} if headed else {f.reading.value for f in years}
    if len(named) > 1 or not (named or mark):
        return
    year = next(iter(named), None)
    rest = blanked_at(text, [(0, stop), *((f.start, f.end) for f in found)])
    months, at = ("", (0, 0)) if parts else _months_of(rest)
    rest = blanked_at(rest, [at, *_places(rest, "part_year", "runs")])
    sure = [f for f in parts if not f.reading.flags and _is_span(f, text)]
    counts = re.search(r"\d", rest) is not None
    if counts or not _says_no_more(rest) or len(parts) > 1:
        heads = bool(years) and not counts and _says_no_more(rest[: years[0].start])
        if sure and (mark or heads):
            yield PartYear(year, mark)
    elif sure:
        yield PartYear(year, mark, sure[0].reading.value.start, sure[0].reading.value.end)
    elif parts and _FROM.search(fold(text[: parts[0].end])):
        yield PartYear(year, mark, parts[0].reading.value.start)
    elif months:
        yield PartYear(year, mark, months=months)
    elif headed or (not parts and _places(text, "part_year")):
        yield PartYear(year, mark)


def _year_begun(part: Found[Period], years: Sequence[Found[Period]], text: str) -> PartYear | None:
    """The year that follows those before it, as far as it had come: `for 2020 and for 1 January to 31 May 2021`."""
    last = max((f.reading.value for f in years), key=lambda year: year.end, default=None)
    begun = part.reading.value
    if last is None or (begun.start - last.end).days != 1 or not _is_span(part, text):
        return None
    make = Period.financial_year if last.type == "financial_year" else Period.calendar_year
    year = make(begun.start.year)
    return PartYear(year, start=begun.start, end=begun.end) if takes_in(year, begun) else None


def _places(text: str, *kinds: str) -> list[tuple[int, int]]:
    """Where a text says such things: that it is of a part of a year, that something runs for it."""
    return [(hit.start, hit.end) for hit in phrases("markers", text, *kinds)]


def _year_before(found: Found[Period], text: str) -> Period | None:
    """The year that the words of a part of it begin with: `2015/16 up to 31/12/2015`."""
    first = _YEAR.match(text, found.start, found.end)
    reading = parse("period", first[0]) if first else None
    return reading.value if reading and takes_in(reading.value, found.reading.value) else None


def _is_span(found: Found[Period], text: str) -> bool:
    """Whether a period is told by its ends, or by the one where it is cut: another may be the time of anything."""
    words = fold(text[found.start : found.end])
    dates = [date for m in DATE.finditer(words) if (date := written(m)) is not None and date.to != "year"]
    return len(dates) > 1 or (bool(dates) and says("until", words, "cut"))


def _months_of(rest: str) -> tuple[str, tuple[int, int]]:
    """The words that name some months or quarters without a year, and their place; one month is of anything."""
    named = list(_MONTHS.finditer(fold(rest)))
    if len(named) < 2 and not any(m["quarter"] for m in named):
        return "", (0, 0)
    start, end = named[0].start(), named[-1].end()
    return rest[start:end], (start, end)


def _says_no_more(rest: str) -> bool:
    return all(word in plain_words() for word in re.findall(r"[a-z][a-z'-]*[a-z]", fold(rest)))


def _mark_of(text: str) -> str:
    """The mark that a note begins with or a label ends with."""
    found = re.search(r"([*†‡§¶^]+|[⁰¹²³⁴⁵⁶⁷⁸⁹])\s*$|[(\[]\s*(\w)\s*[)\]]\s*$", text)
    return (found[1] or found[2]) if found else ""
