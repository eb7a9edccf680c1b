"""The figures of a judged table in the making: what the chosen reading says of each, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.tidy.draft import Draft
from flows.tidy.evidence.strays import under_stray_sections
from flows.tidy.grammar.figures import Said, in_year, together
from flows.tidy.judgement.document import Judged
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import is_whole
from flows.tidy.layout.around.caption_units import Unit, counts
from flows.tidy.layout.figures.amounts import settle_unit
from flows.tidy.layout.figures.parts import with_part
from flows.tidy.layout.matrix import Slot
from flows.tidy.suspects import set_suspects_apart

SURE = 0.85
CODED = ("period", "age", "sex", "online", "offence")


@dataclass(frozen=True, slots=True)
class Given:
    """What is given for a figure: its values, further words and unit, comparable between readings."""

    values: tuple[tuple[str, Any], ...]
    other: tuple[tuple[str, str], ...]
    unit: str


def drafts_of(judged: Judged, block: int, caption: str, unit: Unit | None, brackets: dict[str, Any]) -> Iterator[Draft]:
    """Every figure and blank of the body under the best reading; those that other readings change are in doubt."""
    best = judged.best
    matrix = best.frame.matrix
    given, chances = _distinct(judged)
    stray = set(best.frame.body) if best.evidence.get("numbers") else under_stray_sections(best.frame)
    headings = " ".join(r.level.heading for r in best.levels)
    for row in best.frame.body:
        for column in best.frame.columns:
            slot = matrix.at(row, column)
            if slot is not None and (not slot.is_anchor or slot.value is None):
                continue
            said = said_of(best, row, column)
            cell = slot.cell if slot else matrix.empty_cell(row, column)
            rows, columns = best.said_rows[row].labels, best.said_columns[column].labels
            draft = Draft(
                block, row, column, slot.value if slot else None, slot.printed if slot else None, cell,
                matrix.grid.method, tuple(s.printed for s in rows), tuple(s.printed for s in columns), caption,
                how=set(matrix.flags_of(row)),
            )  # fmt: skip
            fill(draft, said, [*rows, *columns])
            for axis, part in (("row", best.said_rows[row]), ("column", best.said_columns[column])):
                if part.total:
                    draft.totals.add(axis)
            if unit is not None:
                _in_unit(draft, unit)
            settle_unit(draft, slot.second if slot else None)
            set_suspects_apart(draft, " ".join((caption, *draft.row_labels, *draft.column_labels, headings)))
            if row in stray:
                draft.doubts.add("reading_ambiguous")
            _doubt(draft, [g.get((row, column)) for g in given], chances)
            yield from with_part(draft, slot, brackets)


def said_of(table: TableReading, row: int, column: int) -> Said:
    """What the labels and the surroundings of a table say of a figure."""
    said = together(table.said_rows[row], table.said_columns[column])
    for dimension, choice in table.context.items():
        if choice.value is None or dimension in said.values:
            continue
        said.values[dimension] = choice.value
    return in_year(said)


def fill(draft: Draft, said: Said, labels: Sequence[Slot]) -> None:
    """Write what is said of a figure into its draft."""
    draft.values = dict(said.values)
    draft.other = dict(said.other)
    draft.unit = said.unit
    draft.how |= {f for f in said.how if f in NOTES}
    draft.confidence = min(draft.confidence, max(said.certainty, 0.5))
    draft.unknown = set(said.unread)
    if said.clash:
        draft.doubts.add("labels_disagree")
    if said.unread:
        draft.doubts.add("label_unknown")
    if said.blank:
        draft.doubts.add("label_blank")
    draft.doubts |= said.how & {"period_unclear"}
    for slot in labels:
        if slot.cell.doubts and not any(_says_as_much(other, slot) for other in labels if other.cell is not slot.cell):
            draft.doubts.add("label_unsure")
            draft.confidence = min(draft.confidence, slot.cell.confidence)


def _says_as_much(label: Slot, unsure: Slot) -> bool:
    """Whether a label says all that an unsurely read one does: `19C` beside the name of that offence."""
    sure, said = explain(label.text), explain(unsure.text)
    values = {d: r.value for d, r in said.meanings.items()}
    return (
        bool(values)
        and not said.leftover
        and all(d in sure.meanings and sure.meanings[d].value == v for d, v in values.items())
    )


NOTES = frozenset(
    {
        *("blank_as_zero", "excel_date_restored", "footnote_removed", "thousands_separator", "number_in_words"),
        *("row_filtered", "in_thousands"),
    }
)


def _in_unit(draft: Draft, unit: Unit) -> None:
    """The unit that the words over a table give figures whose own labels give none."""
    if draft.unit != "count":
        return
    if not unit.sure:
        if not counts([*draft.row_labels, *draft.column_labels]):
            draft.doubts.add("value_ambiguous")
        return
    draft.unit, draft.how = unit.value, draft.how | unit.how


def _distinct(judged: Judged) -> tuple[list[Mapping[tuple[int, int], Given]], list[float]]:
    """What the readings give, those that give the same once, with the chance of the best of them."""
    found: dict[tuple[tuple[tuple[int, int], Given], ...], tuple[Mapping[tuple[int, int], Given], float]] = {}
    for reading, chance in zip(judged.readings, judged.chances, strict=True):
        said = _given(reading)
        found.setdefault(tuple(sorted(said.items(), key=lambda item: item[0])), (said, chance))
    total = sum(chance for _, chance in found.values())
    return [said for said, _ in found.values()], [chance / total for _, chance in found.values()]


def _given(table: TableReading) -> Mapping[tuple[int, int], Given]:
    found = {}
    for row in table.frame.body:
        for column in table.frame.columns:
            said = said_of(table, row, column)
            found[row, column] = given(said.values, said.other, said.unit)
    return found


def given(values: Mapping[str, Any], other: Mapping[str, str], unit: str) -> Given:
    """The coded values of a figure, where all says no more than nothing."""
    coded = tuple((d, None if is_whole(v := values.get(d)) else v) for d in CODED)
    return Given(coded, tuple(sorted(other.items())), unit)


def _doubt(draft: Draft, said: Sequence[Given | None], chances: Sequence[float]) -> None:
    """A figure is as sure as the readings together that give the same of it."""
    best = said[0]
    agree = sum(c for g, c in zip(said, chances, strict=True) if g == best)
    draft.confidence = min(draft.confidence, agree)
    if agree < SURE and best is not None:
        rival = next((g for g in said if g is not None and g != best), None)
        differs = {d for (d, v), (_, w) in zip(best.values, rival.values, strict=True) if v != w} if rival else set()
        only = differs == {"period"} and rival is not None and rival.other == best.other
        draft.doubts.add("period_guessed" if only else "reading_ambiguous")
