"""The readings of one table, weighed: how it is cut, its levels, what each label says, what surrounds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.evidence.strays import bare_numbers
from flows.tidy.evidence.sums import sum_evidence
from flows.tidy.evidence.weights import weigh, weights
from flows.tidy.grammar.axes import axes
from flows.tidy.grammar.figures import Numbers, Said, headed, said_at, together, totalled
from flows.tidy.grammar.frames import Frame, with_columns
from flows.tidy.grammar.level import Levels
from flows.tidy.grammar.noted import Noted
from flows.tidy.grammar.senses import OWN, LevelReading, level_readings
from flows.tidy.judgement.context import Choice, all_choices
from flows.tidy.labels.meanings import Offence
from flows.tidy.statements.statement import Statement, all_stated

BEAM = 10
WEIGHED = 8
KEPT = 24
SAMPLE = 40
#: What a level must score to be worth its while.
ENOUGH = 1.2


@dataclass(frozen=True, slots=True)
class TableReading:
    """One reading of a table: its frame, what its levels say, and what its surroundings say of every figure."""

    frame: Frame
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

    @property
    def spoken(self) -> frozenset[str]:
        """The dimensions of which labels of the table speak."""
        return frozenset[str]().union(*(r.spoken for r in self.levels))


def readings(frame: Frame, statements: Sequence[Statement], noted: Noted) -> list[TableReading]:
    """The readings of a frame, the best first; none where nothing in it can be a figure."""
    structures = [(framed, rows, columns) for framed in with_columns(frame) for rows, columns in axes(framed)]
    if not structures:
        return []
    found: list[TableReading] = []
    for framed, rows, columns in structures:
        numbers = Numbers.of(framed)
        base = _of_structure(framed, rows, columns)
        ways = _assignments(framed, rows, columns, noted)
        meant = [_weighed(framed, base, r, c, numbers) for r, c in ways]
        found += sorted(meant, key=lambda t: -t.score)[:WEIGHED]
    best = sorted(found, key=lambda t: -t.score)[:WEIGHED]
    surrounded = [s for t in best for s in _surrounded(t, statements)]
    return sorted(surrounded, key=lambda t: -t.score)[:KEPT]


def _of_structure(frame: Frame, rows: Levels, columns: Levels) -> dict[str, float]:
    """Evidence on how a frame is cut, whatever its labels mean."""
    at = frame.matrix.at
    body = [s for r in frame.body[:SAMPLE] for c in frame.columns if (s := at(r, c)) and s.is_anchor]
    words = sum(s.value is None for s in body) / max(len(body), 1)
    bare_rows = sum(not any(r in level.labels for level in rows) for r in frame.body) / max(len(frame.body), 1)
    bare_columns = sum(not any(c in level.labels for level in columns) for c in frame.columns) / len(frame.columns)
    return {
        "cut": frame.reasons.get("cut", 0.0),
        "columns": frame.reasons.get("columns", 0.0),
        "words": round(words, 3),
        "numbers": round(bare_numbers(frame), 3),
        "bare": round(bare_rows + bare_columns + 3.0 * (bare_rows == bare_columns == 1.0), 3),
        "heads.weak": max(len(rows) - 1, 0) + max(len(columns) - 1, 0),
    }


def _assignments(
    frame: Frame, rows: Levels, columns: Levels, noted: Noted
) -> Iterator[tuple[tuple[LevelReading, ...], tuple[LevelReading, ...]]]:
    """The likeliest ways to give every level of both axes a meaning."""
    told = frame.told.dimensions if frame.told else {}
    options = [level_readings(level, noted, told.get((level.axis, level.number))) for level in (*rows, *columns)]
    beam: list[tuple[float, tuple[LevelReading, ...]]] = [(0.0, ())]
    for choice in options:
        longer = [(score + r.score, (*path, r)) for score, path in beam for r in choice]
        beam = sorted(longer, key=lambda pair: -pair[0])[:BEAM]
    for _, path in beam:
        yield path[: len(rows)], path[len(rows) :]


def _weighed(
    frame: Frame, base: Mapping[str, float], rows: tuple[LevelReading, ...], columns: tuple[LevelReading, ...],
    numbers: Numbers,
) -> TableReading:  # fmt: skip
    said_rows = totalled(headed({r: said_at(rows, r) for r in frame.body}, rows))
    said_columns = totalled(headed({c: said_at(columns, c) for c in frame.columns}, columns))
    evidence = dict(base)
    levels = (*rows, *columns)
    evidence["levels"] = round(sum(r.score - ENOUGH for r in levels), 3)
    evidence |= _contradictions(frame, said_rows, said_columns)
    lines = [*said_rows.values(), *said_columns.values()]
    evidence["left"] = round(sum(s.left for s in lines) / len(lines), 3)
    evidence["doubled"] = float(len(_spoken(rows) & _spoken(columns) - {"measure", "offence"}))
    evidence |= sum_evidence(said_rows, said_columns, numbers)
    return TableReading(frame, rows, columns, {}, evidence, weigh(evidence), said_rows, said_columns)


def _spoken(levels: Sequence[LevelReading]) -> frozenset[str]:
    return frozenset[str]().union(*(r.spoken for r in levels))


def _contradictions(frame: Frame, rows: Mapping[int, Said], columns: Mapping[int, Said]) -> dict[str, float]:
    """The share of figures whose labels contradict each other, and of those that are of the very same thing."""
    seen: Counter[tuple[Any, ...]] = Counter()
    clashes = figures = 0
    for row in frame.body[:SAMPLE]:
        for column in frame.columns[:SAMPLE]:
            slot = frame.matrix.at(row, column)
            if slot is None or slot.value is None:
                continue
            said = together(rows[row], columns[column])
            figures += 1
            clashes += said.clash
            if not said.total and said.unit == "count":
                group = isinstance(o := said.values.get("offence"), Offence) and o.code is None
                titles = tuple(s.text for s in said.labels) if group else ()  # many titles are of one group
                seen[said.key(), titles, slot.says] += 1
    twins = sum(n for n in seen.values() if n > 1)
    return {
        "clashes": round(clashes / max(figures, 1), 3),
        "twins": round(twins / max(figures, 1), 3),
    }


def _corner(frame: Frame) -> list[Statement]:
    """What the cells over the labels of rows say of all figures, as `2016/17` does there."""
    cells = {id(s.cell): s.text for r in frame.heads for c in frame.stubs if (s := frame.matrix.at(r, c))}
    return all_stated((text, "corner", 0) for text in cells.values())


def _surrounded(table: TableReading, statements: Sequence[Statement]) -> Iterator[TableReading]:
    """The reading with each likely choice of what its surroundings say."""
    own = [r.level.heading for r in table.levels if r.dimension == OWN]
    named = frozenset[str]().union(*map(headings, own))
    options = all_choices([*_corner(table.frame), *statements], table.spoken, named)
    beam: list[tuple[float, dict[str, Choice]]] = [(0.0, {})]
    for dimension, found in options.items():
        longer = [(score + choice.score, {**path, dimension: choice}) for score, path in beam for choice in found]
        beam = sorted(longer, key=lambda pair: -pair[0])[:BEAM]
    base = sum(found[0].score for found in options.values())
    for score, context in beam:
        undated = "period" not in table.spoken and context["period"].value is None
        # Only what differs from the best choice counts, so that tables with more to say of themselves lose nothing.
        total = table.score + score - base + (weights()["undated"] if undated else 0.0)
        yield replace(table, context=context, score=round(total, 3))
