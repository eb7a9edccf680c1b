"""`corrections.yml`: figures or dimensions that a person changes, each at a place and for a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue

from flows.tidy.people.entries import (
    SCALAR,
    Day,
    Entry,
    MistakeError,
    Origin,
    Plain,
    Printed,
    Whole,
    Words,
    plain,
    read,
    squeezed,
)
from flows.tidy.people.values import Amount, Values
from flows.tidy.people.yaml_lines import Items, Word

ALIKE = (
    "the value is what is printed, which corrects nothing; write the right value, or answer the question of a figure "
    "that is right as it is"
)
PLACES: list[JsonValue] = [["table", "row", "column"], ["sheet", "cell"], ["table", "cell"], ["sentence"]]
_HASH = r"[0-9a-f]{64}"


class Guards(Entry):
    """What is expected to be as it was. A single value is the SHA-256 of the file, or the text at the place."""

    called: ClassVar[str] = "a guard"
    short: ClassVar[dict[str, Any]] = {"type": SCALAR}
    text: Printed | None = Field(None, description="The text at the place.")
    row_label: Printed | None = Field(None, description="The row label as printed, levels joined by ' > '.")
    column_label: Printed | None = Field(None, description="The column label as printed, likewise.")
    sha256: Plain | None = Field(
        None, description="The SHA-256 of the file.", json_schema_extra={"pattern": f"^{_HASH}$"}
    )

    @classmethod
    def key_of(cls, given: Word | Items) -> str:
        return "sha256" if isinstance(given, Word) and re.fullmatch(_HASH, given) else "text"


class Correction(Amount, Values):
    """One correction. Without an amount the figure stays and its dimensions change."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": place} for place in PLACES]})
    called: ClassVar[str] = "a correction"
    file: Plain = Field(description="The name of the return, or the path of a file inside it, as reply.zip/table.xlsx.")
    page: Whole | None = Field(None, description="The page that it stands on.")
    sheet: Plain | None = Field(None, description="The name of the worksheet.")
    table: Whole | None = Field(None, description="The number of the table in the document, as foi show gives it.")
    row: Whole | None = Field(None, description="The row in the table.")
    column: Whole | None = Field(None, description="The column in the table.")
    cell: Annotated[Plain, BeforeValidator(lambda given: plain(given).upper())] | None = Field(
        None, description="The worksheet address, such as C7.", json_schema_extra={"pattern": "^[A-Za-z]{1,3}[0-9]+$"}
    )
    sentence: Words | None = Field(None, description="For a figure in running text: the words of its sentence.")
    figure: Whole = Field(
        1, description="Which figure of the cell or sentence is meant, where it holds several: 2 for one in brackets."
    )
    printed: Printed = Field(
        description="What is printed at the place, all of the cell; in quotes, empty for an empty cell."
    )
    other: dict[str, Plain] = Field({}, description="Further dimensions by the header that they stand under.")
    reason: Words = Field(description="Why it is changed, and how that is known.")
    by: Words | None = Field(None, description="Who says so.")
    date: Day | None = Field(None, description="When, as 2017-09-26.")
    expect: Guards = Field(
        Guards(), description="Guards: where one of them does not hold, the document has changed and the correction is "
        "refused. A single value is the SHA-256 of the file, or the text at the place.",
    )  # fmt: skip

    def check(self) -> None:
        words = self.origin.words
        by_cell = self.cell is not None and (self.sheet is not None or self.table is not None)
        by_position = None not in (self.table, self.row, self.column)
        if self.sentence is None and not (by_cell or by_position):
            raise MistakeError("no place; give table, row and column, or sheet and cell, or the sentence", words)
        if self.amount is None and not self.values and not self.other:
            raise MistakeError("nothing is corrected; give a value, a status or a dimension", words)
        if self.value is not None and self.value.replace(",", "") == self.printed.replace(",", ""):
            raise MistakeError(ALIKE, words)

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, f"{self.file}: {self.printed}")

    @property
    def words(self) -> str:
        """Why, and who says so."""
        signed = ", ".join(filter(None, (self.by, self.date)))
        return f"{self.reason} ({signed})" if signed else self.reason

    @property
    def guards(self) -> dict[str, str]:
        """What is expected, by name."""
        return self.expect.model_dump(exclude_none=True)

    def unmet(self, found: Mapping[str, str | None]) -> str:
        """What is not as the correction says that it was printed, in words; empty where all is.

        `found` holds `text` and what is known of the other guards.
        """
        for name, said in (("printed", self.printed), *self.guards.items()):
            here = found.get("text" if name == "printed" else name) or ""
            if squeezed(here) != squeezed(said):
                return f'{name} is "{squeezed(said)}" and the document has "{squeezed(here)}"'
        return ""


def parse_corrections(content: str) -> tuple[Correction, ...]:
    """The corrections that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    return tuple(read(list[Correction], content) or ())
