"""The rows of the data set that one Grid gives: observations, ledger and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.read.grid import Cell, Grid
from flows.tidy.draft import Draft
from flows.tidy.labels.numbers import CellValue
from flows.tidy.layout.hidden import hides_rows_or_columns, needed, shown
from flows.tidy.layout.regions.regions import Region
from flows.tidy.ledger import Fates, ledger
from flows.tidy.listed_cells import LineOfCell
from flows.tidy.observe import observation, place_of
from flows.tidy.recipes.table import TableAdvice
from flows.tidy.records.records import RecordList
from flows.tidy.result import Context
from flows.tidy.tables import UnderstoodGrid, understand
from flows.tidy.totals.totals import Disagreement
from flows.tidy.words import Words
from schemas.rows import Finding, LedgerCell, Observation

PLAIN_DOUBTS = {
    "reading_ambiguous": ("the table or a label can be read in more than one way", "say which in recipe.yml"),
    "label_unknown": ("a label is not known", "add it to an alias file under schemas/codes/aliases"),
    "label_unused": ("words that may say more of its figures are not used", "say in recipe.yml what they are"),
    "label_unsure": ("a label was read unsurely", "compare it with the page; put it right in corrections.yml"),
    "label_blank": ("a row has no label", "say in recipe.yml what the blank means"),
    "labels_disagree": ("two labels of one figure contradict each other", "say in recipe.yml which of them holds"),
    "value_ambiguous": ("a figure, or a mark in its place, can mean two things", "say in recipe.yml what it means"),
    "period_unclear": ("labels do not make its period plain", "say its period in recipe.yml"),
    "header_missing": ("part of a table has no header of its own", "say in recipe.yml what its columns are"),
    "label_guessed": ("nothing at the table says its offence; the request's is taken", "say the offence in recipe.yml"),
    "period_guessed": ("no label gives the period; the request's is taken", "say the period in recipe.yml"),
    "table_not_understood": ("no label of the table is known", "say in recipe.yml what it counts, or to ignore it"),
}  # fmt: skip


@dataclass(slots=True)
class GridReport:
    """What one Grid gives."""

    understood: UnderstoodGrid
    observations: list[Observation] = field(default_factory=list)
    cells: list[LedgerCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> int:
        """How many numbers of blocks the grid takes up: one for each region, and one where it has none."""
        return max(len(self.understood.regions), 1)


def report_grid(
    given: Grid, number: int, block: int, words: Words, context: Context, force_id: str | None, advice: TableAdvice
) -> GridReport:
    """Understand a grid and write down everything in it; `force_id` is the force that the return is from."""
    grid = advice.show(given)
    understood = understand(grid, number, block, words, advice)
    report = GridReport(understood)
    if understood.disagreements and hides_rows_or_columns(grid):
        whole = understand(shown(grid), number, block, words, advice)
        if not whole.disagreements:
            report.findings.append(needed(grid, number))
            grid, understood = shown(grid), whole
            report.understood = whole
    fates = Fates()
    for draft in understood.drafts:
        place = place_of(draft.cell, number, grid.sheet, draft.row, draft.column)
        line = f"line {draft.cell.line} " if isinstance(draft.cell, LineOfCell) else ""
        row = observation(draft, place, context, force_id, within=f"{line}{2 if draft.second else ''}")
        report.observations.append(row)
        fates.observed(draft.row, draft.column, row.observation_id)
    for i, (region, records, caption) in enumerate(understood.lists):
        report.observations += _count_records(region, records, caption, block + i, fates, context, force_id, advice)
    report.cells = ledger(understood, fates, context)
    report.findings += _disagreements(understood, number)
    report.findings += _doubts(understood, number)
    return report


def _count_records(
    region: Region, records: RecordList, caption: str, block: int, fates: Fates, context: Context,
    force_id: str | None, advice: TableAdvice,
) -> Iterable[Observation]:  # fmt: skip
    matrix = region.matrix
    by_position = {(c.row, c.column): c for c in matrix.grid.cells}
    for column in records.columns:
        if header := by_position.get((records.header_row, column.number)):
            fates.decide(header, "header")
    for group in records.groups:
        n = len(group.rows)
        cells = (by_position.get((group.rows[0], column.number)) for column in records.columns)
        first: Cell | None = next((cell for cell in cells if cell), None)
        draft = Draft(
            block, group.rows[0], 0, CellValue(n, low=n, high=n), None, first, "records", caption=caption,
            values=dict(group.values), other=group.other, doubts=set(group.doubts),
            how=set(matrix.flags_of(*group.rows)),
        )  # fmt: skip
        advice.fill(region, draft)
        draft.values.setdefault("measure", records.counted)
        place = place_of(first, matrix.number, matrix.grid.sheet, group.rows[0], None)
        place.cell = None
        row = observation(draft, place, context, force_id)
        for record in group.rows:
            for column in records.columns:
                if (record, column.number) in by_position:
                    fates.observed(record, column.number, row.observation_id)
        yield row


def _disagreements(understood: UnderstoodGrid, number: int) -> Iterable[Finding]:
    """One finding for each row or column of totals: where the first is, and how many others there are."""
    lines: dict[tuple[str, int], list[Disagreement]] = defaultdict(list)
    for found in understood.disagreements:
        across = "row" in found.total.totals
        lines[("row", found.total.row) if across else ("column", found.total.column)].append(found)
    for found, *others in lines.values():
        total = found.total
        more = f"; so with {len(others)} more beside it" if others else ""
        yield Finding(
            "warning",
            "total_disagrees",
            f"{found.message}{more}",
            "look at the table: a row may be missing or hidden, or the force's own sum is wrong; ask the force",
            place=place_of(total.cell, number, understood.matrix.grid.sheet, total.row, total.column),
            raw_value=total.raw,
        )


def _doubts(understood: UnderstoodGrid, number: int) -> Iterable[Finding]:
    """One finding for each kind of doubt, and one for each label not known or used, however many figures it touches."""
    touched: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in understood.drafts:
        for doubt in draft.doubts & set(PLAIN_DOUBTS):
            for label in {"label_unknown": draft.unknown, "label_unused": draft.unused}.get(doubt) or [""]:
                touched[doubt, label].append(draft)
    for (doubt, label), drafts in sorted(touched.items()):
        what, remedy = PLAIN_DOUBTS[doubt]
        first = drafts[0]
        yield Finding(
            "warning",
            doubt,
            f"{what}: {len(drafts)} figure(s)",
            remedy,
            place=place_of(first.cell, number, understood.matrix.grid.sheet, first.row, first.column),
            raw_value=label or first.raw,
        )
