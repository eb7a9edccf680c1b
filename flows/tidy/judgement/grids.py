"""One Grid judged: its matrix, the ways to cut it, and the readings of every table in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import inf
from typing import Any

from flows.read.grid import Grid
from flows.tidy.breakdowns import named_in
from flows.tidy.dimensions import parse
from flows.tidy.grammar.frames import Frame, cuts
from flows.tidy.grammar.no_figures import CODES, NO_ANSWER, without_figures
from flows.tidy.grammar.noted import Noted
from flows.tidy.judgement.tables import TableReading, period_over, readings
from flows.tidy.labels.marks import Marks, explain_marks, printed_signs
from flows.tidy.layout.around.announced import sign_of_note
from flows.tidy.layout.around.caption_units import Unit, told_in_notes, unit_of
from flows.tidy.layout.around.captions import force_over, is_caption, settle_caption, title_of_sheet, years_of_sheets
from flows.tidy.layout.bracketed import meaning_of_brackets, without_brackets_note
from flows.tidy.layout.figures.parts import headed_brackets
from flows.tidy.layout.hidden import hides_rows_or_columns, needed, shown
from flows.tidy.layout.matrix import Matrix, build
from flows.tidy.layout.meaning.asked import spelt_questions
from flows.tidy.layout.meaning.blank_labels import blank_labels
from flows.tidy.layout.meaning.codebook import keys, list_of_codes
from flows.tidy.layout.meaning.flag_states import states_of_flags
from flows.tidy.layout.meaning.legend import (
    coded_numbers,
    codes_with_titles,
    in_full,
    legend,
    named_in_notes,
    spell_out,
    without_keys,
)
from flows.tidy.layout.meaning.misspaced import leave_out_list_marks, put_spaces_right
from flows.tidy.layout.regions.furniture import without_furniture
from flows.tidy.minors import OpenAges
from flows.tidy.recipes.laid import lay_in_order
from flows.tidy.recipes.table import TableAdvice
from flows.tidy.records.records import RecordList, find_records
from flows.tidy.records.region import Region
from flows.tidy.statements.statement import Relation, Statement, all_stated, keyed
from flows.tidy.text.phrases import says
from flows.tidy.words import Words
from flows.tidy.years.noted_years import NotedYears
from schemas.code_tables import key
from schemas.rows import Finding

LONG_TEXT = 25
FIRST_ROWS = 8
#: The score of figures in no table.
NONE = -10.0


@dataclass(slots=True)
class GridCandidates:
    """What a grid can be: each way to cut it with the readings of its tables, or a list of records."""

    matrix: Matrix
    marks: Marks
    blanks: dict[str, Any]
    brackets: dict[str, Any]
    words: Words
    frames: list[Frame] = field(default_factory=list)
    tables: list[list[TableReading]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    statements: list[list[Statement]] = field(default_factory=list)
    records: list[tuple[Region, RecordList]] = field(default_factory=list)
    advice: TableAdvice | None = None
    ages: OpenAges = field(default_factory=lambda: OpenAges(()))
    findings: list[Finding] = field(default_factory=list)
    idle: dict[Frame, str] = field(default_factory=dict)
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
    matrix = leave_out_list_marks(states_of_flags(spelt_questions(matrix, words.asked), notes))
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
    explained = {
        **named_in_notes(labels, [*notes, words.request]),
        **{key(name): year for name, year in years_of_sheets(words.siblings).items()},
        **legend(notes),
    }
    matrix = _spelt(matrix, words, notes, explained)
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
        found.statements = [[*told_of, *_statements(words, _rows_above(matrix, records[0]), [], grid)]]
        return found
    in_notes = told_in_notes(notes)
    noted_years = cache(lambda over: NotedYears.of(notes, words.around, over))
    best: tuple[float, list[Frame], list[list[TableReading]], list[list[Statement]]] | None = None
    for frames in cuts(matrix, told):
        over: dict[str, str] = {}
        heading: Statement | None = None
        breaks = Counter(_key(f.line(r)) for f in frames for r in f.titles)
        stated, tables, found_units = [], [], []
        nearest = [f.line(f.titles[-1]) for f in frames if f.titles]
        idle = {} if told else _without_figures(matrix, frames, words)
        for i, frame in enumerate(frames):
            filters = _filters(frame)
            titles = [t for r in frame.titles if r not in filters and (t := frame.line(r))]
            said = [s for found_in in filters.values() for s in found_in]
            said += _statements(words, titles, [*over.values()], grid, _notes(frame), nearest)
            near = [t for t in (*reversed(titles), grid.caption, *words.above, *in_notes) if t]
            found_units.append(unit_of(near))
            said += [Statement(d, v, near[0], "title") for d, v in force_over(near).items()]
            said += [heading] if heading else []
            # What figures in brackets are of, those before them are not all of.
            said = [s for s in said if s.value is None or brackets.get(s.dimension) != s.value]
            years = noted_years((*frame.overheads, *reversed(titles), grid.caption or "", *words.over))
            said = [years.stated(s) if s.dimension == "period" else s for s in said]
            stated.append([*(advice.statements(frame.rows, frame.columns) if frame.rows else []), *said])
            over_it = [*titles[-1:], grid.caption, *words.above[:1], grid.sheet or ""]
            captioned = frozenset[str]().union(*(named_in(t) for t in over_it if t))
            tables.append([] if frame in idle else readings(frame, stated[-1], Noted(found.blanks, captioned, years)))
            # Titles over the first hold for all, but for its own where others have a header; the breaks of a report
            # until the next of the same name.
            held = titles[: len(titles) - any(f.heads for f in frames[1:])]
            heading = period_over(tables[-1][0], heading) if tables[-1] else heading
            over |= {_key(t) or t: t for t in held if i == 0 or breaks[_key(t) or t] > 1}
        score = _score(frames, tables, idle)
        if best is None or score > best[0]:
            best = (score, frames, tables, stated)
            found.idle, found.units = idle, found_units
    if best is not None:
        _, found.frames, found.tables, found.statements = best
        found.captions = [_caption(f, words, grid) for f in found.frames]
    return found


def _long_texts(grid: Grid) -> list[str]:
    return [c.text for c in grid.cells if len(c.text) > LONG_TEXT or (len(c.text) > 5 and c.text[0] in "*-[#~†")]


def _key(title: str) -> str:
    """What stands before the colon of a title: `Fiscal Year` of `Fiscal Year: 2015/16`."""
    return title.partition(":")[0] if ":" in title else ""


def _notes(frame: Frame) -> list[str]:
    """The notes of a table and the sections under its rows, but for notes whose sign stands behind some of its labels.

    These are of such labels alone.
    """
    rows = (*frame.heads, *frame.sections, *frame.body)
    signed = " ".join(s.text for r in rows for s in frame.anchors(r) if s.value is None)
    titles = " ".join(map(frame.line, frame.titles))
    notes = ((note, sign_of_note(note)) for note in map(frame.line, frame.notes))
    below = (frame.line(r) for r in frame.sections if r > max(frame.body, default=r))
    return [*(note for note, sign in notes if not (sign and sign in signed and sign not in titles)), *below]


def _filters(frame: Frame) -> dict[int, list[Statement]]:
    """What rows of a key and its value over a table say, by row."""
    pairs = {r: slots for r in frame.titles if len(slots := frame.anchors(r)) == 2}
    said = {r: keyed(slots[0].text, slots[1].text, "title") for r, slots in pairs.items()}
    return {r: statements for r, statements in said.items() if statements}


def _without_figures(matrix: Matrix, frames: Sequence[Frame], words: Words) -> dict[Frame, str]:
    """The frames that hold no figures of the answer, and what they are."""
    if list_of_codes(matrix.grid):
        return dict.fromkeys(frames, CODES)
    if any(says("markers", t, "no answer") for t in (*words.above, *words.announced, *words.remarks, words.behind)):
        return dict.fromkeys(frames, NO_ANSWER)
    sheets = [s for s in words.siblings if s != matrix.grid.sheet]
    found = {}
    for frame in frames:
        rows = sorted((*frame.heads, *frame.sections, *frame.body))
        if rows and (what := without_figures(Region(matrix, rows, list(frame.width)), sheets)):
            found[frame] = what
    return found


def _score(frames: Sequence[Frame], tables: Sequence[list[TableReading]], idle: Container[Frame]) -> float:
    """The score of a way to cut a grid: that of its tables by the figures in each.

    What holds no figures counts for nothing; figures in no table count against it. Where the likeliest cut holds none
    at all, no other is better: it would make figures of what is left without its header.
    """
    if frames and all(f in idle and not f.reasons.get("cut") for f in frames):
        return inf
    total = weight = 0.0
    for frame, found in zip(frames, tables, strict=True):
        if frame in idle:
            continue
        rows = (*frame.body, *frame.sections, *(() if found else frame.heads))
        size = max(sum(len(frame.anchors(r)) for r in rows), 1)
        total += size * (found[0].score if found else NONE)
        weight += size
    return total / max(weight, 1.0)


def _caption(frame: Frame, words: Words, grid: Grid) -> str:
    titles = [t for r in reversed(frame.titles) if (t := frame.line(r))]
    return next((t for t in [*titles, grid.caption, *words.above[:1], words.question, grid.sheet or ""] if t), "")


def _statements(
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
    said = all_stated((without_keys(without_brackets_note(t)), relation, rank) for t, relation, rank in texts)
    beside = [*words.siblings, *around]
    near = [(t, r) for t, r, _ in texts if r in ("title", "sheet") or (r == "caption" and t in captions[:1])]
    for text, relation in near:
        for dimension, value in settle_caption(text, beside).items():
            said = [s for s in said if s.words != text or s.dimension != "period" or dimension != "age"]
            said.append(Statement(dimension, value, text, relation, certainty=0.8))
    for dimension, (value, text) in words.only.items():
        said.append(Statement(dimension, value, text, "only"))
    return said


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
