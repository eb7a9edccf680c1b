"""Two readings side by side: differences first, each settled with one key, or a whole letter at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.publish.dataset import load_documents, load_observations
from schemas.doubt import in_doubt
from tests.review.conftest import Opened
from tests.second.conftest import LETTER, RIGHT, Folder


@pytest.fixture
def differing(tmp_path: Path, serve: Callable[..., Opened]) -> Opened:
    """A letter of which a second reader says another year for one figure, and has one less and one more."""
    folder = Folder(tmp_path)
    folder.put(LETTER + "\nOur reference is 77001.\n")
    said = [one | {"period": "2015/16"} if one["printed"] == "88" else one for one in RIGHT if one["printed"] != "190"]
    extra = {"at": "L6", "printed": "77001", "count": 77001, "measure": "offences"}
    assert folder.answer({"figures": [*said, extra]}).exit_code == 0
    folder.ingest()
    return serve(Opened(tmp_path))


def address(opened: Opened) -> str:
    (row,) = load_documents(opened.processed)
    return f"second/{row.document_id}"


def figures(opened: Opened) -> dict[int | None, tuple[str | None, bool]]:
    return {row.count: (row.period_label, in_doubt(row)) for row in load_observations(opened.processed)}


def test_differences_stand_first_with_both_readings(differing: Opened) -> None:
    page = differing.get(address(differing)).text
    order = [page.find(words) for words in ("different things", "Only the second reader", "Only the program has")]
    assert order == sorted(order)
    assert -1 not in order
    assert "period: 2016/17" in page
    assert "period: 2015/16" in page


def test_what_each_choice_would_change_in_the_headline_is_told(differing: Opened) -> None:
    told = json.loads(differing.get(f"{address(differing)}/effects").text)
    assert any("online" in word for word in told["The program is right for the whole return"])
    assert "Take the figures that only the second reader has" in told


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("The second reader is right for the whole return", {88: ("2015/16", False), 77001: (None, False)}),
        ("The program is right for the whole return", {88: ("2016/17", False), 190: ("2016/17", False)}),
    ],
)
def test_one_reader_is_right_for_the_whole_letter(differing: Opened, reader: str, expected: dict[int, Any]) -> None:
    where = address(differing)
    done = differing.post(where, every=reader, by="Ann", why="", marks=differing.marks(where))
    assert done.status_code == 303
    found = figures(differing)
    assert {count: found.get(count) for count in expected} == expected
    assert not any(doubted for _, doubted in found.values())
    assert 190 not in found or "program" in reader.lower()


def test_each_is_settled_with_one_key(differing: Opened, open_page: Callable[..., Any]) -> None:
    page = open_page(differing.address + address(differing))
    page.wait_for_selector("fieldset.reading.now")
    for key in ("2", "2", "1"):  # the second reader's year; no figure; the program's figure
        page.keyboard.press(key)
    page.keyboard.press("y")
    page.wait_for_selector(".done")
    assert figures(differing) == {
        640: ("2016/17", False),
        512: ("2015/16", False),
        410: ("2016/17", False),
        190: ("2016/17", False),
        88: ("2015/16", False),
    }


def test_nothing_chosen_is_refused(differing: Opened) -> None:
    where = address(differing)
    told = differing.post(where, by="Ann", marks=differing.marks(where))
    assert told.status_code == 422
    assert "Choose a reading" in told.text


def test_the_page_of_the_return_says_who_read_it_and_leads_there(differing: Opened) -> None:
    (row,) = load_documents(differing.processed)
    page = differing.get(f"2016-17/kent-{row.document_id[:10]}.html").text
    assert "was read a second time by model:a-model" in page
    assert f"second/{row.document_id}" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_barrier_that_axe_knows_and_fits_its_window(
    differing: Opened, open_page: Callable[..., Any], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for width in (390, 1280):
        page = open_page(differing.address + address(differing), scheme=scheme, width=width, bypass_csp=True)
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
