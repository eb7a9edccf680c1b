"""`schemas/*.schema.json` made from the models, so that editors know the files that people write: `make schemas`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

import schemas
from flows.tidy.people.answers import AnswersFile
from flows.tidy.people.corrections import Correction
from flows.tidy.people.recipe import Recipe
from flows.tidy.people.remembered import Remembered
from flows.tidy.people.request import Request
from flows.tidy.people.values import CODES, DIMENSIONS
from schemas.code_tables import load_codes

FILES: dict[str, tuple[Any, str]] = {
    "recipe": (
        Recipe,
        "What the program could not know of the returns in a folder. Keys at the top hold for every file beside the "
        "recipe, those under files for the file of that name alone. Constants (period, age, sex and so on) hold where "
        "no label says otherwise. A line that changes nothing is an error. YAML takes yes and no for true and false, "
        "which are accepted too.",
    ),
    "corrections": (
        list[Correction],
        "Figures, or what they count, changed by a person, each at a place and for a reason. A correction is applied "
        "where the document still prints what it says, and is an error elsewhere. A value given so has the method "
        "recipe; what was printed stays in raw_value.",
    ),
    "answers": (
        AnswersFile,
        "Answers to the open questions of the returns in a folder. The page of a return, foi show --doubts and "
        "processed/questions.jsonl give for each option the line that chooses it. An answer holds for the document as "
        "it is: when that changes, it is stale and is not followed. A finding is accepted until a figure that it names "
        "changes.",
    ),
    "respondent": (
        list[Remembered],
        "What was said of one return of a respondent, for its later ones: respondents/<name>.yml in the raw folder. "
        "Where a later return says the same words in the same places, the line that says it again is offered, its "
        "years moved with the campaign. Nothing is followed until a person confirms it; foi review does with one key.",
    ),
    "request": (
        Request,
        "What the forces were asked in a campaign: request.yml in the folder of the campaign. It is offered where a "
        "return leaves it open, and never assumed.",
    ),
}
"""Name -> what the file holds, and what an editor is told of it."""

SAID: dict[str, dict[str, Any]] = {
    "period": {
        "description": "The period counted: 2016/17 for 1 April to 31 March, 2016 for a calendar year, else first and "
        "last day.",
        "type": ["string", "integer"],
        "pattern": r"^(\d{4}/\d{2}|\d{4}|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2})$",
        "examples": ["2016/17", "2016", "2018-04-01/2018-09-24"],
    },
    "age": {
        "description": "The victim's age in whole years, both ends included: 0-4, 7-7, 16+, unknown or all.",
        "type": "string",
        "pattern": r"^(\d{1,3}-\d{1,3}|\d{1,3}\+|unknown|all)$",
        "examples": ["0-4", "16+"],
    },
    "sex": {"description": "The victim's sex."},
    "online": {"description": "The online (cyber) flag."},
    "offence": {
        "description": "A Home Office class or sub-class of schemas/codes/offences.csv, or a group: "
        f"{', '.join(load_codes('offence_groups'))}.",
        "type": ["string", "integer"],
        "examples": ["19C", "71/17", "rape"],
    },
    "force": {
        "description": "The force that the figures are about: a code of schemas/codes/forces.csv.",
        "type": "string",
        "pattern": "^[a-z]+(-[a-z]+)*$",
        "examples": ["kent", "avon-and-somerset"],
    },
    "measure": {"description": "What was counted."},
    "unit": {"description": "The unit of the figures."},
}
"""Dimension -> what an editor is told of its values."""


class Generator(GenerateJsonSchema):
    """Leaves out what only the program knows: that what is not said is null."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(name: str) -> str:
    """The JSON Schema of a file, as text."""
    kind, description = FILES[name]
    found = TypeAdapter(kind).json_schema(schema_generator=Generator)
    defs = found.pop("$defs", {})
    for held in (found, *defs.values()):
        _named(held)
    own = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.yml"}
    if name == "answers":  # whose items may also stand in one list
        found = {"anyOf": [{"type": "array", "items": found["properties"]["answers"]["items"]}, found]}
    whole = own | found | {"description": description, "$defs": defs | {d: _values(d) for d in DIMENSIONS}}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _named(held: dict[str, Any]) -> None:
    """Point to the values of a dimension, where a model has one."""
    held.pop("title", None)
    for name in set(held.get("properties", ())) & set(DIMENSIONS):
        held["properties"][name] = {"$ref": f"#/$defs/{name}"}
    for one in held.get("anyOf", ()):
        _named(one)


def _values(dimension: str) -> dict[str, Any]:
    if dimension == "force" or dimension not in CODES:
        return SAID[dimension]
    codes: list[str | bool] = [*load_codes(CODES[dimension])]
    # YAML takes yes and no for true and false.
    return SAID[dimension] | {"enum": [*codes, True, False] if dimension == "online" else codes}


def write() -> None:
    """Put the schemas of all files into `schemas/`."""
    for name in FILES:
        (Path(schemas.__file__).parent / f"{name}.schema.json").write_text(schema_of(name), encoding="utf-8")


if __name__ == "__main__":
    write()
