"""Sections: figures of one document that split one whole in one way, and what they add up to.

The printed total of a table, the headline in a letter and a figure that nobody printed are all compared with, or
taken from, the same sums. A sum is an interval where parts are withheld; parts that overlap or leave a gap have none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from flows.check.figure import SPLITS, FigureKey, interval, key
from schemas.code_tables import load_codes
from schemas.intervals import Interval, add
from schemas.rows import Observation

LAST_AGE = 17
LONG_TABLE = 3
"""Split by so many dimensions, a table can leave out the combinations that hold nothing."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What the parts of a figure add up to, and the parts.

    `gaps`: combinations that nobody printed count as none. `open`: nothing says that these are all parts, because
    offences can be left out of a list, and victims of unknown age or sex out of a table that has no line for them.
    """

    interval: Interval
    rows: tuple[Observation, ...]
    gaps: bool = False
    open: bool = False

    def contradicts(self, printed: Interval, complete: bool) -> bool:
        """Whether a printed figure cannot be the whole of these parts. `complete`: it is printed as their total."""
        if self.open and not complete:
            return printed.high is not None and printed.high < self.interval.low
        return not self.interval.meets(printed)


class Scope(NamedTuple):
    """What all rows of a section have in common."""

    document_id: str
    whole: FigureKey


class Part(NamedTuple):
    """A row and what it is a figure of."""

    figure: FigureKey
    row: Observation


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one document that split one whole by the same dimensions; equal figures stand once.

    `series` is the series that they stand in, None for all of a document. `whole`: the dimensions whose values are
    the parts of a whole. `closed`: they add up to the printed whole.
    """

    scope: Scope
    splits: frozenset[str]
    series: str | None
    parts: tuple[Part, ...]
    figures: frozenset[FigureKey]
    whole: frozenset[str]
    closed: bool = False
    _values: dict[tuple[str, ...], dict[tuple[object, ...], list[Part]]] = field(default_factory=dict, repr=False)

    def sum(self, wanted: FigureKey, splits: frozenset[str] = frozenset()) -> Sum | None:
        """What the rows add up to for a figure of the same scope that is split by `splits`.

        None where they are not exactly its parts.
        """
        if not self.splits - splits <= self.whole:
            return None
        parts: Sequence[Part] = self.parts
        if plain := tuple(name for name in SPLITS if name in splits and name != "age"):
            parts = self._by_values(plain).get(tuple(getattr(wanted, name) for name in plain), [])
        if "age" in splits:
            parts = _aged(wanted.age, parts)
        if not parts:
            return None
        rows = tuple(part.row for part in parts)
        if all(row.method == "records" for row in rows):
            return Sum(add(map(interval, rows)), rows)
        gaps = len(rows) < math.prod(len({getattr(part.figure, split) for part in parts}) for split in self.splits)
        missing = (gaps and len(self.splits) < LONG_TABLE) or _open(self.splits - splits, rows)
        return Sum(add(map(interval, rows)), rows, gaps, missing and not self.closed)

    def _by_values(self, splits: tuple[str, ...]) -> dict[tuple[object, ...], list[Part]]:
        """The parts by their values in some dimensions."""
        if splits not in self._values:
            found = self._values.setdefault(splits, defaultdict(list))
            for part in self.parts:
                found[tuple(getattr(part.figure, name) for name in splits)].append(part)
        return self._values[splits]


class Sections:
    """All sections of counted rows, those with fewest splits first.

    Where a document splits the same figure in several series, each series is a section and so are all of them
    together. Figures that are not split are in none.
    """

    def __init__(self, rows: Iterable[Observation]) -> None:
        grouped: defaultdict[tuple[Scope, frozenset[str]], dict[str | None, list[Part]]] = defaultdict(dict)
        printed: defaultdict[Scope, set[Interval]] = defaultdict(set)
        for row in rows:
            figure = key(row)
            scope = Scope(row.document_id, figure.without(*SPLITS))
            splits = frozenset(figure.splits)
            if row.unit == "count" and splits:
                grouped[scope, splits].setdefault(row.series_id, []).append(Part(figure, row))
            elif row.unit == "count" and row.status == "exact":
                printed[scope].add(interval(row))
        found = [section for (scope, splits), series in grouped.items() for section in _sections(scope, splits, series)]
        closed = _closed(found, printed)
        self._by_scope: defaultdict[Scope, list[Section]] = defaultdict(list)
        for section in sorted(found, key=lambda section: len(section.splits)):
            marked = replace(section, closed=True) if id(section) in closed else section
            self._by_scope[section.scope].append(marked)

    def disagreeing(self) -> Iterator[tuple[Sum, Sum]]:
        """Two sums of one whole that are not open and differ: of parts that split it in two ways."""
        for scope, sections in self._by_scope.items():
            sums = [total for one in sections if (total := one.sum(scope.whole)) and not total.open]
            exact = [total for total in sums if total.interval.exact]
            other = next((one for one in exact if one.interval != exact[0].interval), None)
            if other is not None:
                yield exact[0], other

    def finer(self, wanted: FigureKey, document_id: str) -> Iterator[Sum]:
        """The sums that one document gives for a figure, from parts that are split further than it."""
        splits = frozenset(wanted.splits)
        for section in self._by_scope.get(Scope(document_id, wanted.without(*SPLITS)), ()):
            if splits <= section.splits and wanted not in section.figures:
                total = section.sum(wanted, splits)
                if total is not None:
                    yield total


def _sections(scope: Scope, splits: frozenset[str], series: dict[str | None, list[Part]]) -> Iterator[Section]:
    every: dict[str | None, list[Part]] = {None: [part for own in series.values() for part in own]}
    for name, own in (series | every if len(series) > 1 else series).items():
        parts = _distinct(own)
        if parts:
            rows = [part.row for part in parts]
            whole = frozenset(split for split in splits if _partition(split, rows))
            yield Section(scope, splits, name, tuple(parts), frozenset(part.figure for part in parts), whole)


def _closed(found: Sequence[Section], printed: dict[Scope, set[Interval]]) -> set[int]:
    """The sections (by id) whose rows add up to a whole that is printed, of their period or of several together."""
    periods: defaultdict[tuple[Scope, frozenset[str], str | None], list[tuple[Section, Sum]]] = defaultdict(list)
    for section in found:
        total = section.sum(section.scope.whole)
        if total is not None and total.interval.exact:
            timeless = Scope(section.scope.document_id, section.scope.whole._replace(start=None, end=None))
            periods[timeless, section.splits, section.series].append((section, total))
    closed: set[int] = set()
    for sums in periods.values():
        for section, total in sums:
            if total.interval in printed.get(section.scope, ()):
                closed.add(id(section))
        wholes = [section.scope.whole for section, _ in sums]
        starts, ends = ([d for d in days if d] for days in ([w.start for w in wholes], [w.end for w in wholes]))
        if len(sums) > 1 and starts and ends:
            span = wholes[0]._replace(start=min(starts), end=max(ends))
            together = add(total.interval for _, total in sums)
            if together in printed.get(Scope(sums[0][0].scope.document_id, span), ()):
                closed.update(id(section) for section, _ in sums)
    return closed


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """Each figure once, without totals among parts and without bands that contain other bands.

    Empty where one figure is printed with two values: then nothing can be said of the sum.
    """
    plain = [part for part in parts if not part.row.is_total and not part.row.age_is_cumulative]
    plain = plain or [part for part in parts if not part.row.age_is_cumulative]
    by_key: dict[FigureKey, Part] = {}
    for part in plain:
        known = by_key.setdefault(part.figure, part).row
        if (known.status, known.count) != (part.row.status, part.row.count):
            return []
    return list(by_key.values())


def _partition(split: str, rows: Sequence[Observation]) -> bool:
    """Whether the values of one dimension are the parts of a whole."""
    match split:
        case "age":
            return _tiles(rows, 0, LAST_AGE)
        case "sex":
            return {"female", "male"} <= {row.sex for row in rows}
        case "online":
            return {"yes", "no"} <= {row.online for row in rows}
        case _:
            return not _nested({(row.offence_code, row.offence_group) for row in rows})


def _aged(band: str, parts: Sequence[Part]) -> list[Part]:
    """The parts of the bands that together are exactly `band`."""
    low, _, high = band.partition("-")
    if not (low.isdecimal() and high.isdecimal()):
        return [part for part in parts if part.figure.age == band]
    inside = [part for part in parts if _within(part.row, int(low), int(high))]
    return inside if _tiles([part.row for part in inside], int(low), int(high)) else []


def _open(splits: frozenset[str], rows: Sequence[Observation]) -> bool:
    """Whether there can be parts that are not printed, in any of the dimensions that the whole is not split by."""
    by_sex = "sex" in splits and {row.sex for row in rows} <= {"female", "male"}
    by_age = "age" in splits and all(row.age_band != "unknown" for row in rows)
    return by_sex or by_age or "offence" in splits


def _within(row: Observation, low: int, high: int) -> bool:
    return row.age_low is not None and row.age_high is not None and low <= row.age_low and row.age_high <= high


def _tiles(rows: Sequence[Observation], low: int, high: int) -> bool:
    """Whether the age bands cover `low` to `high` once. In a list of records an age that nobody had is no gap."""
    bands = sorted(
        {(row.age_low, row.age_high) for row in rows if row.age_low is not None and row.age_high is not None}
    )
    if any(row.age_low is not None and row.age_high is None for row in rows):
        return False
    if all(row.method == "records" for row in rows):
        return all(one[1] < other[0] for one, other in pairwise(bands))
    touching = all(one[1] + 1 == other[0] for one, other in pairwise(bands))
    return touching and bool(bands) and bands[0][0] == low and bands[-1][1] == high


def _nested(offences: set[tuple[str | None, str]]) -> bool:
    """Whether one of the offences contains another: a group beside its codes, a class beside its sub-classes."""
    codes = {code for code, _ in offences if code}
    classes = load_codes("offences")
    whole_groups = {group for code, group in offences if code is None}
    inside_groups = any(group in whole_groups for code, group in offences if code)
    return inside_groups or any(classes[code]["class_code"] in codes - {code} for code in codes if code in classes)
