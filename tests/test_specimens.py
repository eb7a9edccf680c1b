"""The specimen returns through the whole program, held against the truth about every one of their figures."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.check.ledger import balance
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import (
    load_cells,
    load_documents,
    load_findings,
    load_observations,
    load_quarantine,
    load_questions,
)
from flows.publish.figures import campaign_figures
from flows.publish.summary import summarise
from flows.validation import validate_published
from schemas.categories import codes
from schemas.doubt import is_below

ROOT = Path(__file__).resolve().parents[1]
TRUTH = ROOT / "tests" / "specimens"


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    bring_up_to_date(ROOT / "raw", folder)
    return folder


@pytest.fixture(scope="module")
def score(processed: Path) -> Any:
    spec = importlib.util.spec_from_file_location("specimen_score", TRUTH / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    by_document, lost = scorer.evaluate(TRUTH, processed)
    assert lost == 0
    return scorer.total(list(by_document.values()))


def test_every_specimen_is_in_the_data_set(processed: Path, score: Any) -> None:
    received = {row.document_id for row in load_documents(processed) if row.container_id is None}
    assert len(received) == score["documents"] == 25


@pytest.mark.parametrize(
    "fault", ["silent", "spurious", "trapped", "wrong_outcomes", "superseded_wrong", "force_wrong", "total_marks"]
)
def test_nothing_is_silently_wrong(score: Any, fault: str) -> None:
    assert score[fault] == 0


def test_every_cell_is_found_and_nearly_all_are_understood(score: Any) -> None:
    assert score["L1_recall"] == 1.0
    assert score["L2_f1"] >= 0.98


def test_what_is_right_is_hardly_ever_doubted(score: Any) -> None:
    assert score["flagged"] <= 0.05 * score["truth"]


def test_the_ledger_balances(processed: Path) -> None:
    cells = load_cells(processed)
    assert balance(load_observations(processed), cells, load_quarantine(processed)) == []
    fates = Counter((cell.document_id, cell.fate) for cell in cells)
    for row in load_documents(processed):
        assert all(getattr(row, f"cells_{fate}") == fates[row.document_id, fate] for fate in codes("fates"))


def test_what_is_in_doubt_hangs_on_open_questions(processed: Path) -> None:
    asked = {one.question_id: one.figures for one in load_questions(processed) if one.status != "answered"}
    rows = load_observations(processed)
    assert [row for row in rows if is_below(row.confidence) != bool(row.questions)] == []
    assert Counter(name for row in rows for name in row.questions) == asked


def test_nothing_is_left_over_or_an_error(processed: Path) -> None:
    summary = summarise(processed)
    assert (summary.unplaced, summary.quarantined, summary.has_errors) == (0, 0, False)


def test_the_published_data_keep_the_contract(processed: Path) -> None:
    assert validate_published(processed) == []


@pytest.mark.parametrize(
    ("force", "quantity", "this_year", "last_year", "change"),
    [
        ("staffordshire", "total", 1681, 1347, 25),
        ("staffordshire", "online", 374, 225, 66),
        ("staffordshire", "ten_and_under", 386, None, None),
        ("staffordshire", "four_and_under", 65, None, None),
        ("derbyshire", "total", 1066, 983, 8),
    ],
)
def test_the_figures_in_print(
    figures: Any, force: str, quantity: str, this_year: int, last_year: int | None, change: int | None
) -> None:
    assert figures.figures[force, quantity, 2016].value == this_year
    if last_year is not None:
        assert figures.figures[force, quantity, 2015].value == last_year
        assert figures.change(force, quantity) == change


@pytest.fixture(scope="module")
def figures(processed: Path) -> Iterator[Any]:
    return campaign_figures("2016-17", load_observations(processed, "2016-17"), 2016)


def test_a_later_return_replaces_what_it_repeats_and_says_so(processed: Path) -> None:
    earlier = [row for row in load_observations(processed, "2016-17", "derbyshire") if row.count in (166, 727)]
    assert sorted((row.count, row.superseded_by is None) for row in earlier) == [(166, False), (727, True)]
    said = [f.message for f in load_findings(processed) if f.check == "superseded" and f.respondent == "derbyshire"]
    assert [message for message in said if "166 -> 983" in message]
