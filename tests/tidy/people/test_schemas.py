"""The JSON Schemas for editors say what the program takes: the same keys, the same codes, each described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import schemas
from flows.read.sources import parse_sources
from flows.tidy.people import answers, corrections, recipe
from flows.tidy.people.editor_schemas import FILES, schema_of
from flows.tidy.people.values import DIMENSIONS
from flows.tidy.people.yaml_lines import AdviceError
from schemas.code_tables import load_codes

FOLDER = Path(schemas.__file__).parent


def load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return content


def described(schema: Any, where: str = "") -> Iterator[str]:
    """The properties that nothing describes."""
    if isinstance(schema, dict):
        for name, held in schema.get("properties", {}).items():
            if "description" not in held and "$ref" not in held:
                yield f"{where}/{name}"
        for name, held in schema.items():
            yield from described(held, f"{where}/{name}")
    elif isinstance(schema, list):
        for held in schema:
            yield from described(held, where)


@pytest.mark.parametrize("name", ["recipe", "corrections", "source", "answers"])
def test_it_is_a_schema_and_every_key_is_described(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load(name))
    assert list(described(load(name))) == []


@pytest.mark.parametrize("name", FILES)
def test_it_is_what_the_program_takes(name: str) -> None:
    held = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert held == schema_of(name), "run make schemas"


@pytest.mark.parametrize("name", ["recipe", "corrections"])
def test_the_codes_are_those_of_the_data_set(name: str) -> None:
    defs = load(name)["$defs"]
    for dimension, table in (("sex", "sexes"), ("online", "online_flags"), ("measure", "measures"), ("unit", "units")):
        assert [c for c in defs[dimension]["enum"] if isinstance(c, str)] == list(load_codes(table))
    assert set(DIMENSIONS) <= set(defs)


def test_source_yml_takes_the_keys_that_its_schema_names() -> None:
    said = {
        "received": "2017-09-26", "reference": "FOI 1", "dated": "2017-09-25", "supersedes": "b.pdf",
        "password": "p", "passwords": ["q"], "force": "kent",
    }  # fmt: skip
    schema = load("source")
    assert set(schema["additionalProperties"]["properties"]) == set(said)
    jsonschema.validate({"a.pdf": said}, schema)
    assert parse_sources(json.dumps({"a.pdf": said}), {"a.pdf"})["a.pdf"].passwords == ("p", "q")


WHOLE = """
period: 2016/17
files:
  reply.xlsx:
    labels: {"18-24yrs": {age: 18-24}, Gd tot: {total: "yes"}}
    marks: {"*": {status: suppressed, count_low: 1, count_high: 4}, blank: zero}
    period_from: "Period:"
    blank: {sex: unknown}
    brackets: {online: "yes"}
    tables:
      - {table: 1, rows: 3-12, columns: A-F, header_rows: {3: period, 4: sex}, stub_columns: 1, sections: age}
      - {page: 2, ignore: the same by month}
      - {table: 4, column_values: {B: {sex: female}, C: {sex: male}}, row_values: {2: {age: 0-4}}}
      - {table: 4, blank: {online: "no"}, period_from: "Period:"}
      - {table: 5, continues: 4}
      - {sheet: Data, count_hidden: "yes", offence: rape, expect: [{total: 1681, sex: female}]}
    prose:
      - {quote: ten dozen in scope, value: 120, measure: offences, other: {system: Pentana}}
"""

CORRECTIONS = """
- {file: reply.xlsx, table: 1, row: 3, column: 2, printed: "166", value: 1066, reason: misprint, by: A. Person,
   date: "2017-10-01", expect: {row_label: 2015/16}}
- {file: reply.xlsx, sheet: Data, cell: B2, printed: "", status: refused, exemption: s.40(2), reason: why}
- {file: reply.pdf, sentence: there were 166, figure: 2, printed: 166, sex: female, reason: why, expect: "166"}
"""

ANSWERS = """
- {question: 5c1e0b7a-0123456789abcdef, option: 2015/16, why: the title says it, by: A. Person, "on": "2017-10-01"}
- {question: 5c1e0b7a-fedcba9876543210, value: 2014/15, why: the force said so by telephone}
- {finding: fedcba9876543210, why: the force confirmed it, by: A. Person, "on": "2017-10-01", seen: fedcba987654}
"""
ACCEPTED = "accept:\n- {finding: fedcba9876543210, why: the force confirmed it}\n"


def test_what_the_program_takes_is_valid() -> None:
    jsonschema.validate(yaml.safe_load(WHOLE), load("recipe"))
    assert recipe.parse_recipe(WHOLE).files
    jsonschema.validate(yaml.safe_load(CORRECTIONS), load("corrections"))
    assert len(corrections.parse_corrections(CORRECTIONS)) == 3
    jsonschema.validate(yaml.safe_load(ANSWERS), load("answers"))
    assert (len(answers.parse_answers(ANSWERS)), len(answers.parse_acceptances(ANSWERS))) == (2, 1)
    jsonschema.validate(yaml.safe_load(ACCEPTED), load("answers"))
    assert (len(answers.parse_answers(ACCEPTED)), len(answers.parse_acceptances(ACCEPTED))) == (0, 1)


@pytest.mark.parametrize("said", [{"perod": "2016/17"}, {"sex": "femal"}, {"tables": [{"rows": "3-4"}]}, {"age": "4-"}])
def test_what_the_program_refuses_is_not(said: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, load("recipe"))
    with pytest.raises(AdviceError):
        recipe.parse_recipe(json.dumps(said))
