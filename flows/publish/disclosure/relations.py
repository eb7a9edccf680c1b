"""What follows from what: the sums and bounds that tie the numbers of the returns together."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from flows.check.figure import SPLITS, FigureKey
from flows.publish.disclosure.counts import Count, View
from flows.publish.disclosure.levels import (
    Dimensions,
    Parts,
    atoms,
    band,
    by_dimensions,
    children,
    parts_of,
    span,
    topmost,
)
from schemas.intervals import add
from schemas.rows import Observation

DAY = dt.timedelta(days=1)
Terms = tuple[tuple[Count, int], ...]
Period = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class Relation:
    """`low` <= the sum of the numbers, each times its factor, <= `high`."""

    terms: Terms
    low: float = 0
    high: float = 0


def relations(view: View) -> list[Relation]:
    """All relations between the numbers of a view. Numbers that nobody states are added where they tie others."""
    return [relation for thing in _things(view) for relation in thing.relations()] + list(_further(view))


def understated(view: View) -> list[Count]:
    """The printed totals that leave withheld parts out: as totals they are wrong, and they say what was added up."""
    found = []
    for thing in _things(view):
        list(thing.relations())
        found += thing.understated
    return list(dict.fromkeys(found))


def _things(view: View) -> list[_Thing]:
    things: defaultdict[tuple[object, ...], dict[FigureKey, Count]] = defaultdict(dict)
    for key, count in view.counts.items():
        things[key.force_id, key.measure, key.other][key] = count
    return [_Thing(counts) for counts in things.values()]


class _Thing:
    """All that is counted of one thing: the offences of one force, whatever the period and however they are split."""

    def __init__(self, counts: dict[FigureKey, Count]) -> None:
        self.counts = dict(counts)
        self.understated: list[Count] = []

    def relations(self) -> Iterator[Relation]:
        periods = dict.fromkeys((key.start, key.end) for key in self.counts)
        yield from self._over(list(periods))
        for period in periods:
            self._meet(self._of(period))
            yield from self._bands(self._of(period))
        yield from self._sums(list(periods))

    def _of(self, period: Period) -> list[FigureKey]:
        return [key for key in self.counts if (key.start, key.end) == period]

    def _count(self, key: FigureKey) -> Count:
        return self.counts.setdefault(key, Count(key))

    def _over(self, periods: Sequence[Period]) -> Iterator[Relation]:
        """A span that others fill without a gap is their sum."""
        for start, end in periods:
            tiles = _tiles(start, end, [one for one in periods if one != (start, end)])
            for key in self._of((start, end)) if tiles else ():
                parts = [self._count(key._replace(start=first, end=last)) for first, last in tiles]
                yield from _sum(self.counts[key], parts, complete=True)

    def _meet(self, keys: Sequence[FigureKey]) -> None:
        """Add what two tables have in common and neither may print: the figures that both are parts of."""
        levels = by_dimensions(keys)
        for one, other in combinations(list(levels), 2):
            common = one & other
            sides = [_blocks(levels[level], common) for level in (one, other)]
            for rest in sides[0].keys() & sides[1].keys():
                for age in _common(sides[0][rest], sides[1][rest]):
                    self._count(rest._replace(age=age))

    def _bands(self, keys: Sequence[FigureKey]) -> Iterator[Relation]:
        """Age bands that overlap are sums of the narrowest ones that they are made of."""
        aged: defaultdict[FigureKey, list[FigureKey]] = defaultdict(list)
        for key in keys:
            if span(key.age):
                aged[key.without("age")].append(key)
        for alike in aged.values():
            narrowest = atoms([key.age for key in alike])
            for key in alike:
                if key.age not in narrowest:
                    inside = [age for age in narrowest if _inside(age, key.age)]
                    parts = [self._count(key._replace(age=age)) for age in inside]
                    yield from _sum(self.counts[key], parts, complete=True)

    def _sums(self, periods: Sequence[Period]) -> Iterator[Relation]:
        """A figure that is split less is the sum of those of each finer split that are within it."""
        found: list[tuple[Dimensions, Dimensions, Count, Parts]] = []
        for period in periods:
            levels = by_dimensions(self._of(period))
            for coarse, fine in ((t, s) for t in levels for s in levels if t < s):
                base = _by_rest(topmost(_narrowest(levels[fine])), coarse)
                for key in levels[coarse]:
                    parts = parts_of(key, base.get(key.without("age"), ()))
                    if parts:
                        found.append((coarse, fine, self.counts[key], parts))
            for level, keys in levels.items():
                found += ((level, level, self.counts[whole], parts) for whole, parts in children(_narrowest(keys)))
        proved = {(coarse, fine) for coarse, fine, whole, parts in found if self._proves(whole, parts)}
        for coarse, fine, whole, parts in found:
            of_a_list = "offence" in fine - coarse or coarse == fine
            complete = parts.complete and (not of_a_list or (coarse, fine) in proved)
            counts = [self.counts[key] for key in parts.keys]
            if _understates(whole, counts):
                self.understated.append(whole)
            yield from _sum(whole, counts, complete)

    def _proves(self, whole: Count, parts: Parts) -> bool:
        """Whether the parts are all of a whole: they come to it, or it is printed as the total of their table."""
        counts = [self.counts[key] for key in parts.keys]
        together = add(count.stated for count in counts)
        if together.exact and together == whole.stated:
            return whole.stated.low > 0
        return _is_total_of(whole, counts)


def _understates(whole: Count, parts: Sequence[Count]) -> bool:
    """Whether a total is what those of its parts come to that are printed, though others are withheld."""
    total, shown = any(row.is_total for row in whole.rows), [part.stated.low for part in parts if part.stated.exact]
    least = sum(part.stated.low for part in parts)
    return total and whole.stated.exact and sum(shown) == whole.stated.low < least


def _sum(whole: Count, parts: Sequence[Count], complete: bool) -> Iterator[Relation]:
    """The whole is the sum of its parts, or at least that; nothing where the print contradicts it."""
    together = add(part.stated for part in parts)
    most = whole.stated.high
    if most is not None and together.low > most:
        return
    enough = together.high is None or together.high >= whole.stated.low
    terms = ((whole, 1), *((part, -1) for part in parts))
    yield Relation(terms, 0, 0 if complete and enough else math.inf)


def _further(view: View) -> Iterator[Relation]:
    """A figure that is printed as the total of figures by one further dimension is their sum."""
    finer: defaultdict[tuple[FigureKey, str], list[Count]] = defaultdict(list)
    for key, count in view.counts.items():
        for at, (name, _) in enumerate(key.other):
            finer[key._replace(other=key.other[:at] + key.other[at + 1 :]), name].append(count)
    for (key, _), parts in finer.items():
        whole = view.counts.get(key)
        if whole is not None and len(parts) > 1 and _is_total_of(whole, parts):
            yield from _sum(whole, parts, complete=True)


def _is_total_of(whole: Count, parts: Sequence[Count]) -> bool:
    """Whether a number is printed as a total in a table that has all of the parts."""
    tables = {_table(row) for row in whole.rows if row.is_total}
    return len(parts) > 1 and any(all(table in map(_table, part.rows) for part in parts) for table in tables)


def _table(row: Observation) -> tuple[str, str | None, int | None]:
    return row.document_id, row.place.sheet, row.place.table


def _tiles(start: dt.date | None, end: dt.date | None, periods: Collection[Period]) -> list[tuple[dt.date, dt.date]]:
    """Periods that fill a span one after the other, the longest first; empty where none do."""
    if start is None or end is None:
        return []
    found: list[tuple[dt.date, dt.date]] = []
    while not found or found[-1][1] < end:
        begins = found[-1][1] + DAY if found else start
        fitting = [last for first, last in periods if first == begins and last is not None and last <= end]
        if not fitting:
            return []
        found.append((begins, max(fitting)))
    return found


def _blocks(keys: Sequence[FigureKey], level: Dimensions) -> dict[FigureKey, set[str]]:
    """The figures of a coarser level that these are parts of: what is no age of them -> their ages."""
    found: defaultdict[FigureKey, set[str]] = defaultdict(set)
    for key in keys:
        coarser = key.without(*(name for name in SPLITS if name not in level))
        found[coarser.without("age")].add(coarser.age)
    return found


def _common(one: Collection[str], other: Collection[str]) -> list[str]:
    """The bands that both sets of ages are made of, and the ages that both have as they are.

    >>> sorted(_common({"0-4", "5-10", "unknown"}, {"0-2", "3-10", "unknown"})), _common({"all"}, {"all"})
    (['0-10', 'unknown'], ['all'])
    """
    cuts = [{cut for age in ages if (found := span(age)) for cut in (found[0], found[1] + 1)} for ages in (one, other)]
    both = ((low, after - 1) for low, after in pairwise(sorted(cuts[0] & cuts[1])))
    return sorted({band(low, high) for low, high in both} | {age for age in set(one) & set(other) if not span(age)})


def _narrowest(keys: Sequence[FigureKey]) -> list[FigureKey]:
    """The figures without those of age bands that narrower ones are the parts of."""
    ages: defaultdict[FigureKey, list[str]] = defaultdict(list)
    for key in keys:
        ages[key.without("age")].append(key.age)
    narrow = {rest: set(atoms(own)) for rest, own in ages.items()}
    return [key for key in keys if not span(key.age) or key.age in narrow[key.without("age")]]


def _by_rest(keys: Sequence[FigureKey], level: Dimensions) -> dict[FigureKey, list[FigureKey]]:
    """The figures by that of a coarser level that they are parts of, its age left out."""
    found: defaultdict[FigureKey, list[FigureKey]] = defaultdict(list)
    for key in keys:
        found[key.without("age", *(name for name in SPLITS if name not in level))].append(key)
    return found


def _inside(inner: str, outer: str) -> bool:
    one, other = span(inner), span(outer)
    return one is not None and other is not None and other[0] <= one[0] and one[1] <= other[1]
