"""The ways to cut a grid, each read: shapes say how likely they are, words as far as their bound allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.grammar.no_figures import NO_ANSWER, without_figures
from flows.tidy.grammar.noted import Noted
from flows.tidy.judgement.surroundings import Surroundings
from flows.tidy.judgement.tables import TableReading, readings
from flows.tidy.layout.around.caption_units import Unit
from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.table import Table
from flows.tidy.records.region import Region
from flows.tidy.statements.statement import Statement
from flows.tidy.text.phrases import says
from flows.tidy.words import Words

#: The score of figures in no table.
NONE = -10.0
#: So much words may speak against a way to cut a grid, and no more.
MOST_OF_WORDS = 0.8


@dataclass(slots=True)
class ReadWay:
    """One way to cut a grid with the readings of its tables, and what is said around each.

    `lead` is how far it is behind the likeliest by shape (0 or less), `meaning` the score of its readings by the
    figures in each, `score` both together. `idle` are tables that hold no figures of the answer, and what they are.
    """

    lead: float
    frames: list[Table]
    idle: dict[Table, str]
    tables: list[list[TableReading]] = field(default_factory=list)
    statements: list[list[Statement]] = field(default_factory=list)
    units: list[Unit | None] = field(default_factory=list)
    meaning: float = NONE
    score: float = 0.0


def read_way(
    lead: float, frames: list[Table], idle: dict[Table, str], surroundings: Surroundings, blanks: Mapping[str, Any]
) -> ReadWay:
    """One way to cut a grid, its tables read; `blanks` says by dimension what a blank label means."""
    way = ReadWay(lead, frames, idle)
    for around in surroundings.of_each(frames):
        noted = Noted(dict(blanks), around.captioned, around.years)
        way.statements.append(around.statements)
        way.units.append(around.unit)
        way.tables.append(
            [] if around.frame in idle or not around.frame.body else readings(around.frame, around.statements, noted)
        )
        if way.tables[-1]:
            around.headed_by(way.tables[-1][0])
    way.meaning = _meaning(way)
    return way


def likeliest(found: Sequence[ReadWay]) -> ReadWay | None:
    """The likeliest way to cut a grid; every table of it takes in how the other ways read it.

    Where the likeliest by shape holds no figures at all, no other is better: it would make figures of what is left
    without its header.
    """
    if not found or all(f in found[0].idle for f in found[0].frames):
        return found[0] if found else None
    highest = max(way.meaning for way in found)
    for way in found:
        way.score = way.lead + max(way.meaning - highest, -MOST_OF_WORDS)
    best = max(found, key=lambda way: way.score)
    for n, own in enumerate(best.tables):
        if own:
            own += [reading for way in found if way is not best for reading in _otherwise(own[0], way, n, best)]
    return best


def _otherwise(chosen: TableReading, way: ReadWay, number: int, best: ReadWay) -> Iterator[TableReading]:
    """The reading of a table in another way to cut its grid, where it takes nothing of the tables beside it."""
    if len(way.tables) != len(best.tables) or not way.tables[number]:
        return
    other, frame = way.tables[number][0], chosen.frame
    if {*other.frame.body} <= {*frame.rows} and {*other.frame.columns} <= {*frame.width}:
        yield replace(other, score=round(chosen.score + way.score - best.score, 3))


def idle_tables(matrix: Matrix, frames: Sequence[Table], words: Words) -> dict[Table, str]:
    """The tables that hold no figures of the answer, and what they are."""
    if any(says("markers", t, "no answer") for t in (*words.above, *words.announced, *words.remarks, words.behind)):
        return dict.fromkeys(frames, NO_ANSWER)
    sheets = [s for s in words.siblings if s != matrix.grid.sheet]
    found = {}
    for frame in frames:
        rows = sorted((*frame.heads, *frame.groups, *frame.body))
        if rows and (what := without_figures(Region(matrix, rows, list(frame.width)), sheets)):
            found[frame] = what
    return found


def _meaning(way: ReadWay) -> float:
    """The score of the readings of a way's tables by the figures in each; figures in no table count against it."""
    total = weight = 0.0
    for frame, found in zip(way.frames, way.tables, strict=True):
        if frame in way.idle:
            continue
        rows = (*frame.body, *frame.groups, *(() if found else frame.heads))
        size = max(sum(len(frame.anchors(r)) for r in rows), 1)
        total += size * (found[0].score if found else NONE)
        weight += size
    return total / weight if weight else NONE
