"""Complementary suppression: the fewest further figures to withhold so that no withheld one can be worked out.

Which figures those are is a covering problem that is solved exactly. For a choice of them, the bounds of each withheld
figure are two linear programs; where one is too narrow, its dual prices say which figures hold it there, and that some
of these must go too. Such conditions are gathered until the smallest choice that meets them all leaves no bound narrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from flows.publish.disclosure.bounds import CLOSE, Bounds, Component, quiet
from flows.publish.disclosure.counts import ANYTHING, Count, stated
from flows.publish.disclosure.narrowed import fewest_values, is_given_away
from schemas.intervals import Interval

ROUNDS = 300
HEADLINE, LATER = 1e-3, 1e-6
"""What makes one of two choices of as many figures better: no headline figure, and the first of those printed."""


@dataclass(frozen=True, slots=True)
class _Condition:
    """At least one of these numbers must go, and so much of them that their weights come to 1; it is for `of`."""

    weights: dict[Count, float]
    of: Count


def protect(component: Component, already: Mapping[Count, Interval]) -> dict[Count, set[Count]]:
    """The fewest numbers of a component to withhold too, each with the withheld ones that it protects.

    `already`: numbers that are to be withheld in any case, with what then is known of them.
    """
    withheld = [count for count in component.counts if count.withheld]
    conditions: list[_Condition] = []
    chosen: list[Count] = []
    for _ in range(ROUNDS):
        known = dict(already) | {count: after(count) for count in chosen}
        ends = _Ends(component, known)
        fresh = [one for count in withheld for one in _conditions(ends, count, known)]
        if not fresh:
            whole = Bounds(component, known)
            fresh = [one for count in withheld for one in _for_whole_numbers(whole, count, known)]
        if not fresh:
            break
        conditions += fresh
        chosen = _fewest(component, conditions)
    else:
        chosen = [count for count in component.counts if count.rows and count not in already]
    protected: dict[Count, set[Count]] = {count: set() for count in chosen}
    for condition in conditions:
        for count in condition.weights.keys() & protected.keys():
            protected[count].add(condition.of)
    return protected


def after(count: Count) -> Interval:
    """What is known of a number once it is withheld, or, where it is, left out."""
    return count.hidden if count.printed and count.withheld else ANYTHING


def _conditions(ends: _Ends, count: Count, known: Mapping[Count, Interval]) -> Iterator[_Condition]:
    """What must go so that enough numbers remain possible for a withheld figure; nothing where they do."""
    low, lower = ends.end(count, 1)
    high, upper = ends.end(count, -1)
    lacking = fewest_values(stated(count.withheld[0])) - 1 - (high - low)
    if lacking > CLOSE:
        yield _condition(count, lacking, [lower, upper], known)


def _for_whole_numbers(bounds: Bounds, count: Count, known: Mapping[Count, Interval]) -> Iterator[_Condition]:
    """One more must go where a figure is narrow only because it is a whole number."""
    if is_given_away(bounds.of(count), stated(count.withheld[0])):
        rest = [other for other in bounds.counts if other.rows and other not in known]
        yield _Condition(dict.fromkeys(rest, 1.0), count)


def _condition(
    count: Count, lacking: float, prices: list[dict[Count, float]], known: Mapping[Count, Interval]
) -> _Condition:
    weights: dict[Count, float] = {}
    for other in {other for price in prices for other in price}:
        if other.rows and other not in known:
            weight = sum(_freed(other, price.get(other, 0.0)) for price in prices)
            if weight > CLOSE:
                weights[other] = min(weight / lacking, 1.0)
    return _Condition(weights, count)


def _freed(count: Count, price: float) -> float:
    """By how much a bound can move once a number is withheld: its price times how far the number can then be."""
    then = after(count)
    if price > CLOSE:
        return price * (count.stated.low - then.low)
    if price < -CLOSE:
        if then.high is None:
            return math.inf
        return -price * (then.high - (count.stated.high or 0))
    return 0.0


class _Ends:
    """The relaxed bounds of the numbers of a component, with the prices of all others in each."""

    def __init__(self, component: Component, known: Mapping[Count, Interval]) -> None:
        self._counts = component.counts
        self._bounds = Bounds(component, known)

    def end(self, count: Count, sign: int) -> tuple[float, dict[Count, float]]:
        """The least (`sign` 1) or the most (-1) that a number can be, and what each number's limits do to it."""
        value, prices = self._bounds.priced(count, sign)
        return value, {self._counts[at]: prices[at] for at in np.flatnonzero(np.abs(prices) > CLOSE)}


def _fewest(component: Component, conditions: list[_Condition]) -> list[Count]:
    """The choice of fewest figures that meets all conditions."""
    named = {count for condition in conditions for count in condition.weights}
    order = [count for count in component.counts if count in named]
    solver = quiet()
    for at, count in enumerate(order):
        cost = len(count.rows) + HEADLINE * (not count.key.splits) + LATER * at
        solver.addVar(0.0, 1.0)
        solver.changeColCost(at, cost)
        solver.changeColIntegrality(at, highspy.HighsVarType.kInteger)
    place = {count: at for at, count in enumerate(order)}
    for condition in conditions:
        columns = np.array([place[count] for count in condition.weights], np.int32)
        weights = np.array(list(condition.weights.values()))
        solver.addRow(1.0, highspy.kHighsInf, len(columns), columns, weights)
    solver.run()
    values = solver.getSolution().col_value
    return [count for at, count in enumerate(order) if values[at] > 0.5]
