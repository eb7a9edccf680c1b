"""A second reading as a file: what a reader says of one document, in the codes of the data set, place by place.

`Answer` is what a reader gives, model or person. `SecondReading` is the file beside the return: the answer, who gave
it, when, and for which document. Nothing here has met the document; `flows.second.held` holds it to the paper.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

import schemas
from flows.tidy.people.values import read_value
from schemas.rows import Outcome, Status

FORM = "1.0"
"""Of the file: the first number changes where older programs cannot read it."""
DIMENSIONS = ("period", "age", "sex", "online", "offence", "measure", "unit")


class Strict(BaseModel):
    """What an answer is made of: no field but those that are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Meaning(Strict):
    """What figures count, when, of whom. Null is "the document does not say"."""

    period: str | None = Field(None, description="2016/17, 2016, or first and last day as 2016-04-01/2016-09-30")
    offence: str | None = Field(None, description="an offence code, or an offence group where no one code is meant")
    age: str | None = Field(None, description="the victims' ages: 0-4, 7-7, 16+, unknown")
    sex: str | None = Field(None, description="the victims' sex: female, male, other, unknown")
    online: str | None = Field(None, description="the online (cyber) flag: yes, no, unknown")
    measure: str | None = Field(None, description="what is counted: offences, victims, ...")
    unit: str | None = Field(None, description="count, percent, rate, money, other")
    narrowed: str | None = Field(None, description="words that narrow the figure further: a place, an outcome, ...")
    total: bool | None = Field(None, description="a total row or column printed in a table")
    superseded: bool | None = Field(None, description="withdrawn or replaced elsewhere in the same document")

    @field_validator(*DIMENSIONS)
    @classmethod
    def _known(cls, given: str | None, info: Any) -> str | None:
        if given in (None, "", "all", "null"):
            return None
        try:
            read_value(info.field_name, given)
        except ValueError as error:
            raise ValueError(f'"{given}": {error}') from None
        return given

    @property
    def said(self) -> dict[str, Any]:
        """The fields of which something is said."""
        return {
            name: value
            for name in Meaning.model_fields
            if (value := getattr(self, name)) is not None and value is not False
        }


class Amount(Strict):
    """How much is printed: an exact count, or why there is none and what is known of it."""

    status: Status = "exact"
    count: int | None = Field(None, ge=0, description="the whole number that is printed")
    low: int | None = Field(None, ge=0, description="of a withheld count: at least this")
    high: int | None = Field(None, ge=0, description="of a withheld count: at most this")


class Figure(Meaning, Amount):
    """One figure of the running text, or of a cell that holds sentences."""

    at: str = Field(description="the line, as L12, or the cell, as T1R4C2")
    printed: str = Field(description="the number exactly as it is printed there")
    nth: int = Field(1, ge=1, description="which one it is, where the line prints the same number more than once")


class Statement(Meaning):
    """What some columns, some rows, or all rows with the same label mean."""

    at: str = Field(description="C3, C3-C6, R5, R5-R9, or several: C3,C5")
    label: str | None = Field(
        None, description="with one column in `at`: holds for every row that has this text in that column"
    )


class Mark(Amount):
    """What a sign in place of a number stands for."""

    printed: str


class Table(Strict):
    """A block of figures in a table: where its figures stand, and what its columns and rows say of them.

    A sheet with several tables has several of these, each with rows and columns of its own.
    """

    at: str = Field(description="the table, as T1")
    rows: str = Field(description="the rows that hold figures: R3-R12,R14")
    columns: str = Field(description="the columns that hold figures: C2-C5")
    all: Meaning = Field(Meaning(), description="what holds for all figures of the block")
    says: list[Statement] = []
    blank: Literal["nothing", "zero"] = Field(
        "nothing", description="zero: the document says that empty cells are zero"
    )


class SetAside(Strict):
    """A number that is no figure, where a reader wants to say so."""

    at: str
    printed: str = ""
    why: str


class Answer(Strict):
    """What a second reader gives for one document."""

    outcome: Outcome = "no_figures"
    exemptions: list[str] = Field([], description="sections of the Act by which something is refused: s.12")
    figures: list[Figure] = []
    tables: list[Table] = []
    marks: list[Mark] = []
    not_figures: list[SetAside] = []


class SecondReading(Strict):
    """The file beside a return."""

    form: str = FORM
    document: str = Field(description="SHA-256 of the file that was read")
    path: str = ""
    campaign: str = ""
    respondent: str = ""
    by: str = Field(description="model:<name> or person:<name>")
    asked: str = Field("", description="the model's name as it was asked for, where it gives itself another")
    on: dt.date
    prompt: str = Field("", description="version of the prompt that a model was given")
    places: dict[str, str] = Field({}, description="of each line and table that is named, a mark of what stands there")
    failure: str = Field("", description="why there is no answer: what came back could not be read")
    answer: Answer = Answer()

    @field_validator("form")
    @classmethod
    def _readable(cls, given: str) -> str:
        if given.partition(".")[0] != FORM.partition(".")[0]:
            raise ValueError(f'form "{given}" is not one that this program reads; it reads {FORM}')
        return given

    @field_validator("by")
    @classmethod
    def _named(cls, given: str) -> str:
        kind, _, name = given.partition(":")
        if kind not in ("model", "person") or not name.strip():
            raise ValueError(f'"{given}" is not model:<name> or person:<name>')
        return given

    def written(self) -> str:
        """The file's text: the same reading, the same bytes."""
        said = self.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        return json.dumps({"form": self.form} | said, indent=1, ensure_ascii=False) + "\n"


def editor_schema() -> str:
    """The JSON Schema of the file, for editors: `schemas/second_reading.schema.json`, which `make schemas` writes."""
    own = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(own | SecondReading.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


class ReadingError(ValueError):
    """A file or an answer that is no second reading: the place in it, the value, what is wanted."""


def parse_answer(text: str) -> Answer:
    """The answer that a text holds, as JSON, also within a fence. Raises ReadingError."""
    first, last = text.find("{"), text.rfind("}")
    if first < 0 or last < first:
        raise ReadingError("no JSON object in it")
    try:
        return Answer.model_validate_json(text[first : last + 1])
    except ValidationError as error:
        raise ReadingError(_mistakes(error)) from None


def parse_reading(text: str) -> SecondReading:
    """The second reading that a file holds. Raises ReadingError."""
    try:
        return SecondReading.model_validate_json(text)
    except ValidationError as error:
        raise ReadingError(_mistakes(error)) from None


def _mistakes(error: ValidationError, most: int = 5) -> str:
    """What is wrong, by the place in the answer."""
    found = error.errors()
    told = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in found[:most])
    return told + (f"; and {len(found) - most} more" if len(found) > most else "")


if __name__ == "__main__":
    (Path(schemas.__file__).parent / "second_reading.schema.json").write_text(editor_schema(), encoding="utf-8")
