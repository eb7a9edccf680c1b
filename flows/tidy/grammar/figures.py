"""The figures of a table under one reading: what all labels on their paths say of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from flows.tidy.dimensions import headings, parse, part_of_year, total_kind
from flows.tidy.grammar.sense import Sense, plain_sense
from flows.tidy.grammar.senses import MIXED, OWN, LevelReading
from flows.tidy.labels.ages.ages import is_stage
from flows.tidy.labels.forces import nearest
from flows.tidy.labels.meanings import OF_VICTIMS, Offence, Period, in_turn
from flows.tidy.labels.offences.victims import is_of_title
from flows.tidy.labels.people import named_in
from flows.tidy.labels.wording import in_words
from flows.tidy.layout.levels.outline import is_of_which
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.combine import combine
from flows.tidy.layout.meaning.leftover import is_another_crime
from flows.tidy.layout.table import Table
from schemas.intervals import Interval

M = TypeVar("M", bound="Meaning")


@dataclass(slots=True)
class Meaning:
    """What labels say a figure is of: values by dimension, further words, the unit, and a part of a year."""

    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    unit: str = "count"
    part: str = ""


@dataclass(slots=True)
class Said(Meaning):
    """What the labels at one row or column (or both) say, and how surely.

    `clash`: two of them contradict each other. `left`: the share of words that nothing explains. `blank`: a label is
    empty, and what that means is `told`, or `guessed` where nothing says it. `summed`: the table prints the parts of
    this total with it; `naming`: the further words that only name it, as `Scotland` over its councils.
    """

    total: bool = False
    clash: bool = False
    left: float = 0.0
    labels: tuple[Slot, ...] = ()
    how: frozenset[str] = frozenset()
    guessed: bool = False
    unread: frozenset[str] = frozenset()
    blank: str = ""
    summed: bool = False
    naming: frozenset[str] = frozenset()

    def key(self) -> tuple[Any, ...]:
        """What the figure is of: equal keys are figures of one thing."""
        values = tuple(sorted((d, str(v)) for d, v in self.values.items()))
        return (values, tuple(sorted(self.other.items())), self.unit, self.part)


def said_at(levels: Sequence[LevelReading], position: int) -> Said:
    """What all levels of an axis say at a row or column, outermost first."""
    said = Said()
    labels: list[Slot] = []
    for reading in levels:
        slot = reading.level.labels.get(position)
        if slot is None or (labels and slot.cell is labels[-1].cell):
            continue
        if (name := reading.level.names.get(position)) is not None and name.cell is not slot.cell:
            labels.append(name)
        sums_up = any(_sums_up(outer.text, slot.text) for outer in labels)
        labels.append(slot)
        said.total = said.total or sums_up
        if not sums_up:
            before = frozenset(said.other)
            _add(said, reading, slot, reading.senses[slot.text])
            if position in reading.level.summed:
                said.naming |= said.other.keys() - before
    said.labels = tuple(labels)
    said.summed = any(position in reading.level.summed for reading in levels)
    said.total = said.total or said.summed
    whole = said.total or is_of_which(_last(said))  # neither has a label further in
    for reading in levels if not whole else ():
        if reading.blank is not None and position in reading.level.gaps:
            said.values = {**reading.blank.values, **said.values}
            said.total = said.total or reading.blank.total
            said.blank = "guessed" if reading.blank.guessed else said.blank or "told"
    return said


@lru_cache(maxsize=16384)
def _sums_up(outer: str, inner: str) -> bool:
    """Whether a label is the total of the one over it: `All secondary` under `Secondary`."""
    rest = inner.casefold().replace(outer.casefold(), " ", 1).strip()
    return rest != inner.casefold() and bool(total_kind(rest))


def _add(said: Said, reading: LevelReading, slot: Slot, sense: Sense) -> None:
    for dimension, value in sense.values.items():
        if "offence" in sense.values and is_of_title(said.values.get("offence"), dimension, value):
            continue
        if dimension == "unit":
            said.unit = value if said.unit in ("count", "other") else said.unit
            continue
        if dimension in said.values:
            value, clash = combine(dimension, said.values[dimension], value)
            said.clash = said.clash or clash
        said.values[dimension] = value
    if sense.other:
        name = reading.level.heading or ("row" if reading.level.axis == "row" else "column")
        while name in said.other:
            name = f"{name} further in"
        said.other[name] = sense.other
        shouted, staged = _own_words(reading)
        coded = _may_be_coded(sense.other.lower() if shouted else sense.other, reading.level.heading)
        if coded or staged or not _is_told(reading, sense):
            said.unread |= {sense.other}
    said.total = said.total or sense.total
    said.left = max(said.left, sense.left)
    said.how |= frozenset(sense.how)
    said.part = sense.part_of_year or said.part
    said.guessed = said.guessed or sense.guessed


@lru_cache(maxsize=64)
def _own_words(reading: LevelReading) -> tuple[bool, bool]:
    """Of a level: whether it prints words in capitals, as `ARSON` is there, and its own labels are stages of life."""
    shouted = any(text.isupper() and " " in text for text in reading.senses)
    return shouted, all(is_stage(sense.other) for sense in reading.senses.values() if sense.other)


def _is_told(reading: LevelReading, sense: Sense) -> bool:
    """Whether a label kept in its own words is no value that nothing knows: `Robbery`, `Charged as % of crimes`."""
    if reading.dimension == OWN or not sense.left:
        return True
    if reading.dimension == "force":  # a region or a town, unless it is written much as a force is
        return not _may_be_force(sense.other)
    if "offence" not in sense.values and is_another_crime(None, sense.other):
        return True
    counts = (d in ("measure", "unit") for s in reading.senses.values() for d in s.values)
    return reading.dimension == MIXED and bool(sense.values) and all(counts)


@lru_cache(maxsize=4096)
def _may_be_force(label: str) -> bool:
    return bool(nearest(label))


@lru_cache(maxsize=16384)
def _may_be_coded(label: str, heading: str) -> bool:
    """Whether a label of a dimension of its own may be a value of a known one: `No flag` among several, a code.

    >>> [_may_be_coded("13 to 15 years", heading) for heading in ("Column 2", "Age of suspect")]
    [True, False]
    """
    named = plain_sense(label).values.keys() & OF_VICTIMS
    return "online" in named or (bool(named) and named_in(heading) != {"suspect"}) or _is_code(label, heading)


def _is_code(label: str, heading: str) -> bool:
    """Whether a label that nothing knows stands for an age, a sex, the flag or an offence: `A4` under `VAgeCode`."""
    named = headings(heading) | headings(label.rstrip("0123456789 =-.:"))
    if named_in(heading) == {"suspect"}:
        named = frozenset(d for d in named if parse(d, label) is None)  # `10-12` under `Age of suspect` is known
    else:
        named |= {d for word in in_words(heading).split() for d in headings(word) if d in OF_VICTIMS}
    word = label.isupper() and (" " not in label or any(c.isdecimal() for c in label))
    return not named.isdisjoint(OF_VICTIMS) or ("offence" in named and word)


def headed(said: dict[int, Said], levels: Sequence[LevelReading]) -> dict[int, Said]:
    """Labels that stand over others head the totals of those, unless these are only some `of which`."""
    for reading in levels:
        labels = reading.level.labels if reading.level.outer else {}
        below: dict[int, list[int]] = defaultdict(list)
        for position, slot in labels.items():
            below[id(slot)].append(position)
        for position, slot in labels.items():
            # In a pivot `2015/16` stands in the column of `F`, over which it is no total of `F` and `M`.
            own = position in said and said[position].labels[-1] is slot
            under = [p for p in below[id(slot)] if p != position and p in said] if own else []
            if under and not any(is_of_which(_last(said[p])) for p in under):
                said[position].total = True
    return said


def _last(said: Said) -> str:
    return said.labels[-1].text if said.labels else ""


def totalled(said: dict[int, Said]) -> dict[int, Said]:
    """Totals on an axis are of all that it lists together: of periods in turn, of offences of one group."""
    periods = {p for s in map(in_year, said.values()) if isinstance(p := s.values.get("period"), Period)}
    if len(periods) > 1:
        whole = {p for p in periods if not any(p != q and q.start <= p.start and p.end <= q.end for q in periods)}
        first, last = min(whole, key=lambda p: p.start), max(whole, key=lambda p: p.end)
        for one in said.values():
            if one.total and "period" not in one.values and in_turn(whole):
                one.values["period"] = first.through(last)
    listed = [o for s in said.values() if not s.total and isinstance(o := s.values.get("offence"), Offence)]
    if listed and len(listed) == sum(not s.total for s in said.values()) and len({o.group for o in listed}) == 1:
        codes = {o.code for o in listed}
        for one in said.values():
            if one.total:
                one.values.setdefault("offence", Offence(codes.pop() if len(codes) == 1 else None, listed[0].group))
    return said


def together(row: Said, column: Said) -> Said:
    """What a row and a column say of the figure where they meet."""
    of, clash = met(row, column)
    return Said(
        of.values, of.other, of.unit, of.part, row.total or column.total, clash,
        max(row.left, column.left), (*row.labels, *column.labels),
        row.how | column.how, row.guessed or column.guessed, row.unread | column.unread, row.blank,
    )  # fmt: skip


def met(row: Said, column: Said) -> tuple[Meaning, bool]:
    """What the figure where a row and a column meet is of, and whether they contradict each other."""
    of = Meaning(
        {**row.values}, {**row.other}, column.unit if row.unit == "count" else row.unit, row.part or column.part
    )
    clash = row.clash or column.clash
    for name, words in column.other.items():
        of.other[f"{name} across" if name in of.other else name] = words
    for dimension, value in column.values.items():
        if dimension in of.values:
            value, contradicted = combine(dimension, of.values[dimension], value)
            clash = clash or contradicted
        of.values[dimension] = value
    return in_year(of), clash


def in_year(said: M) -> M:
    """A month or quarter within the year that other labels, or the surroundings, give."""
    if said.part and isinstance(year := said.values.get("period"), Period):
        within = part_of_year(said.part, year)
        if within is not None:
            said.values["period"], said.part = within.value, ""
    return said


Line = Mapping[int, Interval]
"""What is known of each count of a row by its column, or of a column by its row."""


@dataclass(slots=True)
class Numbers:
    """The counts of the first rows and columns of a frame; blanks are unknown from zero up."""

    rows: Sequence[Line]
    columns: Sequence[Line]

    @classmethod
    def of(cls, frame: Table, most: int) -> Numbers:
        """The counts of so many rows and columns at most; other units are left out."""

        def line(places: Iterable[tuple[int, tuple[int, int]]]) -> Line:
            return {position: known for position, place in places if (known := _count(frame, *place)) is not None}

        return cls(
            [line((c, (r, c)) for c in frame.columns) for r in frame.body[:most]],
            [line((r, (r, c)) for r in frame.body) for c in frame.columns[:most]],
        )


def _count(frame: Table, row: int, column: int) -> Interval | None:
    """What is known of the count there; None for what is no count."""
    slot = frame.matrix.at(row, column)
    if slot is None:
        return Interval(0, None)
    return slot.value.amount if slot.value is not None and slot.value.unit == "count" else None
