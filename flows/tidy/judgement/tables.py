"""The readings of one table, weighed: how it is cut, its levels, what each label says, what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from flows.tidy.dimensions import find, headings
from flows.tidy.evidence.structure import contradictions, of_structure
from flows.tidy.evidence.sums import MOST_LINES, Sums, sum_evidence
from flows.tidy.evidence.weights import weigh, weights
from flows.tidy.grammar.axes import axes
from flows.tidy.grammar.figures import Line, Numbers, Said, headed, said_at, totalled
from flows.tidy.grammar.noted import Noted
from flows.tidy.grammar.senses import OWN, LevelReading, level_readings
from flows.tidy.judgement.context import Choice, all_choices, beside
from flows.tidy.layout.table import Table
from flows.tidy.statements.statement import Statement, all_stated

BEAM = 10
WEIGHED = 8
KEPT = 24
#: What surroundings are taken to say, and the evidence in which that differs from the likeliest.
Context = tuple[dict[str, Choice], dict[str, float]]
#: What a level must score to be worth its while.
ENOUGH = 1.2
#: How surely the heading of a column of offences says that offences are counted.
HEADING = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class TableReading:
    """One reading of a table: its frame, what its levels say, and what its surroundings say of every figure."""

    frame: Table
    rows: tuple[LevelReading, ...]
    columns: tuple[LevelReading, ...]
    context: Mapping[str, Choice]
    evidence: Mapping[str, float]
    score: float
    said_rows: Mapping[int, Said] = field(repr=False)
    said_columns: Mapping[int, Said] = field(repr=False)

    @property
    def levels(self) -> tuple[LevelReading, ...]:
        """The levels of both axes."""
        return (*self.rows, *self.columns)

    def said_beside(self, row: int, column: int) -> Said:
        """What the labels of rows say of the figure there; of one merged over several rows, what they say of all."""
        slot = self.frame.matrix.at(row, column)
        if slot is None or slot.cell.row_span == 1:
            return self.said_rows[row]
        rows = [r for r in slot.cell.rows if r in self.said_rows]
        if len(rows) == 1:
            return self.said_rows[row]
        whole = [o for o in self.rows if len({id(s and s.cell) for s in map(o.level.labels.get, rows)}) == 1]
        said = said_at(whole, row)
        said.total = said.total or len(whole) < len(self.rows)
        return said

    @property
    def spoken(self) -> frozenset[str]:
        """The dimensions of which labels of the table speak."""
        return frozenset[str]().union(*(r.spoken for r in self.levels))


def readings(frame: Table, statements: Sequence[Statement], noted: Noted) -> list[TableReading]:
    """The readings of a frame, the best first; none where nothing in it can be a figure."""
    best = sorted(_of_frame(frame, noted), key=lambda t: -t.score)[:WEIGHED]
    asked = [(tuple(t.frame.corner), *_told(t)) for t in best]  # much the same of all of them
    told = {one: _contexts(all_choices([*_corner(one[0]), *statements], *one[1:])) for one in dict.fromkeys(asked)}
    surrounded = [(t, *way) for t, one in zip(best, asked, strict=True) for way in _surroundings(t, told[one])]
    kept = sorted(surrounded, key=lambda way: -way[-1])[:KEPT]
    return [replace(t, context=context, evidence=evidence, score=score) for t, context, evidence, score in kept]


def _of_frame(frame: Table, noted: Noted) -> Iterator[TableReading]:
    """The likeliest meanings of each way to see levels in a frame; many share what one axis, or a level of it, says."""
    told = frame.told.dimensions if frame.told else {}
    numbers = Numbers.of(frame, MOST_LINES)
    ways = axes(frame)
    levels = {id(level): level for way in ways for axis in way for level in axis}
    options = {n: level_readings(level, noted, told.get((level.axis, level.number))) for n, level in levels.items()}
    of_rows = cache(lambda path: _Axis.of(path, frame.body, numbers.columns))
    of_columns = cache(lambda path: _Axis.of(path, frame.columns, numbers.rows))
    for rows, columns in ways:
        base = of_structure(frame, rows, columns)
        paths = _likeliest([options[id(level)] for level in (*rows, *columns)])
        meant = [_weighed(frame, base, of_rows(path[: len(rows)]), of_columns(path[len(rows) :])) for path in paths]
        yield from sorted(meant, key=lambda t: -t.score)[:WEIGHED]


def _likeliest(options: Sequence[Sequence[LevelReading]]) -> list[tuple[LevelReading, ...]]:
    """The likeliest ways to give every level a meaning, each of those that it can have."""
    turned = weights()["turned"] / weights()["levels"]
    beam: list[tuple[float, tuple[LevelReading, ...]]] = [(0.0, ())]
    for choice in options:
        longer = [(score + r.score + r.turned * turned, (*path, r)) for score, path in beam for r in choice]
        beam = sorted(longer, key=lambda pair: -pair[0])[:BEAM]
    return [path for _, path in beam]


@dataclass(frozen=True, slots=True)
class _Axis:
    """One axis of a table under one meaning of its levels: what its labels say, and how their sums come out."""

    levels: tuple[LevelReading, ...]
    said: Mapping[int, Said]
    sums: Sums

    @classmethod
    def of(cls, levels: tuple[LevelReading, ...], positions: Sequence[int], lines: Sequence[Line]) -> _Axis:
        said = totalled(headed({p: said_at(levels, p) for p in positions}, levels))
        return cls(levels, said, Sums.of(said, lines))


def _weighed(frame: Table, base: Mapping[str, float], rows: _Axis, columns: _Axis) -> TableReading:
    evidence = dict(base)
    levels = (*rows.levels, *columns.levels)
    evidence["levels"] = round(sum(_gain(frame, r) for r in levels), 3)
    evidence["turned"] = float(sum(r.turned for r in levels))
    evidence |= contradictions(frame, rows.said, columns.said)
    lines = [*rows.said.values(), *columns.said.values()]
    evidence["left"] = round(sum(s.left for s in lines) / len(lines), 3)
    evidence["doubled"] = float(len(_spoken(rows.levels) & _spoken(columns.levels) - {"measure", "offence"}))
    evidence |= sum_evidence(rows.sums, columns.sums)
    return TableReading(frame, rows.levels, columns.levels, {}, evidence, weigh(evidence), rows.said, columns.said)


def _gain(frame: Table, reading: LevelReading) -> float:
    """How much better than enough a level reads; the label of one row that sums all others adds nothing over them."""
    gain, level = reading.score - ENOUGH, reading.level
    if gain <= 0.0 or level.axis != "row" or not level.outer or len(level.printed) != 1:
        return gain
    row, slot = next(iter(level.labels.items()))
    sums_all = slot.row in frame.totals and any(over is slot for over in frame.over.get(row, ()))
    return 0.0 if sums_all else gain


def _spoken(levels: Sequence[LevelReading]) -> frozenset[str]:
    return frozenset[str]().union(*(r.spoken for r in levels))


def _corner(texts: Sequence[str]) -> list[Statement]:
    """What the cells over the labels of rows say of all figures, as `2016/17` does there.

    `Offence` heads the names of offences before it says that these are counted.
    """
    found = all_stated((text, "corner", 0) for text in texts)
    heads = [s.dimension == "measure" and "offence" in headings(s.words) for s in found]
    return [replace(s, certainty=HEADING) if head else s for s, head in zip(found, heads, strict=True)]


def _told(table: TableReading) -> tuple[frozenset[str], frozenset[str]]:
    """The dimensions that labels settle, and those that headings name for labels of which nothing knows a value."""
    own = [r.level.heading for r in table.levels if r.dimension == OWN and not _of_one_offence(r)]
    settled = frozenset[str]().union(*(r.settled for r in table.levels))
    at, frame = table.frame.matrix.at, table.frame
    figures = [s for c in frame.columns for r in frame.body[:1] if (s := at(r, c)) and s.value is not None]
    if all(s.is_keyed and s.says for s in figures):  # the cells themselves say it of every figure
        settled |= {s.says[0] for s in figures if s.says}
    return settled, frozenset[str]().union(*map(headings, own))


def _of_one_offence(level: LevelReading) -> bool:
    """Whether labels of which nothing knows a value all speak of one offence: the ways of stalking."""
    named = [{f.reading.value for f in find("offence", t)} for t, s in level.senses.items() if not s.total]
    return bool(named) and named.count(named[0]) == len(named) and len(named[0]) == 1


def _contexts(options: Mapping[str, Sequence[Choice]]) -> list[Context]:
    """The likeliest choices of what surroundings say, each with what speaks for it beside the likeliest of all.

    Only what differs from that counts: tables with more to say of themselves lose nothing.
    """
    beam: list[tuple[float, dict[str, Choice]]] = [(0.0, {})]
    for dimension, found in options.items():
        longer = [(score + choice.score, {**path, dimension: choice}) for score, path in beam for choice in found]
        beam = sorted(longer, key=lambda pair: -pair[0])[:BEAM]
    likeliest = [found[0] for found in options.values()]
    return [(context, beside(context.values(), likeliest)) for _, context in beam]


def _surroundings(
    table: TableReading, contexts: Iterable[Context]
) -> Iterator[tuple[dict[str, Choice], dict[str, float], float]]:
    """Each of the choices of what the surroundings of a reading say, with the evidence and the score of it then."""
    dated = "period" in table.spoken
    for context, differs in contexts:
        evidence = {**table.evidence, **differs}
        if not dated and "period" in context and context["period"].value is None:
            evidence["undated"] = 1.0
        yield context, evidence, round(weigh(evidence), 3)


def periods_over(table: TableReading) -> dict[int, Statement]:
    """The period that heads each column of a table, and with it those of the tables below."""
    found: dict[int, Statement] = {}
    for column in table.frame.columns:
        said = table.said_columns[column]
        words = next((slot.text for slot in said.labels if find("period", slot.text)), "")
        if words and (period := said.values.get("period")) is not None:
            found[column] = Statement("period", period, words, "over")
    return found
