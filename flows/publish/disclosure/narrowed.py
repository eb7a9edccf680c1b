"""Withheld figures that can be worked out closer than they are printed, and the figures that give them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from flows.publish.disclosure.bounds import CLOSE, Bounds, Component, components
from flows.publish.disclosure.changes import changes
from flows.publish.disclosure.counts import ANYTHING, Count, View, stated, views
from flows.publish.disclosure.of_forces import set_apart, sums_of_forces
from flows.publish.disclosure.relations import Relation, relations
from flows.publish.disclosure.shares import shares
from flows.publish.disclosure.small import MINIMUM
from schemas.checks import threshold
from schemas.intervals import Interval
from schemas.rows import Observation


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A withheld figure, what everybody can work out of it, and the figures from which: fewer would not do."""

    row: Observation
    known: Interval
    evidence: tuple[Observation, ...]

    @property
    def given_away(self) -> bool:
        """Whether so little is left open that it is not withheld any more."""
        return is_given_away(self.known, stated(self.row))


def narrowed(rows: Sequence[Observation]) -> list[Narrowed]:
    """All withheld figures that can be narrowed below the interval printed, from totals or from another return.

    Rows that were superseded are read too: they were printed. Where returns contradict each other each is taken by
    itself, and what nobody can reconcile narrows nothing.
    """
    found: dict[str, Case] = {}
    rows = set_apart(rows)
    for case in cases(rows):
        known = found.get(case.row.observation_id)
        if known is None or _width(case.known) < _width(known.known):
            found[case.row.observation_id] = case
    order = {row.observation_id: at for at, row in enumerate(rows)}
    told = sorted(found.values(), key=lambda case: order[case.row.observation_id])
    return [Narrowed(case.row, case.known, tuple(_evidence(case))) for case in told]


@dataclass(frozen=True, slots=True)
class Case:
    """A withheld row that can be narrowed, what is known of its number, and where that follows from."""

    row: Observation
    known: Interval
    count: Count
    component: Component


def cases(rows: Sequence[Observation]) -> Iterator[Case]:
    """The same without the figures that give them away, one by one as they are found."""
    for view in views(rows):
        for component in consistent(view, rows):
            bounds = Bounds(component)
            for count in component.counts:
                known = bounds.of(count) if count.withheld else ANYTHING
                yield from (
                    Case(row, known, count, component) for row in count.withheld if is_narrower(known, stated(row))
                )


def consistent(view: View, rows: Sequence[Observation], through_printed: bool = False) -> Iterator[Component]:
    """The components of a view that hold withheld figures, without relations that cannot all be true."""
    beside = shares(view, rows) + changes(view, rows) + sums_of_forces(view)
    tied = components(relations(view) + beside, through_printed)
    for component in tied:
        if any(count.withheld for count in component.counts):
            yield component if Bounds(component).possible() else _reconciled(component)
    alone = {id(count) for component in tied for count in component.counts}
    for count in view.counts.values():
        if id(count) not in alone and count.withheld and count.printed:
            yield Component((count,), ())


def _reconciled(component: Component) -> Component:
    """The component with as many of its relations, taken in their order, as can be true together."""
    kept: list[Relation] = []
    for relation in component.relations:
        if Bounds(Component(component.counts, (*kept, relation))).possible():
            kept.append(relation)
    return Component(component.counts, tuple(kept))


def is_narrower(known: Interval, printed: Interval) -> bool:
    """Whether what is known says more than what is printed: where that has no bound, so that few numbers remain.

    >>> is_narrower(Interval(1, 3), Interval(1, 4)), is_narrower(Interval(0, 90), Interval(0, None))
    (True, False)
    >>> is_narrower(Interval(7, 9), Interval(0, None))
    True
    """
    if printed.high is not None:
        return known.low > printed.low or known.high is None or known.high < printed.high
    return is_given_away(known, printed)


def is_given_away(known: Interval, printed: Interval) -> bool:
    """Whether what is known leaves too few numbers for a withheld figure to be withheld still.

    >>> is_given_away(Interval(3, 3), Interval(1, 4)), is_given_away(Interval(3, 4), Interval(1, 4))
    (True, False)
    """
    return _width(known) < fewest_values(printed)


def fewest_values(printed: Interval) -> int:
    """How many numbers must remain possible for a withheld figure; one that is not small needs no protection."""
    if printed.low >= MINIMUM:
        return 1
    if printed.high is None:
        return int(threshold("disclosure", "fewest_values"))
    return min(int(threshold("disclosure", "fewest_of_interval")), printed.high - printed.low + 1)


def _width(known: Interval) -> float:
    """How many numbers an interval leaves."""
    return float("inf") if known.high is None else known.high - known.low + 1


def _evidence(case: Case) -> Iterable[Observation]:
    """The figures that give a withheld one away: without any one of them less would be known."""
    count, component = case.count, case.component
    if count.printed and is_narrower(count.stated, stated(case.row)):
        return count.printed
    said: dict[Count, Interval] = {count: count.hidden} if count.printed else {}
    needed = []
    for others in _suspects(case):
        tried = said | dict.fromkeys(others, ANYTHING)
        if Bounds(component, tried).of(count) == case.known:
            said = tried
        else:
            needed += others
    return [other.rows[0] for other in needed]


def _suspects(case: Case) -> list[list[Count]]:
    """The other figures, those together that the ends do not rest on where they are sure to, the others one by one."""
    bounds = Bounds(case.component)
    prices = np.abs(bounds.priced(case.count, 1)[1]) + np.abs(bounds.priced(case.count, -1)[1])
    others = [count for count in case.component.counts if count is not case.count and count.rows]
    idle = [count for count in others if prices[bounds.at[id(count)]] < CLOSE]
    free = dict.fromkeys(idle, ANYTHING)
    if idle and Bounds(case.component, free).of(case.count) == case.known:
        return [idle, *([count] for count in others if count not in free)]
    return [[count] for count in others]
