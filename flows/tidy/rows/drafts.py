"""The figures of a judged table in the making: what the chosen reading says of each, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.tidy.dimensions import total_kind
from flows.tidy.draft import Draft
from flows.tidy.evidence.strays import unlabelled_rows
from flows.tidy.grammar.figures import Said
from flows.tidy.judgement.alternatives import SURE, Given, alternatives, differing, distinct, hanging_on
from flows.tidy.judgement.context import ONE_OF_SEVERAL
from flows.tidy.judgement.document import Judged, said_of
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labels import numbers
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import CODED, is_whole
from flows.tidy.layout.around.caption_units import Unit, counts, unit_of_corner
from flows.tidy.layout.figures.amounts import settle_unit
from flows.tidy.layout.figures.parts import with_part
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.paths import column_path, row_path
from flows.tidy.rows.signs import TableSigns
from flows.tidy.suspects import set_suspects_apart
from flows.tidy.text.phrases import says

#: Where so large a share of wholes is less than its parts, the best reading of a table is no good one.
UNSOUND = 0.7


def drafts_of(judged: Judged, block: int, caption: str, unit: Unit | None, brackets: dict[str, Any]) -> Iterator[Draft]:
    """Every figure and blank of the body under the best reading; those that other readings change are in doubt."""
    best = judged.best
    matrix = best.frame.matrix
    given, chances, *_ = distinct(judged)
    left_open = alternatives(judged)
    signs = TableSigns.of(judged)
    stated = _stated(best)
    unit = unit_of_corner(best.frame.corner) or unit
    answered = any(one.part == "period" for one, _ in judged.decided)
    unsound = best.evidence.get("parts.larger", 0.0) >= UNSOUND
    stray = set(best.frame.body) if unsound else unlabelled_rows(best.frame)
    headings = " ".join(r.level.heading for r in best.levels)
    for row in best.frame.body:
        for column in best.frame.columns:
            slot = matrix.at(row, column)
            if slot is not None and (not slot.is_anchor or slot.value is None):
                continue
            said = said_of(best, row, column)
            cell = slot.cell if slot else matrix.empty_cell(row, column)
            beside, over = best.said_beside(row, column), best.said_columns[column]
            rows, columns = beside.labels, over.labels
            draft = Draft(
                block, row, column, slot.value if slot else None, slot.printed if slot else None, cell,
                matrix.grid.method, tuple(s.printed for s in _over_and_beside(best, row)),
                tuple(s.printed for s in column_path(best.frame, column)), caption,
                how=set(matrix.flags_of(row)), stated=stated,
            )  # fmt: skip
            fill(draft, said, [*rows, *columns])
            for axis, part in (("row", beside), ("column", over)):
                if part.total:
                    draft.totals.add(axis)
            draft.is_total = beside.summed or (over.total and beside is not best.said_rows[row])  # over rows it sums
            if unit is not None:
                _in_unit(draft, unit)
            settle_unit(draft, slot.second if slot else None)
            words = " ".join((caption, *draft.labels, headings))
            set_suspects_apart(draft, words)
            of_everyone = is_whole(draft.values.get("age")) and says("markers", words, "adults too")
            if row in stray:
                draft.doubts.add("label_stray")
            if of_everyone:
                draft.doubts.add("age_open")
            if _sums_up_nothing(draft, [*rows, *columns]):
                draft.doubts.add("total_unsaid")
            draft.signs = signs.of_figure((row, column), said, (rows, columns))
            if _doubt(draft, [g.get((row, column)) for g in given], chances):
                draft.hangs = {one.place_in(matrix.number) for one in hanging_on((row, column), left_open)}
            elif ONE_OF_SEVERAL in said.how and not answered:
                draft.doubts.add("period_unclear")
            yield from with_part(draft, slot, brackets)


def _over_and_beside(table: TableReading, row: int) -> list[Slot]:
    """The labels of a row as its layout has them, but for a section that a total behind it closes."""
    levels = [r.level.labels for r in table.rows if r.level.outer]
    heads = {id(s.cell) for labels in levels for s in labels.values()}
    own = {id(s.cell) for labels in levels if (s := labels.get(row))}
    ended = [s for s in table.frame.over.get(row, ()) if id(s.cell) in heads - own]
    return [slot for slot in row_path(table.frame, row) if slot not in ended]


def _sums_up_nothing(draft: Draft, labels: Sequence[Slot]) -> bool:
    """Whether a label says sub-total, and no other says of what part: it is not of all."""
    told = (v for d, v in draft.values.items() if d in CODED and d != "period")
    return any(total_kind(s.text) == "subtotal" for s in labels) and not draft.other and all(map(is_whole, told))


def _stated(table: TableReading) -> tuple[str, ...]:
    """The words that say what all figures of a table count: headings of its labels, then the chosen statement."""
    headings = tuple(r.level.heading for r in table.levels if r.level.heading)
    counted = table.context.get("measure")
    return (*headings, *(s.words for s in counted.statements)) if counted else headings


def fill(draft: Draft, said: Said, labels: Sequence[Slot]) -> None:
    """Write what is said of a figure into its draft."""
    draft.values = dict(said.values)
    draft.other = dict(said.other)
    draft.unit = said.unit
    draft.how |= {f for f in said.how if f in NOTES}
    draft.unknown = set(said.unread)
    if said.clash:
        draft.doubts.add("labels_disagree")
    if said.unread:
        draft.doubts.add("label_unknown")
    if said.blank == "guessed":
        draft.doubts.add("label_blank")
    draft.blank_told = said.blank == "told"
    draft.doubts |= said.how & DOUBTED
    if not said.how.isdisjoint(CONTRADICTED):
        draft.doubts.add("labels_disagree")
    if "period_open" in said.how:  # `2017/18 to date`, and no words say to which
        draft.doubts.add("period_unclear")
    for slot in labels:
        if slot.cell.doubts and not any(_says_as_much(other, slot) for other in labels if other.cell is not slot.cell):
            draft.doubts.add("label_unsure")


def _says_as_much(label: Slot, unsure: Slot) -> bool:
    """Whether a label says all that an unsurely read one does: `19C` beside the name of that offence."""
    sure, said = explain(label.text), explain(unsure.text)
    values = {d: r.value for d, r in said.meanings.items()}
    return (
        bool(values)
        and not said.leftover
        and all(d in sure.meanings and sure.meanings[d].value == v for d, v in values.items())
    )


DOUBTED = frozenset({"period_unclear", "online_by_keyword", "online_by_proxy"})
#: A label that says one thing twice, and not the same: `88A Rape`, `2016/17 (April 2017 to March 2018)`.
CONTRADICTED = frozenset({"offence_code_contradicts_name", "period_contradicts_label"})
NOTES = numbers.NOTES | {"blank_as_zero", "excel_date_restored", "row_filtered", "in_thousands"}


def _in_unit(draft: Draft, unit: Unit) -> None:
    """The unit that the words over a table give figures whose own labels give none."""
    if draft.unit != "count":
        return
    if not unit.sure:
        if not counts(draft.labels):
            draft.doubts.add("value_ambiguous")
        return
    draft.unit, draft.how = unit.value, draft.how | unit.how


def _doubt(draft: Draft, said: Sequence[Given | None], chances: Sequence[float]) -> bool:
    """Say of a figure that readings likely enough to matter give otherwise; True where there are such."""
    best = said[0]
    agree = sum(c for g, c in zip(said, chances, strict=True) if g == best)
    if agree >= SURE or best is None:
        return False
    rival = next((g for g in said if g is not None and g != best), None)
    only = rival is not None and differing(best, rival) == ["period"] and rival.other == best.other
    draft.doubts.add("period_guessed" if only else "reading_ambiguous")
    return True
