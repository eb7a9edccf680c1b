"""One Grid judged: its matrix, the ways to cut it, and the readings of every table in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from flows.read.grid import Grid
from flows.tidy.dimensions import parse
from flows.tidy.judgement.surroundings import Surroundings, statements_around
from flows.tidy.judgement.tables import TableReading
from flows.tidy.judgement.ways import idle_tables, likeliest, read_way
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
from flows.tidy.words import Words
from schemas.code_tables import key
from schemas.rows import Finding

LONG_TEXT = 25
FIRST_ROWS = 8


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
    # What is a year in the name of a sheet, `16-17`, may be an age among the labels.
    ages = {key(name) for name in years if "-" in name and parse("age", name)}
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
    read = [
        read_way(w.lead, w.tables, {} if told else idle_tables(matrix, w.tables, words), surroundings, found.blanks)
        for w in ways(matrix, told)
    ]
    if (best := likeliest(read)) is not None:
        found.frames, found.tables, found.statements = best.frames, best.tables, best.statements
        found.idle, found.units = best.idle, best.units
        found.captions = [_caption(f, words, grid) for f in found.frames]
    return found


def _long_texts(grid: Grid) -> list[str]:
    return [c.text for c in grid.cells if len(c.text) > LONG_TEXT or (len(c.text) > 5 and c.text[0] in "*-[#~†")]


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
