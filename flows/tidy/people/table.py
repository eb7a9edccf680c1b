"""What people say of one Grid, brought to bear where it is understood. Without advice nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.read.grid import Grid
from flows.tidy.draft import Draft
from flows.tidy.labels.marks import Mark, Marks
from flows.tidy.layout.hidden import shown
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.told import ToldTable
from flows.tidy.people.corrections import Correction
from flows.tidy.people.entries import squeezed
from flows.tidy.people.figures import correct_slots
from flows.tidy.people.frames import FrameRule
from flows.tidy.people.laid import lay, line_of, together, told
from flows.tidy.people.notebook import Notebook
from flows.tidy.people.recipe import LabelRule, MarkRule, Rules
from flows.tidy.people.tables import Blank, Constant, TableRule
from flows.tidy.statements.statement import Statement
from schemas.code_tables import key


@dataclass(slots=True)
class TableAdvice:
    """`rules` are those of the file before those of its folder; `tables` and `corrections` those of this Grid.

    What lies in `frames` is read elsewhere.
    """

    notebook: Notebook
    rules: tuple[Rules, ...] = ()
    tables: tuple[TableRule, ...] = ()
    corrections: tuple[Correction, ...] = ()
    frames: tuple[FrameRule, ...] = ()
    labels: dict[str, LabelRule] = field(default_factory=dict)
    before: dict[tuple[int, int], Slot] = field(default_factory=dict)
    told_marks: dict[tuple[int, int], MarkRule] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)

    def show(self, grid: Grid) -> Grid:
        """The grid, with its hidden cells shown where a rule says to count them."""
        hidden = grid.hidden or any(cell.hidden for cell in grid.cells)
        if not hidden or not (any(r.count_hidden for r in self.rules) or any(t.count_hidden for t in self.tables)):
            return grid
        for rules in self.rules:
            if rules.count_hidden:
                self.notebook.met(rules.at("count_hidden"))
        for rule in self.tables:
            self.met_key(rule, "count_hidden")
        return shown(grid)

    def marks(self, marks: Marks) -> Marks:
        """The signs of the notes, with those that a rule explains."""
        signs = {
            r.mark: Mark(r.meaning, r.amount.low, r.amount.high, r.amount.exemption, str(r.origin))
            for r in reversed(self.mark_rules())
        }
        return replace(marks, signs=marks.signs | signs) if signs else marks

    def blank_labels(self, found: dict[str, Any]) -> dict[str, Any]:
        """What an empty label means by dimension."""
        return found | {d: v for said in reversed(self.blanks()) for d, v in said.values.items()}

    def brackets(self, found: dict[str, Any]) -> dict[str, Any]:
        """What a figure in brackets counts."""
        return found | {d: v for r in reversed(self.rules) if r.brackets for d, v in r.brackets.values.items()}

    def tell(self, matrix: Matrix) -> Matrix:
        """The matrix with parts set aside, and labels, marks and corrected figures read as told. It is changed."""
        self._set_aside(matrix)
        self.rows = list(matrix.rows)
        named = {key(r.label) or r.label: r for rules in reversed(self.rules) for r in rules.labels.values()}
        rules = [r for r in reversed(self.mark_rules()) if r.mark and r.meaning != "footnote"]
        marks = {squeezed(r.mark).casefold(): r for r in rules}
        for position, slot in list(matrix.slots.items()) if named or marks else ():
            label, mark = named.get(key(slot.text) or slot.text), marks.get(slot.text.casefold())
            if label is not None:
                self.labels[slot.printed] = label
                matrix.slots[position] = replace(slot, text=label.wording)
            elif mark is not None:
                self.told_marks[position] = mark
                matrix.slots[position] = replace(slot, value=mark.amount, second=None, is_figure=True)
        lay(matrix, self.tables)
        self.before = correct_slots(matrix, self.corrections, self.notebook)
        return matrix

    def told(self, matrix: Matrix) -> list[ToldTable]:
        """What rules say of how the Grid is cut: bounds, header rows, stub columns and their dimensions.

        A rule whose header rows the table does not have says nothing.
        """
        rules = (rule for rule in self.tables if not rule.ignore and has_headers(rule, matrix.rows))
        return together(told(rule, line_of(rule, self.tables)) for rule in rules)

    def statements(self, rows: Sequence[int], columns: Sequence[int]) -> list[Statement]:
        """Constants as statements that are certain."""
        return [
            Statement(c.dimension, c.value, str(c.origin), "told") for c in self.constants_of(rows, columns)
            if c.dimension != "unit"
        ]  # fmt: skip

    def fill(self, draft: Draft, rows: Sequence[int], columns: Sequence[int]) -> None:
        """What constants say of counted records, and the account of all that is said of them."""
        for rule in self.rules_of(rows, columns):
            self.notebook.met(rule.origin)
        constants = self.constants_of(rows, columns)
        for constant in constants:
            draft.values.setdefault(constant.dimension, constant.value)
        self.meet_constants(draft, constants)
        for said in self.blanks():
            if any(draft.values.get(d) == v for d, v in said.values.items()):
                self.notebook.met(said.origin)
        for label in self.labels.values():
            if all(draft.values.get(d) == v for d, v in label.values.items()):
                self.notebook.met(label.origin)
        for (row, _), mark in self.told_marks.items():
            if row in rows:
                self.notebook.met(mark.origin)

    def met_key(self, rule: TableRule, key: str) -> None:
        """A key of a rule, where it has it, came to bear."""
        if key in rule.keys:
            self.notebook.met(rule.keys[key])

    def meet_constants(self, draft: Draft, constants: Iterable[Constant]) -> None:
        """Account for constants and brackets that a figure bears out."""
        for constant in constants:
            value = draft.unit if constant.dimension == "unit" else draft.values.get(constant.dimension)
            if value == constant.value:
                self.notebook.met(constant.origin)
        for rules in self.rules:
            if rules.brackets and draft.nth > 1:
                self.notebook.met(rules.brackets.origin)

    def blanks(self) -> list[Blank]:
        """What is said of blank labels: of the table before the file, of the file before its folder."""
        said = [*(table.blank for table in self.tables), *(rules.blank for rules in self.rules)]
        return [one for one in said if one is not None]

    def mark_rules(self) -> list[MarkRule]:
        """What is said of marks: of the file before its folder."""
        return [rule for rules in self.rules for rule in rules.marks.values()]

    def rules_of(self, rows: Sequence[int], columns: Sequence[int]) -> list[TableRule]:
        """The rules of a part of the Grid."""
        return [rule for rule in self.tables if not rule.ignore and rule.covers(rows, columns)]

    def constants_of(self, rows: Sequence[int], columns: Sequence[int]) -> list[Constant]:
        """The constants of a part of the Grid, one a dimension: the table's, then the file's, then the folder's."""
        said = [
            *(c for rule in self.rules_of(rows, columns) for c in rule.constants),
            *(c for r in self.rules for c in r.constants),
        ]
        return list({c.dimension: c for c in reversed(said)}.values())

    def _set_aside(self, matrix: Matrix) -> None:
        whole = [(rules.ignore, rules.at("ignore")) for rules in self.rules if rules.ignore]
        for reason, origin in whole:
            self.notebook.met(origin)
            _aside(matrix, None, reason)
        for rule in self.tables:
            if rule.ignore and _aside(matrix, rule, rule.ignore):
                self.notebook.met(rule.origin)
        for index, cell in enumerate(matrix.grid.cells if self.frames else ()):
            page = cell.page or matrix.grid.page
            frame = next((f for f in self.frames if cell.box and f.number == page and f.holds(cell.box)), None)
            if frame is not None:
                reason = f"framed anew: {self.notebook.recipe} {frame.origin}"
                _out(matrix, index, reason)


def has_headers(rule: TableRule, rows: Sequence[int]) -> bool:
    """Whether some of the header rows that a rule names are rows of the table."""
    told = rule.header_rows.numbers if rule.header_rows else ()
    return not told or not set(told).isdisjoint(rows)


def _aside(matrix: Matrix, rule: TableRule | None, reason: str) -> bool:
    """Set the cells within the bounds of a rule aside with the reason, all of them without one; were there any?"""
    before = len(matrix.aside)
    for index, cell in enumerate(matrix.grid.cells):
        if rule is None or rule.inside(cell.row, cell.column):
            _out(matrix, index, reason)
    if rule is not None and rule.rows and not rule.columns:
        matrix.rows = [r for r in matrix.rows if not rule.rows[0] <= r <= rule.rows[1]]
    if rule is not None and rule.columns and not rule.rows:
        matrix.columns = [c for c in matrix.columns if not rule.columns[0] <= c <= rule.columns[1]]
    return len(matrix.aside) > before


def _out(matrix: Matrix, index: int, reason: str) -> None:
    """Set one cell aside."""
    cell = matrix.grid.cells[index]
    if cell.text.strip():
        matrix.aside.setdefault(index, reason)
    for position in [(r, c) for r in cell.rows for c in cell.columns]:
        matrix.slots.pop(position, None)
