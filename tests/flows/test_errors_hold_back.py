"""What an open error names is not said: over all planted mistakes, the program's own and those that others planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.check.acceptance import stands_at
from flows.publish.dataset import load_findings, load_observations, load_table
from schemas.frames import to_rows
from schemas.models import HEADLINE
from tests.benchmarks import planted_slips
from tests.ingests import ingest_here

MADE_BY_OTHERS = Path(__file__).resolve().parents[1] / "returns/planted-1/planted/raw"


@pytest.mark.parametrize("planted", ["slips", "made by others"])
def test_a_figure_that_is_said_rests_on_no_cell_that_an_open_error_names(planted: str, tmp_path: Path) -> None:
    raw, processed = MADE_BY_OTHERS, tmp_path / "processed"
    if planted == "slips":
        raw = tmp_path / "raw"
        planted_slips.plant(raw)
    ingest_here(raw=raw, processed=processed)
    figures = {row.observation_id: row for row in load_observations(processed)}
    errors = [one for one in load_findings(processed) if one.severity == "error" and one.accepted_by is None]
    said = [row for row in to_rows(HEADLINE, load_table(processed, HEADLINE)) if row.state == "said"]
    assert len(errors) > 10
    assert len(said) > 10
    held: list[str] = []
    for row in said:
        cells = [figures[name] for name in row.observation_ids]
        for one in errors:
            listed = any(cell.observation_id in one.observation_ids for cell in cells)
            # An error that lists figures of running text has no place but theirs.
            placed = one.place.row is not None or not one.observation_ids
            there = any(cell.document_id == one.document_id and stands_at(one.place, cell.place) for cell in cells)
            if listed or (placed and there):
                held.append(f"{row.force_id} {row.year} {row.quantity} {row.count}: {one.message}")
    assert held == []
