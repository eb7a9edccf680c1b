"""What a recipe says of one table: which it is, how it is cut, what its figures are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema

from flows.read.grid import Grid
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.people.entries import FromZero, MistakeError, Origin, Plain, Switch, Whole, Words, plain
from flows.tidy.people.quoted import behind
from flows.tidy.people.values import DIMENSIONS, Values
from flows.tidy.people.wordings import wording
from flows.tidy.people.yaml_lines import Items, Keys

NAMES = ("table", "sheet", "page", "caption")
WHERE = (*NAMES, "rows", "columns")
LAYOUT = ("count_hidden", "header_rows", "stub_columns", "sections", "continues")
LEVELS = (*DIMENSIONS, "other", "mixed")
RUN = r"(\d+|[A-Za-z]{1,3})(?:\s*-\s*(\d+|[A-Za-z]{1,3}))?"

Run = tuple[int, int]
"""First and last row or column, both included."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that holds for every figure whose labels do not say otherwise."""

    dimension: str
    value: Any
    origin: Origin


@dataclass(frozen=True, slots=True)
class Cut:
    """The header rows or stub columns of a table, and the dimension of each where it is said."""

    numbers: tuple[int, ...]
    dimensions: dict[int, str] = field(default_factory=dict)


def position(given: Any) -> int:
    """A number from 1, or the letters of a worksheet's column. Raises MistakeError for anything else."""
    said = plain(given)
    if said.isdecimal() and int(said) >= 1:
        return int(said)
    if not re.fullmatch(r"[A-Za-z]{1,3}", said):
        raise MistakeError("not a row or column; write its number from 1, or a column's letters", said)
    found = 0
    for letter in said.upper():
        found = found * 26 + ord(letter) - 64
    return found


def _run(given: Any) -> Run:
    match = re.fullmatch(RUN, plain(given))
    if match is None:
        raise MistakeError("not a run of rows or columns; write 3, 3-12 or A-F")
    first, last = position(match[1]), position(match[2] or match[1])
    if last < first or last - first > 1_100_000:
        raise MistakeError("ends before it begins, or is longer than any sheet")
    return first, last


def _cut(given: Any) -> Cut:
    """`none`, `3`, `3-4`, `[3, 4]`, or each with its dimension: `{3: period, 4: sex}`."""
    if isinstance(given, Items):
        return Cut(tuple(sorted(map(position, given))))
    if isinstance(given, Keys):
        found = {position(number): _level(level) for number, level in given.items()}
        return Cut(tuple(sorted(found)), {n: level for n, level in found.items() if level != "mixed"})
    if given == "none":
        return Cut(())
    first, last = _run(given)
    return Cut(tuple(range(first, last + 1)))


def _level(given: Any) -> str:
    if plain(given) not in LEVELS:
        raise MistakeError(f"not a dimension; they are {', '.join(LEVELS)}", str(given), getattr(given, "line", None))
    return plain(given)


_CUT_SCHEMA = {
    "oneOf": [
        {"type": "integer", "minimum": 1},
        {"type": "string", "pattern": f"^(none|{RUN})$"},
        {"type": "array", "items": {"type": ["integer", "string"]}},
        {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
    ]
}
_CUT_WORDS = (
    "none, 3, 3-4 or [3, 4]; or each with the dimension of its labels, as {3: period, 4: sex}: other for a dimension "
    "that is none of these, mixed where the program is to read label by label."
)
RunSaid = Annotated[Run, PlainValidator(_run), WithJsonSchema({"type": ["integer", "string"], "pattern": f"^{RUN}$"})]
CutSaid = Annotated[Cut, PlainValidator(_cut), WithJsonSchema(_CUT_SCHEMA)]
LevelSaid = Annotated[str, PlainValidator(_level), WithJsonSchema({"enum": list(LEVELS)})]


class Constants(Values):
    """What holds for every figure whose labels do not say otherwise."""

    period_from: Words | None = Field(
        None, description="Words of the document behind which it says the period, where another date stands nearer: "
        "Period:",
    )  # fmt: skip

    def check(self) -> None:
        if self.period_from is not None and self.says("period"):
            line = self.at("period").line
            raise MistakeError(
                f"the period is said on line {line} already; keep one of the two",
                self.period_from, self.at("period_from").line,
            )  # fmt: skip

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Its values, each with where it stands."""
        quoted = self.period_from is not None
        return tuple(
            Constant(d, value, self.origin_of_period if quoted and d == "period" else self.at(d))
            for d, value in self.values.items()
        )

    @property
    def origin_of_period(self) -> Origin:
        return self.at("period_from")

    def with_period(self, texts: Iterable[str]) -> Any:
        """This with the period that the texts say behind its words; as it is where it has none, or they say none."""
        said = behind(self.period_from, texts) if self.period_from is not None else None
        return self if said is None else self.model_copy(update={"period": said})


def _of_victims(schema: dict[str, Any]) -> None:
    schema["properties"] = {name: held for name, held in schema["properties"].items() if name in OF_VICTIMS}


class Blank(Values):
    """What an empty label means, by dimension: an age, a sex, an online flag."""

    model_config = ConfigDict(json_schema_extra=_of_victims)
    called: ClassVar[str] = "blank"

    def check(self) -> None:
        for name in self.values:
            if name not in OF_VICTIMS:
                raise MistakeError("not a key of blank; they are age, sex, online", name, self.at(name).line)


class LaidLabel(Values):
    """The label that a row or column lacks: it is read as if one of this wording were printed there."""

    called: ClassVar[str] = "a label"
    axis: ClassVar[str] = ""
    _position: int = 0
    _wording: str = ""

    def check(self) -> None:
        self._position = position(self._origin.words)
        said = wording(self.values, False) if self.values else None
        if said is None:
            raise MistakeError("give it values that one label can say, such as {sex: female, age: 0-4}")
        self._wording = said

    @property
    def position(self) -> int:
        """Its row or column, from 1."""
        return self._position

    @property
    def wording(self) -> str:
        """What is read in its place."""
        return self._wording

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, f"{self.axis} {self._origin.words}")


class ColumnLabel(LaidLabel):
    """The label that a column lacks."""

    axis: ClassVar[str] = "column_values"


class RowLabel(LaidLabel):
    """The label that a row lacks."""

    axis: ClassVar[str] = "row_values"


class Expectation(Values):
    """A total that the figures of these values must come to, printed totals and cumulative ages left out."""

    called: ClassVar[str] = "an expected total"
    total: FromZero = Field(description="The expected total.")

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, f"expect {self.total}")


class TableRule(Constants):
    """What is said of one table, or of the part of it that rows and columns bound."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in NAMES]})
    called: ClassVar[str] = "a table"
    table: Whole | None = Field(None, description="The number of the table in the document, as foi show gives it.")
    sheet: Plain | None = Field(None, description="The name of its worksheet.")
    page: Whole | None = Field(None, description="A page that it stands on.")
    caption: Words | None = Field(None, description="Words of its caption or of a cell in it.")
    rows: RunSaid | None = Field(None, description="The rows meant, such as 3-12, as foi show numbers them.")
    columns: RunSaid | None = Field(None, description="The columns meant, such as 1-5 or A-E.")
    ignore: Words | None = Field(
        None, description="Not data, for this reason; the cells are kept in the ledger with it."
    )
    count_hidden: Switch = Field(False, description="Count its hidden rows and columns.")
    header_rows: CutSaid | None = Field(None, description=f"The rows that hold the column labels: {_CUT_WORDS}")
    stub_columns: CutSaid | None = Field(None, description=f"The columns that hold the row labels: {_CUT_WORDS}")
    sections: LevelSaid | None = Field(
        None, description="The dimension of rows that hold a label alone and head the rows below them."
    )
    column_values: dict[str, ColumnLabel] = Field(
        {}, description="The labels that columns lack, each by its number or letters: {B: {sex: female}}."
    )
    row_values: dict[str, RowLabel] = Field({}, description="The labels that rows lack, each by its number.")
    continues: Whole | None = Field(None, description="The number of the earlier table that this one goes on with.")
    blank: Blank | None = Field(None, description="What an empty label means, by dimension.")
    expect: list[Expectation] = Field([], description="Totals that the table must come to.")

    def check(self) -> None:
        super().check()
        if not any(self.says(key) for key in NAMES):
            raise MistakeError("nothing says which table is meant; give its table, sheet, page or caption")
        if self.ignore is not None and any(
            self.says(key) for key in type(self).model_fields if key not in (*WHERE, "ignore")
        ):
            raise MistakeError("a table that is ignored can have nothing else said of it", self.origin.words)

    @property
    def origin(self) -> Origin:
        said = {"rows": self.rows, "columns": self.columns}
        shown = {key: getattr(self, key) for key in WHERE if self.says(key)}
        words = (f"{k}: {'-'.join(map(str, dict.fromkeys(v))) if k in said else v}" for k, v in shown.items())
        return Origin(self._origin.line, ", ".join(words))

    @property
    def keys(self) -> dict[str, Origin]:
        """Where those of its keys stand that say how it is laid out."""
        return {key: self.at(key) for key in LAYOUT if self.says(key)}

    @property
    def laid(self) -> list[LaidLabel]:
        """The labels that it lacks."""
        return [*self.column_values.values(), *self.row_values.values()]

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

    def inside(self, row: int, column: int) -> bool:
        """Whether a position lies within its bounds."""
        return _within(self.rows, row, row) and _within(self.columns, column, column)

    def covers(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether rows and columns lie within its bounds."""
        rows, columns = [r for r in rows if r > 0], [c for c in columns if c > 0]
        return _within(self.rows, min(rows), max(rows)) and _within(self.columns, min(columns), max(columns))


def _within(run: Run | None, first: int, last: int) -> bool:
    return run is None or (run[0] <= first and last <= run[1])
