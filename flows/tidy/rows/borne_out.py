"""What people say of a table, borne out by its figures: a line that changes nothing is a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from flows.tidy.draft import Draft
from flows.tidy.grammar.senses import BLANK, OWN
from flows.tidy.judgement.tables import TableReading
from flows.tidy.layout.table import Table
from flows.tidy.layout.told import ToldTable
from flows.tidy.people.figures import correct_draft
from flows.tidy.people.laid import line_of, told
from flows.tidy.people.table import TableAdvice, has_headers
from flows.tidy.people.tables import TableRule

REMEDY = "name fewer header rows or stub columns"


def meet(advice: TableAdvice, frame: Table, best: TableReading | None) -> None:
    """Account for the rules of a part of the Grid, as it was read: a cut that leaves no figures is a mistake.

    So are header rows, stub columns and sections that are none, and labels that cannot be of the dimension said.
    """
    for rule in advice.tables:
        if rule.ignore or not rule.covers(frame.rows, frame.width) or not has_headers(rule, advice.rows):
            continue
        advice.notebook.met(rule.origin)
        if best is not None:
            _meet_layout(advice, rule, told(rule, line_of(rule, advice.tables)), best)
        elif rule.header_rows or rule.stub_columns:
            advice.notebook.failed("recipe_unmatched", rule.origin, "leaves no figures beside its headers", REMEDY)
            advice.notebook.used.update(rule.keys.values())


def _meet_layout(advice: TableAdvice, rule: TableRule, said: ToldTable, best: TableReading) -> None:
    """Account for the keys that say how a table is laid out, each that is borne out by its reading."""
    found: dict[tuple[str, int], str] = {(r.level.axis, r.level.number): r.dimension for r in best.levels}
    sections = {r.dimension for r in best.rows if r.level.outer}
    borne = {key for key, dimension in said.dimensions.items() if _is(found.get(key), dimension)}
    for name, cut, axis, lines in (
        ("header_rows", rule.header_rows, "column", best.frame.heads),
        ("stub_columns", rule.stub_columns, "row", best.frame.stubs),
    ):
        if cut and set(cut.numbers) <= set(lines) and all((axis, number) in borne for number in cut.dimensions):
            advice.met_key(rule, name)
    if rule.sections and any(_is(dimension, rule.sections) for dimension in sections):
        advice.met_key(rule, "sections")


def settle(advice: TableAdvice, drafts: Iterable[Draft], best: TableReading) -> None:
    """Corrections, and the check that told labels, marks and constants came to bear on figures of a table."""
    blank = next((r for r in advice.mark_rules() if not r.mark), None)
    footnotes = [r for r in advice.mark_rules() if r.meaning == "footnote" and r.mark]
    matrix = best.frame.matrix
    for dimension, choice in best.context.items():
        for said in choice.statements[:1]:
            for label in advice.labels.values():
                if label.values.get(dimension) == choice.value and label.wording in said.words:
                    advice.notebook.met(label.origin)
    for draft in drafts:
        constants = advice.constants_of([draft.row], [draft.column])
        for constant in constants:
            if constant.dimension == "unit" and draft.unit == "count":
                draft.unit = constant.value
        _meet_labels(advice, draft)
        if draft.value is None and blank is not None:
            advice.notebook.met(blank.origin)
            draft.value = None if blank.meaning in ("zero", "footnote") else blank.amount
        if mark := advice.told_marks.get((draft.row, draft.column)):
            advice.notebook.met(mark.origin)
        for sign in footnotes:
            if sign.mark in (draft.raw or ""):
                advice.notebook.met(sign.origin)
        spoken = {*best.said_rows[draft.row].values, *best.said_columns[draft.column].values}
        advice.meet_constants(draft, [c for c in constants if c.dimension not in spoken])
        _meet_blanks(advice, draft, best)
        correct_draft(draft, matrix, advice.corrections, advice.before, advice.notebook)


def _meet_labels(advice: TableAdvice, draft: Draft) -> None:
    """Account for told labels and laid ones on the paths of a figure: they hold, or contradict others."""
    for printed in draft.labels:
        label = advice.labels.get(printed)
        if label is None:
            continue
        if any(draft.values.get(d, draft.unit) != v for d, v in label.values.items()):
            draft.doubts.add("labels_disagree")
        else:
            advice.notebook.met(label.origin)
    for rule in advice.rules_of([draft.row], [draft.column]):
        for laid in (
            *(one for one in rule.column_values.values() if one.position == draft.column),
            *(one for one in rule.row_values.values() if one.position == draft.row),
        ):
            if all(draft.values.get(d, draft.unit) == v for d, v in laid.values.items()):
                advice.notebook.met(laid.origin)


def _meet_blanks(advice: TableAdvice, draft: Draft, best: TableReading) -> None:
    """Account for what is said of blank labels, where one is on the path of a figure and is read so."""
    bare = [
        r for r in best.levels
        if (slot := r.level.labels.get(draft.row if r.level.axis == "row" else draft.column)) is None
        or BLANK.fullmatch(slot.text)
    ]  # fmt: skip
    for said in advice.blanks() if bare else ():
        if any(draft.values.get(d) == v for d, v in said.values.items()):
            advice.notebook.met(said.origin)


def _is(found: str | None, said: str) -> bool:
    """Whether a level is of the dimension that is said; whatever is found of one that is said to be mixed."""
    return found is not None and (said == "mixed" or found == (OWN if said == "other" else said))
