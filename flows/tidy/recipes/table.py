"""What people say of one Grid, brought to bear where it is understood. Without advice nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flows.read.grid import Grid
from flows.tidy.draft import Draft
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.senses import BLANK, OWN
from flows.tidy.grammar.told import ToldTable
from flows.tidy.labels.marks import Mark, Marks
from flows.tidy.layout.hidden import shown
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.recipes.bounds import covers, inside
from flows.tidy.recipes.corrections import Correction, squeezed
from flows.tidy.recipes.figures import correct_draft, correct_slots
from flows.tidy.recipes.laid import lay, told
from flows.tidy.recipes.notebook import Notebook
from flows.tidy.recipes.rules import Constant, LabelRule, MarkRule, Rules, SaysRule, TableRule
from flows.tidy.statements.statement import Statement
from schemas.code_tables import key

if TYPE_CHECKING:
    from flows.tidy.judgement.tables import TableReading

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
    told_marks: dict[tuple[int, int], MarkRule] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)

    def show(self, grid: Grid) -> Grid:
        """The grid, with its hidden cells shown where a rule says to count them."""
        hidden = grid.hidden or any(cell.hidden for cell in grid.cells)
        if not hidden or not (any(r.count_hidden for r in self.rules) or any(t.count_hidden for t in self.tables)):
            return grid
        for rules in self.rules:
            if rules.count_hidden:
                self.notebook.met(rules.switches["count_hidden"])
        for rule in self.tables:
            self._met_key(rule, "count_hidden")
        return shown(grid)

    def marks(self, marks: Marks) -> Marks:
        """The signs of the notes, with those that a rule explains."""
        signs = {
            r.mark: Mark(r.meaning, r.value.low, r.value.high, r.value.exemption, str(r.origin))
            for r in reversed(self._marks())
        }
        return replace(marks, signs=marks.signs | signs) if signs else marks

    def blank_labels(self, found: dict[str, Any]) -> dict[str, Any]:
        """What an empty label means by dimension."""
        return found | {d: v for said in reversed(self._blanks()) for d, v in said.values.items()}

    def brackets(self, found: dict[str, Any]) -> dict[str, Any]:
        """What a figure in brackets counts."""
        return found | {d: v for r in reversed(self.rules) if r.brackets for d, v in r.brackets.values.items()}

    def tell(self, matrix: Matrix) -> Matrix:
        """The matrix with parts set aside, and labels, marks and corrected figures read as told. It is changed."""
        self._set_aside(matrix)
        self.rows = list(matrix.rows)
        named = {key(r.label) or r.label: r for rules in reversed(self.rules) for r in rules.labels}
        marks = {squeezed(r.mark).casefold(): r for r in reversed(self._marks()) if r.mark and r.meaning != "footnote"}
        for position, slot in list(matrix.slots.items()) if named or marks else ():
            label, mark = named.get(key(slot.text) or slot.text), marks.get(slot.text.casefold())
            if label is not None:
                self.labels[slot.printed] = label
                matrix.slots[position] = replace(slot, text=label.wording)
            elif mark is not None:
                self.told_marks[position] = mark
                matrix.slots[position] = replace(slot, value=mark.value, second=None, is_figure=True)
        lay(matrix, self.tables)
        self.before = correct_slots(matrix, self.corrections, self.notebook)
        return matrix

    def told(self, matrix: Matrix) -> list[ToldTable]:
        """What rules say of how the Grid is cut: bounds, header rows, stub columns and their dimensions.

        A rule whose header rows the table does not have says nothing.
        """
        return [
            told(rule, n) for n, rule in enumerate(self.tables) if not rule.ignore and _has_headers(rule, matrix.rows)
        ]

    def statements(self, rows: Sequence[int], columns: Sequence[int]) -> list[Statement]:
        """Constants as statements that are certain."""
        return [
            Statement(c.dimension, c.value, str(c.origin), "told") for c in self._constants(rows, columns)
            if c.dimension != "unit"
        ]  # fmt: skip

    def meet(self, frame: Frame, best: TableReading | None) -> None:
        """Account for the rules of a part of the Grid, as it was read: a cut that leaves no figures is a mistake.

        So are header rows, stub columns and sections that are none, and labels that cannot be of the dimension said.
        """
        for n, rule in enumerate(self.tables):
            if rule.ignore or not covers(rule, frame.rows, frame.width) or not _has_headers(rule, self.rows):
                continue
            self.notebook.met(rule.origin)
            if best is not None:
                self._meet_layout(rule, told(rule, n), best)
            elif rule.header_rows or rule.stub_columns:
                self.notebook.failed("recipe_unmatched", rule.origin, "leaves no figures beside its headers", REMEDY)
                self.notebook.used.update(rule.keys.values())

    def _meet_layout(self, rule: TableRule, said: ToldTable, best: TableReading) -> None:
        """Account for the keys that say how a table is laid out, each that is borne out by its reading."""
        found: dict[tuple[str, int], str] = {(r.level.axis, r.level.number): r.dimension for r in best.levels}
        sections = {r.dimension for r in best.rows if r.level.outer}
        borne = {key for key, dimension in said.dimensions.items() if _is(found.get(key), dimension)}
        for name, cut, axis, lines in (
            ("header_rows", rule.header_rows, "column", best.frame.heads),
            ("stub_columns", rule.stub_columns, "row", best.frame.stubs),
        ):
            if cut and set(cut.numbers) <= set(lines) and all((axis, number) in borne for number in cut.dimensions):
                self._met_key(rule, name)
        if rule.sections and any(_is(dimension, rule.sections) for dimension in sections):
            self._met_key(rule, "sections")

    def settle(self, drafts: Iterable[Draft], best: TableReading) -> None:
        """Corrections, and the check that told labels, marks and constants came to bear on figures of a table."""
        blank = next((r for r in self._marks() if not r.mark), None)
        footnotes = [r for r in self._marks() if r.meaning == "footnote" and r.mark]
        matrix = best.frame.matrix
        for dimension, choice in best.context.items():
            for said in choice.statements[:1]:
                for label in self.labels.values():
                    if label.values.get(dimension) == choice.value and label.wording in said.words:
                        self.notebook.met(label.origin)
        for draft in drafts:
            constants = self._constants([draft.row], [draft.column])
            for constant in constants:
                if constant.dimension == "unit" and draft.unit == "count":
                    draft.unit = constant.value
            self._meet_labels(draft)
            if draft.value is None and blank is not None:
                self.notebook.met(blank.origin)
                draft.value = None if blank.meaning in ("zero", "footnote") else blank.value
            if mark := self.told_marks.get((draft.row, draft.column)):
                self.notebook.met(mark.origin)
            for sign in footnotes:
                if sign.mark in (draft.raw or ""):
                    self.notebook.met(sign.origin)
            spoken = {*best.said_rows[draft.row].values, *best.said_columns[draft.column].values}
            self._meet(draft, [c for c in constants if c.dimension not in spoken])
            self._meet_blanks(draft, best)
            correct_draft(draft, matrix, self.corrections, self.before, self.notebook)

    def _meet_labels(self, draft: Draft) -> None:
        """Account for told labels and laid ones on the paths of a figure: they hold, or contradict others."""
        for printed in (*draft.row_labels, *draft.column_labels):
            label = self.labels.get(printed)
            if label is None:
                continue
            if any(draft.values.get(d, draft.unit) != v for d, v in label.values.items()):
                draft.doubts.add("labels_disagree")
            else:
                self.notebook.met(label.origin)
        for rule in self._of([draft.row], [draft.column]):
            for laid in (
                *(one for one in rule.column_values if one.position == draft.column),
                *(one for one in rule.row_values if one.position == draft.row),
            ):
                if all(draft.values.get(d, draft.unit) == v for d, v in laid.values.items()):
                    self.notebook.met(laid.origin)

    def _meet_blanks(self, draft: Draft, best: TableReading) -> None:
        """Account for what is said of blank labels, where one is on the path of a figure and is read so."""
        bare = [
            r for r in best.levels
            if (slot := r.level.labels.get(draft.row if r.level.axis == "row" else draft.column)) is None
            or BLANK.fullmatch(slot.text)
        ]  # fmt: skip
        for said in self._blanks() if bare else ():
            if any(draft.values.get(d) == v for d, v in said.values.items()):
                self.notebook.met(said.origin)

    def fill(self, draft: Draft, rows: Sequence[int], columns: Sequence[int]) -> None:
        """What constants say of counted records, and the account of all that is said of them."""
        for rule in self._of(rows, columns):
            self.notebook.met(rule.origin)
        constants = self._constants(rows, columns)
        for constant in constants:
            draft.values.setdefault(constant.dimension, constant.value)
        self._meet(draft, constants)
        for said in self._blanks():
            if any(draft.values.get(d) == v for d, v in said.values.items()):
                self.notebook.met(said.origin)
        for label in self.labels.values():
            if all(draft.values.get(d) == v for d, v in label.values.items()):
                self.notebook.met(label.origin)
        for (row, _), mark in self.told_marks.items():
            if row in rows:
                self.notebook.met(mark.origin)

    def _met_key(self, rule: TableRule, key: str) -> None:
        if key in rule.keys:
            self.notebook.met(rule.keys[key])

    def _meet(self, draft: Draft, constants: Iterable[Constant]) -> None:
        for constant in constants:
            value = draft.unit if constant.dimension == "unit" else draft.values.get(constant.dimension)
            if value == constant.value:
                self.notebook.met(constant.origin)
        for rules in self.rules:
            if rules.brackets and draft.second:
                self.notebook.met(rules.brackets.origin)

    def _blanks(self) -> list[SaysRule]:
        """What is said of blank labels: of the table before the file, of the file before its folder."""
        said = [*(table.blank for table in self.tables), *(rules.blank for rules in self.rules)]
        return [one for one in said if one is not None]

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
            if rule.ignore and _aside(matrix, rule, rule.ignore):
                self.notebook.met(rule.origin)


def _is(found: str | None, said: str) -> bool:
    """Whether a level is of the dimension that is said; whatever is found of one that is said to be mixed."""
    return found is not None and (said == "mixed" or found == (OWN if said == "other" else said))


def _has_headers(rule: TableRule, rows: Sequence[int]) -> bool:
    """Whether some of the header rows that a rule names are rows of the table."""
    told = rule.header_rows.numbers if rule.header_rows else ()
    return not told or not set(told).isdisjoint(rows)


def _aside(matrix: Matrix, rule: TableRule | None, reason: str) -> bool:
    """Set the cells within the bounds of a rule aside with the reason, all of them without one; were there any?"""
    before = len(matrix.aside)
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
    return len(matrix.aside) > before
