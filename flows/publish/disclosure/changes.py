"""What a printed change from one year to the next says of the two counts beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.check.figure import key
from flows.publish.disclosure.counts import Count, View
from flows.publish.disclosure.relations import Relation
from schemas.rows import Observation

Line = tuple[object, ...]


class _Change(NamedTuple):
    """A change as printed, in counts or in percent, and the counts of the two years in its line."""

    printed: Decimal
    percent: bool
    this: Count
    last: Count

    @property
    def half(self) -> Decimal:
        """Half of the last decimal that is printed: by so much it may have been rounded."""
        return Decimal(1).scaleb(int(self.printed.as_tuple().exponent)) / 2 if self.percent else Decimal(0)

    def holds(self) -> bool | None:
        """Whether the counts bear the change out; None where one of them is not known."""
        this, last = self.this.stated, self.last.stated
        if not (this.exact and last.exact) or (self.percent and not last.low):
            return None
        found = Decimal(100 * (this.low - last.low)) / last.low if self.percent else Decimal(this.low - last.low)
        return abs(found - self.printed) <= self.half


def changes(view: View, rows: Sequence[Observation]) -> list[Relation]:
    """The relations that printed changes set, in columns or rows of which some are borne out, none contradicted."""
    found: list[Relation] = []
    for line, across in (("row", "column"), ("column", "row")):
        columns: defaultdict[Line, list[_Change]] = defaultdict(list)
        for row, one in _of_lines(view, rows, line):
            columns[(*_table(row), getattr(row.place, across), one.percent)].append(one)
        for ones in columns.values():
            judged = [one.holds() for one in ones]
            if True in judged and False not in judged:
                found += [relation for one in ones for relation in _relations(one)]
    return found


def _of_lines(view: View, rows: Sequence[Observation], line: str) -> Iterator[tuple[Observation, _Change]]:
    """Each printed change with the two counts that stand in its line."""
    lines: defaultdict[Line, list[Observation]] = defaultdict(list)
    for row in rows:
        if row.place.table is not None:
            lines[(*_table(row), getattr(row.place, line))].append(row)
    for own in lines.values():
        counts = {row.period_start: count for row in own if row.period_start and (count := view.counts.get(key(row)))}
        for row in own:
            printed = _number(row)
            if printed is not None and len(counts) == 2:
                last, this = (counts[start] for start in sorted(counts))
                yield row, _Change(printed, row.unit == "percent", this, last)


def _table(row: Observation) -> Line:
    return row.document_id, row.place.sheet, row.place.table


def _number(row: Observation) -> Decimal | None:
    """A number that is no count and of no year of its own, with its sign and decimals as printed."""
    text = (row.raw_value or "").replace("−", "-").replace("–", "-").replace(",", "").strip().strip("%").strip()
    if row.unit not in ("percent", "other") or row.period_start is not None:
        return None
    bare = text.lstrip("+-")
    return Decimal(text) if bare.replace(".", "", 1).isdecimal() else None


def _relations(one: _Change) -> Iterator[Relation]:
    if not one.percent:
        yield Relation(((one.this, 1), (one.last, -1)), float(one.printed), float(one.printed))
        return
    scale = int(Decimal(2).scaleb(-int(one.printed.as_tuple().exponent)))
    least, most = (int((100 + one.printed + sign * one.half) * scale) for sign in (-1, 1))
    yield Relation(((one.this, 100 * scale), (one.last, -least)), 0, math.inf)
    yield Relation(((one.this, 100 * scale), (one.last, -most)), -math.inf, 0)
