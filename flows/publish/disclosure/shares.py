"""What a printed percentage says of the count beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from flows.check.figure import FigureKey, key
from flows.publish.disclosure.counts import Count, View
from flows.publish.disclosure.relations import Relation
from schemas.intervals import Interval
from schemas.rows import Observation


def shares(view: View, rows: Sequence[Observation]) -> list[Relation]:
    """The bounds that printed percentages set to counts, in tables whose percentages are shares of one whole."""
    series: defaultdict[str, list[tuple[Count, Decimal, Count]]] = defaultdict(list)
    for row in rows:
        printed = _percent(row)
        count = view.counts.get(key(row)._replace(unit="count"))
        if printed is not None and count is not None:
            for whole in _wholes(count.key, view):
                series[f"{row.series_id} {whole.key.splits}"].append((count, printed, whole))
    told = [relation for ones in series.values() if _are_shares(ones) for relation in _bounds(ones)]
    return told + list(_of_sums(view, rows))


def _of_sums(view: View, rows: Sequence[Observation]) -> Iterator[Relation]:
    """The same where percentages that come to 100 are of a whole that nobody prints: it is the sum of its parts."""
    parts: defaultdict[tuple[str, FigureKey], list[tuple[Count, Decimal]]] = defaultdict(list)
    for row in rows:
        printed = _percent(row)
        count = view.counts.get(key(row)._replace(unit="count"))
        if printed is not None and count is not None:
            for name in count.key.splits:
                parts[row.series_id, count.key.without(name)].append((count, printed))
    for (_, of), ones in parts.items():
        if of in view.counts or len(ones) < 2 or not _come_to_all([percent for _, percent in ones]):
            continue
        whole = Count(of)
        yield Relation(((whole, 1), *((count, -1) for count, _ in ones)), 0, 0)
        yield from _bounds([(count, percent, whole) for count, percent in ones])


def _percent(row: Observation) -> Decimal | None:
    text = (row.raw_value or "").strip().removesuffix("%").strip()
    return Decimal(text) if row.unit == "percent" and text.replace(".", "", 1).isdecimal() else None


def _wholes(part: FigureKey, view: View) -> Iterator[Count]:
    """The figures that a share can be one of: each that is split by less."""
    for size in range(1, len(part.splits) + 1):
        for names in combinations(part.splits, size):
            whole = view.counts.get(part.without(*names))
            if whole is not None:
                yield whole


def _are_shares(ones: Sequence[tuple[Count, Decimal, Count]]) -> bool:
    """Whether all counts that are known bear the percentages out, and one at least does, or they come to 100."""
    known = [(c.stated, p, w.stated) for c, p, w in ones if c.stated.exact and w.stated.exact and w.stated.low]
    whole = _come_to_all([percent for _, percent, _ in ones])
    return (bool(known) or whole) and all(_fits(count, percent, whole) for count, percent, whole in known)


def _come_to_all(percents: Sequence[Decimal]) -> bool:
    """Whether percentages come to 100, as far as they are rounded."""
    rounded = sum(map(_half, percents), Decimal(0))
    return abs(sum(percents, Decimal(0)) - 100) <= rounded


def _fits(count: Interval, percent: Decimal, whole: Interval) -> bool:
    return abs(Decimal(100 * count.low) / whole.low - percent) <= _half(percent)


def _half(percent: Decimal) -> Decimal:
    """Half of the last decimal that is printed."""
    return Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2


def _bounds(ones: Sequence[tuple[Count, Decimal, Count]]) -> Iterator[Relation]:
    for count, percent, whole in ones:
        if count.stated.exact:
            continue
        scale = int(Decimal(2).scaleb(-int(percent.as_tuple().exponent)))
        least, most = (int((percent + sign * _half(percent)) * scale) for sign in (-1, 1))
        yield Relation(((count, 100 * scale), (whole, -least)), 0, math.inf)
        yield Relation(((count, 100 * scale), (whole, -most)), -math.inf, 0)
