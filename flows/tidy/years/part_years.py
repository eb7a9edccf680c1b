"""Years that a note ends before their end: `2019 being up to 28/02/2019`, `*To 30/09/2023` beside `2023*`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.tidy.dimensions import find
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.periods.dates import DATE, written
from flows.tidy.labels.wording import fold, without_raised

_UP_TO = re.compile(
    r"(?:\b(?:up )?to|\buntil|\btill?|\bas (?:at|of)|\bend(?:s|ed|ing)?(?: on)?)(?: and including)?\s*$"
)
_MARK = re.compile(r"\s*(?:(?P<sign>[*†‡§¶^]{1,3})|[(\[](?P<bracketed>\w)[)\]]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]))\s*")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)])[.;](?=\s|$)|\n")
#: `01 January 2019 to *24 February 2022`
_SIGN = re.compile(r"([*†‡§¶^]{1,3})\s*$")
#: What stands between the two dates of a span, of which the second ends no year.
_SPAN = re.compile(r"[\s(]*(?:(?:up )?to|until|till?|-)[\s(]*")

_TO_DATE = re.compile(r"\b(?:year[- ]to[- ]date|f?ytd|cumulative|running total|rolling)\b", re.IGNORECASE)
#: A few days less than twelve months have.
_TWELVE_MONTHS = 360


@dataclass(frozen=True, slots=True)
class PartYear:
    """A year with the last day that its figures run to, and the mark of the note that says so, if it bears one."""

    year: Period | None
    end: dt.date
    mark: str = ""

    def ends(self, period: Period, labels: Iterable[str]) -> bool:
        """Whether it is this period, of which the labels are given, that ends so early."""
        within = period.start <= self.end < period.end and period.type != "range"
        return within and (self.year == period or (bool(self.mark) and any(_mark_of(t) == self.mark for t in labels)))


def part_years(notes: Iterable[str]) -> list[PartYear]:
    """The years that notes say to be part years.

    >>> [(p.year.label, p.end.isoformat()) for p in part_years(["By year of recording, 2019 being up to 28/02/2019."])]
    [('2019', '2019-02-28')]
    >>> [(p.mark, p.end.isoformat()) for p in part_years(["*To 30/09/2023.", "1 May 2019 to 2 June 2019"])]
    [('*', '2023-09-30')]
    """
    return list(dict.fromkeys(found for note in notes for text in _SENTENCE_END.split(note) for found in _said(text)))


def end_part_years(drafts: Iterable[Draft], ended: list[PartYear]) -> None:
    """End the periods of figures whose labels name a year that the notes end early."""
    for draft in drafts if ended else ():
        period = draft.values.get("period")
        labels = [*draft.row_labels, *draft.column_labels]
        if not isinstance(period, Period):
            continue
        ends = {p.end for p in ended if p.ends(period, labels)}
        if len(ends) == 1 and any(f.reading.value == period for t in labels for f in find("period", t)):
            draft.values["period"] = Period.of_days(period.start, ends.pop())
            draft.how.discard("period_open")
            draft.doubts.discard("period_open")


def doubt_sums_to_date(drafts: Iterable[Draft]) -> None:
    """`Year to date` beside a month: of that month and those before it, and nothing says from which on."""
    for draft in drafts:
        period = draft.values.get("period")
        partly = isinstance(period, Period) and (period.end - period.start).days < _TWELVE_MONTHS
        if partly and any(_TO_DATE.search(text) for text in (*draft.row_labels, *draft.column_labels)):
            draft.doubts.add("period_unclear")


def _said(text: str) -> Iterator[PartYear]:
    line = fold(without_raised(text))
    marked = _MARK.match(text)
    for match in DATE.finditer(line):
        date = written(match)
        if date is None or date.to == "year" or date.year is None:
            continue
        if sign := _SIGN.search(line[: match.start()]):
            yield PartYear(None, date.last(), sign[1])
            continue
        if not _UP_TO.search(line[: match.start()]):
            continue
        if any(_SPAN.fullmatch(line[other.end() : match.start()]) for other in DATE.finditer(line)):
            continue
        end = date.last()
        years = {f.reading.value for f in find("period", text) if f.end <= match.start()}
        named = [y for y in years if y.type != "range" and y.start <= end < y.end]
        if len(named) == 1 == len(years):
            yield PartYear(named[0], end)
        elif marked and not years:
            yield PartYear(None, end, _mark_of(text[: marked.end()]))


def _mark_of(text: str) -> str:
    """The mark that a note begins with or a label ends with."""
    found = re.search(r"([*†‡§¶^]+|[⁰¹²³⁴⁵⁶⁷⁸⁹])\s*$|[(\[](\w)[)\]]\s*$", text)
    return (found[1] or found[2]) if found else ""
