"""The rows that one judged Grid gives: observations, the fate of every cell, findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.read.grid import Cell
from flows.tidy.dimensions import is_known, parse, total_kind
from flows.tidy.draft import Draft
from flows.tidy.evidence.strays import ages_by_number_alone
from flows.tidy.judgement.alternatives import alternatives
from flows.tidy.judgement.context import all_choices
from flows.tidy.judgement.document import Judged
from flows.tidy.judgement.grids import GridCandidates
from flows.tidy.labels.meanings import is_whole
from flows.tidy.labels.numbers import CellValue
from flows.tidy.layout.around.caption_units import Unit
from flows.tidy.layout.figures.amounts import share_unit_with_zeros
from flows.tidy.listed_cells import LineOfCell
from flows.tidy.observe import observation, place_of
from flows.tidy.result import Context
from flows.tidy.rows.borne_out import meet, settle
from flows.tidy.rows.drafts import drafts_of
from flows.tidy.rows.explanation import explained
from flows.tidy.rows.fates import Fates, ledger
from flows.tidy.rows.wording import question
from flows.tidy.totals.series import mark_cumulative
from flows.tidy.totals.sums import name_sums
from flows.tidy.totals.totals import Disagreement, prove
from flows.tidy.totals.unsaid import doubt_unlabelled, doubt_unsaid_totals
from flows.tidy.years.part_years import end_with_months
from schemas.rows import Finding, LedgerCell, Observation, OpenQuestion

SHORT = 25
DOUBTS = {
    "reading_ambiguous": ("the table or a label can be read otherwise too", "answer its question in answers.yml"),
    "label_unknown": ("a label is not known", "add it to an alias file under schemas/codes/aliases"),
    "label_unsure": ("a label was read unsurely", "compare it with the page; put it right in corrections.yml"),
    "label_blank": ("a row has no label", "say in recipe.yml what the blank means"),
    "label_unused": ("words beside the figures are not used", "say in recipe.yml which figures they label, if any"),
    "labels_disagree": ("two labels of one figure contradict each other", "say in recipe.yml which of them holds"),
    "value_ambiguous": ("a mark in place of a figure can mean two things", "say in recipe.yml what the mark means"),
    "period_guessed": ("no label gives the period; the likeliest is taken", "answer its question in answers.yml"),
    "table_not_understood": ("no label of the table is known", "say in recipe.yml what it counts, or to ignore it"),
}  # fmt: skip


@dataclass(slots=True)
class GridReport:
    """What one Grid gives. `blocks`: how many numbers of series its tables take up."""

    grid: GridCandidates
    observations: list[Observation] = field(default_factory=list)
    cells: list[LedgerCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blocks: int = 1
    drafts: list[list[Draft]] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    signs: dict[str, Mapping[str, float]] = field(default_factory=dict)


def report(
    grid: GridCandidates, judged: Sequence[Judged], block: int, context: Context, force_id: str | None
) -> GridReport:
    """The rows of a grid whose tables were judged."""
    found = GridReport(grid, blocks=max(len(judged) + len(grid.records), 1), judged=list(judged))
    fates = Fates()
    matrix = grid.matrix
    drafts: list[Draft] = []
    captions = [c for c, t in zip(grid.captions, grid.tables, strict=True) if t]
    units = [u for u, t in zip(grid.units, grid.tables, strict=True) if t] or [None] * len(judged)
    chosen = iter(judged)
    for frame, readings in zip(grid.frames, grid.tables, strict=True):
        best = next(chosen).best if readings else None
        if grid.advice is not None and frame.rows:
            meet(grid.advice, frame, best)
    for i, table in enumerate(judged):
        mine = _figures(table, block + i, captions[i], units[i], grid)
        if i and total_kind(captions[i]):  # a table of all that the tables before it hold
            for draft in mine:
                draft.is_total = True
        found.drafts.append(mine)
        for lost in prove_all(mine):
            found.findings.append(_disagreement(lost, grid))
        _head(table, fates)
        found.explanation += list(explained(table, matrix))
        printed = Counter((draft.row, draft.column) for draft in mine)
        found.questions += [question(one, printed, matrix, context) for one in alternatives(table)]
        found.questions += [question(one, printed, matrix, context, key) for one, key in table.decided]
        drafts += mine
    for draft in drafts:
        place = place_of(draft.cell, matrix.number, matrix.grid.sheet, draft.row, draft.column)
        line = f"line {draft.cell.line} " if isinstance(draft.cell, LineOfCell) else ""
        row = observation(draft, place, context, force_id, within=f"{line}{draft.nth if draft.nth > 1 else ''}")
        found.observations.append(row)
        found.signs[row.observation_id] = draft.signs
        fates.observed(draft.row, draft.column, row.observation_id)
    found.observations += _records(grid, block + len(judged), fates, context, force_id)
    _aside(grid, judged, fates)
    found.cells = ledger(matrix, fates, context)
    found.findings += [*grid.findings, *_doubts(drafts, grid)]
    return found


def _figures(table: Judged, block: int, caption: str, unit: Unit | None, grid: GridCandidates) -> list[Draft]:
    drafts = list(drafts_of(table, block, caption, unit, grid.brackets))
    share_unit_with_zeros(drafts)
    held = [(d.row, d.column) for d in drafts if d.value is not None]
    rows, columns = {row for row, _ in held}, {column for _, column in held}
    over = {c: id(said.labels[-1].cell) for c, said in table.best.said_columns.items() if said.labels}
    known = {(row, over[column]) for row, column in held if column in over}
    # A blank under the very header cell that a figure of its row stands under, in a column set unevenly, says nothing.
    drafts = [d for d in drafts if d.value is not None or (d.row, over.get(d.column)) not in known]
    blank = grid.marks.blank
    if blank is not None and blank.meaning == "zero":  # a whole row of them is as many noughts, where it is held
        rows |= {d.row for d in drafts if d.row_labels and not any(map(_denies, d.other.values()))}
    drafts = [d for d in drafts if d.column in columns and d.row in rows]
    for draft in drafts:
        if draft.value is None and blank is not None and blank.meaning == "zero":
            draft.prove_zero()
        elif draft.value is None and blank is not None and blank.meaning == "suppressed":
            draft.value = CellValue(None, status="suppressed", low=blank.low or 0, high=blank.high)
    grid.ages.settle(drafts)
    for choice in table.best.context.values():
        if choice.value is not None and not is_whole(choice.value) and grid.words.doubt(choice.statements[0].words):
            for draft in drafts:
                draft.doubts.add("label_unsure")
    frame = table.best.frame
    around = (caption, *map(frame.line, frame.titles), *grid.words.around)
    told = frame.told.dimensions.values() if frame.told else ()
    if "age" not in told and any(ages_by_number_alone(level, around) for level in table.best.levels):
        for draft in drafts:
            draft.doubts.add("age_by_number")
    if grid.words.beside:  # of which rows they are labels, no geometry tells
        for draft in drafts:
            draft.doubts.add("label_unused")
    if grid.advice is not None:
        settle(grid.advice, drafts, table.best)
    return drafts


def _denies(answer: str) -> bool:
    """Whether a label answers no: `N` under `Data held?`."""
    reading = parse("online", answer)
    return reading is not None and reading.value == "no"


def prove_all(drafts: list[Draft]) -> list[Disagreement]:
    """Mark totals, zeros that totals prove and bands that take in others; the totals that do not come out."""
    name_sums(drafts)
    lost = prove(drafts)
    end_with_months(drafts)
    doubt_unsaid_totals(drafts)
    doubt_unlabelled(drafts)
    mark_cumulative(drafts)
    return lost


def _head(table: Judged, fates: Fates) -> None:
    frame = table.best.frame
    at = frame.matrix.at
    for row in (*frame.heads, *frame.groups, *frame.repeated):
        for slot in frame.anchors(row):
            fates.decide(slot.cell, "header")
    for row in frame.body:
        for column in frame.stubs:
            if label := at(row, column):
                says = any(map(str.isalpha, label.text)) or len(label.text.split()) < 2 or is_known(label.text)
                fates.decide(
                    label.cell, "header" if says else "unplaced", None if says else "numbers alone label no row"
                )
        for column in frame.columns:
            held = at(row, column)
            if held is not None and held.value is None:
                figure = held.is_figure or (len(held.text) < SHORT and any(ch.isdecimal() for ch in held.text))
                if is_known(held.text):
                    fates.decide(held.cell, "header")
                fates.decide(held.cell, "unplaced" if figure else "note", "stands among figures and is none")


def _records(
    grid: GridCandidates, block: int, fates: Fates, context: Context, force_id: str | None
) -> Iterator[Observation]:
    matrix = grid.matrix
    by_position = {(c.row, c.column): c for c in matrix.grid.cells}
    for region, records in grid.records:
        spoken = frozenset(c.dimension for c in records.columns if c.dimension)
        around = all_choices(grid.statements[0], spoken)
        for column in records.columns:
            if header := by_position.get((records.header_row, column.number)):
                fates.decide(header, "header")
        for group in records.groups:
            n = len(group.rows)
            cells = (by_position.get((group.rows[0], column.number)) for column in records.columns)
            first: Cell | None = next((cell for cell in cells if cell), None)
            draft = Draft(
                block, group.rows[0], 0, CellValue(n, low=n, high=n), None, first, "records",
                caption=region.matrix.grid.sheet or "", values=dict(group.values), other=group.other,
                doubts=set(group.doubts), how=set(matrix.flags_of(*group.rows)),
            )  # fmt: skip
            for dimension, choices in around.items():
                if choices[0].value is not None and (dimension != "measure" or choices[0].near):
                    draft.values.setdefault(dimension, choices[0].value)
                    draft.stated += tuple(s.words for s in choices[0].statements if dimension == "measure")
            if grid.advice is not None:
                grid.advice.fill(draft, region.rows, region.columns)
            draft.values.setdefault("measure", records.counted)
            place = place_of(first, matrix.number, matrix.grid.sheet, group.rows[0], None)
            place.cell = None
            row = observation(draft, place, context, force_id)
            for record in group.rows:
                for column in records.columns:
                    if (record, column.number) in by_position:
                        fates.observed(record, column.number, row.observation_id)
            yield row


def _aside(grid: GridCandidates, judged: Sequence[Judged], fates: Fates) -> None:
    matrix = grid.matrix
    for index, reason in matrix.aside.items():
        fates.decide(matrix.grid.cells[index], "ignored", reason)
    for frame in grid.frames:
        for row in (*frame.titles, *frame.notes):
            for slot in frame.anchors(row):
                fates.decide(slot.cell, "note")
    for frame, what in grid.idle.items():
        for row in frame.rows:
            for slot in frame.anchors(row):
                fates.decide(slot.cell, "note", what)


def _disagreement(found: Disagreement, grid: GridCandidates) -> Finding:
    total = found.total
    return Finding(
        "warning", "total_disagrees", found.message,
        "look at the table: a row may be missing or hidden, or the force's own sum is wrong; ask the force",
        place=place_of(total.cell, grid.matrix.number, grid.matrix.grid.sheet, total.row, total.column),
        raw_value=total.raw,
    )  # fmt: skip


def _doubts(drafts: Sequence[Draft], grid: GridCandidates) -> Iterator[Finding]:
    touched: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        for doubt in draft.doubts & set(DOUBTS):
            for label in sorted(draft.unknown) if doubt == "label_unknown" else [""]:
                touched[doubt, label].append(draft)
    for (doubt, label), held in sorted(touched.items()):
        what, remedy = DOUBTS[doubt]
        first = held[0]
        yield Finding(
            "warning", doubt, f"{what}: {len(held)} figure(s)", remedy,
            place=place_of(first.cell, grid.matrix.number, grid.matrix.grid.sheet, first.row, first.column),
            raw_value=label or first.raw,
        )  # fmt: skip
