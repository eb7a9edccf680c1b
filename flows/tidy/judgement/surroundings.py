"""What the words around a table say: its titles, filters and notes, those over the whole sheet, those before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Any

from flows.read.grid import Grid
from flows.tidy.breakdowns import named_in
from flows.tidy.dimensions import parse
from flows.tidy.judgement.tables import TableReading, periods_over
from flows.tidy.layout.around.announced import sign_of_note
from flows.tidy.layout.around.caption_units import Unit, told_in_notes, unit_of
from flows.tidy.layout.around.captions import force_over, is_caption, settle_caption
from flows.tidy.layout.meaning.legend import explains_codes
from flows.tidy.layout.table import Table
from flows.tidy.people.table import TableAdvice
from flows.tidy.statements.statement import Relation, Statement, all_stated, keyed
from flows.tidy.words import Words
from flows.tidy.years.noted_years import NotedYears


@dataclass(slots=True)
class Around:
    """What the words around one table of a sheet say.

    `statements`: all of it; `captioned`: the dimensions that captions say it is broken down by; `years`: what is said
    of its years; `unit`: of its figures; `heading`: the periods over the columns, for the tables below.
    """

    frame: Table
    statements: list[Statement]
    captioned: frozenset[str]
    years: NotedYears
    unit: Unit | None
    heading: Mapping[int, Statement]

    def headed_by(self, table: TableReading) -> None:
        """Note the periods that head the columns of the table as it is read, for those below it."""
        self.heading = periods_over(table) or self.heading


class Surroundings:
    """The words of a sheet, and those before and behind it in the document, as they stand around its tables."""

    def __init__(
        self, grid: Grid, words: Words, advice: TableAdvice, brackets: Mapping[str, Any], notes: Sequence[str]
    ) -> None:
        self.grid, self.words, self.advice, self.brackets = grid, words, advice, brackets
        self._in_notes = told_in_notes(notes)
        self._noted_years = cache(lambda over: NotedYears.of(notes, words.around, over))

    def of_each(self, frames: Sequence[Table]) -> Iterator[Around]:
        """Of one table after another. Titles over the first hold for all, but its last where others have headers."""
        over: list[str] = []
        heading: Mapping[int, Statement] = {}
        nearest = [f.line(f.titles[-1]) for f in frames if f.titles]
        for i, frame in enumerate(frames):
            filters = _filters(frame)
            titles = [t for r in frame.titles if r not in filters and (t := frame.line(r))]
            said = [s for found_in in filters.values() for s in found_in]
            said += statements_around(self.words, titles, over, self.grid, _notes(frame), nearest)
            around = self._around(frame, titles, said, heading)
            yield around
            heading = around.heading
            if i == 0:
                over = list(dict.fromkeys(titles[: len(titles) - any(f.heads for f in frames[1:])]))

    def _around(
        self, frame: Table, titles: Sequence[str], said: list[Statement], heading: Mapping[int, Statement]
    ) -> Around:
        grid, words = self.grid, self.words
        cells = [s.text for r in reversed(frame.titles) for s in frame.anchors(r)]
        near = [t for t in (*cells, grid.caption, *words.above, *self._in_notes) if t]
        said += [Statement(d, v, near[0], "title") for d, v in force_over(near).items()]
        said += _over(frame, heading)
        dated = next(
            (Statement("period", p.value, t, "over") for t in reversed(titles) if (p := parse("period", t))), None
        )
        heading = dict.fromkeys(frame.width, dated) if dated else heading
        # What figures in brackets are of, those before them are not all of.
        said = [s for s in said if s.value is None or self.brackets.get(s.dimension) != s.value]
        years = self._noted_years((*frame.overheads, *reversed(titles), grid.caption or "", *words.over))
        said = [years.stated(s) if s.dimension == "period" else s for s in said]
        told = self.advice.statements(frame.rows, frame.columns) if frame.rows else []
        over_it = [*titles[-1:], grid.caption, *words.above[:1], grid.sheet or ""]
        captioned = frozenset[str]().union(*(named_in(t) for t in over_it if t))
        return Around(frame, [*told, *said], captioned, years, unit_of(near), heading)


def _over(frame: Table, heading: Mapping[int, Statement]) -> list[Statement]:
    """The one period that heads all columns of the tables above, or all those of a table below but for its labels."""
    under = [heading.get(c) for c in dropwhile(lambda c: c not in heading, frame.width)]
    for heads in (heading.values(), under):
        if len({s and s.value for s in heads}) == 1:
            return [s for s in heads if s][:1]
    return []


def _notes(frame: Table) -> list[str]:
    """The notes of a table and the sections under its rows, but for notes whose sign stands behind some of its labels.

    These are of such labels alone.
    """
    rows = (*frame.heads, *frame.groups, *frame.body)
    signed = " ".join(s.text for r in rows for s in frame.anchors(r) if s.value is None)
    titles = " ".join(map(frame.line, frame.titles))
    notes = ((note, sign_of_note(note)) for note in map(frame.line, frame.notes))
    below = (frame.line(r) for r in frame.groups if r > max(frame.body, default=r))
    return [*(note for note, sign in notes if not (sign and sign in signed and sign not in titles)), *below]


def _filters(frame: Table) -> dict[int, list[Statement]]:
    """What rows of a key and its value over a table say, by row."""
    pairs = {r: slots for r in frame.titles if len(slots := frame.anchors(r)) == 2}
    said = {r: keyed(slots[0].text, slots[1].text, "title") for r, slots in pairs.items()}
    return {r: statements for r, statements in said.items() if statements}


def statements_around(
    words: Words, titles: Sequence[str], over: Sequence[str], grid: Grid, notes: Sequence[str] = (),
    around: Sequence[str] = (),
) -> list[Statement]:  # fmt: skip
    """All that stands around a table, with its relation to it, the nearest first."""
    texts: list[tuple[str, Relation, int]] = []
    texts += [(t, "title", n) for n, t in enumerate(reversed(titles))]
    texts += [(t, "over", n) for n, t in enumerate(reversed(over))]
    if grid.caption:
        texts.append((grid.caption, "caption", 0))
    captions = [t for t in words.above if is_caption(t)]
    texts += [(t, "caption" if n == 0 else "above", n) for n, t in enumerate(captions)]
    texts += [(t, "announced", n) for n, t in enumerate(words.announced)]
    texts += [(t, "remark", 0) for t in words.remarks]
    if words.question:
        texts.append((words.question, "question", 0))
    if words.selected:
        texts.append((words.selected, "over", 0))
    if words.sheet:
        texts.append((words.sheet, "sheet", 0))
    texts += [(t, "cover", 0) for t in words.cover]
    texts += [(t, "document", n) for n, t in enumerate(words.titles)]
    # A line under the rows that is a period and no more is a title set below.
    texts += [(t, "title" if parse("period", t) else "note", n) for n, t in enumerate(notes)]
    if words.request:
        texts.append((words.request, "request", 0))
    said = all_stated(text for text in texts if not explains_codes(text[0]))
    beside = [*words.siblings, *around]
    near = [(t, r) for t, r, _ in texts if r in ("title", "sheet") or (r == "caption" and t in captions[:1])]
    for text, relation in near:
        for dimension, value in settle_caption(text, beside).items():
            said = [s for s in said if s.words != text or s.dimension != "period" or dimension != "age"]
            said.append(Statement(dimension, value, text, relation, certainty=0.8))
    for dimension, (value, text) in words.only.items():
        said.append(Statement(dimension, value, text, "only"))
    return said
