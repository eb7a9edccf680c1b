"""How far a number can be pinned down by all that is known: exact bounds, by connected component."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from flows.publish.disclosure.counts import Count
from flows.publish.disclosure.relations import Relation
from schemas.intervals import Interval

CLOSE = 1e-6
UNBOUNDED = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
SECONDS = 20.0
"""For one bound; what is not proved by then is taken from the relaxation, which is never narrower."""


@dataclass(frozen=True, slots=True)
class Component:
    """Numbers that hang together, and the relations between them."""

    counts: tuple[Count, ...]
    relations: tuple[Relation, ...]


def components(relations: Iterable[Relation], through_printed: bool = False) -> list[Component]:
    """The relations parted so that no two parts have a number in common that is not printed.

    `through_printed`: nor one that is, for it may come to be withheld.
    """
    found = list(relations)
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[int, int] = {}
    for at, relation in enumerate(found):
        for count, _ in relation.terms:
            if through_printed or not count.stated.exact:
                parent[root(at)] = root(first.setdefault(id(count), at))
    grouped: defaultdict[int, list[Relation]] = defaultdict(list)
    for at, relation in enumerate(found):
        grouped[root(at)].append(relation)
    return [_component(own) for own in grouped.values()]


def _component(relations: Sequence[Relation]) -> Component:
    counts = {id(count): count for relation in relations for count, _ in relation.terms}
    return Component(tuple(counts.values()), tuple(relations))


class Bounds:
    """The bounds of the numbers of one component, as everybody can work them out."""

    def __init__(self, component: Component, known: Mapping[Count, Interval] | None = None) -> None:
        """`known`: what is known of some numbers in place of what is stated."""
        self.counts = component.counts
        self.at = {id(count): at for at, count in enumerate(component.counts)}
        self._model = _model(component, known or {})
        self._relaxed = _solver(self._model)

    @cached_property
    def _whole(self) -> highspy.Highs:
        """The same with whole numbers alone."""
        found = _solver(self._model)
        for at in range(len(self.counts)):
            found.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        return found

    def possible(self) -> bool:
        """Whether all that is said can be true together."""
        self._relaxed.run()
        return bool(self._relaxed.getModelStatus() != highspy.HighsModelStatus.kInfeasible)

    def of(self, count: Count) -> Interval:
        """The least and the most that a number can be. Raises ValueError where what is said cannot be true together."""
        return Interval(self._end(count, 1) or 0, self._end(count, -1))

    def priced(self, count: Count, sign: int) -> tuple[float, npt.NDArray[np.float64]]:
        """One end of the relaxation: the least (`sign` 1) or the most (-1), infinite where nothing bounds it.

        With it the price of each number: what the end moves by when the number's lower limit (where the price is
        positive) or its upper one moves.
        """
        end = self._solve(self._relaxed, count, sign)
        return end.value, end.prices

    def _end(self, count: Count, sign: int) -> int | None:
        """The least or the most that a number can be; None where nothing bounds it."""
        end = self._solve(self._relaxed, count, sign)
        if not end.whole and not math.isinf(end.value):
            end = self._solve(self._whole, count, sign)
        if math.isinf(end.value):
            return None
        return math.ceil(end.value - CLOSE) if sign > 0 else math.floor(end.value + CLOSE)

    def _solve(self, solver: highspy.Highs, count: Count, sign: int) -> _End:
        at = self.at[id(count)]
        solver.changeColCost(at, float(sign))
        solver.run()
        status, info, solution = solver.getModelStatus(), solver.getInfo(), solver.getSolution()
        solver.changeColCost(at, 0.0)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ValueError("what the returns say of these figures cannot be true together")
        if status in UNBOUNDED:
            return _End(-sign * math.inf, True, np.zeros(len(self.counts)))
        values = np.array(solution.col_value)
        whole = bool(np.abs(values - np.round(values)).max() < CLOSE)
        relaxed = solver is self._relaxed
        value = info.objective_function_value if relaxed else info.mip_dual_bound
        return _End(sign * value, whole, np.array(solution.col_dual) if relaxed else np.zeros(len(self.counts)))


class _End(NamedTuple):
    """One end of what a number can be; whether the numbers that it is reached with are whole; the prices of all."""

    value: float
    whole: bool
    prices: npt.NDArray[np.float64]


def _model(component: Component, known: Mapping[Count, Interval]) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(component.counts), len(component.relations)
    said = [known.get(count, count.stated) for count in component.counts]
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_ = np.array([one.low for one in said], float)
    lp.col_upper_ = np.array([highspy.kHighsInf if one.high is None else one.high for one in said], float)
    lp.row_lower_ = np.array([relation.low for relation in component.relations], float)
    lp.row_upper_ = np.array([relation.high for relation in component.relations], float)
    at = {id(count): number for number, count in enumerate(component.counts)}
    starts, places, factors = [0], [], []
    for relation in component.relations:
        for count, factor in relation.terms:
            places.append(at[id(count)])
            factors.append(factor)
        starts.append(len(places))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, np.int32)
    lp.a_matrix_.index_ = np.array(places, np.int32)
    lp.a_matrix_.value_ = np.array(factors, float)
    return lp


def _solver(model: highspy.HighsLp) -> highspy.Highs:
    found = quiet()
    found.passModel(model)
    return found


def quiet() -> highspy.Highs:
    """A solver that prints nothing and keeps to one processor, so that it always finds the same."""
    found = highspy.Highs()  # type: ignore[no-untyped-call]
    found.silent()
    found.setOptionValue("threads", 1)
    found.setOptionValue("time_limit", SECONDS)
    return found
