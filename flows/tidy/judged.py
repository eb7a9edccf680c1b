"""A Document understood by one judgement: the story of the tidy stage on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.read.grid import Document, Grid
from flows.tidy.dialogue import report_spoken
from flows.tidy.judgement.document import Judged, choose
from flows.tidy.judgement.grids import GridCandidates, candidates as grid_candidates
from flows.tidy.layout.around.captions import without_question_number
from flows.tidy.layout.around.cover import Cover
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.text.spoken import SpokenGrid
from flows.tidy.result import Context, Tidied
from flows.tidy.rows.report import report
from flows.tidy import tidy as today
from flows.tidy.words import words_around, words_of_all
from schemas.rows import Observation


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, as rows of the data set."""
    return today.tidy(document, context, _tables)


def _tables(document: Document, letter: Letter, context: Context, force_id: str | None, advice: object) -> Iterator[tuple[int, object]]:
    grids = _candidates(document, letter)
    judged = choose([t for g in grids.values() for t in g.tables if t])
    block = 1
    at = 0
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid)), 1):
        if isinstance(grid, SpokenGrid):
            spoken = report_spoken(document.blocks, grid, number, context)
            block += spoken.blocks
            yield index, spoken
            continue
        held = sum(bool(t) for t in grids[index].tables)
        done = report(grids[index], judged[at : at + held], block, context, force_id)
        at += held
        block += done.blocks
        yield index, done


def _candidates(document: Document, letter: Letter) -> dict[int, GridCandidates]:
    """What every grid of a document can be, by its index among the blocks."""
    shared = words_of_all(letter, document.blocks)
    unnumbered = without_question_number(document.blocks)
    cover = Cover.of(document.blocks)
    found = {}
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid)), 1):
        if isinstance(grid, SpokenGrid):
            continue
        words = words_around(letter, document.blocks, index, replace(shared, cover=cover.says(grid.sheet)), unnumbered)
        found[index] = grid_candidates(grid, number, words)
    return found


def candidates(document: Document, context: Context) -> list[list[list[Observation]]]:
    """By table, and once for the text, the observations that each of its readings would give."""
    document, letter, context, _ = today._prepared(document, context)
    found: list[list[list[Observation]]] = []
    plain = tidy(document, context)
    found.append([[o for o in plain.observations if o.place.table is None]])
    for grid in _candidates(document, letter).values():
        tables = [t for t in grid.tables if t]
        for i, readings in enumerate(tables):
            options = []
            for reading in readings:
                alone = replace(grid, tables=[readings], records=[])
                options.append(report(alone, [Judged([reading], [1.0])], 1, context, None).observations)
            found.append(options)
        if grid.records:
            found.append([report(replace(grid, tables=[]), [], 1, context, None).observations])
    return found
