"""Small counts that nobody prints and everybody can work out: between two bands, or between all and the flagged."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from flows.check.figure import FigureKey, key
from flows.check.sections import LAST_AGE
from flows.publish.disclosure.levels import span
from schemas.rows import Observation

REST = {"yes": "no", "no": "yes"}


def implied(rows: Sequence[Observation], minimum: int) -> list[Observation]:
    """A row, withheld, for each difference of two printed counts that is less than `minimum` and that nobody prints.

    They are to be protected like those that are withheld, and are no part of the data.
    """
    printed: defaultdict[FigureKey, list[Observation]] = defaultdict(list)
    for row in rows:
        if row.unit == "count" and row.force_id is not None and row.period_start is not None:
            printed[key(row)].append(row)
    found: dict[FigureKey, Observation] = {}
    for whole, part, rest in _differences(printed):
        more, less = printed[whole][0], printed[part][0]
        if more.status == less.status == "exact" and 0 < (more.count or 0) - (less.count or 0) < minimum:
            found.setdefault(rest, _withheld(more, rest, minimum))
    return [row for rest, row in found.items() if rest not in printed]


def _differences(printed: dict[FigureKey, list[Observation]]) -> Iterator[tuple[FigureKey, FigureKey, FigureKey]]:
    """Two figures of which one is a part of the other, and the figure that is the rest."""
    alike: defaultdict[FigureKey, list[FigureKey]] = defaultdict(list)
    for one in printed:
        alike[one.without("age")].append(one)
        if one.online in REST and (whole := one.without("online")) in printed:
            yield whole, one, one._replace(online=REST[one.online])
    for own in alike.values():
        for whole, part in itertools.permutations(own, 2):
            if (rest := _rest(whole.age, part.age)) is not None:
                yield whole, part, part._replace(age=rest)


def _rest(whole: str, part: str) -> str | None:
    """The band that is left of one when another with which it begins or ends is taken from it.

    >>> _rest("0-10", "0-4"), _rest("all", "0-10"), _rest("0-10", "3-4")
    ('5-10', '11-17', None)
    """
    outer, inner = ((0, LAST_AGE) if whole == "all" else span(whole)), span(part)
    if outer is None or inner is None or outer == inner or not (outer[0] <= inner[0] and inner[1] <= outer[1]):
        return None
    if outer[0] == inner[0]:
        return f"{inner[1] + 1:g}-{outer[1]:g}"
    return f"{outer[0]:g}-{inner[0] - 1:g}" if outer[1] == inner[1] else None


def _withheld(row: Observation, of: FigureKey, minimum: int) -> Observation:
    """A row that withholds a figure, at the place of one that gives it away."""
    low, high = (int(end) if end < 999 else None for end in span(of.age) or (999, 999))
    return dataclasses.replace(
        row, observation_id=f"{row.observation_id} {of.age} {of.online}", online=of.online,
        age_band=of.age, age_low=low, age_high=high, is_total=False, status="suppressed", count=None, value=None,
        count_low=1, count_high=minimum - 1, flags=[], questions=[],
    )  # fmt: skip
