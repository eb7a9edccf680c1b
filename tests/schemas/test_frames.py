import dataclasses
import datetime as dt

import pandas as pd
import pytest

from schemas.frames import misfits, record, to_frame, to_rows, to_table
from schemas.models import CELLS, DOCUMENTS, FINDINGS, OBSERVATIONS, TABLES, flat_names
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, Place, Question

ID = "a" * 64


def full_observation() -> Observation:
    return Observation(
        "2016-17", "kent", ID, "o1", "s1", "kent", dt.date(2016, 4, 1), dt.date(2017, 3, 31), "2016/17",
        "financial_year", "recorded crime", "offences", "19C", "rape", 0, 4, "0-4", "female", "yes",
        {"b": "2", "a": "1"}, True, True,
        "count", 7, 7.0, 7, 7, "exact", "s.40(2)", Place(1, "Data", 2, 3, 4, "C7", 1.5, 2.5, 3.5, 4.5), "q", "r", "c",
        "7", "workbook", 0.5, ["program"], True, ["q"], ["footnote_removed"], "b" * 64,
    )  # fmt: skip


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_model_and_plain_row_have_the_same_columns(kind):
    columns = kind.model.to_schema().columns
    assert sorted(columns) == sorted(flat_names(kind.row))
    assert all(column.description for column in columns.values())


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_what_a_plain_row_may_leave_out_is_nullable(kind):
    for field in dataclasses.fields(kind.row):
        if field.name != "place" and "None" in str(field.type):
            assert kind.schema.field(field.name).nullable, field.name


def test_types_are_those_of_the_contract():
    schema = OBSERVATIONS.schema
    types = {name: str(schema.field(name).type) for name in schema.names}
    assert types["age_low"] == types["age_high"] == "int16"
    assert types["period_start"] == "date32[day]"
    assert types["count"] == types["count_low"] == "int64"
    assert types["page"] == types["column"] == "int32"
    assert types["x0"] == types["confidence"] == "float"
    assert types["value"] == "double"
    assert types["other"] == "map<string, string>"
    assert types["flags"] == "list<item: string>"
    assert "campaign" not in OBSERVATIONS.file_schema.names
    assert b"2016/17" in schema.field("period_label").metadata[b"description"]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (OBSERVATIONS, full_observation()),
        (OBSERVATIONS, Observation("2016-17", "kent", ID, "o", "s")),
        (CELLS, LedgerCell("c", "r", ID, Place(page=1, x0=0.5), "12", "observation", None, ["o"])),
        (DOCUMENTS, DocumentRow("c", "r", ID, "c/r/f", questions=[Question("1", "answered", None)])),
        (FINDINGS, Finding("error", "V02", "message", "remedy", place=Place(table=1))),
    ],
)
def test_rows_come_back_as_they_went(kind, row):
    if isinstance(row, Observation):
        row.other = dict(sorted(row.other.items()))
    assert to_rows(kind, to_table(kind, [row])) == [row]


def test_the_order_of_other_dimensions_leaves_no_trace():
    one, two = full_observation(), full_observation()
    two.other = {"a": "1", "b": "2"}
    assert to_table(OBSERVATIONS, [one]).equals(to_table(OBSERVATIONS, [two]))


def test_a_value_too_large_for_its_type_is_named():
    row = full_observation()
    row.age_high = 99_999
    assert misfits(OBSERVATIONS, row) == ["age_high 99999: does not fit int16"]
    assert misfits(OBSERVATIONS, full_observation()) == []


def test_record_is_flat():
    assert record(full_observation())["cell"] == "C7"


def test_frames_keep_arrow_types():
    frame = to_frame(to_table(OBSERVATIONS, [full_observation()]))
    assert frame["age_low"].dtype == pd.ArrowDtype(OBSERVATIONS.schema.field("age_low").type)
