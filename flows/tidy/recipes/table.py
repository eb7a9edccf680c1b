"""What people say of one Grid, brought to bear where it is understood. Without advice nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from flows.read.grid import Grid
from flows.tidy.draft import Draft
from flows.tidy.grammar.told import ToldTable
from flows.tidy.labels.marks import Mark, Marks
from flows.tidy.layout.hidden import shown
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.recipes.bounds import covers, inside
from flows.tidy.recipes.corrections import Correction, squeezed
from flows.tidy.recipes.figures import correct_draft, correct_slots
from flows.tidy.recipes.notebook import Notebook
from flows.tidy.recipes.rules import Constant, LabelRule, MarkRule, Rules, TableRule
from flows.tidy.statements.statement import Statement
from schemas.code_tables import key

REMEDY = "name fewer header rows or stub columns"


@dataclass(slots=True)
class TableAdvice:
    """`rules` are those of the file before those of its folder; `tables` and `corrections` those of this Grid."""

    notebook: Notebook
    rules: tuple[Rules, ...] = ()
    tables: tuple[TableRule, ...] = ()
    corrections: tuple[Correction, ...] = ()
    labels: dict[str, LabelRule] = field(default_factory=dict)
    before: dict[tuple[int, int], Slot] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)

    def show(self, grid: Grid) -> Grid:
        """The grid, with its hidden cells shown where a rule says to count them."""
        hidden = grid.hidden or any(cell.hidden for cell in grid.cells)
        if not hidden or not (any(r.count_hidden for r in self.rules) or any(t.count_hidden for t in self.tables)):
            return grid
        for rules in self.rules:
            if rules.count_hidden:
                self.notebook.met(rules.switches["count_hidden"])
        return shown(grid)

    def marks(self, marks: Marks) -> Marks:
        """The signs of the notes, with those that a rule explains."""
        told = {
            r.mark: Mark(r.meaning, r.value.low, r.value.high, r.value.exemption, str(r.origin))
            for r in reversed(self._marks())
        }
        return replace(marks, signs=marks.signs | told) if told else marks

    def blank_labels(self, found: dict[str, Any]) -> dict[str, Any]:
        """What an empty label means by dimension."""
        return found | {d: v for r in reversed(self.rules) if r.blank_labels for d, v in r.blank_labels.values.items()}

    def brackets(self, found: dict[str, Any]) -> dict[str, Any]:
        """What a figure in brackets counts."""
        return found | {d: v for r in reversed(self.rules) if r.brackets for d, v in r.brackets.values.items()}

    def tell(self, matrix: Matrix) -> Matrix:
        """The matrix with parts set aside, and labels, marks and corrected figures read as told. It is changed."""
        self._set_aside(matrix)
        self.rows = list(matrix.rows)
        told = {key(r.label) or r.label: r for rules in reversed(self.rules) for r in rules.labels}
        marks = {squeezed(r.mark).casefold(): r for r in reversed(self._marks()) if r.mark and r.meaning != "footnote"}
        for position, slot in list(matrix.slots.items()) if told or marks else ():
            label, mark = told.get(key(slot.text) or slot.text), marks.get(slot.text.casefold())
            if label is not None:
                self.notebook.met(label.origin)
                self.labels[slot.text] = label
                matrix.slots[position] = replace(slot, text=label.wording)
            elif mark is not None:
                self.notebook.met(mark.origin)
                matrix.slots[position] = replace(slot, value=mark.value, second=None, is_figure=True)
        self.before = correct_slots(matrix, self.corrections, self.notebook)
        return matrix

    def told(self, matrix: Matrix) -> list[ToldTable]:
        """What rules say of how the Grid is cut: bounds, header rows, stub columns and their dimensions.

        A rule whose header rows the table does not have says nothing.
        """
        return [
            ToldTable(
                rule.rows,
                rule.columns,
                rule.header_rows.numbers if rule.header_rows else None,
                rule.stub_columns.numbers if rule.stub_columns else None,
                {
                    **{("column", n): d for n, d in (rule.header_rows.dimensions if rule.header_rows else {}).items()},
                    **{("row", n): d for n, d in (rule.stub_columns.dimensions if rule.stub_columns else {}).items()},
                    **({("row", 0): rule.sections} if rule.sections else {}),
                },
            )
            for rule in self.tables
            if not rule.ignore and _has_headers(rule, matrix.rows)
        ]

    def statements(self, rows: Sequence[int], columns: Sequence[int]) -> list[Statement]:
        """Constants as statements that are certain."""
        return [
            Statement(c.dimension, c.value, str(c.origin), "told") for c in self._constants(rows, columns)
            if c.dimension != "unit"
        ]  # fmt: skip

    def meet(self, rows: Sequence[int], columns: Sequence[int], *, understood: bool) -> None:
        """Account for the rules of a part of the Grid: a cut that leaves no figures is a mistake."""
        for rule in [r for r in self._of(rows, columns) if _has_headers(r, self.rows)]:
            self.notebook.met(rule.origin)
            if not understood and (rule.header_rows or rule.stub_columns):
                self.notebook.failed("recipe_unmatched", rule.origin, "leaves no figures beside its headers", REMEDY)

    def settle(self, matrix: Matrix, drafts: Iterable[Draft], spoken: Callable[[Draft], Set[str]]) -> None:
        """Corrections, and the check that told labels and constants came to bear.

        `spoken` says of which dimensions the labels of a figure speak.
        """
        blank = next((r for r in self._marks() if not r.mark), None)
        for draft in drafts:
            constants = self._constants([draft.row], [draft.column])
            for constant in constants:
                if constant.dimension == "unit" and draft.unit == "count":
                    draft.unit = constant.value
            for label in (*draft.row_labels, *draft.column_labels):
                told = self.labels.get(label)
                if told and any(draft.values.get(d, draft.unit) != v for d, v in told.values.items()):
                    draft.doubts.add("labels_disagree")
            if draft.value is None and blank is not None:
                self.notebook.met(blank.origin)
                draft.value = None if blank.meaning in ("zero", "footnote") else blank.value
            self._meet(draft, [c for c in constants if c.dimension not in spoken(draft)])
            correct_draft(draft, matrix, self.corrections, self.before, self.notebook)

    def fill(self, draft: Draft, rows: Sequence[int], columns: Sequence[int]) -> None:
        """What constants say of counted records."""
        constants = self._constants(rows, columns)
        for constant in constants:
            draft.values.setdefault(constant.dimension, constant.value)
        self._meet(draft, constants)

    def _meet(self, draft: Draft, constants: Iterable[Constant]) -> None:
        for constant in constants:
            value = draft.unit if constant.dimension == "unit" else draft.values.get(constant.dimension)
            if value == constant.value:
                self.notebook.met(constant.origin)
        for rules in self.rules:
            if rules.blank_labels and "label_blank" not in draft.doubts:
                said = rules.blank_labels.values.items()
                if any(draft.values.get(d) == v for d, v in said):
                    self.notebook.met(rules.blank_labels.origin)
            if rules.brackets and draft.second:
                self.notebook.met(rules.brackets.origin)

    def _marks(self) -> list[MarkRule]:
        return [rule for rules in self.rules for rule in rules.marks]

    def _of(self, rows: Sequence[int], columns: Sequence[int]) -> list[TableRule]:
        return [rule for rule in self.tables if not rule.ignore and covers(rule, rows, columns)]

    def _constants(self, rows: Sequence[int], columns: Sequence[int]) -> list[Constant]:
        """The constants of a part of the Grid, one a dimension: the table's, then the file's, then the folder's."""
        said = [
            *(c for rule in self._of(rows, columns) for c in rule.constants),
            *(c for r in self.rules for c in r.constants),
        ]
        return list({c.dimension: c for c in reversed(said)}.values())

    def _set_aside(self, matrix: Matrix) -> None:
        whole = [(rules.ignore, rules.switches["ignore"]) for rules in self.rules if rules.ignore]
        for reason, origin in whole:
            self.notebook.met(origin)
            _aside(matrix, None, reason)
        for rule in self.tables:
            if rule.ignore:
                self.notebook.met(rule.origin)
                _aside(matrix, rule, rule.ignore)


def _has_headers(rule: TableRule, rows: Sequence[int]) -> bool:
    """Whether some of the header rows that a rule names are rows of the table."""
    told = rule.header_rows.numbers if rule.header_rows else ()
    return not told or not set(told).isdisjoint(rows)


def _aside(matrix: Matrix, rule: TableRule | None, reason: str) -> None:
    """Set the cells of a part of the matrix aside with the reason; all of it where no rule bounds it."""
    for index, cell in enumerate(matrix.grid.cells):
        if rule is None or inside(rule, cell.row, cell.column):
            if cell.text.strip():
                matrix.aside.setdefault(index, reason)
            for position in [(r, c) for r in cell.rows for c in cell.columns]:
                matrix.slots.pop(position, None)
    if rule is not None and rule.rows and not rule.columns:
        matrix.rows = [r for r in matrix.rows if not rule.rows[0] <= r <= rule.rows[1]]
    if rule is not None and rule.columns and not rule.rows:
        matrix.columns = [c for c in matrix.columns if not rule.columns[0] <= c <= rule.columns[1]]
