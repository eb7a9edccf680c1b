"""What a validation run compares with the last one without an error, and keeps."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.folders import Partition
from flows.publish.validation_runs import Comparison, compare, keep
from flows.validation import validate_published
from tests.benchmarks.planted_data import Data

Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]


@pytest.fixture
def run(processed: Path) -> Callable[[], Comparison]:
    """A validation run without Prefect, each an hour after the one before."""
    hours = iter(range(24))

    def again() -> Comparison:
        compared = compare(processed)
        at = dt.datetime(2026, 11, 29, next(hours), tzinfo=dt.UTC)
        keep(processed, validate_published(processed), compared, at)
        return compared

    return again


def told(compared: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.change, one.figure, one.before, one.now) for one in compared.figures]


def test_the_first_run_has_nothing_to_compare_with(ingest: Ingest, run: Callable[[], Comparison]) -> None:
    ingest()
    assert run().since is None
    assert told(run()) == []


def test_a_figure_that_a_person_corrected_is_told_with_both_values(
    ingest: Ingest, run: Callable[[], Comparison], raw: Path
) -> None:
    ingest()
    run()
    (raw / "2016-17/kent/corrections.yml").write_text(
        "- {file: reply.csv, table: 1, row: 4, column: 2, printed: '12', value: 13, reason: misprint}\n"
    )
    ingest()
    compared = run()
    assert compared.since == "2026-11-29T00:00:00Z"
    change = next(one for one in compared.figures if one.figure == "kent 2016/17 offences, aged 5-10")
    assert (change.change, change.before, change.now) == ("changed", "12, method csv", "13, method recipe")


def test_figures_of_a_return_that_came_or_went_are_new_or_gone(
    ingest: Ingest, run: Callable[[], Comparison], raw: Path, write_return: WriteReturn
) -> None:
    ingest()
    run()
    write_return(raw / "2016-17/surrey", last=60)
    (raw / "2016-17/essex/reply.csv").unlink()
    ingest()
    compared = run()
    assert {(one.change, one.respondent) for one in compared.figures} == {("new", "surrey"), ("gone", "essex")}
    assert ("gone", "essex 2016/17 offences", "63", "") in told(compared)
    assert "8 figures new, 8 figures gone, 0 figures changed" in compared.lines()[0]
    assert told(run()) == []


def test_what_was_altered_is_told_until_it_is_mended(
    ingest: Ingest, run: Callable[[], Comparison], processed: Path
) -> None:
    ingest()
    run()
    data = Data(processed, Partition("2016-17", "kent"))
    data.change(lambda row: row.count == 12, count=21, value=21.0, count_low=21, count_high=21)
    data.save()
    for _ in range(2):
        assert told(run()) == [("changed", "kent 2016/17 offences, aged 5-10", "12", "21")]
    results = [json.loads(file.read_text()) for file in sorted((processed / "validation").glob("*.json"))]
    assert [result["errors"] > 0 for result in results] == [False, True, True]
    assert [one["now"] for one in results[-1]["compared"]["figures"]] == ["21"]


def test_a_file_that_cannot_be_read_loses_nothing_else(
    ingest: Ingest, run: Callable[[], Comparison], processed: Path
) -> None:
    ingest()
    run()
    other = Data(processed, Partition("2016-17", "kent"))
    other.change(lambda row: row.count == 12, count=21, value=21.0, count_low=21, count_high=21)
    other.save()
    (processed / "observations/campaign=2016-17/respondent=essex/part-0.parquet").write_bytes(b"cut")
    assert [one[3] for one in told(run())] == ["21"]
