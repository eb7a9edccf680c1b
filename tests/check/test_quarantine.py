import json

from flows.check.ledger import balance
from flows.check.quarantine import sift
from schemas.rows import LedgerCell, Observation, Place

ID = "a" * 64


def row(name: str, **given) -> Observation:
    return Observation(
        "2016-17", "kent", ID, name, "s", **{"count": 1, "value": 1.0, "count_low": 1, "count_high": 1, **given}
    )


def cell(number: int, *ids: str) -> LedgerCell:
    return LedgerCell("2016-17", "kent", ID, Place(table=1, row=1, column=number), "1", "observation", None, list(ids))


def test_good_rows_pass(specimens):
    sifted = sift(specimens.observations, specimens.cells)
    assert sifted.observations == specimens.observations
    assert sifted.cells == specimens.cells
    assert (sifted.refused, sifted.findings) == ([], [])


def test_a_bad_row_leaves_with_its_reason_and_its_cell():
    sifted = sift([row("good"), row("bad", sex="F", raw_value="12")], [cell(1, "good"), cell(2, "bad")])
    assert [r.observation_id for r in sifted.observations] == ["good"]
    (refused,) = sifted.refused
    assert refused.observation_id == "bad"
    assert any("sex 'F'" in reason for reason in refused.reasons)
    assert json.loads(refused.content)["sex"] == "F"
    assert [(c.fate, c.observation_ids) for c in sifted.cells] == [("observation", ["good"]), ("quarantined", ["bad"])]
    assert "sex" in sifted.cells[1].reason
    (finding,) = sifted.findings
    assert (finding.severity, finding.check, finding.raw_value) == ("error", "quarantined", "12")
    assert balance(sifted.observations, sifted.cells, sifted.refused) == []


def test_a_value_that_no_column_can_hold_is_refused_too():
    sifted = sift(
        [row("good"), row("huge", age_low=0, age_high=99_999, age_band="0-99999")], [cell(1, "good"), cell(2, "huge")]
    )
    assert [r.observation_id for r in sifted.refused] == ["huge"]
    assert sifted.refused[0].reasons == ["age_high 99999: does not fit int16"]


def test_a_cell_keeps_the_figures_that_pass():
    sifted = sift([row("good"), row("bad", online="maybe")], [cell(1, "good", "bad")])
    assert [(c.fate, c.observation_ids) for c in sifted.cells] == [("observation", ["good"])]


def test_rows_with_one_id_are_refused_together():
    sifted = sift([row("twin"), row("twin"), row("good")], [cell(1, "twin"), cell(2, "good")])
    assert [r.observation_id for r in sifted.observations] == ["good"]
    assert len(sifted.refused) == 2


def test_one_cause_is_one_finding():
    sifted = sift([row(f"r{n}", sex="F") for n in range(50)], [cell(n + 1, f"r{n}") for n in range(50)])
    assert len(sifted.findings) == 1
    assert "50 rows" in sifted.findings[0].message
