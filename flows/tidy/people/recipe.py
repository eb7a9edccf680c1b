"""`recipe.yml`: what the program could not know of the returns in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any, ClassVar

from pydantic import Field

from flows.tidy.labels.marks import MarkMeaning
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.people.entries import MistakeError, Origin, Plain, Switch, Words, read
from flows.tidy.people.frames import FrameRule
from flows.tidy.people.tables import Blank, Constants, Expectation, TableRule
from flows.tidy.people.values import DIMENSIONS, MEANINGS, Amount, Values, Withheld
from flows.tidy.people.wordings import wording
from flows.tidy.people.yaml_lines import Items, Word

MARKS = ("zero", *MEANINGS, "footnote")
BLANK = "blank"


class LabelRule(Values):
    """What a label means. It is read as if these values were printed in its place, and stays as printed in evidence."""

    called: ClassVar[str] = "a label"
    total: Switch = Field(False, description="Whether it says total.")
    _wording: str = ""

    def check(self) -> None:
        figure = read_cell(self.label)
        if figure is not None and figure.value is not None and "number_in_words" not in figure.flags:
            raise MistakeError("reads as a figure; say the dimension of its level under header_rows or stub_columns")
        if not self.values and not self.total:
            raise MistakeError(f"nothing is said of this label; give it a value of {', '.join((*DIMENSIONS, 'total'))}")
        said = wording(self.values, self.total)
        if said is None:
            raise MistakeError("these values are not sure to be understood of one label; say one of them for the table")
        self._wording = said

    @property
    def label(self) -> str:
        """The label, as printed."""
        return self._origin.words

    @property
    def wording(self) -> str:
        """What is read in its place."""
        return self._wording


class MarkRule(Withheld):
    """What a cell that holds a mark alone means: a status, or zero, or a footnote's sign. `blank` is an empty cell."""

    called: ClassVar[str] = "a mark"
    short: ClassVar[dict[str, Any]] = {"enum": list(MARKS)}

    @classmethod
    def key_of(cls, given: Word | Items) -> str:
        return "status"

    def check(self) -> None:
        if self.meaning not in MARKS:
            raise MistakeError(f"not a meaning of a mark; they are {', '.join(MARKS)}", self.meaning)
        self.amount  # noqa: B018  raises where its bounds contradict one another

    @property
    def mark(self) -> str:
        """The mark, as printed; empty for an empty cell."""
        return "" if self._origin.words == BLANK else self._origin.words

    @property
    def meaning(self) -> MarkMeaning:
        """One of MARKS."""
        return self.status  # type: ignore[return-value]

    @property
    def amount(self) -> CellValue:
        if self.meaning in ("zero", "footnote"):
            return CellValue(0, low=0, high=0)
        return super().amount or CellValue(None)


class Brackets(Values):
    """What a figure in brackets behind another counts."""

    called: ClassVar[str] = "brackets"


class ProseRule(Amount, Values):
    """A sentence of the running text: its figure, or the reason to ignore it."""

    called: ClassVar[str] = "a sentence"
    quote: Words = Field(description="The words of the sentence, as they stand in the document.")
    ignore: Words | None = Field(None, description="No figure, for this reason.")
    other: dict[str, Plain] = Field({}, description="Further dimensions by the header that they stand under.")

    def check(self) -> None:
        if (self.amount is None) == (self.ignore is None):
            raise MistakeError("give either its value or the reason to ignore it", self.quote)

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, self.quote)


class Rules(Constants):
    """What a recipe says of one file, or of every file of its folder."""

    called: ClassVar[str] = "a recipe"
    short: ClassVar[dict[str, Any]] = {"type": "null"}
    ignore: Words | None = Field(
        None, description="Not data, for this reason: nothing of the file is counted, and its cells are kept in the "
        "ledger with the reason.",
    )  # fmt: skip
    count_hidden: Switch = Field(False, description="Count hidden sheets, rows and columns.")
    labels: dict[str, LabelRule] = Field(
        {}, description="What labels of this return mean: the label as printed, and its values."
    )
    marks: dict[str, MarkRule] = Field({}, description="What marks in place of figures mean; blank is an empty cell.")
    blank: Blank | None = Field(None, description="What an empty label means, by dimension.")
    brackets: Brackets | None = Field(None, description="What a figure in brackets behind another counts.")
    tables: list[TableRule] = Field([], description="What is said of single tables.")
    frames: list[FrameRule] = Field(
        [], description="Tables that were missed or cut wrongly, each framed on its page: what lies in a frame is read "
        "anew as one table, and nowhere else.",
    )  # fmt: skip
    prose: list[ProseRule] = Field([], description="Sentences to take a figure from, or to ignore.")
    expect: list[Expectation] = Field([], description="Totals that the file must come to.")

    @classmethod
    def key_of(cls, given: Word | Items) -> str | None:
        """Nothing is said as yet of a file whose name stands alone."""
        return None if given or isinstance(given, Items) else ""

    def unmet(self, used: Set[Origin]) -> Iterator[Origin]:
        """The rules that are not among those used; of a table that was not met, the table alone."""
        return (origin for origin in self._origins(used) if origin not in used)

    def _origins(self, used: Set[Origin]) -> Iterator[Origin]:
        yield from (self.at(key) for key in ("ignore", "count_hidden") if self.says(key))
        yield from _of_values(self)
        yield from (one.origin for one in (*self.labels.values(), *self.marks.values(), *self.prose, *self.expect))
        yield from (said.origin for said in (self.blank, self.brackets) if said is not None)
        for table in (*self.tables, *self.frames):
            yield table.origin
            if table.origin in used:
                yield from table.keys.values()
                yield from _of_values(table)
                yield from (one.origin for one in (*table.laid, *table.expect))
                if table.blank is not None:
                    yield table.blank.origin


class Recipe(Rules):
    """A recipe: its keys hold for every file beside it, those under `files` for the file of that name alone."""

    short: ClassVar[dict[str, Any]] = {}
    files: dict[str, Rules] = Field(
        {}, description="What holds for one file, by its name; a file inside another by its path, as "
        "reply.zip/table.xlsx.",
    )  # fmt: skip


def _of_values(rules: Constants) -> Iterator[Origin]:
    yield from (constant.origin for constant in rules.constants)
    if rules.period_from is not None and rules.period is None:
        yield rules.origin_of_period


def parse_recipe(content: str) -> Recipe:
    """The recipe that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    found: Recipe | None = read(Recipe, content)
    return Recipe() if found is None else found
