"""What all entries have in common that people write: pydantic models, each with the line that it stands on."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue

from flows.tidy.people.yaml_lines import AdviceError, Items, Keys, Word, parse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry stands in its file, and the words it is known by."""

    line: int
    words: str

    def __str__(self) -> str:
        return f'line {self.line} "{self.words}"'


class MistakeError(ValueError):
    """What is wrong with an entry. `words` and `line` where they are others than the entry's own."""

    def __init__(self, message: str, words: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.words = words
        self.line = line


def plain(given: Any) -> str:
    """A plain value, as written. Raises MistakeError for anything else, and for an empty one."""
    if not isinstance(given, str) or not given.strip():
        raise MistakeError("one plain value is wanted here")
    return given.strip()


def whole(given: Any, least: int = 1) -> int:
    """A whole number. Raises MistakeError for anything else."""
    said = plain(given)
    if not said.isdecimal() or int(said) < least:
        raise MistakeError(f"a whole number from {least} is wanted here")
    return int(said)


def _printed(given: Any) -> str:
    if not isinstance(given, str):
        raise MistakeError("one plain value is wanted here")
    return squeezed(given)


def squeezed(words: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(words.split())


def _switch(given: Any) -> bool:
    said = plain(given).lower()
    if said not in ("yes", "no", "true", "false"):
        raise MistakeError("yes or no is wanted here")
    return said in ("yes", "true")


def _day(given: Any) -> str:
    try:
        return dt.date.fromisoformat(plain(given)).isoformat()
    except ValueError as error:
        raise MistakeError("not a date like 2017-09-26") from error


SCALAR = ["string", "integer", "number", "boolean"]
Plain = Annotated[str, PlainValidator(plain), WithJsonSchema({"type": SCALAR, "minLength": 1})]
Words = Annotated[str, PlainValidator(plain), WithJsonSchema({"type": "string", "minLength": 1})]
#: A text of the return, on one line; it may be empty, in quotes.
Printed = Annotated[str, PlainValidator(_printed), WithJsonSchema({"type": SCALAR})]
Day = Annotated[str, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Whole = Annotated[int, PlainValidator(whole), WithJsonSchema({"type": "integer", "minimum": 1})]
FromZero = Annotated[
    int, PlainValidator(lambda given: whole(given, 0)), WithJsonSchema({"type": "integer", "minimum": 0})
]
Switch = Annotated[bool, PlainValidator(_switch), WithJsonSchema({"enum": ["yes", "no", True, False]})]


class Entry(BaseModel):
    """One entry: a mapping with keys of its own and no others. `called` is what messages call it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "an entry"
    #: The JSON Schema of a shorter way to write it, where there is one.
    short: ClassVar[dict[str, Any]] = {}
    _origin: Origin = PrivateAttr(Origin(1, ""))
    _lines: dict[str, int] = PrivateAttr(default_factory=dict)

    @classmethod
    def key_of(cls, given: Word | Items) -> str | None:
        """The key of a plain value or a list that is written in place of the entry; None where none can be."""
        return None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [cls.short, handler(core)]} if cls.short else handler(core)

    def check(self) -> None:
        """Raises MistakeError where its keys do not go together."""

    @model_validator(mode="wrap")
    @classmethod
    def _with_lines(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        keys = given
        if isinstance(given, (Word, Items)) and (key := cls.key_of(given)) is not None:
            keys = Keys({key: given} if key else {})
            keys.line, keys.key = given.line, given.key
        if not isinstance(keys, dict):
            raise MistakeError(f"{cls.called} is wanted here, as keys with values", "")
        for name, held in keys.items():
            if name not in cls.model_fields:
                near = difflib.get_close_matches(name, list(cls.model_fields), 1, 0.6)
                hint = f'did you mean "{near[0]}"?' if near else f"they are {', '.join(cls.model_fields)}"
                raise MistakeError(f"not a key of {cls.called}; {hint}", name, getattr(held, "line", None))
        for name, field in cls.model_fields.items():
            if field.is_required() and name not in keys:
                raise MistakeError(f"every {cls.called.split(' ', 1)[1]} needs a {name}", name)
        entry = handler(keys)
        if isinstance(keys, Keys):
            entry._origin = Origin(keys.line, keys.key)
            entry._lines = {name: held.line for name, held in keys.items()}
        entry.check()
        return entry

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self._origin

    def at(self, key: str) -> Origin:
        """Where one of its keys stands."""
        return Origin(self._lines.get(key, self._origin.line), key)

    def says(self, key: str) -> bool:
        """Whether the key stands in it."""
        return key in self._lines


def read(kind: Any, text: str) -> Any:
    """What a file holds, as a model or a list of models; None for an empty one.

    Raises AdviceError for any mistake in it, naming the line.
    """
    held = parse(text)
    if held is None:
        return None
    try:
        return TypeAdapter(kind).validate_python(held)
    except ValidationError as error:
        line, words, message = min(map(_in_words, error.errors(include_url=False)), key=lambda one: one[0])
        named = f'line {line} "{words}"' if words else f"line {line}"
        raise AdviceError(f"{named}: {message}") from error


def _in_words(error: Any) -> tuple[int, str, str]:
    """Line, words and message of a mistake."""
    given = error["input"]
    line = given.line if isinstance(given, (Word, Items, Keys)) else 1
    words = str(given).strip() if isinstance(given, Word) else ""
    words = words or getattr(given, "key", "")
    if error["type"] == "value_error":
        mistake = error["ctx"]["error"]
        words = words if getattr(mistake, "words", None) is None else mistake.words
        return getattr(mistake, "line", None) or line, words, str(mistake)
    if error["type"] == "list_type":
        return line, getattr(given, "key", ""), "a list is wanted here, each item after a dash"
    return line, words, "keys with values are wanted here"
