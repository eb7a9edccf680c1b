"""A person's way through three odd returns, by keys alone, until the published figures are right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.publish.dataset import load_table
from schemas.models import HEADLINE as HEADLINE_TABLE
from tests.review.conftest import Opened
from tests.review.three_returns import HEADLINE, put_three_returns

Open = Callable[..., Any]


class Hands:
    """Keys pressed one after another, and counted; no pointer."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keys = 0
        self.acts = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def go(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)

    def say(self, key: str) -> str:
        """A key that says something; the words of what changed."""
        self.acts += 1
        with self.page.expect_navigation(timeout=60_000):
            self.press(key)
        assert self.page.locator("[role=alert]").count() == 0, self.page.locator("[role=alert]").inner_text()
        return str(self.page.locator(".done").inner_text())

    def write(self, key: str, words: str) -> None:
        """Words for the field of a key, and out of it again."""
        self.press(key)
        self.page.keyboard.type(words)
        self.keys += len(words)
        self.press("Escape")

    def decide(self, words: str) -> None:
        """From the queue to the first thing of which the words are said."""
        self.page.goto(self.page.url.partition("-tests/")[0] + "-tests/")
        link = self.page.locator(".queue > li", has_text=words).first.get_by_role("link")
        while not link.evaluate("one => one === document.activeElement"):
            self.press("Tab")
        self.go("Enter")


@pytest.fixture
def three(tmp_path: Path, serve: Callable[..., Opened]) -> Opened:
    made = Opened(tmp_path)
    put_three_returns(made.raw / "2016-17")
    made.read()
    return serve(made)


def headline(opened: Opened) -> dict[tuple[str, str, str], int | None]:
    rows = load_table(opened.processed, HEADLINE_TABLE).to_pylist()
    return {(row["force_id"], row["quantity"], row["year"]): row["count"] for row in rows}


def test_three_odd_returns_are_put_right_by_keys_alone(three: Opened, open_page: Open) -> None:
    before = headline(three)
    assert [before.get(name) for name in HEADLINE] == [None, None, 261, None, None, None, None]
    page = open_page(three.address)
    hands = Hands(page)
    hands.go("Enter")
    assert "What do these figures count?" in page.locator("h1").inner_text()
    assert "Sussex, aged four and under, 2016/17: no answer → 31" in hands.say("1")
    hands.decide("Does the force add up wrongly")
    assert "Sussex, all offences, 2016/17: 391 in doubt → 391" in hands.say("1")
    hands.decide("Of which period")
    hands.go("f")
    hands.write("p", "2016/17")
    hands.write("w", "as in the block beside it")
    hands.press("c", "w")
    assert "4 figures of the return changed" in hands.say("Enter")
    hands.decide("Of which period")
    hands.go("f")
    for key, words in (("p", "2015/16"), ("n", "yes"), ("w", "the second column under Online")):
        hands.write(key, words)
    hands.press("c", "w")
    hands.say("Enter")
    hands.decide("Are the figures what they are read as")
    assert "Essex, with the online flag, 2016/17" in hands.say("1")
    for figure, period in (("412", "2016/17"), ("367", "2015/16")):
        hands.decide("gives no offences")
        link = page.locator(".figures-in a", has_text=figure)
        while not link.evaluate("one => one === document.activeElement"):
            hands.press("Tab")
        hands.go("Enter")
        hands.write("p", period)
        hands.write("w", "the year before the letter")
        hands.press("w")
        hands.say("Enter")
    assert {name: headline(three).get(name) for name in HEADLINE} == HEADLINE
    print(f"{hands.keys} keys, {hands.acts} acts")
    assert all(address.startswith((three.address, "data:")) for address in page.asked)
    assert page.locator("script").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_has_a_barrier_that_axe_knows_or_is_wider_than_its_window(
    kent: Opened, open_page: Open, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for address in screens(kent):
        for width in (390, 1280):
            page = open_page(kent.address + address, scheme=scheme, width=width, bypass_csp=True)
            found = axe.Axe().run(page).response["violations"]
            assert [(address, one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_what_a_return_says_never_runs(tmp_path: Path, serve: Callable[..., Opened], open_page: Open) -> None:
    made = Opened(tmp_path)
    hostile = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    quoted = hostile.replace('"', '""')
    made.put("kent/reply '\"><b>.csv", f'"Offences {quoted}","2016/17 {quoted}"\n"0-4 {quoted}",7\nTotal,8\n')
    made.read()
    serve(made)
    for address in screens(made):
        page = open_page(made.address + address)
        assert page.title() != "taken"
        assert page.locator("script").count() == 1
        assert page.locator("main img[onerror], main b > b").count() == 0


def screens(opened: Opened) -> list[str]:
    """The address of a screen of each kind."""
    opened.get("")
    data = opened.review.data
    (document,) = data.rows.documents
    (figures,) = data.rows.observations.values()
    found = ["", f"figure/{figures[0].observation_id}", f"label/{document}?label=0-4", f"counted/{document}"]
    found += [f"question/{name}" for name in data.questions]
    found += [f"finding/{document[:12]}.{one.check}" for one in data.findings if one.document_id == document]
    return [*found, f"as-before/{document}", f"2016-17/kent-{document[:10]}.html"]
