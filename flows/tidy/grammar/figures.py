"""The figures of a table under one reading: what all labels on their paths say of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.dimensions import headings, part_of_year
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.sense import Sense
from flows.tidy.grammar.senses import OWN, LevelReading
from flows.tidy.labels.meanings import OF_VICTIMS, Offence, Period, in_turn
from flows.tidy.labels.people import named_in
from flows.tidy.labels.wording import in_words
from flows.tidy.layout.levels.outline import is_of_which
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.combine import combine
from schemas.intervals import Interval


@dataclass(slots=True)
class Said:
    """What the labels at one row or column (or both) say: values by dimension, further words, and how surely.

    `clash`: two of them contradict each other. `left`: the share of words that nothing explains. `blank`: a label is
    empty, and what that means is `told`, or `guessed` where nothing says it.
    """

    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    total: bool = False
    unit: str = "count"
    clash: bool = False
    certainty: float = 1.0
    left: float = 0.0
    labels: tuple[Slot, ...] = ()
    how: frozenset[str] = frozenset()
    part: str = ""
    guessed: bool = False
    unread: frozenset[str] = frozenset()
    blank: str = ""

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
        labels.append(slot)
        _add(said, reading, slot, reading.senses[slot.text])
    said.labels = tuple(labels)
    said.total = said.total or any(position in reading.level.summed for reading in levels)
    for reading in levels if not said.total else ():
        if reading.blank is not None and position in reading.level.gaps:
            said.values = {**reading.blank.values, **said.values}
            said.total = said.total or reading.blank.total
            said.blank = "guessed" if reading.blank.guessed else said.blank or "told"
    return said


def _add(said: Said, reading: LevelReading, slot: Slot, sense: Sense) -> None:
    for dimension, value in sense.values.items():
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
        if reading.dimension != OWN or _is_code(sense.other, reading.level.heading):
            said.unread |= {sense.other}
    said.total = said.total or sense.total
    said.certainty = min(said.certainty, sense.certainty)
    said.left = max(said.left, sense.left)
    said.how |= frozenset(sense.how)
    said.part = sense.part_of_year or said.part
    said.guessed = said.guessed or sense.guessed


def _is_code(label: str, heading: str) -> bool:
    """Whether a label that nothing knows stands for an age, a sex, the flag or an offence: `A4` under `VAgeCode`."""
    named = headings(heading) | headings(label.rstrip("0123456789 =-.:"))
    if named_in(heading) != {"suspect"}:
        named |= {d for word in in_words(heading).split() for d in headings(word) if d in OF_VICTIMS}
    word = label.isupper() and (" " not in label or any(c.isdecimal() for c in label))
    return not named.isdisjoint(OF_VICTIMS) or ("offence" in named and word)


def headed(said: dict[int, Said], levels: Sequence[LevelReading]) -> dict[int, Said]:
    """Labels that stand over others head the totals of those, unless these are only some `of which`."""
    for reading in levels:
        labels = reading.level.labels if reading.level.outer else {}
        for position, slot in labels.items():
            under = [p for p, s in labels.items() if s is slot and p != position and p in said]
            own = position == (slot.row if reading.level.axis == "row" else slot.column)
            if own and under and position in said and not any(is_of_which(_last(said[p])) for p in under):
                said[position].total = True
    return said


def _last(said: Said) -> str:
    return said.labels[-1].text if said.labels else ""


def totalled(said: dict[int, Said]) -> dict[int, Said]:
    """Totals on an axis are of all that it lists together: of periods in turn, of offences of one group."""
    periods = {p for s in said.values() if isinstance(p := s.values.get("period"), Period)}
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
    both = Said(
        dict(row.values), {**row.other}, row.total or column.total,
        column.unit if row.unit == "count" else row.unit,
        row.clash or column.clash, min(row.certainty, column.certainty), max(row.left, column.left),
        (*row.labels, *column.labels), row.how | column.how, row.part or column.part,
        row.guessed or column.guessed, row.unread | column.unread, row.blank,
    )  # fmt: skip
    for name, words in column.other.items():
        both.other[f"{name} across" if name in both.other else name] = words
    for dimension, value in column.values.items():
        if dimension in both.values:
            value, clash = combine(dimension, both.values[dimension], value)
            both.clash = both.clash or clash
        both.values[dimension] = value
    return in_year(both)


def in_year(said: Said) -> Said:
    """A month or quarter within the year that other labels, or the surroundings, give."""
    if said.part and isinstance(year := said.values.get("period"), Period):
        within = part_of_year(said.part, year)
        if within is not None:
            said.values["period"], said.part = within.value, ""
    return said


@dataclass(slots=True)
class Numbers:
    """The counts of a frame by (row, column): what is known of each; blanks are unknown from zero up."""

    known: Mapping[tuple[int, int], Interval]
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, frame: Frame) -> Numbers:
        """The counts of a frame; other units are left out."""
        known: dict[tuple[int, int], Interval] = {}
        for row in frame.body:
            for column in frame.columns:
                slot = frame.matrix.at(row, column)
                if slot is None:
                    known[row, column] = Interval(0, None)
                elif slot.value is not None and slot.value.unit == "count":
                    known[row, column] = slot.value.amount
        return cls(known, frame.body, frame.columns)
