"""Ages and sexes of suspects are no victims'."""

from __future__ import annotations

from tests.cases.case import named


def test_ages_and_sexes_of_suspects_are_dimensions_of_their_own() -> None:
    found = {(o.raw_row_label, o.raw_column_label): o for o in named("ages-of-suspects").observations}
    assert found["10-13", "Male"].other == {"age of suspect": "10-13", "sex of suspect": "male"}
    assert found["Total", "Male"].is_total
    assert not found["Total", "Male"].flags
    assert found["10-17", "Persons arrested"].age_band == "10-17"
