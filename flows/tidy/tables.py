"""One Grid understood: its regions, the reading chosen for each, the figures in it and what became of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.read.grid import Grid
from flows.tidy.dimensions import is_known
from flows.tidy.disposals import name_outcomes
from flows.tidy.doubts.bare_ages import doubt_bare_ages
from flows.tidy.doubts.empty_rows import doubt_empty_rows
from flows.tidy.doubts.in_turn import doubt_labels_in_turn
from flows.tidy.doubts.unused import doubt_unused
from flows.tidy.draft import Draft
from flows.tidy.idle_blanks import drop_idle_blanks, drop_unproved_columns
from flows.tidy.labels.marks import Marks, explain_marks, printed_signs
from flows.tidy.layout.around.caption_units import told_in_notes
from flows.tidy.layout.around.captions import sorted_out, title_of_sheet
from flows.tidy.layout.around.restated import restate_period
from flows.tidy.layout.around.surroundings import (
    Surroundings,
    force_over,
    settle_caption,
    surroundings,
)
from flows.tidy.layout.bracketed import meaning_of_brackets, without_brackets_note
from flows.tidy.layout.figures.amounts import share_unit_with_zeros
from flows.tidy.layout.figures.attach import Table, attach
from flows.tidy.layout.levels.enumerated import without_list_marks
from flows.tidy.layout.levels.split_titles import join_titles
from flows.tidy.layout.matrix import Matrix, build
from flows.tidy.layout.meaning.acts import name_acts
from flows.tidy.layout.meaning.blank_labels import blank_labels
from flows.tidy.layout.meaning.corner import keep_crime
from flows.tidy.layout.meaning.deeds import name_deeds
from flows.tidy.layout.meaning.flag_states import states_of_flags
from flows.tidy.layout.meaning.legend import legend, spell_out
from flows.tidy.layout.meaning.misspaced import put_spaces_right
from flows.tidy.layout.meaning.resolved import Meaning, Resolved
from flows.tidy.layout.regions.banners import mark_banners
from flows.tidy.layout.regions.furniture import without_furniture
from flows.tidy.layout.regions.preamble import PAIR, set_preamble_aside
from flows.tidy.layout.regions.regions import Region, find_regions
from flows.tidy.layout.regions.titles import titles_over
from flows.tidy.layout.regions.without_figures import without_figures
from flows.tidy.minors import OpenAges
from flows.tidy.one_code import keep_names
from flows.tidy.recipes.table import TableAdvice
from flows.tidy.records.records import RecordList, find_records
from flows.tidy.suspects import set_suspects_apart
from flows.tidy.totals.continued import without_continued
from flows.tidy.totals.of_tables import mark_sums_of_tables
from flows.tidy.totals.series import mark_cumulative
from flows.tidy.totals.sums import name_sums
from flows.tidy.totals.told_larger import without_told
from flows.tidy.totals.total_group import name_groups_of_totals
from flows.tidy.totals.totals import Disagreement, prove
from flows.tidy.totals.unsaid import doubt_unsaid_totals
from flows.tidy.victims_in_titles import tell_victims
from flows.tidy.words import Words
from flows.tidy.years.table_years import NotedYears

LONG_TEXT = 25


@dataclass(slots=True)
class UnderstoodGrid:
    """What was made of one Grid: its tables, its `lists` of records with their captions, totals that disagree."""

    matrix: Matrix
    tables: list[Table] = field(default_factory=list)
    lists: list[tuple[Region, RecordList, str]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)

    @property
    def drafts(self) -> list[Draft]:
        """All figures of the grid."""
        return [d for t in self.tables for d in t.drafts]


@dataclass(frozen=True, slots=True)
class _Noted:
    """The notes, and what they say of a grid's signs, years and ages, and by dimension of empty labels and brackets.

    `beside` are the labels that are printed beside its rows.
    """

    notes: tuple[str, ...]
    beside: tuple[str, ...]
    marks: Marks
    blanks: dict[str, Any]
    brackets: dict[str, Any]
    years: NotedYears
    ages: OpenAges


def understand(grid: Grid, number: int, first_block: int, words: Words, advice: TableAdvice) -> UnderstoodGrid:
    """Read the `number`-th grid of a document; its blocks are numbered from `first_block`."""
    own_notes = [c.text for c in grid.cells if len(c.text) > LONG_TEXT or (len(c.text) > 5 and c.text[0] in "*-[#~†")]
    notes = list(dict.fromkeys([*own_notes, *words.notes, *words.above]))
    noted = _Noted(
        tuple(notes),
        words.beside,
        advice.marks(explain_marks(notes, printed_signs(c.text for c in grid.cells))),
        advice.blank_labels(blank_labels(notes)),
        advice.brackets(meaning_of_brackets(notes)),
        NotedYears(notes, [*notes, *words.around]),
        OpenAges([*notes, *words.around, *words.titles]),
    )
    matrix = without_list_marks(without_furniture(build(grid, number, noted.marks, bool(noted.brackets))))
    matrix = put_spaces_right(spell_out(states_of_flags(matrix, notes), legend(notes)))
    said = [*words.around, *words.titles]
    matrix = name_deeds(name_acts(matrix, said), said)
    understood = UnderstoodGrid(advice.tell(join_titles(matrix)))
    understood.regions = advice.regions(understood.matrix, find_regions(understood.matrix))
    for region in understood.regions:
        if not advice.is_cut(region):
            set_preamble_aside(region)
    mark_banners(understood.regions)
    siblings = (*words.siblings, *(r.titles[-1].text for r in understood.regions if r.titles))
    sheet = title_of_sheet(grid.sheet, words.siblings)
    told = titles_over(understood.regions)
    for i, (region, (over, top)) in enumerate(zip(understood.regions, told, strict=True)):
        what = "" if advice.is_cut(region) else without_figures(region, (s for s in words.siblings if s != grid.sheet))
        if what:
            region.taken_for = what
            understood.explanation.append(f"rows {region.rows[0]}-{region.rows[-1]}: {what}")
            continue
        titles, asked = sorted_out(s.text for s in reversed(region.titles))
        far = [*asked, *(t for t in reversed(top) if t not in (*titles, *asked))]
        captions = [*titles, *([grid.caption] if grid.caption else []), *words.above]
        question = words.question or (asked[0] if len(asked) == len(understood.regions) == 1 else "")
        near = [t for c in (*captions, question, sheet) if c and (t := without_brackets_note(c))]
        near += told_in_notes(noted.notes)
        caption = next((c for c in captions if c), words.question or sheet)
        around = surroundings(words.tiers(near, far, over), words.only)
        doubted = [d for d, text in around.sources.items() if words.doubt(text) or _is_unsure(region, text)]
        around.doubts.update(dict.fromkeys(doubted, "label_unsure"))
        words.doubt_lent(around)
        restate_period(around, words.notes, [words.question, words.request])
        around.speaks_of_online = words.online
        around.values |= settle_caption(sheet, siblings) | settle_caption(caption, siblings)
        around.values |= force_over(near) | region.filtered
        advice.surround(region, around)
        records = None if advice.is_cut(region) else find_records(region, noted.blanks)
        if records is not None:
            records.surround(around)
            understood.lists.append((region, records, caption))
            understood.explanation.append(_list_words(region, records))
            continue
        _table(understood, region, first_block + i, around, caption, near, noted, advice)
    mark_sums_of_tables([t.drafts for t in understood.tables])
    return understood


def _is_unsure(region: Region, title: str) -> bool:
    return any(slot.text == title and slot.cell.doubts for slot in region.titles)


def _table(
    understood: UnderstoodGrid, region: Region, block: int, around: Surroundings, caption: str, near: Sequence[str],
    noted: _Noted, advice: TableAdvice,
) -> None:  # fmt: skip
    choice = advice.choose(region)
    if choice is None:
        understood.explanation.append(f"rows {region.rows[0]}-{region.rows[-1]}: no figures that labels stand beside")
        return
    table = attach(choice.best, around, block, caption, noted.blanks, noted.brackets)
    share_unit_with_zeros(table.drafts)
    advice.settle(region, table)
    drop_idle_blanks(table)
    for draft in table.drafts:
        if draft.value is None and noted.marks.blank is not None and noted.marks.blank.meaning == "zero":
            draft.prove_zero()
    noted.years.settle(table.drafts, around.values.get("period"), around.years, near)
    if "measure" not in noted.brackets:
        _share_measure(table)
    set_suspects_apart(table, near)
    noted.ages.settle(table.drafts)
    name_outcomes(table)
    tell_victims(table, around)
    keep_names(table)
    name_sums(table.drafts)
    name_groups_of_totals(table.drafts)
    disagreements = without_continued(prove(table.drafts), understood.drafts)
    if region.matrix.grid.method != "ocr":
        disagreements = without_told(disagreements, noted.notes)
    drop_unproved_columns(table)
    doubt_unsaid_totals(table.drafts)
    keep_crime(table.reading, table.drafts)
    doubt_unused(table, noted.beside)
    doubt_labels_in_turn(table)
    doubt_empty_rows(table)
    doubt_bare_ages(table, (caption, *near))
    for found in disagreements:
        found.total.doubts.add("total_disagrees")
        if region.matrix.grid.method == "ocr":
            for part in found.parts:
                part.doubts.add("total_disagrees")
    understood.disagreements += disagreements
    mark_cumulative(table.drafts)
    told = advice.is_cut(region)
    unknown = not told and not any(is_known(t) for r in [*table.rows, *table.columns] for t in r.meanings)
    listed = len(region.rows) == 1 and len(region.columns) == PAIR
    several = len(region.columns) > 1 if understood.tables else len({d.column for d in table.drafts}) > 1
    headless = not told and not listed and several and not choice.best.header_rows
    for draft in table.drafts:
        if headless:
            draft.doubts.add("header_missing")
        if not choice.sure:
            draft.doubts.add("reading_ambiguous")
        if unknown and "period" not in draft.values:
            draft.doubts.add("table_not_understood")
    understood.tables.append(table)
    understood.explanation += _table_words(region, choice.words(), table)


def _share_measure(table: Table) -> None:
    """Figures whose labels do not say what they count are of the one thing that the table counts.

    `Recorded` and `Number of times used` beside `Charged`, which name nothing else, say that they count other things,
    and so does the total of `Arrests` and `Interviews`.
    """
    measures = {d.values["measure"] for d in table.drafts if "measure" in d.values}
    if len(measures) != 1:
        return
    named = [r for r in (*table.rows, *table.columns) if any("measure" in m.values for m in r.meanings.values())]
    for draft in table.drafts:
        own = [(r, m) for r in named if (m := r.at(draft.row if r.level.axis == "row" else draft.column)) is not None]
        if not any(_counts_something(m) or (m.total and _is_of_several(r)) for r, m in own):
            draft.values.setdefault("measure", *measures)


def _is_of_several(resolved: Resolved) -> bool:
    """Whether some labels of a level name a measure, and others that are no totals do not."""
    named = {"measure" in m.values for m in resolved.meanings.values() if not m.total and not m.name}
    return len(named) > 1


def _counts_something(meaning: Meaning) -> bool:
    """Whether a label names no value of any dimension, no total and no other unit: it may count anything."""
    return (
        not meaning.total and not meaning.name and all(d == "unit" and v == "count" for d, v in meaning.values.items())
    )


def _table_words(region: Region, choice: str, table: Table) -> list[str]:
    lines = [f"rows {region.rows[0]}-{region.rows[-1]}, columns {region.columns[0]}-{region.columns[-1]}: {choice}"]
    for resolved in [*table.rows, *table.columns]:
        said = resolved.dimension or ("a dimension of its own" if resolved.unknown_kind else "several things")
        labels = ", ".join(list(resolved.meanings)[:6])
        lines.append(f"  {resolved.level.axis} labels {resolved.level.heading!r}: {said} ({labels})")
    return lines


def _list_words(region: Region, records: RecordList) -> str:
    columns = ", ".join(f"{c.heading or c.number}: {c.dimension or c.kind}" for c in records.columns)
    return f"rows {region.rows[0]}-{region.rows[-1]}: a list of {len(region.rows) - 1} records ({columns})"
