import datetime as dt

import pandera.errors
import pytest

from schemas.frames import to_frame, to_table
from schemas.models import CELLS, DOCUMENTS, OBSERVATIONS
from schemas.rows import DocumentRow, LedgerCell, Observation, Place, Question

ID = "a" * 64
OTHER = "b" * 64


def observation(**changes) -> Observation:
    given = {
        "force_id": "kent", "period_start": dt.date(2016, 4, 1), "period_end": dt.date(2017, 3, 31),
        "period_label": "2016/17", "period_type": "financial_year", "measure": "offences", "count": 5, "value": 5.0,
        "count_low": 5, "count_high": 5, **changes,
    }  # fmt: skip
    return Observation("2016-17", "kent", ID, "o1", "s1", **given)


def refused(kind, *rows) -> set[str]:
    """The checks that refuse any of the rows."""
    try:
        kind.model.validate(to_frame(to_table(kind, rows)), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return set(errors.failure_cases["check"])
    return set()


def test_specimens_are_accepted(specimens):
    assert refused(OBSERVATIONS, *specimens.observations) == set()
    assert refused(DOCUMENTS, *specimens.documents) == set()
    assert refused(CELLS, *specimens.cells) == set()


AMOUNT = "unit, status, count, value, count_low and count_high disagree"
PERIOD = "period_start, period_end, period_label and period_type disagree"
AGE = "age_band, age_low and age_high disagree"


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"count_low": 4}, AMOUNT),
        ({"status": "suppressed"}, AMOUNT),
        ({"status": "suppressed", "count": None, "value": None, "count_low": 4, "count_high": 1}, AMOUNT),
        ({"value": 6.0}, AMOUNT),
        ({"count": None}, AMOUNT),
        ({"unit": "percent"}, AMOUNT),
        ({"period_end": dt.date(2017, 4, 1)}, PERIOD),
        ({"period_type": "calendar_year"}, PERIOD),
        ({"period_label": "2016-17"}, PERIOD),
        ({"period_start": None, "period_end": None}, PERIOD),
        ({"age_band": "0-4"}, AGE),
        ({"age_band": "5-10", "age_low": 5, "age_high": 11}, AGE),
        ({"offence_code": "19C"}, "offence_code is not in codes/offences.csv or not of this offence_group"),
        ({"offence_code": "19.0", "offence_group": "rape"},
         "offence_code is not in codes/offences.csv or not of this offence_group"),
        ({"force_id": "kentshire"}, "force_id is not a force of codes/forces.csv"),
        ({"flags": ["Not A Name"]}, "flags holds a name that is not in lower_case"),
        ({"other": {"": "x"}}, "other holds a dimension without a name or a value, or twice"),
        ({"superseded_by": ID}, "superseded_by is the document itself"),
        ({"confidence": 1.5}, "in_range(0, 1)"),
        ({"place": Place(cell="7C")}, "cell is not a worksheet address"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_refused(changes, check):
    assert check in refused(OBSERVATIONS, observation(**changes))


@pytest.mark.parametrize("column", ["sex", "online", "measure", "offence_group", "unit", "status", "method"])
def test_categories_are_closed(column):
    assert any(check.startswith("isin") for check in refused(OBSERVATIONS, observation(**{column: "nonsense"})))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"status": "suppressed", "count": None, "value": None, "count_low": 1, "count_high": 4},
        {"status": "suppressed", "count": None, "value": None, "count_low": 0, "count_high": None},
        {"status": "missing", "count": None, "value": None, "count_low": None, "count_high": None},
        {"unit": "percent", "count": None, "value": 17.5, "count_low": None, "count_high": None},
        {"age_band": "16+", "age_low": 16},
        {"age_band": "0-0", "age_low": 0, "age_high": 0},
        {"offence_code": "71/17", "offence_group": "grooming"},
        {"flags": ["a_flag_that_no_list_names"]},
        {"period_start": dt.date(2018, 4, 1), "period_end": dt.date(2018, 9, 24),
         "period_label": "2018-04-01/2018-09-24", "period_type": "range"},
        {"period_start": None, "period_end": None, "period_label": None, "period_type": None},
    ],
)  # fmt: skip
def test_what_the_contract_allows_is_accepted(changes):
    assert refused(OBSERVATIONS, observation(**changes)) == set()


def test_an_observation_id_stands_once():
    assert "field_uniqueness" in refused(OBSERVATIONS, observation(), observation())


def test_a_campaign_is_no_bare_number():
    row = observation()
    row.campaign = "2016"
    assert refused(OBSERVATIONS, row) == {"campaign is empty or a bare number"}


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"path": "/home/someone/f.pdf"}, "path is empty, absolute or climbs out of its folder"),
        ({"paths": ["a/f.pdf", "c/f.pdf"]}, "path is not the first of paths in sort order"),
        ({"questions": [Question("1", "perhaps")]}, "questions holds an outcome that is not in codes/outcomes.csv"),
        ({"superseded_by": ID}, "superseded_by or container_id is the document itself"),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(changes, check):
    assert check in refused(DOCUMENTS, DocumentRow("c", "r", ID, **{"path": "c/r/f.pdf", **changes}))


@pytest.mark.parametrize(
    ("fate", "reason", "ids", "accepted"),
    [
        ("observation", None, ["o"], True),
        ("observation", None, [], False),
        ("header", None, ["o"], False),
        ("header", None, [], True),
        ("ignored", None, [], False),
        ("ignored", "hidden row", [], True),
        ("quarantined", "age 200", ["o"], True),
    ],
)
def test_a_cell_has_one_fate(fate, reason, ids, accepted):
    assert (refused(CELLS, LedgerCell("c", "r", ID, Place(), "x", fate, reason, ids)) == set()) is accepted
