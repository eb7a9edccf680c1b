"""Lists of records, one row an offence: nothing in them is a count, the rows themselves are to be counted.

A region is such a list where every column is an identifier, a date, a coded dimension or free text, and no column
holds figures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.dimensions import headings, parse, parse_under
from flows.tidy.labels.dates import DATE, written
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Age, Period
from flows.tidy.labels.people import named_in
from flows.tidy.layout.combine import combine
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions import Region
from flows.tidy.layout.sequences import counts_up

_TIME = re.compile(r"[ t]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?$")
_FIGURES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$")
_RECORDED = re.compile(r"\b(?:record(?:ed|ing)?|report(?:ed)?|creat(?:ed|ion)|logged|crimed|input)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:commit\w*|occur\w*|offence|incident|from|to|start|end|birth|dob|clos\w*|finali\w*|outcome|updated)\b",
    re.IGNORECASE,
)
FEWEST_RECORDS = 6
MOST_CATEGORIES = 60
CODED = ("period", "age", "sex", "online", "offence", "force")
UNKNOWN: dict[str, Any] = {"age": Age.unknown(), "sex": "unknown", "online": "unknown"}


@dataclass(slots=True)
class Column:
    """A column of a list: its number, its header, and what it is."""

    number: int
    heading: str
    kind: str
    dimension: str | None = None
    month_first: bool = False


@dataclass(slots=True)
class Group:
    """Records that are equal in every coded dimension: their rows, and what they share."""

    rows: list[int]
    values: dict[str, Any]
    other: dict[str, str]
    doubts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class RecordList:
    """A list of records in a region: the header row, its columns and the groups of equal records."""

    header_row: int
    columns: list[Column]
    groups: list[Group]


def find_records(region: Region, blanks: dict[str, str]) -> RecordList | None:
    """The region as a list of records; None where it is any other kind of table.

    `blanks` says by dimension what an empty cell means where a note tells (`online` -> `no`).
    """
    if len(region.rows) <= FEWEST_RECORDS or len(region.columns) < 2:
        return None
    header_row = region.rows[0]
    if any(s.is_figure for s in region.row_slots(header_row)):
        return None
    rows = region.rows[1:]
    columns = _one_date([_column(region, c, header_row, rows) for c in region.columns])
    if any(c.kind == "figures" for c in columns):
        return None
    coded = {c.dimension for c in columns if c.dimension}
    identified = any(c.kind in ("identifier", "date") for c in columns)
    described = [c for c in columns if c.kind in ("coded", "date", "category", "several")]
    if not coded or len(described) < 2 or not (identified or _repeats(region, columns, rows)):
        return None
    return RecordList(header_row, columns, _groups(region, columns, rows, blanks))


def _column(region: Region, column: int, header_row: int, rows: list[int]) -> Column:
    at = region.matrix.at
    header = at(header_row, column)
    heading = header.text if header else ""
    slots = [s for r in rows if (s := at(r, column))]
    texts = [s.text for s in slots]
    distinct = list(dict.fromkeys(texts))
    named = headings(heading) if heading else frozenset()
    dates = [sum(_day(s, month_first) is not None for s in slots) for month_first in (False, True)]
    if slots and max(dates) * 10 >= len(slots) * 9:
        return Column(column, heading, "date", "period", month_first=dates[1] > dates[0])
    if len(distinct) == len(texts) and (counts_up(texts) or (not named and _are_identifiers(texts))):
        return Column(column, heading, "identifier")
    best = max(CODED, key=lambda d: _cover(d, distinct, named) + 0.2 * (d in named))
    cover = _cover(best, distinct, named)
    sure = any((r := parse(best, t)) is not None and r.certainty >= 0.9 for t in distinct)
    if best in ("age", "sex") and named_in(heading) == {"suspect"}:
        return Column(column, heading, "category")
    if cover >= 0.8 and (best in named or (sure and best not in ("age",))):
        return Column(column, heading, "coded", best)
    if _is_flag(distinct):
        return Column(column, heading, "coded", "online")
    if any(s.is_figure for s in slots):
        return Column(column, heading, "figures")
    if _several_things(distinct):
        return Column(column, heading, "several")
    return Column(column, heading, "category" if len(distinct) <= min(MOST_CATEGORIES, len(texts) // 2) else "text")


def _one_date(columns: list[Column]) -> list[Column]:
    """Of several dates the one on which the offence was recorded; the others are kept as words of their rows."""
    dates = [c for c in columns if c.kind == "date"]
    recorded = [c for c in dates if _RECORDED.search(c.heading)] or [c for c in dates if not _OTHER.search(c.heading)]
    for column in dates:
        if recorded and column is not recorded[0]:
            column.kind, column.dimension = "text", None
    return columns


def _cover(dimension: str, texts: list[str], named: frozenset[str]) -> float:
    sample = texts[:200]
    return sum(parse_under(named, dimension, t) is not None for t in sample) / len(sample) if sample else 0.0


def _is_flag(texts: list[str]) -> bool:
    """`CYBER` in some rows and `NONE` in the others: answers of the flag, of which one says what it is about."""
    sure = any((r := parse("online", t)) is not None and r.certainty >= 0.9 for t in texts)
    return sure and all(parse_under(frozenset(("online",)), "online", t) is not None for t in texts)


def _several_things(texts: list[str]) -> bool:
    """`Female, 14`: labels that say two things or more, which the words of most of them tell apart."""
    read = [_explained(t) for t in texts[:200]]
    return sum(len(said) > 1 for said in read) * 5 >= len(read) * 4 > 0


def _explained(text: str) -> dict[str, Any]:
    """The values of a label that says several things; a bare number beside the sex is the age. Else nothing."""
    explained = explain(text)
    said = {d: r.value for d, r in explained.meanings.items() if d in CODED}
    if "sex" in said and "age" in explained.undecided:
        said["age"] = explained.undecided["age"].value
    elif explained.undecided:
        return {}
    return {} if explained.leftover or explained.clashes else said


def _are_identifiers(texts: list[str]) -> bool:
    """Codes of which no two are the same: letters with digits, or long numbers of one length."""
    if all(t.isdecimal() for t in texts):
        return len({len(t) for t in texts}) == 1 and len(texts[0]) > 5
    return all(any(ch.isdecimal() for ch in t) and " " not in t and len(t) > 3 for t in texts)


def _day(slot: Slot, month_first: bool = False) -> dt.date | None:
    """The single day that a cell gives; `month_first` for dates in figures as they are written in America."""
    if slot.cell.date is not None:
        return slot.cell.date
    text = _TIME.sub("", slot.text.lower())
    match = DATE.fullmatch(_FIGURES.sub(r"\2/\1/\3", text) if month_first else text)
    date = written(match) if match else None
    return date.first() if date is not None and date.to == "day" and date.year else None


def _repeats(region: Region, columns: list[Column], rows: list[int]) -> bool:
    """True where records come more than once, as the rows of a table of counts do not."""
    at = region.matrix.at
    kept = [c.number for c in columns if c.kind in ("coded", "category", "several")]
    seen = {tuple(s.text if (s := at(r, c)) else "" for c in kept) for r in rows}
    return len(seen) < len(rows)


def _groups(region: Region, columns: list[Column], rows: list[int], blanks: dict[str, str]) -> list[Group]:
    at = region.matrix.at
    whole = _heading_values(columns)
    groups: dict[tuple[Any, ...], Group] = {}
    rows_of: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    unsure = False
    for row in rows:
        values: dict[str, Any] = dict(whole)
        other: dict[str, str] = {}
        doubts: set[str] = set()
        for column in columns:
            slot = at(row, column.number)
            if column.kind in ("category", "several") or column.dimension is not None:
                unsure = unsure or bool(slot and slot.cell.doubts)
            if column.kind == "category":
                other[column.heading or f"column {column.number}"] = slot.text if slot else "(blank)"
                if headings(column.heading) & set(UNKNOWN) and named_in(column.heading) != {"suspect"}:
                    doubts.add("label_unknown")
            elif column.kind == "several":
                _read_several(slot, column, values, doubts, other)
            elif column.dimension is not None:
                _read(slot, column, values, doubts, other, blanks)
        key = (tuple(sorted(values.items(), key=lambda kv: kv[0])), tuple(sorted(other.items())))
        rows_of[key].append(row)
        groups.setdefault(key, Group(rows_of[key], values, other, doubts))
    for group in groups.values() if unsure else ():
        # A record read wrong is one too many in its group and one too few in another.
        group.doubts.add("label_unsure")
    return list(groups.values())


def _heading_values(columns: list[Column]) -> dict[str, Any]:
    """What the headings say of all records beside naming their columns."""
    values: dict[str, Any] = {}
    for column in columns:
        for d, found in explain(column.heading).meanings.items():
            if d == "period" and column.dimension != "period" and found.certainty >= 0.9:
                values.setdefault(d, found.value)
    return values


def _read(
    slot: Slot | None,
    column: Column,
    values: dict[str, Any],
    doubts: set[str],
    other: dict[str, str],
    blanks: dict[str, str],
) -> None:
    dimension = column.dimension or ""
    if slot is None:
        if dimension in blanks:
            values[dimension] = blanks[dimension]
        elif dimension in UNKNOWN:
            values[dimension] = UNKNOWN[dimension]
            doubts.add("label_blank")
        return
    if column.kind == "date":
        day = _day(slot, column.month_first)
        if day is None:
            doubts.add("label_unknown")
            other[column.heading] = slot.text
        else:
            values["period"] = Period.financial_year(day.year - (day < dt.date(day.year, 4, 1)))
        return
    reading = parse_under(frozenset((dimension,)), dimension, slot.text)
    if reading is None:
        doubts.add("label_unknown")
        other[column.heading] = slot.text
        return
    value = reading.value
    if dimension in values:
        value, clash = combine(dimension, values[dimension], value)
        if clash:
            doubts.add("labels_disagree")
    values[dimension] = value


def _read_several(
    slot: Slot | None, column: Column, values: dict[str, Any], doubts: set[str], other: dict[str, str]
) -> None:
    """What one cell says of several dimensions; a cell that says less than the others is in doubt."""
    said = _explained(slot.text) if slot else {}
    if len(said) < 2:
        doubts.add("label_unknown")
        other[column.heading] = slot.text if slot else "(blank)"
    for dimension, value in said.items():
        before = values.get(dimension)
        values[dimension], clash = combine(dimension, before, value) if before is not None else (value, False)
        if clash:
            doubts.add("labels_disagree")
