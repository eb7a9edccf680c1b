"""Years named by their place from another or from the day of the letter: `the previous year`, `last year`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.periods import periods
from flows.tidy.labels.periods.dates import NAMES
from flows.tidy.letter.words.mention import Mention, Value

_UP_TO = re.compile(
    r"[\s,(]*(?:up\s+)?(?:to|until|till)\s+(?:and\s+including\s+|the\s+)?"
    r"(?P<end>[A-Z][a-z]{2,8}\s+\d{1,2}(?:st|nd|rd|th)?(?!,?\s*\d)|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+|(?:the\s+)?(?:end\s+of\s+)?[A-Z][a-z]{2,8})(?!\s*\d{4})"
)
_YEAR = r"(?:(?:financial\s+|calendar\s+)?year|twelve(?:\s+|-)months?(?:\s+period)?|12(?:\s+|-)months?(?:\s+period)?)"
_RELATIVE = re.compile(
    rf"\b(?:the\s+|for\s+|in\s+)*(?P<step>previous|preceding|prior|last|following|next|subsequent)\s+{_YEAR}\b"
    rf"|(?:\b(?:the|a|one)\s+|(?<=[,(;]\s)|(?<=\())(?:{_YEAR})\s+(?P<after>before(?:\s+that)?|earlier|previously|prior|after(?:\s+that)?|later)\b"
    r"|(?<=\()(?P<was>was|previously|formerly)(?=\s+[\d<])"
    r"|\b(?:(?:so far|to date|up to now)\s+)?(?P<now>this|(?:in\s+)?the (?:current|present))\s+"
    r"(?:financial\s+|calendar\s+)?year\b(?:\s+(?:so far|to date))?",
    re.IGNORECASE,
)
_LATER = ("following", "next", "subsequent", "after", "later")
#: `the same period last year`, `in June last year`, `in the last year`: a part of it, or any twelve months.
_PART = re.compile(
    rf"\b(?:(?:same|this|that|corresponding|equivalent) (?:period|time|point|month|quarter|stage)(?: (?:in|of))?"
    rf"|{NAMES}|half(?: of)?|quarter(?: of)?|early|late|since|until|end of|start of|part of)\s+$",
    re.IGNORECASE,
)
#: `the year before, ending 31 March 2016`: what stands between a year and its last day.
_ENDS_ON = re.compile(
    r"[\s,(]*(?:(?:which|that)\s+)?(?:ending|ended|ends|up\s+to|to|until)(?:\s+on)?\s+", re.IGNORECASE
)
_ANY_TWELVE_MONTHS = re.compile(r"\bthe\s+last\s+(?:year|twelve|12)", re.IGNORECASE)
_STOP = re.compile(r"[.;?!]\s")
_TWO, _APRIL = 2, 4
_DOUBTFUL, _SURE = 0.4, 0.9


def told(
    text: str, found: Sequence[Mention], spoken: Period | None, years: Sequence[Period], today: dt.date | None
) -> list[Mention]:
    """The periods `found` in a text, in order, with the years that it names by their place among others.

    `spoken` is the year spoken of before, `years` those that the letter names, `today` the day from which `last year`
    counts, where nothing else says of which year the letter is.
    """
    out = list(found)
    for match in _RELATIVE.finditer(text):
        dated_by = [n for n, m in enumerate(out) if _dates(text, match, m)]
        if dated_by:
            out[dated_by[0]] = replace(out[dated_by[0]], start=match.start())
            continue
        before = [m for m in out if m.end <= match.start() and isinstance(m.value, Period)]
        behind = [m.value for m in out if m.start >= match.end() and isinstance(m.value, Period)]
        year = _from_today(text, match, [*(m.value for m in before), *behind], years, today)
        year = year or _from_next_sentence(text, match, out)
        year = year or _from_another(text, match, before, spoken or next(iter(behind), None), behind, years)
        if year is not None:
            (value, certainty), end = year, match.end()
            if cut := as_far_as(text, end, value):
                value, end = cut
            told_year = _with_last_day(text, Mention("period", match.start(), end, value, certainty), value.end, out)
            out = [m for m in out if m.end <= match.start() or m.start >= told_year.end]
            out = sorted([*out, told_year], key=lambda m: m.start)
    return out


def _with_last_day(text: str, year: Mention, ends: dt.date, found: Sequence[Mention]) -> Mention:
    """A year with the day on which it ends, where that stands right behind it.

    >>> day = Period.of_days(dt.date(2016, 3, 31), dt.date(2016, 3, 31))
    >>> words, spoken = "in the year before, ending 31 March 2016, 53 did", Period.financial_year(2016)
    >>> [m.value.label for m in told(words, [Mention("period", 27, 40, day)], spoken, (), None)]
    ['2015/16']
    """
    last = (m for m in found if m.value == Period.of_days(ends, ends) and _ENDS_ON.fullmatch(text, year.end, m.start))
    day = next(last, year)
    return replace(year, end=day.end)


def _dates(text: str, relative: re.Match[str], m: Mention) -> bool:
    """Whether a year stands right behind words that tell it by its neighbour: `the last calendar year (2011)`."""
    within = relative.start() < m.start < relative.end() <= m.end
    return within or re.fullmatch(r"\s*[,(:–-]+\s*", text[relative.end() : m.start]) is not None


def as_far_as(text: str, stop: int, period: Period) -> tuple[Period, int] | None:
    """A period as far as a day or month of it that words behind it name, and where those end.

    >>> as_far_as("2017, up until December 12, there were 366", 4, Period.calendar_year(2017))[0].label
    '2017-01-01/2017-12-12'
    """
    more = _UP_TO.match(text, stop)
    last = more and periods.parse(f"{more['end']} {period.end.year}")
    if not more or not last or not period.start <= last.value.end < period.end:
        return None
    return Period(period.start, last.value.end, "range"), more.end()


def unplaced(text: str, found: Sequence[Mention]) -> bool:
    """Whether a text says `this year` or `the previous year` and nothing tells which one that is."""
    return any(all(m.end() <= o.start or m.start() >= o.end for o in found) for m in _RELATIVE.finditer(text))


def cut_alike(text: str, found: Sequence[Mention], cut: dict[Period, Period]) -> list[Mention]:
    """The mentions of a text, `last year` as far as it was told before; `cut` keeps how far, by the whole year.

    >>> cut = {Period.calendar_year(2017): Period.of_days(dt.date(2017, 1, 1), dt.date(2017, 12, 12))}
    >>> cut_alike("last year", [Mention("period", 0, 9, Period.calendar_year(2017))], cut)[0].value.label
    '2017-01-01/2017-12-12'
    """
    out = []
    for m in found:
        if isinstance(m.value, Period) and _RELATIVE.match(text, m.start):
            year = next((y for y in _years_from(m.value.start) if y.end > m.value.end), None)
            if m.value.type == "range" and year is not None:
                cut[year] = m.value
            m = replace(m, value=cut.get(m.value, m.value))
        out.append(m)
    return out


def _years_from(day: dt.date) -> list[Period]:
    """The years that begin on a day."""
    years = (Period.calendar_year(day.year), Period.financial_year(day.year))
    return [y for y in years if y.start == day]


def in_doubt(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a text, those in doubt that count from a year spoken of before which is itself in doubt."""
    first = next((m.start for m in found if m.kind == "period" and not _RELATIVE.match(text, m.start)), len(text))
    counted = [m for m in found if m.kind == "period" and m.start < first and _RELATIVE.match(text, m.start)]
    return [replace(m, certainty=min(m.certainty, _DOUBTFUL)) if m in counted else m for m in found]


def _from_today(
    text: str, match: re.Match[str], named: Sequence[Value], years: Sequence[Period], today: dt.date | None
) -> tuple[Period, float] | None:
    """`Last year` and `this year` as they count from the day of the letter, and how sure that is.

    Where the sentence names that very year in figures, it means another one.

    >>> words, day = "Last year there were 366, this year 20, and 66 in 2013", dt.date(2018, 1, 22)
    >>> [m.value.label for m in told(words, [], None, [Period.calendar_year(2013)], day)]
    ['2017', '2018-01-01/2018-01-22']
    """
    latest = (match["step"] or "").lower() == "last"
    kind = _kind(match[0], [*named, *years])
    guessed = (
        bool(match["now"])
        and kind is None
        and all(p.type == "range" for p in (*named, *years) if isinstance(p, Period))
    )
    kind = "calendar_year" if guessed else kind  # As most would say it.
    if today is None or kind is None or not (latest or match["now"]):
        return None
    financial = kind == "financial_year"
    year = today.year - (financial and today.month < _APRIL)
    begun = Period.financial_year(year) if financial else Period.calendar_year(year)
    value = shifted(begun, -1) if latest else Period.of_days(begun.start, today)
    if value in named:
        return None
    part = _PART.search(text[: match.start()]) or _ANY_TWELVE_MONTHS.search(match[0])
    sure = not (part or guessed) and (not financial or bool(named) or "financial" in match[0].lower())
    return value, _SURE if sure else _DOUBTFUL


def _from_next_sentence(text: str, match: re.Match[str], found: Sequence[Mention]) -> tuple[Period, float] | None:
    """`This has been done for the last year only. Ages in 2016/17:`: the one year that what follows it names.

    >>> words, year = "This is done for the last year only. Ages in 2016/17:", Period.financial_year(2016)
    >>> [m.certainty for m in told(words, [Mention("period", 45, 52, year)], None, (), None)]
    [0.9, 1.0]
    """
    sentence = _STOP.split(text[: match.start()])[-1] + match[0]
    stop = _STOP.search(text, match.end())
    if (match["step"] or "").lower() != "last" or stop is None:
        return None
    figures = any(c.isdecimal() for c in sentence + text[match.end() : stop.start()])
    years = {m.value for m in found if m.start >= stop.end() and isinstance(m.value, Period)}
    return (years.pop(), _SURE) if len(years) == 1 and not figures else None


def _kind(words: str, named: Sequence[Value]) -> str | None:
    """Whether years are financial or calendar ones, by the words themselves or all the years named."""
    said = re.search(r"\b(financial|calendar)\b", words, re.IGNORECASE)
    kinds = {f"{said[1].lower()}_year"} if said else {p.type for p in named if isinstance(p, Period)} - {"range"}
    return kinds.pop() if len(kinds) == 1 else None


def _from_another(
    text: str,
    match: re.Match[str],
    before: Sequence[Mention],
    spoken: Period | None,
    behind: Sequence[Period],
    years: Sequence[Period],
) -> tuple[Period, float] | None:
    """The year that is a step from the one spoken of, and how sure that is."""
    if not before and behind and (ended := _year_before(match, behind[0])):
        return ended, _DOUBTFUL
    anchor = before[-1].value if before else spoken
    if match["now"] or not isinstance(anchor, Period) or anchor.type == "range":
        return None
    step = 1 if (match["step"] or match["after"] or match["was"]).lower().split()[0] in _LATER else -1
    value = shifted(anchor, step)
    if before or match[0].endswith("that"):
        counted = before and _RELATIVE.match(text, before[-1].start)
        return value, before[-1].certainty if counted else _SURE
    if (match["step"] or "").lower() == "last":
        # It may be the one year that the letter names or the one before it, and is none that stands beside it.
        value = (years or [anchor])[-1]
        return value, _DOUBTFUL if len(years) < _TWO or value in behind else _SURE
    return _of_those_named(value, step, years), _SURE


def _year_before(match: re.Match[str], part: Period) -> Period | None:
    """`1,204 last financial year, and 611 in the first two quarters of 2017/18`: the one before the year begun.

    >>> words = "45 last financial year, and 21 in the first two quarters of 2017/18"
    >>> part = Period.of_days(dt.date(2017, 4, 1), dt.date(2017, 9, 30))
    >>> told(words, [Mention("period", 35, 67, part)], None, (), None)[0].value.label
    '2016/17'
    """
    year = Period.financial_year(part.start.year)
    begun = part.type == "range" and part.start == year.start and part.end < year.end
    return shifted(year, -1) if begun and (match["step"] or "").lower() == "last" else None


def _of_those_named(value: Period, step: int, years: Sequence[Period]) -> Period:
    """`The previous year` is one of the years that the letter names, where just one of them is a step from another."""
    reached = [y for y in years if shifted(y, -step) in years]
    return reached[0] if value not in years and len(reached) == 1 else value


def shifted(period: Period, years: int) -> Period:
    """The financial or calendar year that lies so many years later."""
    make = Period.financial_year if period.type == "financial_year" else Period.calendar_year
    return make(period.start.year + years)
