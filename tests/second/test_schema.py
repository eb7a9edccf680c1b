"""Editors and models are told of the file of a second reading as the program takes it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import schemas
from flows.second.reading import editor_schema, parse_reading
from tests.second.conftest import RIGHT, Folder

FILE = Path(schemas.__file__).parent / "second_reading.schema.json"


def test_the_schema_that_is_kept_is_that_of_the_program() -> None:
    assert FILE.read_text(encoding="utf-8") == editor_schema(), "run make schemas"


def test_a_file_that_is_taken_in_keeps_to_the_schema(letter: Folder) -> None:
    letter.answer({"outcome": "answered", "figures": RIGHT})
    (kept,) = letter.kent.glob("*.second.json")
    jsonschema.validate(json.loads(kept.read_text()), json.loads(FILE.read_text()))
    assert parse_reading(kept.read_text()).answer.figures
