"""Where the likely readings of a table differ, part by part: what its document leaves open, and a person can decide."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.tidy.grammar.senses import LevelReading
from flows.tidy.judgement.context import Choice
from flows.tidy.judgement.document import Judged, meanings
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labels.meanings import is_whole
from flows.tidy.statements.statement import DIMENSIONS

#: A figure that less of the chance than this agrees on is in doubt.
SURE = 0.85
MOST_WAYS = 5
LEAST_CHANCE = 0.005
#: A way that changes a figure and is likelier than this is worth a question.
LIKELY = 0.05
CODED = ("period", "age", "sex", "online", "offence")

Position = tuple[int, int]
Part = tuple[str, Callable[[TableReading], Hashable]]


class Given(NamedTuple):
    """What is given for a figure: its values in the order of CODED, further words and unit, as readings compare."""

    values: tuple[Any, ...]
    other: tuple[tuple[str, str], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a part of a table: the likeliest reading that has it, its chance, the figures that it changes.

    `key` names the way among those of its part, the same on every run. `meant` is the Choice or the LevelReading that
    it is; None where the way is how the table is laid out.
    """

    key: str
    meant: Choice | LevelReading | None
    chance: float
    reading: TableReading
    changed: frozenset[Position] = frozenset()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The ways to read one part of a table, the chosen one first; each other changes some figure.

    `part` is a dimension that surroundings give, an axis with the number of a level, or `layout`. `asks` is what the
    ways differ in, a code of `codes/asks.csv`. `first_row` tells tables of one grid apart.
    """

    part: str
    asks: str
    first_row: int
    ways: tuple[Way, ...]
    among: Callable[[TableReading], Hashable]

    @property
    def changed(self) -> frozenset[Position]:
        """The figures that some way changes."""
        return frozenset[Position]().union(*(w.changed for w in self.ways))

    def chance_to_change(self, figure: Position) -> float:
        """The chance of the ways that change a figure, where the rest of the table is as it is read."""
        return sum(way.chance for way in self.ways if figure in way.changed)

    def place_in(self, table: int) -> str:
        """What tells the question from the others of its document: the table's number, its first row and the part."""
        return f"table {table} from row {self.first_row}: {self.part}"

    def among_readings(self, readings: Sequence[TableReading], key: str) -> list[TableReading] | None:
        """Those of some readings that have the way of this key; None where no way has it."""
        way = next((w for w in self.ways if w.key == key), None)
        return None if way is None else [r for r in readings if self.among(r) == self.among(way.reading)]


def hanging_on(figure: Position, left_open: Sequence[Alternatives]) -> list[Alternatives]:
    """What a figure in doubt hangs on: the parts of its table that are like to change it, the likeliest in any case."""
    found = sorted(((one.chance_to_change(figure), one) for one in left_open), key=lambda pair: -pair[0])
    return [one for n, (chance, one) in enumerate(found) if chance >= LIKELY or (n == 0 and chance)]


def differing(one: Given, other: Given) -> list[str]:
    """The dimensions whose values differ."""
    return [d for d, v, w in zip(CODED, one.values, other.values, strict=True) if v != w]


def given_by(table: TableReading) -> Mapping[Position, Given]:
    """What a reading gives for each figure of its body."""
    found = {}
    places = table.frame.places
    for place, said in zip(places, meanings(table, places), strict=True):
        coded = tuple([None if v is None or is_whole(v) else v for v in map(said.values.get, CODED)])
        found[place] = Given(coded, tuple(sorted(said.other.items())), said.unit)
    return found


class Distinct(NamedTuple):
    """The readings of a table that give different figures, the likeliest first: what each gives, and its chance.

    `of`: what each reading gives, those too that give what another does.
    """

    given: list[Mapping[Position, Given]]
    chances: list[float]
    readings: list[TableReading]
    of: Mapping[TableReading, Mapping[Position, Given]]


def distinct(judged: Judged) -> Distinct:
    """The readings of a table, those that give the same once, with the chance of the best of them."""
    if judged.distinct is None:
        judged.distinct = _distinct(judged)
    return judged.distinct


def _distinct(judged: Judged) -> Distinct:
    found: list[tuple[Mapping[Position, Given], float, TableReading]] = []
    of: dict[TableReading, Mapping[Position, Given]] = {}
    for reading, chance in zip(judged.readings, judged.chances, strict=True):
        said = given_by(reading)
        of[reading] = next((other for other, _, _ in found if other == said), said)
        if of[reading] is said:
            found.append((said, chance, reading))
    total = sum(chance for _, chance, _ in found)
    given, chances, readings = zip(*found, strict=True)
    return Distinct(list(given), [chance / total for chance in chances], list(readings), of)


def alternatives(judged: Judged) -> list[Alternatives]:
    """The parts of a table that its likely readings read differently; none where its figures are sure."""
    if judged.left_open is None:
        judged.left_open = _left_open(judged)
    return judged.left_open


def _left_open(judged: Judged) -> list[Alternatives]:
    chances = distinct(judged).chances
    if len(chances) < 2 or chances[0] >= SURE:
        return []
    best = judged.best
    readings = list(zip(judged.readings, judged.chances, strict=True))
    alike = [(r, c) for r, c in readings if _layout(r) == _layout(best)]
    found = [_alternatives(part, judged, alike, among) for part, among in _parts(best)]
    found.append(_alternatives("layout", judged, readings, _layout))
    return [one for one in found if len(one.ways) > 1]


def parts_between(best: TableReading, other: TableReading) -> list[Alternatives]:
    """The parts in which two readings of a table differ, each with the way of the first and that of the other."""
    both = [(best, 0.5), (other, 0.5)]
    parts = _parts(best)
    if _layout(other) != _layout(best):
        parts = [*(part for part in parts if part[0] in DIMENSIONS), ("layout", _layout)]
    return [
        Alternatives(part, part if part in DIMENSIONS else "layout", best.frame.first, ways, among)
        for part, among in parts
        if among(best) != among(other)
        and (ways := tuple(Way(_key(part, r, among(r)), _meant(part, r), c, r) for r, c in both))
    ]


def _parts(best: TableReading) -> list[Part]:
    """The parts of a table by name, each with what tells ways to read it apart."""
    said: list[Part] = [(d, _said(d)) for d in DIMENSIONS if d in best.context]
    return said + [(_name(r), _level(n)) for n, r in enumerate(best.levels)]


def _alternatives(
    part: str, judged: Judged, readings: Sequence[tuple[TableReading, float]], among: Callable[[TableReading], Hashable]
) -> Alternatives:
    best, of = judged.best, distinct(judged).of
    groups: dict[Hashable, list[tuple[TableReading, float]]] = defaultdict(list)
    for reading, chance in readings:
        groups[among(reading)].append((reading, chance))
    total = sum(chance for _, chance in readings)
    mine = of[best]
    ways: list[Way] = []
    seen = [mine]
    for meaning, group in groups.items():
        chosen = meaning == among(best)
        reading = best if chosen else max(group, key=lambda pair: (_likeness(pair[0], best), pair[1]))[0]
        given = of[reading]
        chance = sum(c for _, c in group) / total
        changed = frozenset(p for p, g in mine.items() if given.get(p) != g)
        if reading is not best and (chance < LEAST_CHANCE or given in seen or not changed):
            continue
        seen.append(given)
        ways.append(Way(_key(part, reading, meaning), _meant(part, reading), chance, reading, changed))
    ways.sort(key=lambda w: (w.reading is not best, -w.chance))
    ways = ways[:MOST_WAYS]
    return Alternatives(part, _asks(part, ways, of), best.frame.first, tuple(ways), among)


def _likeness(reading: TableReading, best: TableReading) -> int:
    """In how many parts two readings agree."""
    same = sum(said(reading) == said(best) for said in _ALL_SAID)
    if len(reading.levels) == len(best.levels):
        same += sum(one.says == other.says for one, other in zip(reading.levels, best.levels, strict=True))
    return same


def _said(dimension: str) -> Callable[[TableReading], Hashable]:
    def among(reading: TableReading) -> Hashable:
        choice = reading.context.get(dimension)
        return choice and ("said", choice.value)

    return among


_ALL_SAID = [*map(_said, DIMENSIONS)]


def _level(number: int) -> Callable[[TableReading], Hashable]:
    def among(reading: TableReading) -> Hashable:
        return reading.levels[number].says if number < len(reading.levels) else None

    return among


def _layout(reading: TableReading) -> Hashable:
    """How a reading lays a table out: its rows and columns by role, and its levels of labels."""
    frame = reading.frame
    levels = (
        (r.level.axis, r.level.number, r.level.outer, tuple((p, s.row, s.column) for p, s in r.level.labels.items()))
        for r in reading.levels
    )
    return (frame.heads, frame.stubs, frame.columns, frame.body, frame.groups, tuple(levels))


def _meant(part: str, reading: TableReading) -> Choice | LevelReading | None:
    if part in reading.context:
        return reading.context[part]
    return next((r for r in reading.levels if _name(r) == part), None)


def _name(reading: LevelReading) -> str:
    """What a level of labels is called among the parts of its table."""
    return f"{reading.level.axis} labels {reading.level.number}"


def _key(part: str, reading: TableReading, meaning: Hashable) -> str:
    if part in reading.context:
        return in_words(reading.context[part].value)
    meant = next((r.dimension for r in reading.levels if _name(r) == part), "layout")
    return f"{meant}-{hashlib.sha256(str(meaning).encode()).hexdigest()[:4]}"


def in_words(value: Any) -> str:
    """A value of a dimension in one word, as the data set writes it.

    >>> in_words(None), in_words("female")
    ('unsaid', 'female')
    """
    if value is None:
        return "unsaid"
    for name in ("label", "band", "code", "group"):
        if written := getattr(value, name, None):
            return str(written)
    return str(value)


def _asks(part: str, ways: Sequence[Way], of: Mapping[TableReading, Mapping[Position, Given]]) -> str:
    """The one dimension in which the ways differ; `layout` where there are several, or none."""
    if part in DIMENSIONS:
        return part
    differs = set(_differing(ways, of))
    return differs.pop() if len(differs) == 1 else "layout"


def _differing(ways: Sequence[Way], of: Mapping[TableReading, Mapping[Position, Given]]) -> Iterator[str]:
    mine = of[ways[0].reading]
    for way in ways[1:]:
        given = of[way.reading]
        for position in sorted(way.changed):
            other = given.get(position)
            if other is None:
                yield "layout"
                return
            yield from differing(mine[position], other)
