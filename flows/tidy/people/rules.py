"""What a recipe says, rule by rule, each with the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any, Literal

from flows.read.grid import Grid
from flows.tidy.labels.numbers import CellValue

Span = tuple[int, int]
"""First and last row or column, both included."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule stands in its file, and the words it is known by."""

    line: int
    words: str

    def __str__(self) -> str:
        return f'line {self.line} "{self.words}"'


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that holds for every figure whose labels do not say otherwise."""

    dimension: str
    value: Any
    origin: Origin


@dataclass(frozen=True, slots=True)
class LabelRule:
    """What a label means: it is read as if `wording` were printed in its place."""

    label: str
    values: dict[str, Any]
    total: bool
    wording: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LaidLabel:
    """The label that a row or column lacks: it is read as if one of this wording were printed there."""

    position: int
    values: dict[str, Any]
    wording: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What a cell that holds `mark` alone means; an empty mark is an empty cell."""

    mark: str
    meaning: Literal["zero", "suppressed", "refused", "not_held", "missing", "footnote"]
    value: CellValue
    origin: Origin


@dataclass(frozen=True, slots=True)
class SaysRule:
    """What a blank label (by dimension) or a figure in brackets counts."""

    values: dict[str, Any]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document behind which it says what is wanted: its period."""

    words: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the figures of these values must come to."""

    total: int
    values: dict[str, Any]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Cut:
    """The header rows or stub columns of a table, and the dimension of each where it is said."""

    numbers: tuple[int, ...]
    dimensions: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableRule:
    """What is said of a table, or of the part of it that `rows` and `columns` bound.

    `column_values` and `row_values` are the labels that it lacks; `keys` says where each of the other keys stands.
    """

    origin: Origin
    table: int | None = None
    sheet: str | None = None
    page: int | None = None
    caption: str | None = None
    rows: Span | None = None
    columns: Span | None = None
    ignore: str | None = None
    count_hidden: bool = False
    header_rows: Cut | None = None
    stub_columns: Cut | None = None
    sections: str | None = None
    column_values: tuple[LaidLabel, ...] = ()
    row_values: tuple[LaidLabel, ...] = ()
    continues: int | None = None
    blank: SaysRule | None = None
    period_from: Quote | None = None
    constants: tuple[Constant, ...] = ()
    expect: tuple[Expectation, ...] = ()
    keys: dict[str, Origin] = field(default_factory=dict)

    def is_of(self, grid: Grid, number: int, captions: tuple[str, ...] = ()) -> bool:
        """Whether it speaks of the `number`-th grid of a document."""
        pages = {grid.page, *(cell.page for cell in grid.cells)} if self.page is not None else set()
        words = " ".join((self.caption or "").casefold().split())
        lines = [" ".join(text.casefold().split()) for text in (grid.caption, *captions)] if words else []
        if words:
            lines += [" ".join(cell.text.casefold().split()) for cell in grid.cells]
        return (
            self.table in (None, number)
            and self.sheet in (None, grid.sheet)
            and (self.page is None or self.page in pages)
            and (not words or any(words in line for line in lines))
        )


@dataclass(frozen=True, slots=True)
class ProseRule:
    """A sentence to ignore, or the figure that it gives."""

    quote: str
    ignore: str | None
    value: CellValue | None
    raw: str
    values: dict[str, Any]
    other: dict[str, str]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Rules:
    """What a recipe says of one file, or of every file of its folder."""

    ignore: str | None = None
    count_hidden: bool = False
    constants: tuple[Constant, ...] = ()
    labels: tuple[LabelRule, ...] = ()
    marks: tuple[MarkRule, ...] = ()
    blank: SaysRule | None = None
    period_from: Quote | None = None
    brackets: SaysRule | None = None
    tables: tuple[TableRule, ...] = ()
    prose: tuple[ProseRule, ...] = ()
    expect: tuple[Expectation, ...] = ()
    switches: dict[str, Origin] = field(default_factory=dict)

    def unmet(self, used: Set[Origin]) -> Iterator[Origin]:
        """The rules that are not among those used; of a table that was not met, the table alone."""
        return (origin for origin in self._origins(used) if origin not in used)

    def _origins(self, used: Set[Origin]) -> Iterator[Origin]:
        yield from self.switches.values()
        yield from (constant.origin for constant in self.constants)
        yield from (label.origin for label in self.labels)
        yield from (mark.origin for mark in self.marks)
        yield from (sentence.origin for sentence in self.prose)
        yield from (expected.origin for expected in self.expect)
        yield from (said.origin for said in (self.blank, self.brackets, self.period_from) if said is not None)
        for table in self.tables:
            yield table.origin
            if table.origin in used:
                yield from table.keys.values()
                yield from (said.origin for said in (table.blank, table.period_from) if said is not None)
                yield from (constant.origin for constant in table.constants)
                yield from (laid.origin for laid in (*table.column_values, *table.row_values))
                yield from (expected.origin for expected in table.expect)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe: what holds for every file beside it, and what for the file of a name alone."""

    shared: Rules = field(default_factory=Rules)
    files: dict[str, tuple[Rules, Origin]] = field(default_factory=dict)
