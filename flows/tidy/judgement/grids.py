"""One Grid judged: its matrix, the ways to cut it, and the readings of every table in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from flows.read.grid import Grid
from flows.tidy.dimensions import parse
from flows.tidy.grammar.no_figures import NO_ANSWER, without_figures
from flows.tidy.grammar.noted import Noted
from flows.tidy.judgement.surroundings import Surroundings, statements_around
from flows.tidy.judgement.tables import TableReading, readings
from flows.tidy.labels.marks import Marks, explain_marks, printed_signs
from flows.tidy.layout.around.caption_units import Unit
from flows.tidy.layout.around.captions import title_of_sheet, years_of_sheets
from flows.tidy.layout.bracketed import meaning_of_brackets
from flows.tidy.layout.candidates import ways
from flows.tidy.layout.figures.parts import headed_brackets
from flows.tidy.layout.hidden import hides_rows_or_columns, needed, shown
from flows.tidy.layout.matrix import Matrix, build
from flows.tidy.layout.meaning.asked import spelt_questions
from flows.tidy.layout.meaning.blank_labels import blank_labels
from flows.tidy.layout.meaning.codebook import coded_numbers, keys
from flows.tidy.layout.meaning.legend import (
    codes_with_titles,
    in_full,
    legend,
    named_in_notes,
    spell_out,
)
from flows.tidy.layout.meaning.misspaced import leave_out_list_marks, put_spaces_right
from flows.tidy.layout.regions.furniture import without_furniture
from flows.tidy.layout.table import Table
from flows.tidy.minors import OpenAges
from flows.tidy.people.laid import lay_in_order
from flows.tidy.people.table import TableAdvice
from flows.tidy.records.records import RecordList, find_records
from flows.tidy.records.region import Region
from flows.tidy.statements.statement import Statement
from flows.tidy.text.phrases import says
from flows.tidy.words import Words
from schemas.code_tables import key
from schemas.rows import Finding

LONG_TEXT = 25
FIRST_ROWS = 8
#: The score of figures in no table.
NONE = -10.0
#: So much words may speak against a way to cut a grid, and no more.
MOST_OF_WORDS = 0.8


@dataclass(slots=True)
class GridCandidates:
    """What a grid can be: each way to cut it with the readings of its tables, or a list of records."""

    matrix: Matrix
    marks: Marks
    blanks: dict[str, Any]
    brackets: dict[str, Any]
    words: Words
    frames: list[Table] = field(default_factory=list)
    tables: list[list[TableReading]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    statements: list[list[Statement]] = field(default_factory=list)
    records: list[tuple[Region, RecordList]] = field(default_factory=list)
    advice: TableAdvice | None = None
    ages: OpenAges = field(default_factory=lambda: OpenAges(()))
    findings: list[Finding] = field(default_factory=list)
    idle: dict[Table, str] = field(default_factory=dict)
    units: list[Unit | None] = field(default_factory=list)

    @property
    def comes_out(self) -> bool:
        """Whether no total of the likeliest readings fails to come out."""
        return not any(t and t[0].evidence.get("sums.wrong") for t in self.tables)


def candidates(given: Grid, number: int, words: Words, advice: TableAdvice) -> GridCandidates:
    """The `number`-th grid of a document with all that it can be, the likeliest cut chosen.

    What was hidden by hand counts where totals come out with it alone.
    """
    grid = advice.show(given)
    found = _candidates(grid, number, words, advice)
    if hides_rows_or_columns(grid) and not found.comes_out:
        whole = _candidates(shown(grid), number, words, advice)
        if whole.comes_out:
            whole.findings.append(needed(grid, number))
            return whole
    return found


def _spelt(matrix: Matrix, words: Words, notes: Sequence[str], explained: Mapping[str, str]) -> Matrix:
    matrix = leave_out_list_marks(spelt_questions(matrix, words.asked))
    # Letters over columns are those of a sheet where no note explains them.
    matrix = without_furniture(spell_out(matrix, explained, coded_numbers(notes)))
    return put_spaces_right(codes_with_titles(matrix))


def _candidates(grid: Grid, number: int, words: Words, advice: TableAdvice) -> GridCandidates:
    notes = list(dict.fromkeys([*keys(grid), *_long_texts(grid), *words.notes, *words.above]))
    marks = advice.marks(explain_marks(notes, printed_signs(c.text for c in grid.cells)))
    brackets = advice.brackets(meaning_of_brackets(notes))
    matrix = build(grid, number, marks, bool(brackets))
    brackets = headed_brackets(matrix) | brackets
    sheet = title_of_sheet(grid.sheet, words.siblings)
    labels = dict.fromkeys([sheet, *(s.text for s in matrix.slots.values() if s.value is None)])
    years = years_of_sheets(words.siblings)
    explained = {
        **named_in_notes(labels, [*notes, words.request]),
        **{key(name): year for name, year in years.items()},
        **legend(notes),
    }
    # What is a year within the name of a sheet, `Q1 16-17`, may be an age among the labels.
    ages = {key(name) for name in years if "-" in name and name not in words.siblings and parse("age", name)}
    matrix = _spelt(matrix, words, notes, {code: full for code, full in explained.items() if code not in ages})
    matrix = advice.tell(
        lay_in_order(matrix, (grid.caption or "", *words.above[:1], *words.remarks), [*notes, words.request])
    )
    words = replace(words.spelt(partial(in_full, codes=explained)), sheet=explained.get(key(sheet), sheet))
    told = [t for t in advice.told(matrix) if t.rows or t.columns or t.heads or t.stubs or t.dimensions]
    found = GridCandidates(matrix, marks, advice.blank_labels(blank_labels(notes)), brackets, words, advice=advice)
    found.ages = OpenAges([*notes, *words.around, *words.titles])
    if grid.hidden or not matrix.slots:
        return found
    if not told and (records := _records(matrix, found.blanks)):
        found.records = [records]
        told_of = advice.statements(records[0].rows, records[0].columns)
        found.statements = [[*told_of, *statements_around(words, _rows_above(matrix, records[0]), [], grid)]]
        return found
    surroundings = Surroundings(grid, words, advice, brackets, notes)
    meant = [_meant(w.lead, w.tables, surroundings, words, found, told) for w in ways(matrix, told)]
    best = _likeliest(meant)
    if best is not None:
        found.frames, found.statements = best.frames, best.statements
        found.tables = [
            [*own, *(r for way in meant for r in _otherwise(own[0], way, n, best))] if own else []
            for n, own in enumerate(best.tables)
        ]
        found.idle, found.units = best.idle, best.units
        found.captions = [_caption(f, words, grid) for f in found.frames]
    return found


@dataclass(slots=True)
class _Meant:
    """One way to cut a grid with the readings of its tables; `meaning` is their score by the figures in each."""

    lead: float
    frames: list[Table]
    tables: list[list[TableReading]] = field(default_factory=list)
    statements: list[list[Statement]] = field(default_factory=list)
    units: list[Unit | None] = field(default_factory=list)
    idle: dict[Table, str] = field(default_factory=dict)
    meaning: float = NONE
    score: float | None = None


def _meant(
    lead: float, frames: list[Table], surroundings: Surroundings, words: Words, found: GridCandidates, told: object
) -> _Meant:
    way = _Meant(lead, frames, idle={} if told else _without_figures(found.matrix, frames, words))
    for around in surroundings.of_each(frames):
        noted = Noted(found.blanks, around.captioned, around.years)
        way.statements.append(around.statements)
        way.units.append(around.unit)
        way.tables.append([] if around.frame in way.idle else readings(around.frame, around.statements, noted))
        if way.tables[-1]:
            around.headed_by(way.tables[-1][0])
    way.meaning = _meaning(way)
    return way


def _likeliest(found: Sequence[_Meant]) -> _Meant | None:
    """The likeliest way to cut a grid: shapes say it, and words as far as their bound allows.

    Where the likeliest by shape holds no figures at all, no other is better: it would make figures of what is left
    without its header.
    """
    if not found or all(f in found[0].idle for f in found[0].frames):
        return found[0] if found else None
    highest = max(way.meaning for way in found)
    for way in found:
        way.score = way.lead + max(way.meaning - highest, -MOST_OF_WORDS)
    return max(found, key=lambda way: way.score)


def _otherwise(chosen: TableReading, way: _Meant, number: int, best: _Meant) -> Iterator[TableReading]:
    """The reading of a table in another way to cut its grid, where it takes nothing of the tables beside it."""
    if way is best or way.score is None or len(way.tables) != len(best.tables) or not way.tables[number]:
        return
    other, frame = way.tables[number][0], chosen.frame
    if {*other.frame.body} <= {*frame.rows} and {*other.frame.columns} <= {*frame.width}:
        yield replace(other, score=round(chosen.score + way.score - (best.score or 0.0), 3))


def _long_texts(grid: Grid) -> list[str]:
    return [c.text for c in grid.cells if len(c.text) > LONG_TEXT or (len(c.text) > 5 and c.text[0] in "*-[#~†")]


def _without_figures(matrix: Matrix, frames: Sequence[Table], words: Words) -> dict[Table, str]:
    """The frames that hold no figures of the answer, and what they are."""
    if any(says("markers", t, "no answer") for t in (*words.above, *words.announced, *words.remarks, words.behind)):
        return dict.fromkeys(frames, NO_ANSWER)
    sheets = [s for s in words.siblings if s != matrix.grid.sheet]
    found = {}
    for frame in frames:
        rows = sorted((*frame.heads, *frame.groups, *frame.body))
        if rows and (what := without_figures(Region(matrix, rows, list(frame.width)), sheets)):
            found[frame] = what
    return found


def _meaning(way: _Meant) -> float:
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


def _caption(frame: Table, words: Words, grid: Grid) -> str:
    titles = [t for r in reversed(frame.titles) if (t := frame.line(r))]
    return next((t for t in [*titles, grid.caption, *words.above[:1], words.question, grid.sheet or ""] if t), "")


def _records(matrix: Matrix, blanks: dict[str, Any]) -> tuple[Region, RecordList] | None:
    """A sheet that is a list of records, from the first row that can be its header on."""
    begun = {row for (row, _), slot in matrix.slots.items() if slot.cell.row == row}  # the others go on from above
    rows = [r for r in matrix.rows if r in begun]
    columns = [c for c in matrix.columns if any((r, c) in matrix.slots for r in rows)]
    wide = [r for r in rows if sum((r, c) in matrix.slots for c in columns) > 1]
    for first in wide[:FIRST_ROWS]:
        region = Region(matrix, [r for r in wide if r >= first], columns)
        found = find_records(region, blanks)
        if found is not None:
            return region, found
    return None


def _rows_above(matrix: Matrix, region: Region) -> list[str]:
    """The texts over a list of records."""
    rows = sorted({r for r, _ in matrix.slots if r < region.rows[0]})
    return [" ".join(s.text for s in Region(matrix, [], region.columns).row_anchors(r)) for r in rows]
