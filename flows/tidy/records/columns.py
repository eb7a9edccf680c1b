"""What each column of a list of records holds: an identifier, a date, a coded dimension, keywords, figures or words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.tidy.dimensions import find, headings, parse, parse_under
from flows.tidy.labels import online
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import CODED
from flows.tidy.labels.people import named_in
from flows.tidy.labels.periods.dates import DATE, written
from flows.tidy.labels.wording import in_words
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.sequences import counts_up
from flows.tidy.records.region import Region
from flows.tidy.text.phrases import says

_TIME = re.compile(r"[ t]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?$")
_FIGURES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$")
#: What a heading says of its days, the surest first.
_RECORDED = ("recorded", "reported", "entered")
_BETWEEN = re.compile(r"[,;|/]")
MOST_CATEGORIES = 60
#: The longest keyword; what is longer tells how an offence was committed.
LONGEST = 40


@dataclass(slots=True)
class Column:
    """A column of a list: its number, its header, and what it is."""

    number: int
    heading: str
    kind: str
    dimension: str | None = None
    month_first: bool = False


def columns_of(region: Region, header_row: int, rows: list[int]) -> list[Column]:
    """What the columns of a region are, taken as a list of records below its header row."""
    return _one_age(_one_date([_column(region, c, header_row, rows) for c in region.columns]))


def _column(region: Region, column: int, header_row: int, rows: list[int]) -> Column:
    at = region.matrix.at
    header = at(header_row, column)
    heading = header.text if header else ""
    slots = [s for r in rows if (s := at(r, column))]
    texts = [s.text for s in slots]
    distinct = list(dict.fromkeys(texts))
    named = headings(heading) | ({"online"} if online.asks(heading) else frozenset()) if heading else frozenset()
    dates = [_days(slots, month_first) for month_first in (False, True)]
    if any(dates):
        return Column(column, heading, "date", "period", month_first=dates[1] > dates[0])
    if says("fields", in_words(heading), "birth"):
        return Column(column, heading, "text")
    if (len(distinct) == len(texts) and counts_up(texts)) or (not named and _are_identifiers(texts, distinct)):
        return Column(column, heading, "identifier")
    best = max(CODED, key=lambda d: _cover(d, distinct, named) + 0.2 * (d in named))
    # Under a heading what nobody can read may be of many kinds, and in few of the rows: ages of `(953)`, `927`.
    cover = max(_cover(best, distinct, named), _cover(best, texts, named) if best in named else 0.0)
    if best in ("age", "sex") and named_in(heading) == {"suspect"}:
        return Column(column, heading, "category")
    if cover >= 0.8 and (best in named or (best != "age" and _says_surely(best, distinct))):
        return Column(column, heading, "coded", best)
    if _is_flag(distinct):
        return Column(column, heading, "coded", "online")
    if any(s.is_figure for s in slots):
        counted = not headings(heading).isdisjoint(("measure", "unit", "total"))
        if says("fields", in_words(heading), "number") and not counted and all(s.is_figure for s in slots):
            return Column(column, heading, "text")
        return Column(column, heading, "figures" if all(s.value for s in slots) else "mixed")
    if _several_things(distinct):
        return Column(column, heading, "several")
    if all(len(k) <= LONGEST for t in distinct for k in _BETWEEN.split(t)) and any(map(says_online, distinct)):
        return Column(column, heading, "keywords", "online")
    return Column(column, heading, "category" if len(distinct) <= min(MOST_CATEGORIES, len(texts) // 2) else "text")


def says_online(keywords: str) -> bool:
    """Whether one of the words of a cell is the flag: `DA, Cyber`."""
    return any(f.reading.value == "yes" for f in find("online", keywords))


def explained(text: str) -> dict[str, Any]:
    """The values of a label that says several things; a bare number beside the sex is the age. Else nothing."""
    told = explain(text)
    said = {d: r.value for d, r in told.meanings.items() if d in CODED}
    if "sex" in said and "age" in told.undecided:
        said["age"] = told.undecided["age"].value
    elif told.undecided:
        return {}
    return {} if told.leftover or told.clashes else said


def day(slot: Slot, month_first: bool = False) -> dt.date | None:
    """The single day that a cell gives; `month_first` for dates in figures as they are written in America."""
    if slot.cell.date is not None:
        return slot.cell.date
    text = _TIME.sub("", slot.text.lower())
    match = DATE.fullmatch(_FIGURES.sub(r"\2/\1/\3", text) if month_first else text)
    date = written(match) if match else None
    return date.first() if date is not None and date.to == "day" and date.year else None


def _days(slots: Sequence[Slot], month_first: bool) -> int:
    """How many cells of a column give a day; 0 where those that give none are more than one in ten."""
    spare = len(slots) // 10
    for slot in slots:
        if day(slot, month_first) is None:
            spare -= 1
            if spare < 0:
                return 0
    return len(slots) - len(slots) // 10 + spare


def _one_date(columns: list[Column]) -> list[Column]:
    """Of several dates the one on which the offence was recorded; the others are kept as words of their rows."""
    dates = [c for c in columns if c.kind == "date"]
    ranks = [[c for c in dates if says("fields", in_words(c.heading), by)] for by in _RECORDED]
    ranks.append([c for c in dates if not says("fields", in_words(c.heading), "another_day")])
    recorded = next((rank for rank in ranks if rank), [])
    for column in dates:
        if recorded and column is not recorded[0]:
            column.kind, column.dimension = "text", None
    return columns


def _one_age(columns: list[Column]) -> list[Column]:
    """Of several ages the one when the offence was committed, else the first; the others are words of their rows."""
    ages = [c for c in columns if c.dimension == "age"]
    meant = next((c for c in ages if says("fields", in_words(c.heading), "committed")), ages[0] if ages else None)
    for column in ages:
        if column is not meant:
            column.kind, column.dimension = "text", None
    return columns


def _cover(dimension: str, texts: list[str], named: frozenset[str]) -> float:
    sample = texts[:: len(texts) // 200 + 1]
    return sum(parse_under(named, dimension, t) is not None for t in sample) / len(sample) if sample else 0.0


def _is_flag(texts: list[str]) -> bool:
    """`CYBER` in some rows and `NONE` in the others: answers of the flag, of which one says what it is about."""
    answers = all(parse_under(frozenset(("online",)), "online", t) is not None for t in texts)
    return answers and _says_surely("online", texts)


def _says_surely(dimension: str, texts: list[str]) -> bool:
    return any((r := parse(dimension, t)) is not None and r.certainty >= 0.9 for t in texts)


def _several_things(texts: list[str]) -> bool:
    """`Female, 14`: labels that say two things or more, which the words of most of them tell apart."""
    read = [explained(t) for t in texts[:200]]
    return sum(len(said) > 1 for said in read) * 5 >= len(read) * 4 > 0


def _are_identifiers(texts: list[str], distinct: list[str]) -> bool:
    """Codes of which hardly two are the same: letters with digits, or long numbers of one length."""
    if len(distinct) * 10 < len(texts) * 9:
        return False
    if all(t.isdecimal() for t in texts):
        return len({len(t) for t in texts}) == 1 and len(texts[0]) > 5
    return all(any(ch.isdecimal() for ch in t) and " " not in t and len(t) > 3 for t in texts)
