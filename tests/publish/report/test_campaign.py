"""The page of a campaign: what it tells of each force, and how it leads to the returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.publish.figures import campaign_figures
from flows.publish.report.campaign_page import Campaign, campaign_html
from flows.publish.report.changes import Snapshot, compare
from flows.publish.report.evidence import Evidence, PagePicture
from flows.publish.report.return_page import return_html
from schemas.rows import DocumentRow, Observation, Question

Open = Callable[..., Any]
ROW = DocumentRow("2016-17", "kent", "ab12" * 16, "2016-17/kent/reply.pdf", format="pdf", outcome="answered")


def test_a_sum_leads_to_all_cells_that_it_rests_on(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "index.html")
    page.locator("#answers ~ .scroll tr", has_text="Kent").get_by_role("link", name="19").click()
    assert [text.strip() for text in page.locator("td.m.lit").all_inner_texts()] == ["7", "12"]
    assert page.locator("tr.figure.lit").count() == 2
    assert "7 — 2016/17, aged 5 to 10: 12" in page.locator("#said").inner_text()


def test_a_finding_offers_its_lines_and_leads_to_itself_in_its_return(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "index.html", permissions=["clipboard-read", "clipboard-write"])
    finding = page.locator(".findings > li", has_text="total_disagrees")
    finding.get_by_text("The lines that mend it").click()
    finding.get_by_role("button", name="Copy").first.click()
    assert 'printed: "51"' in page.evaluate("navigator.clipboard.readText()")
    assert "raw/2016-17/kent/corrections.yml" in finding.inner_text()
    finding.get_by_role("link").first.click()
    assert "total_disagrees" in page.locator(":target").inner_text()


def test_a_table_beyond_the_edge_says_so(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "index.html", width=390)
    page.locator("#of-total.wider").wait_for(state="attached")
    assert open_page(folders.report / "index.html", width=1280).locator("#of-total.wider").count() == 0


def test_questions_of_a_request_stand_together_by_their_outcome() -> None:
    asked = [Question("1", "answered"), Question("2", "answered"), Question("3", "not_held")]
    rows = [DocumentRow("2016-17", "kent", "ab12" * 16, ROW.path, outcome="part", questions=asked)]
    html = campaign_html(Campaign("2016-17", rows, [], [], None))
    assert "1, 2: answered" in html
    assert "3: not held" in html
    assert html.count('<th scope="col">Questions</th>') == 1
    assert "Questions</th>" not in campaign_html(Campaign("2016-17", [ROW], [], [], None))


def test_no_heading_stands_over_nothing() -> None:
    html = campaign_html(Campaign("2016-17", [ROW], [], [], campaign_figures("2016-17", [], 2016)))
    assert "<p>Nothing: no force says a figure of 2016/17 for sure.</p>" in html


def test_a_new_force_is_one_change_and_a_changed_figure_its_own() -> None:
    old = {"kent, all offences, 2016/17": "50", "essex, all offences, 2016/17": "9"}
    new = {
        "kent, all offences, 2016/17": "51",
        "dorset, all offences, 2016/17": "354",
        "dorset, all offences, 2015/16": "no figures for 2015/16",
        "gwent, all offences, 2016/17": "not printed",
        "gwent, with the online flag, 2016/17": "not printed",
    }
    found = compare(Snapshot(old), Snapshot(new))["Figures"]
    assert [(one.what, one.before, one.now) for one in found] == [
        ("dorset", "", "all offences, 2016/17: 354"),
        ("essex", "all offences, 2016/17: 9", ""),
        ("gwent", "", "not printed"),
        ("kent, all offences, 2016/17", "50", "51"),
    ]


def test_the_picture_of_a_page_is_dimmed_in_the_dark(tmp_path: Path, open_page: Open) -> None:
    file = tmp_path / "page.html"
    file.write_text(return_html(Evidence(ROW, ROW.path, pictures=[PagePicture(1, 9, 9, b"")]), {}, alone=True))
    looks = "getComputedStyle(document.querySelector('.paper img')).filter"
    assert open_page(file).evaluate(looks) == "none"
    assert "brightness" in open_page(file, scheme="dark").evaluate(looks)


def test_a_telephone_is_led_past_the_document_to_the_findings(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("kent"), width=390)
    page.get_by_role("link", name="Findings:").click()
    assert page.evaluate("document.querySelector('#findings').getBoundingClientRect().top") < 300


def test_a_figure_that_two_returns_print_leads_to_both() -> None:
    rows = [DocumentRow("2016-17", "kent", name * 32, f"2016-17/kent/{name}.csv") for name in ("aa", "bb")]
    said = [
        Observation(
            "2016-17",
            "kent",
            row.document_id,
            row.path,
            "s",
            "kent",
            measure="offences",
            period_label="2016/17",
            period_start=dt.date(2016, 4, 1),
            period_end=dt.date(2017, 3, 31),
            period_type="financial_year",
            count=7,
            value=7,
        )
        for row in rows
    ]
    html = campaign_html(Campaign("2016-17", rows, said, [], campaign_figures("2016-17", said, 2016)))
    assert "and return 2" in html


def test_the_sentence_to_publish_comes_first(folders: Any, open_page: Open) -> None:
    first, change = open_page(folders.report / "index.html").locator("header .lead").all_inner_texts()
    assert first.startswith("92 sexual offences against children were recorded in 2016/17 by 2 forces.")
    assert change.startswith("Sexual offences against children rose by")


def test_a_change_stands_beside_the_sums_that_it_is_of() -> None:
    def row(force: str, year: int, count: int) -> Observation:
        label = f"{year}/{year % 100 + 1}"
        first, last = dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
        return Observation(
            "2016-17", force, ROW.document_id, f"{force}{year}", "s", force_id=force, period_start=first,
            period_end=last, period_label=label, period_type="financial_year", measure="offences", count=count,
            value=count, count_low=count, count_high=count, unit="count", status="exact",
        )  # fmt: skip

    rows = [row("kent", 2016, 110), row("kent", 2015, 100), row("essex", 2016, 1000)]
    html = campaign_html(Campaign("2016-17", [ROW], rows, [], campaign_figures("2016-17", rows, 2016)))
    told = [cell.split("<")[0] for cell in html.split("All offences</a></th>")[1].split("</tr>")[0].split(">")]
    assert [one for one in told if one.strip()] == ["1,110", "2", "100", "110", "+10%", "1"]


def test_all_figures_are_there_to_search_and_lead_to_their_cells(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "2016-17" / "figures.html")
    page.locator("#sought").fill('kent "aged 5 to 10"')
    page.locator("#met", has_text="2 of").wait_for()
    shown = page.locator("#found tbody tr:visible")
    assert [text.split("\t")[3] for text in shown.all_inner_texts()] == ["14", "12"]
    shown.first.get_by_role("link").click()
    assert [text.strip() for text in page.locator("td.m.lit").all_inner_texts()] == ["14"]


def test_a_phone_reads_the_key_table_without_scrolling_sideways(folders: Any, open_page: Open) -> None:
    table = open_page(folders.report / "index.html", width=390).locator("table.cards").first
    assert table.evaluate("one => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
    assert "2016/17, by 2 forces" in table.locator("tbody td").first.evaluate(
        "one => getComputedStyle(one, '::before').content"
    )


def test_every_chart_says_its_finding_and_its_source(folders: Any, open_page: Open) -> None:
    page = open_page(folders.report / "index.html")
    assert "Recorded offences rose by" in page.locator(".charts h3").first.inner_text()
    captions = page.locator(".charts figcaption").all_inner_texts()
    assert captions
    assert all("Source: 3 answers to Freedom of Information requests" in caption for caption in captions)


def test_a_figure_of_a_sentence_shows_the_sentence(folders: Any, open_page: Open) -> None:
    page = open_page(folders.page("essex"))
    assert "there were 42 offences against children" in page.locator("tr.figure .sentence").first.inner_text()


def test_what_people_said_is_shown_with_who_and_why(new_folders: Any, open_page: Open) -> None:
    folders = new_folders
    at = "file: reply.csv, table: 1, row: 6, column: 2"
    lines = f"- {{{at}, printed: '51', value: 50, reason: a typing error, by: ann}}"
    folders.put("kent/corrections.yml", lines)
    folders.read()
    said = open_page(folders.page("kent")).locator(".said-of")
    assert "a typing error" in said.inner_text()
    assert "ann" in said.inner_text()
