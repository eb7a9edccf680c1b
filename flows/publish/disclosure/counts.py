"""The numbers that the returns state: each once, however often and in however many returns it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.check.figure import FigureKey, key
from flows.check.totals_of_forces import forces_together
from schemas.intervals import Interval
from schemas.rows import Observation

WITHHELD = ("suppressed", "refused")
ANYTHING = Interval(0, None)


@dataclass(eq=False, slots=True)
class Count:
    """One number: what it counts, the rows that state it, and what they together say of it.

    A number that nobody states but that others are parts of, or a part of, has no rows.
    """

    key: FigureKey
    rows: list[Observation] = field(default_factory=list)
    stated: Interval = ANYTHING

    @property
    def withheld(self) -> list[Observation]:
        """The rows that withhold it."""
        return [row for row in self.rows if row.status in WITHHELD]

    @property
    def printed(self) -> list[Observation]:
        """The rows that print it."""
        return [row for row in self.rows if row.status == "exact"]

    @property
    def hidden(self) -> Interval:
        """What is said of it where it is withheld: what is known when it is printed nowhere."""
        return _together(map(stated, self.withheld)) or ANYTHING

    def __repr__(self) -> str:
        return f"Count({self.key.splits}, {self.stated})"


@dataclass(frozen=True, slots=True)
class View:
    """The numbers as one return, or all that agree with each other, see them: what is counted -> the number."""

    counts: dict[FigureKey, Count]


def stated(row: Observation) -> Interval:
    """What a row says of its number; one that is refused may be anything."""
    return ANYTHING if row.status == "refused" else Interval(row.count_low or 0, row.count_high)


def views(rows: Iterable[Observation]) -> list[View]:
    """The numbers of all rows of counts, seen as a whole where the returns do not contradict each other.

    Where two returns print one figure differently, each has its own view, in which the other's figures stand too as
    long as they are not contradicted.
    """
    statements: defaultdict[FigureKey, list[Observation]] = defaultdict(list)
    for row in rows:
        if row.unit == "count" and row.status in ("exact", *WITHHELD):
            statements[_key(row)].append(row)
    common: dict[FigureKey, Count] = {}
    own: defaultdict[str, dict[FigureKey, Count]] = defaultdict(dict)
    contradicted: set[FigureKey] = set()
    for name, mine in statements.items():
        together = _together(map(stated, mine))
        if together is not None:
            common[name] = Count(name, mine, together)
            continue
        contradicted.add(name)
        for document, ones in _by_document(mine).items():
            # What one return withholds and prints is one of them misread: to whom it may be withheld it is.
            for said in (ones, [row for row in ones if row.status in WITHHELD]):
                within = _together(map(stated, said))
                if said and within is not None:
                    own[document][name] = Count(name, said, within)
                    break
    if not contradicted:
        return [View(common)]
    about = {name.force_id for name in contradicted}
    about |= {force for name in common for force in forces_together(name) if about & {*forces_together(name)}}
    shared = View({name: count for name, count in common.items() if name.force_id not in about})
    return [shared, *(View(_agreeing(common, mine, about)) for mine in own.values()), View(common)]


def _agreeing(
    common: dict[FigureKey, Count], own: dict[FigureKey, Count], forces: set[str | None]
) -> dict[FigureKey, Count]:
    """All that is said of the forces on which there is contradiction, as one return has it."""
    return {name: count for name, count in common.items() if name.force_id in forces} | own


def _key(row: Observation) -> FigureKey:
    """What a row counts; where that is not plain, two returns never count the same."""
    plain = row.force_id is not None and row.period_start is not None
    return key(row) if plain else key(row)._replace(other=(*key(row).other, ("document", row.document_id)))


def _by_document(rows: Sequence[Observation]) -> dict[str, list[Observation]]:
    found: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        found[row.document_id].append(row)
    return found


def _together(said: Iterable[Interval]) -> Interval | None:
    """What several statements of one number leave open; None where they contradict each other.

    >>> _together([Interval(1, 4), Interval(3, None)]), _together([Interval(1, 1), Interval(2, 2)])
    (Interval(low=3, high=4), None)
    """
    low, high = 0, None
    for one in said:
        low = max(low, one.low)
        high = one.high if high is None else high if one.high is None else min(high, one.high)
    return Interval(low, high) if high is None or low <= high else None
