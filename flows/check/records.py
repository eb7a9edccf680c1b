"""Lists of records, one row a crime: their cells by row and column, from the ledger."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.check.figures import Table
from flows.check.printed import dated
from flows.check.registry import Subject
from schemas.rows import Observation


@dataclass(slots=True)
class Record:
    """One row: its texts by column, and the figures that it was counted in."""

    row: int
    texts: dict[int, str] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class RecordList:
    """A table of records. `figures` are what they were counted as, by observation_id."""

    document_id: str
    records: list[Record]
    figures: dict[str, Observation]

    def columns(self) -> list[int]:
        """The columns of which most records have a text."""
        every = sorted({column for one in self.records for column in one.texts})
        return [c for c in every if 2 * sum(c in one.texts for one in self.records) > len(self.records)]

    def days(self) -> list[dt.date]:
        """The days of the records, by the first column of days; empty where there is none."""
        for column in self.columns():
            found = [day(one.texts.get(column, "")) for one in self.records]
            if sum(one is not None for one in found) * 2 > len(found):
                return [one for one in found if one is not None]
        return []


def record_lists(subject: Subject) -> Iterator[RecordList]:
    """The lists of the subject's documents."""
    counted = {row.observation_id: row for row in subject.figures if row.method == "records"}
    if not counted:
        return
    tables: defaultdict[Table, dict[int, Record]] = defaultdict(dict)
    for cell in subject.cells:
        place, figures = cell.place, counted.keys() & set(cell.observation_ids)
        if place.row is not None and place.column is not None and figures:
            records = tables[cell.document_id, place.sheet, place.table]
            record = records.setdefault(place.row, Record(place.row))
            record.texts[place.column] = " ".join(cell.text.split())
            record.figures |= figures
    for (document, _, _), records in tables.items():
        ids = {name for one in records.values() for name in one.figures}
        yield RecordList(document, [records[row] for row in sorted(records)], {name: counted[name] for name in ids})


def day(text: str) -> dt.date | None:
    """The day that a cell of a record begins with.

    >>> day("02/04/2015"), day("2015-04-02 00:00:00"), day("2 Apr 15"), day("13")
    (datetime.date(2015, 4, 2), datetime.date(2015, 4, 2), datetime.date(2015, 4, 2), None)
    """
    return next((found for start, found in dated(text) if start == 0), None)
