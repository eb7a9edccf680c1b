"""The report as a person uses it: from a figure to its cell and back, from a finding to the figure mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

Open = Callable[..., Any]


def lit(page: Any, selector: str) -> list[str]:
    found: list[str] = page.locator(f"{selector}.lit").all_inner_texts()
    return [text.strip() for text in found]


def test_the_pointer_on_a_figure_lights_its_cell_and_the_other_way_round(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"))
    page.locator("tr.figure", has_text="2015/16, aged 5 to 10").hover()
    assert lit(page, "td.m") == ["14"]
    page.locator("td.m", has_text="31").hover()
    assert [row.split("\n")[0] for row in lit(page, "tr.figure")] == ["2016/17, aged 11 to 17"]
    assert "2016/17, aged 11 to 17: 31" in page.locator("#said").inner_text()


def test_a_cell_with_a_finding_tells_it(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"))
    page.locator("td.m.doubt", has_text="51").hover()
    assert "Finding: the printed total 51" in page.locator("#said").inner_text()
    page.locator(".findings a[href^='#c']").first.press("Enter")
    assert lit(page, "td.m") == ["51"]


def test_the_keyboard_goes_from_a_figure_to_its_cell_and_among_cells(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"))
    page.locator("tr.figure a").first.focus()
    assert lit(page, "td.m") == ["7"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "7"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "12"
    page.keyboard.press("ArrowRight")
    assert lit(page, "td.m") == ["14"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr').className") == "figure observation lit"
    assert "aged 5 to 10" in page.evaluate("document.activeElement.textContent")


def test_tab_reaches_cells_and_figures(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"))
    met = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        met.add(page.evaluate("document.activeElement.closest('.m, .figure')?.className.split(' ')[0]"))
    assert {"m", "figure"} <= met


def test_a_sentence_of_a_letter_is_marked_where_it_stands(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("essex"))
    page.locator("tr.figure", has_text="2016/17").first.hover()
    (sentence,) = lit(page, ".text .m")
    assert "there were 42 offences" in sentence


def test_a_campaign_leads_to_the_cell_of_each_of_its_figures(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "index.html")
    page.locator("#answers ~ .scroll tr", has_text="Kent").get_by_role("link", name="51").click()
    assert "/kent-" in page.url
    assert lit(page, "td.m") == ["51"]


def test_the_line_that_mends_a_finding_is_copied_applied_and_changes_the_number(
    new_folders: Any, open_page: Open
) -> None:
    folders = new_folders
    page = open_page(folders.page("kent"), permissions=["clipboard-read", "clipboard-write"])
    finding = page.locator(".findings li", has_text="total_disagrees")
    assert "corrections.yml" in finding.inner_text()
    finding.get_by_role("button", name="Copy").first.click()
    line = page.evaluate("navigator.clipboard.readText()")
    assert yaml.safe_load(line)[0]["printed"] == "51"
    folders.put("kent/corrections.yml", line.replace("value: 51", "value: 50"))
    folders.read()
    mended = open_page(folders.page("kent"))
    assert mended.locator(".findings", has_text="total_disagrees").count() == 0
    total = mended.locator('tr.figure[data-v="51"]')
    assert total.locator(".amount").inner_text().split("\n")[0] == "50"
    changes = open_page(folders.report / "index.html").locator("#changes ~ *").all_inner_texts()
    assert any("kent, all offences, 2016/17" in text and "50" in text for text in changes)


def test_nothing_leaves_the_machine_and_nothing_in_a_return_runs(folders: Any, open_page: Open) -> None:
    for file in [folders.report / "index.html", *folders.report.glob("2016-17/*.html")]:
        page = open_page(file)
        dialogs: list[str] = []
        page.on("dialog", lambda dialog, dialogs=dialogs: (dialogs.append(dialog.message), dialog.dismiss()))
        page.wait_for_timeout(150)
        assert all(address.startswith("file://") for address in page.asked)
        assert page.title() != "taken"
        assert dialogs == []
        assert page.locator("script").count() == 1
        assert page.locator("[onmouseover], [onerror], td img, b b").count() == 0


def test_the_policy_refuses_what_is_not_the_reports_own(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"))
    refused = page.evaluate("""async () => {
        const refused = [];
        document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken'";
        const picture = new Image();
        picture.src = "http://192.0.2.1/seen.png";
        document.body.append(script, picture);
        await fetch("http://192.0.2.1/taken").catch(() => null);
        await new Promise((done) => setTimeout(done, 200));
        return refused;
    }""")
    assert sorted(refused) == ["connect-src", "img-src", "script-src-elem"]
    assert page.title() != "taken"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_axe_knows(folders: Any, open_page: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for file in [folders.report / "index.html", *folders.report.glob("2016-17/*.html")]:
        page = open_page(file, scheme=scheme, bypass_csp=True)
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_is_wider_than_the_window(folders: Any, open_page: Open, width: int) -> None:
    for file in [folders.report / "index.html", *folders.report.glob("2016-17/*.html")]:
        page = open_page(file, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_word_of_a_chart_is_cut_nor_too_small_to_read(folders: Any, open_page: Open) -> None:
    """However wide the fonts of the browser are."""
    drawings = sorted((folders.report / "2016-17/charts").glob("coverage*.svg"))
    assert len(drawings) == 4
    for file in drawings:
        page = open_page(file)
        width = page.evaluate("document.documentElement.viewBox.baseVal.width")
        edges = page.locator("text").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert all(left >= 0 and right <= width for left, right in edges)
    telephone = open_page(folders.report / "2016-17.html", width=390)
    (shown,) = telephone.locator("img[src$='coverage.svg']").evaluate_all(
        "all => all.map(one => 12 * one.clientWidth / one.naturalWidth)"
    )
    assert shown > 10
