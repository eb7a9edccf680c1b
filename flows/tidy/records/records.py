"""Lists of records, one row an offence: nothing in them is a count, the rows themselves are to be counted.

A region is such a list where every column is an identifier, a date, a coded dimension or words, and no column holds
figures but those that count nothing, such as a beat or a log number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.dimensions import find, headings, parse_under
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import UNKNOWN, Period
from flows.tidy.labels.people import named_in
from flows.tidy.labels.wording import in_words
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.combine import combine
from flows.tidy.records.columns import Column, columns_of, day, explained, says_online
from flows.tidy.records.region import Region

FEWEST_RECORDS = 6


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

    @property
    def counted(self) -> str:
        """What a record is one of: a victim under `Victim No` alone, else an offence."""
        whose = [named_in(in_words(c.heading)) for c in self.columns if c.kind == "identifier"]
        return "victims" if whose and all(names == {"victim"} for names in whose) else "offences"


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
    columns = columns_of(region, header_row, rows)
    coded = {c.dimension for c in columns if c.dimension}
    kinds = {c.kind for c in columns}
    figures = [c for c in columns if c.kind == "figures"]
    if (figures or "mixed" in kinds) and (not kinds.issuperset(("date", "identifier")) or any(map(_counts, figures))):
        return None
    described = [c for c in columns if c.dimension or c.kind in ("category", "several")]
    identified = not kinds.isdisjoint(("identifier", "date"))
    if not coded or len(described) < 2 or not (identified or _repeats(region, columns, rows)):
        return None
    return RecordList(header_row, columns, _groups(region, columns, rows, blanks))


def _counts(column: Column) -> bool:
    """Whether a heading says that figures below it count something: `No of offences`, `Victims`."""
    named = headings(column.heading) & {"measure", "unit", "total"}
    return bool(named or find("measure", column.heading))


def _repeats(region: Region, columns: list[Column], rows: list[int]) -> bool:
    """True where records come more than once, as the rows of a table of counts do not."""
    at = region.matrix.at
    kept = [c.number for c in columns if c.dimension or c.kind in ("category", "several")]
    seen = {tuple(s.text if (s := at(r, c)) else "" for c in kept) for r in rows}
    return len(seen) < len(rows)


def _groups(region: Region, columns: list[Column], rows: list[int], blanks: dict[str, str]) -> list[Group]:
    at = region.matrix.at
    whole = _heading_values(columns)
    groups: dict[tuple[Any, ...], Group] = {}
    rows_of: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    unsure = False
    for row in rows:
        record = Group([], dict(whole), {})
        for column in columns:
            slot = at(row, column.number)
            if column.kind in ("category", "several") or column.dimension is not None:
                unsure = unsure or bool(slot and slot.cell.doubts)
            _read(slot, column, record, blanks)
        key = (tuple(sorted(record.values.items(), key=lambda kv: kv[0])), tuple(sorted(record.other.items())))
        rows_of[key].append(row)
        groups.setdefault(key, Group(rows_of[key], record.values, record.other, record.doubts))
    for group in groups.values() if unsure else ():
        # A record read wrong is one too many in its group and one too few in another.
        group.doubts.add("label_unsure")
    return list(groups.values())


def _is_of_the_victim_or_flag(heading: str) -> bool:
    """A heading under which labels that nothing reads leave something unsaid, as `Online check` over `A` and `B`."""
    named = headings(heading) & set(UNKNOWN) or find("online", heading)
    return bool(named) and named_in(heading) != {"suspect"}


def _heading_values(columns: list[Column]) -> dict[str, Any]:
    """What the headings say of all records beside naming their columns."""
    values: dict[str, Any] = {}
    for column in columns:
        for d, found in explain(column.heading).meanings.items():
            if d == "period" and column.dimension != "period" and found.certainty >= 0.9:
                values.setdefault(d, found.value)
    return values


def _read(slot: Slot | None, column: Column, record: Group, blanks: dict[str, str]) -> None:
    """What a cell says of its record."""
    if column.kind in ("category", "figures", "mixed"):
        record.other[column.heading or f"column {column.number}"] = slot.text if slot else "(blank)"
        if column.kind == "figures" or _is_of_the_victim_or_flag(column.heading):
            record.doubts.add("label_unknown")
    elif column.kind == "keywords":
        _read_keywords(slot, record, blanks)
    elif column.kind == "several":
        _read_several(slot, column, record)
    elif column.kind == "date":
        _read_date(slot, column, record)
    elif column.dimension is not None:
        _read_coded(slot, column.dimension, column, record, blanks)


def _read_keywords(slot: Slot | None, record: Group, blanks: dict[str, str]) -> None:
    """One of many keywords is the flag; that a record without it has no flag is a guess unless the notes say so."""
    flagged = slot is not None and says_online(slot.text)
    record.values["online"] = "yes" if flagged else "no"
    if not flagged and blanks.get("online") != "no":
        record.doubts.add("label_guessed")


def _read_date(slot: Slot | None, column: Column, record: Group) -> None:
    recorded = day(slot, column.month_first) if slot else None
    if recorded is not None:
        record.values["period"] = Period.financial_year(recorded.year - (recorded < dt.date(recorded.year, 4, 1)))
    elif slot is not None:
        record.doubts.add("label_unknown")
        record.other[column.heading] = slot.text


def _read_coded(slot: Slot | None, dimension: str, column: Column, record: Group, blanks: dict[str, str]) -> None:
    if slot is None:
        if dimension in blanks:
            record.values[dimension] = blanks[dimension]
        elif dimension in UNKNOWN:
            record.values[dimension] = UNKNOWN[dimension]
            record.doubts.add("label_blank")
        return
    reading = parse_under(frozenset((dimension,)), dimension, slot.text)
    if reading is None:
        record.doubts.add("label_unknown")
        record.other[column.heading] = slot.text
        return
    value = _year_of(reading.value) if dimension == "period" else reading.value
    _add(record, dimension, value)


def _year_of(period: Period) -> Period:
    """The financial year in which a month or a quarter lies: as with days, the time of a record decides its year."""
    start, end = period.start, period.end
    if start is None or end is None or end - start > dt.timedelta(days=100):
        return period
    year = Period.financial_year(start.year - (start < dt.date(start.year, 4, 1)))
    return year if year.end is not None and end <= year.end else period


def _read_several(slot: Slot | None, column: Column, record: Group) -> None:
    """What one cell says of several dimensions; a cell that says less than the others is in doubt."""
    said = explained(slot.text) if slot else {}
    if len(said) < 2:
        record.doubts.add("label_unknown")
        record.other[column.heading] = slot.text if slot else "(blank)"
    for dimension, value in said.items():
        _add(record, dimension, value)


def _add(record: Group, dimension: str, value: Any) -> None:
    """A value beside what another column says of the same dimension."""
    if dimension in record.values:
        value, clash = combine(dimension, record.values[dimension], value)
        if clash:
            record.doubts.add("labels_disagree")
    record.values[dimension] = value
