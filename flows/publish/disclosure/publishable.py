"""Figures that can be published: no withheld one among them can be worked out from the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flows.check.figure import figure_name
from flows.publish.disclosure.bounds import Bounds
from flows.publish.disclosure.counts import ANYTHING, Count, stated, views
from flows.publish.disclosure.implied import implied
from flows.publish.disclosure.narrowed import cases, consistent, is_given_away
from flows.publish.disclosure.relations import understated
from flows.publish.disclosure.suppression import after, protect
from schemas.doubt import in_doubt
from schemas.intervals import Interval
from schemas.rows import Observation

ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Withheld:
    """A row that is not published as it is: what was done, and why."""

    row: Observation
    done: str
    why: str


@dataclass(frozen=True, slots=True)
class Publishable:
    """The rows to publish, and what was done to the others."""

    rows: list[Observation]
    log: list[Withheld]


class NotProtectedError(Exception):
    """No choice of figures to withhold was found that protects those withheld; nothing is to be published."""


def publishable(rows: Iterable[Observation], minimum: int) -> Publishable:
    """What may be said in public of all that stands, by whatever output: rows and all that is worked out from them.

    Every count from 1 to below `minimum` is withheld, and so are more where one of these could be worked out: also
    where nobody prints it and it lies between two bands, or between all and those with the flag. A count in doubt is
    left without its figure. Raises NotProtectedError where that cannot be reached.
    """
    standing, log = [], []
    for row in rows:
        if row.superseded_by is not None:
            log.append(Withheld(row, "left out", "a later return replaces it"))
        elif row.unit != "count":
            log.append(Withheld(row, "left out", "no count: it can give a withheld count away"))
        elif row.status == "exact" and 0 < (row.count or 0) < minimum:
            standing.append(_withheld(row, Interval(1, minimum - 1)))
            log.append(Withheld(row, f"withheld as 1 to {minimum - 1}", f"less than {minimum}"))
        elif row.status == "exact" and in_doubt(row):
            standing.append(_held_back(row))
            log.append(Withheld(row, "held back", "it is in doubt"))
        else:
            standing.append(row)
    wrong = {row.observation_id for view in views(standing) for count in understated(view) for row in count.rows}
    log += [
        Withheld(row, "left out", "a total without the withheld") for row in standing if row.observation_id in wrong
    ]
    standing = [row for row in standing if row.observation_id not in wrong]
    between = implied(standing, minimum)
    standing += between
    for _ in range(ROUNDS):
        further = _further(standing)
        if not further:
            unprinted = {row.observation_id for row in between}
            return Publishable([row for row in standing if row.observation_id not in unprinted], log)
        log += further
        standing = _without(standing, {one.row.observation_id for one in further})
    listed = figure_name(further[0].row)
    raise NotProtectedError(
        f"no choice of figures was found that keeps all withheld ones from being worked out: {listed}"
    )


def _held_back(row: Observation) -> Observation:
    """A row in doubt without its figure: its flags say why."""
    return dataclasses.replace(
        row, status="missing", count=None, value=None, count_low=None, count_high=None, raw_value=None
    )


def _further(rows: Sequence[Observation]) -> list[Withheld]:
    """The fewest rows that must be withheld too, or left without their interval, so that none can be worked out."""
    if not any(is_given_away(case.known, stated(case.row)) for case in cases(rows)):
        return []
    done: dict[Count, set[Count]] = {}
    for view in views(rows):
        for component in consistent(view, rows, through_printed=True):
            already = {count: after(count) for count in component.counts if count in done}
            for count, protected in protect(component, already).items():
                done.setdefault(count, set()).update(protected)
    found = []
    for count, protected in done.items():
        names = "; ".join(sorted({figure_name(one.rows[0]) for one in protected}))
        for row in count.printed or count.withheld:
            found.append(Withheld(row, "withheld" if count.printed else "interval left out", f"protects {names}"))
    return found


def _without(rows: Sequence[Observation], gone: Collection[str]) -> list[Observation]:
    """The rows, those of `gone` withheld; what is said of them is what the rest says anyway, and no more."""
    bare = [_withheld(row, ANYTHING) if row.observation_id in gone else row for row in rows]
    known: dict[str, Interval] = {}
    for view in views(bare):
        for component in consistent(view, bare):
            bounds = Bounds(component)
            for count in component.counts:
                mine = [row.observation_id for row in count.rows if row.observation_id in gone]
                known |= dict.fromkeys(mine, bounds.of(count)) if mine else {}
    return [
        _withheld(row, known.get(row.observation_id, ANYTHING)) if row.observation_id in gone else row for row in rows
    ]


def _withheld(row: Observation, known: Interval) -> Observation:
    """A row without its figure, and without the words that hold it."""
    return dataclasses.replace(
        row, status="suppressed", count=None, value=None, count_low=known.low, count_high=known.high, flags=[],
        questions=[], raw_value=None,
    )  # fmt: skip
