"""The benchmark of understanding: what it calls right, lost or best; and made returns, whose truth must hold."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from flows.read.grid import Document
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import Observation
from tests.benchmarks.made import generate
from tests.benchmarks.understanding import first_sight, typed
from tests.benchmarks.understanding.programs import Program, scores
from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import Case, cases, figures_scorer, returns_folder

HERE = "tests.test_understanding_benchmark"
ODDITY = "a-class-asked-for-and-answered-below"


def broken(document: Document, context: Context) -> Tidied:
    """A program that no document survives."""
    raise KeyError(f"{document.format} of {context.campaign}")


def yearless(document: Document, context: Context) -> Tidied:
    """A program that loses every year, but had the right reading among its candidates."""
    tidied = tidy(document, context)
    tidied.observations = [_without_year(one) for one in tidied.observations]
    return tidied


def candidates(document: Document, context: Context) -> list[list[list[Observation]]]:
    """Of each table the reading without the year, and the right one."""
    found = tidy(document, context).observations
    tables = [[one for one in found if one.place.table == number] for number in {one.place.table for one in found}]
    return [[[_without_year(one) for one in table], table] for table in tables]


def endless(document: Document, context: Context) -> Tidied:
    """A program that never ends."""
    while document and context:
        pass
    raise AssertionError


def _without_year(one: Observation) -> Observation:
    return replace(one, period_start=None, period_end=None, period_label=None, period_type=None)


@pytest.fixture(scope="module")
def oddity(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    home = tmp_path_factory.mktemp("readings")
    return cases("cases", typed.folder_of(home), ODDITY.__eq__, home, 1)


def scored(oddity: list[Case], name: str) -> Score:
    (score,) = scores(oddity, Program(name), jobs=1, seconds=60)
    return score


def test_what_is_right_is_wholly_right(oddity: list[Case]) -> None:
    score = scored(oddity, "flows.tidy.tidy:tidy")
    assert (score.is_whole, score.f1, score.silent, score.spurious, score.lost) == (True, 1.0, 0, 0, "")
    assert score.doubts.undoubted_wrong == 0


def test_a_program_that_breaks_loses_the_document_and_says_where(oddity: list[Case]) -> None:
    score = scored(oddity, f"{HERE}:broken")
    assert (score.is_whole, score.f1, score.rows) == (False, 0.0, 0)
    assert score.cells > 0
    assert "KeyError" in score.lost
    assert "in broken" in score.lost


def test_a_program_that_does_not_end_loses_the_document_in_time(oddity: list[Case]) -> None:
    (score,) = scores(oddity, Program(f"{HERE}:endless"), jobs=1, seconds=1)
    assert score.lost == "took more than 1 processor seconds"


def test_the_oracle_takes_the_best_candidate_of_each_table(oddity: list[Case]) -> None:
    score = scored(oddity, f"{HERE}:yearless")
    assert (score.f1, score.oracle_f1) == (0.0, 1.0)
    assert score.doubts.undoubted_wrong > 0


def test_a_seed_makes_the_same_truth_which_agrees_with_itself(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate.write(11, 25, tmp_path / name)
    assert (tmp_path / "one" / "truth.csv").read_bytes() == (tmp_path / "two" / "truth.csv").read_bytes()
    scorer = figures_scorer(tmp_path / "one")
    scorer.make(tmp_path / "one", tmp_path / "processed")
    by_document, _ = scorer.evaluate(tmp_path / "one", tmp_path / "processed")
    total = scorer.total(list(by_document.values()))
    assert (total["L2_f1"], total["L2_strict_f1"], total["silent"], total["spurious"]) == (1.0, 1.0, 0, 0)
    with (tmp_path / "one" / "documents.csv").open(encoding="utf-8") as handle:
        assert len({row["layout_family"] for row in csv.DictReader(handle)}) > 4


def test_a_first_sight_is_of_one_fixed_batch_for_each_document() -> None:
    if not (returns_folder() / "specimens-2").is_dir():
        pytest.skip("the sets of returns are not beside this checkout")
    batches = first_sight.batches(returns_folder())
    documents = [one for batch in batches for one in batch]
    assert len(documents) == len(set(documents)) == 25 + 32 + 14
    assert all({name for name, _ in batch} == set(first_sight.SETS) for batch in batches)
    assert batches == first_sight.batches(returns_folder())
