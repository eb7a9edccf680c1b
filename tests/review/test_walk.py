"""A person's way through three odd returns, by keys alone, until the published figures are right."""

from __future__ import annotations

import time
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
        self.of_all = 0
        self.begin()

    def begin(self) -> None:
        """Count anew, from the first look at another return."""
        self.keys = self.acts = 0
        self.started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the count began."""
        return time.monotonic() - self.started

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
        self.of_all += 1
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
    for put_right in (scan, workbook, letter):
        hands.begin()
        put_right(hands)
        print(f"{put_right.__name__}: {hands.keys} keys, no click, {hands.acts} tries, {hands.seconds:.1f} s")
    assert {name: headline(three).get(name) for name in HEADLINE} == HEADLINE
    assert hands.of_all <= 5  # acts: two of the scan, one of the workbook, two of the letter
    assert all(address.startswith((three.address, "data:")) for address in page.asked)
    assert page.locator("script").count() == 1


def scan(hands: Hands) -> None:
    """It does not say what it counts, and its total is added up wrongly in print."""
    hands.go("Enter")
    assert "What do these figures count?" in hands.page.locator("h1").inner_text()
    assert "Sussex, aged four and under, 2016/17: no answer → 31" in hands.say("1")
    hands.decide("Does the force add up wrongly")
    assert "Sussex, all offences, 2016/17: 391 in doubt → 391" in hands.say("1")


def workbook(hands: Hands) -> None:
    """A block abreast lacks the years of its columns, and names the flag over the first alone."""
    hands.decide("Of which period")
    assert "Essex, with the online flag, 2015/16: in doubt → 35" in hands.say("2")


def letter(hands: Hands) -> None:
    """It tells its years by its own date."""
    hands.decide("Is the period, which no label gives, the right one")
    wanted = hands.page.locator(".option", has_text="period: 2016/17").locator("kbd").first.inner_text()
    assert "Kent, all offences, 2016/17: no answer → 412" in hands.say(wanted)
    hands.decide("gives no offences")
    link = hands.page.locator(".figures-in a", has_text="367")
    while not link.evaluate("one => one === document.activeElement"):
        hands.press("Tab")
    hands.go("Enter")
    hands.write("p", "2015/16")
    hands.write("w", "the year before the letter")
    hands.press("w")
    assert "Kent, all offences, 2015/16: no answer → 367" in hands.say("Enter")


def test_what_was_typed_into_a_refused_form_is_not_lost(three: Opened, open_page: Open) -> None:
    page = open_page(three.address)
    hands = Hands(page)
    hands.decide("gives no offences")
    page.locator(".figures-in a", has_text="367").click()
    hands.write("p", "the year of the cat")
    hands.write("w", "the year before the letter")
    page.locator('input[name="by"]').fill("Ann")
    with page.expect_navigation():
        page.get_by_role("button", name="Correct it").click()
    assert "the year of the cat" in page.locator("[role=alert]").inner_text()
    hands.go("Enter")
    typed = {name: page.locator(f'input[name="{name}"]').input_value() for name in ("period", "why", "by")}
    assert typed == {"period": "the year of the cat", "why": "the year before the letter", "by": "Ann"}
    page.reload()
    assert page.locator('input[name="period"]').input_value() == ""


def test_a_frame_is_drawn_on_a_scan_with_the_pointer(three: Opened, open_page: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(three.address, bypass_csp=True)
    page.get_by_text("All returns").click()
    page.locator("details a[href*=sussex]").click()
    page.get_by_role("link", name="Frame a table").click()
    paper = page.locator("#drawn").bounding_box()
    corners = [(0.05, 0.10), (0.80, 0.35)]
    start, end = ((paper["x"] + x * paper["width"], paper["y"] + y * paper["height"]) for x, y in corners)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end)
    with page.expect_navigation(timeout=60_000):
        page.mouse.up()
    assert "8 figures would be read there" in page.locator("main").inner_text()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert [one["id"] for one in axe.Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    hands = Hands(page)
    hands.say("1")
    assert "box: [" in three.beside("sussex", "recipe.yml")


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
