"""Values as people write them: each of the data set's can be written, read and said of a label."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.tidy.people.corrections import parse_corrections
from flows.tidy.people.recipe import ProseRule, Recipe, parse_recipe
from flows.tidy.people.tables import TableRule
from flows.tidy.people.transcript import parse_table
from flows.tidy.people.values import amount, read_value, written
from flows.tidy.people.wordings import wording
from flows.tidy.people.yaml_lines import AdviceError
from schemas.code_tables import load_codes

AGES = ["0-4", "0-0", "7-7", "16+", "16-17", "18-24", "unknown", "all"]
PERIODS = ["2016/17", "1999/00", "2016", "2018-04-01/2018-09-24"]
CODES = {
    "sex": list(load_codes("sexes")), "force": list(load_codes("forces")), "measure": list(load_codes("measures")),
    "unit": list(load_codes("units")), "offence": [*load_codes("offences"), *load_codes("offence_groups")],
    "online": ["yes", "no", "unknown"], "age": AGES, "period": PERIODS,
}  # fmt: skip


@pytest.mark.parametrize("dimension", CODES)
def test_every_value_is_read_as_it_is_written_and_can_be_said_of_a_label(dimension: str) -> None:
    for said in CODES[dimension]:
        value = read_value(dimension, said)
        assert written(dimension, value) == said
        assert wording({dimension: value}, total=False), said


def test_two_values_can_be_said_of_a_label() -> None:
    for sex in CODES["sex"]:
        for age in ("0-4", "16-17", "16+"):
            for online in CODES["online"]:
                values = {"sex": sex, "age": read_value("age", age), "online": online}
                assert wording(values, total=False), values


def test_a_year_from_its_first_to_its_last_day_is_that_year() -> None:
    assert read_value("period", "2016-04-01/2017-03-31").label == "2016/17"
    assert read_value("period", "2016-01-01/2016-12-31").type == "calendar_year"


@pytest.mark.parametrize(
    "said",
    [{"value": "many"}, {"value": "5", "status": "refused"}, {"status": "exact"}, {"status": "suppressed",
     "count_low": "5", "count_high": "4"}, {"status": "refused", "exemption": "section 40"}, {"count_low": "x"}, {}],
)  # fmt: skip
def test_a_figure_that_contradicts_itself_is_none(said: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"wanted|not|either|more|whole"):
        amount(said)


LEAVES = st.one_of(
    st.integers(), st.text(max_size=8), st.sampled_from(["none", "3-4", "A-C", "yes", "2016/17", "zero"])
)
KEYS = st.sampled_from([*Recipe.model_fields, *TableRule.model_fields, *ProseRule.model_fields, "total", "3"])
ANYTHING = st.recursive(LEAVES, lambda held: st.lists(held, max_size=3) | st.dictionaries(KEYS, held, max_size=3))


def refusal(parse: Callable[[str], object], said: str) -> str:
    """Why a text is refused; empty where it is read."""
    try:
        parse(said)
    except AdviceError as error:
        return str(error)
    return ""


@settings(max_examples=200)
@given(ANYTHING, st.sampled_from([parse_recipe, parse_corrections]))
def test_whatever_is_written_is_read_or_refused(said: object, parse: Callable[[str], object]) -> None:
    why = refusal(parse, yaml.safe_dump(said))
    assert not why or why.startswith("line ")


@settings(max_examples=200)
@given(st.text(), st.sampled_from([parse_recipe, parse_corrections, parse_table]))
def test_any_text_is_read_or_refused(said: str, parse: Callable[[str], object]) -> None:
    why = refusal(parse, said)
    assert not why or why.startswith(("line ", "not YAML"))


@pytest.mark.parametrize("said", ["[" * 100_000, "{a: " * 100_000, "&a [*a]"])
def test_what_is_nested_without_end_is_refused(said: str) -> None:
    with pytest.raises(AdviceError):
        parse_recipe(said)
