"""What is said in the review stands beside the return, is published at once, and can be taken back."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PIL import Image

from flows.commands.documents import understand
from flows.publish.dataset import load_observations
from flows.publish.report.addresses import return_page
from flows.review.queue import queue
from tests.review.three_returns import SCANNED, scanned


def test_an_answer_is_written_published_and_taken_back(kent: Any) -> None:
    page = kent.question("kent")
    assert kent.total("kent")[0] == "in doubt"
    told = kent.get(f"{page}/effects").json()
    assert any("Kent, all offences, 2016/17: 51 in doubt → 51" in words for words in told["as_read"])
    answer = kent.post(page, option="as_read", by="ann", marks=kent.marks(page))
    assert answer.status_code == 303
    (entry,) = kent.entries("kent", "answers.yml")
    assert (entry["option"], entry["by"]) == ("as_read", "ann")
    assert entry["why"]
    assert kent.total("kent") == ("said", 51)
    shown = kent.get("?did=1").text
    assert "51 in doubt" in shown
    assert kent.post("undo", number="1").status_code == 303
    assert kent.beside("kent", "answers.yml") == ""
    assert kent.total("kent")[0] == "in doubt"


def test_a_figure_is_corrected_where_it_stands(kent: Any) -> None:
    (row,) = [one for one in load_observations(kent.processed) if one.raw_value == "51"]
    page = f"figure/{row.observation_id}"
    answer = kent.post(page, value="50", why="the sum of its parts", by="ann", marks=kent.marks(page))
    assert answer.status_code == 303
    (entry,) = kent.entries("kent", "corrections.yml")
    assert (entry["printed"], entry["value"], entry["by"]) == ("51", "50", "ann")
    assert kent.total("kent") == ("said", 50)


def test_a_figure_of_a_sentence_is_corrected_where_it_stands(kent: Any) -> None:
    kent.put("essex/letter.html", "<p>In 2016/17 there were 42 offences against children.</p>")
    kent.read()
    (row,) = [one for one in load_observations(kent.processed) if one.respondent == "essex"]
    page = f"figure/{row.observation_id}"
    answer = kent.post(page, value="43", why="they said so on the telephone", by="ann", marks=kent.marks(page))
    assert answer.status_code == 303
    assert kent.total("essex") == ("said", 43)


def test_a_label_is_said_once_for_all_its_figures(kent: Any) -> None:
    kent.put("kent/reply.csv", TABLE_OF_SEXES)
    kent.read()
    kent.get("")
    (document,) = kent.review.data.rows.documents
    page = f"label/{document}?label=Fmle"
    said = {"label": "Fmle", "dimension": "sex", "meaning": "female", "scope": "file", "why": "mistyped", "by": "ann"}
    answer = kent.post(page, marks=kent.marks(page), **said)
    assert answer.status_code == 303
    assert {one.sex for one in load_observations(kent.processed)} >= {"female", "male"}
    assert "ann: mistyped" in kent.beside("kent", "recipe.yml")
    kent.post("undo", number="1")
    assert kent.beside("kent", "recipe.yml") == ""


TABLE_OF_SEXES = "Number of offences recorded\nSex of victim,2016/17\nFmle,7\nMale,12\nTotal,19\n"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"value": "many"}, "not a figure"),
        ({"value": "51"}, "corrects nothing"),
        ({"value": ""}, "Say what is right"),
        ({"value": "50", "why": " "}, "Say why"),
        ({"value": "50", "by": ""}, "Say who you are"),
        ({"period": "last year"}, "not a period"),
        ({"colour": "red"}, "Say what is right"),
    ],
)
def test_what_cannot_be_followed_is_told_and_not_written(kent: Any, said: dict[str, str], words: str) -> None:
    (row,) = [one for one in load_observations(kent.processed) if one.raw_value == "51"]
    page = f"figure/{row.observation_id}"
    answer = kent.post(page, **{"why": "a reason", "by": "ann"} | said, marks=kent.marks(page))
    assert answer.status_code == 422
    assert words in answer.text
    assert kent.beside("kent", "corrections.yml") == ""


def test_the_second_of_two_sees_that_the_file_changed_and_overwrites_nothing(kent: Any) -> None:
    page = kent.question("kent")
    marks = kent.marks(page)
    theirs = kent.put("kent/answers.yml", "# somebody is writing here\n")
    answer = kent.post(page, option="as_read", by="bob", marks=marks)
    assert answer.status_code == 409
    assert "has changed since the page was shown" in answer.text
    assert theirs.read_text() == "# somebody is writing here\n"


def test_of_many_at_once_one_writes_and_the_others_are_told(kent: Any) -> None:
    page = kent.question("kent")
    marks = kent.marks(page)
    statuses: list[int] = []

    def say(name: str) -> None:
        statuses.append(kent.post(page, option="as_read", by=name, marks=marks).status_code)

    people = [threading.Thread(target=say, args=[f"person {number}"]) for number in range(4)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(statuses) == [303, 409, 409, 409]
    assert len(kent.entries("kent", "answers.yml")) == 1


def test_what_a_person_wrote_by_hand_is_kept_and_can_be_taken_out_alone(kent: Any) -> None:
    page = kent.question("kent")
    name = page.partition("/")[2]
    kent.put("kent/answers.yml", "# by hand\n- question: 00000000-0000000000000000\n  option: x\n  why: y")
    kent.read()
    kent.post(page, option="as_read", by="ann", marks=kent.marks(page))
    written = kent.entries("kent", "answers.yml")
    assert [one["question"] for one in written] == ["00000000-0000000000000000", name]
    kent.post("undo", number="1")
    assert kent.beside("kent", "answers.yml").startswith("# by hand\n- question: 00000000-0000000000000000")
    assert len(kent.entries("kent", "answers.yml")) == 1


def test_an_answer_given_again_takes_the_place_of_the_first(kent: Any) -> None:
    page = kent.question("kent")
    for why in ("first thought", "second thought"):
        assert kent.post(page, option="as_read", by="ann", why=why, marks=kent.marks(page)).status_code == 303
    (entry,) = kent.entries("kent", "answers.yml")
    assert entry["why"] == "second thought"


def test_findings_are_let_stand_and_asked_no_more(kent: Any) -> None:
    kent.put("essex/letter.html", "<p>In 2013/14 there were 42 offences against children.</p>")
    kent.read()
    kent.get("")
    (name,) = [one.name for one in queue(kent.review.data) if one.name.endswith("year_absent")]
    answer = kent.post(name, why="they answer for that year alone", by="ann", marks=kent.marks(name))
    assert answer.status_code == 303
    (entry,) = kent.entries("essex", "answers.yml")
    assert (entry["by"], len(entry["finding"]), len(entry["seen"])) == ("ann", 16, 12)
    assert name not in [one.name for one in queue(kent.review.data)]
    kent.post("undo", number="1")
    assert name in [one.name for one in queue(kent.review.data)]


def test_nothing_is_asked_both_by_a_question_and_by_a_finding(kent: Any) -> None:
    kent.put("essex/letter.html", "<p>12 September 2017</p><p>Last year we recorded 412 offences against children.</p>")
    kent.read()
    kent.get("")
    found = {one.check for one in kent.review.data.findings if one.respondent == "essex"}
    asked = [one.text for one in queue(kent.review.data) if "essex" in one.path]
    assert "period_guessed" in found
    assert len([text for text in asked if "period" in text]) == 1


def test_a_table_that_was_missed_is_framed_and_its_figures_are_taken(kent: Any) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    file = kent.raw / "2016-17" / "essex" / "letter.pdf"
    file.parent.mkdir()
    drawn = canvas.Canvas(str(file), pagesize=(600, 800))
    drawn.drawString(60, 740, "We answer your request of August as follows.")
    for at, row in enumerate(
        [("Age", "2016/17", "2015/16"), ("0-4", "7", "5"), ("5-17", "40", "*"), ("Total", "47", "5")]
    ):
        for x, text in zip((60, 200, 300), row, strict=True):
            drawn.drawString(x, 700 - 20 * at, text)
    drawn.save()
    kent.read()
    kent.get("")
    (document,) = [one.document_id for one in kent.review.data.rows.documents.values() if one.respondent == "essex"]
    frame = {"x0": "50", "top": "85", "x1": "360", "bottom": "170", "header_rows": "1", "stub_columns": "1"}
    page = f"frame/{document}/1?" + "&".join(f"{name}={value}" for name, value in frame.items())
    shown = kent.get(page).text
    assert "6 figures would be read there" in shown
    assert "<b>40</b>" in shown
    said = {"measure": "offences", "why": "it is a table", "by": "ann", **frame}
    assert kent.post(f"frame/{document}/1", marks=kent.marks(page), **said).status_code == 303
    taken = [one for one in load_observations(kent.processed) if one.respondent == "essex"]
    told = {(one.raw_value, one.age_band, one.period_label, one.measure, one.status) for one in taken}
    assert {("40", "5-17", "2016/17", "offences", "exact"), ("*", "5-17", "2015/16", "offences", "suppressed")} <= told
    assert [one.raw_value for one in taken if one.is_total] == ["47", "5"]
    assert kent.entries("essex", "recipe.yml")["files"]["letter.pdf"]["frames"][0]["header_rows"] == 1
    ((_, shown_alone),) = understand(file, kent.raw, None, None, ())
    assert [one.raw_value for one in shown_alone.observations if one.is_total] == ["47", "5"]
    assert not [one for one in shown_alone.findings if one.check == "recipe_unmatched"]
    kent.post("undo", number="1")
    assert kent.beside("essex", "recipe.yml") == ""
    assert kent.get(page.replace("x1=360", "x1=1e300")).status_code == 200
    for wrong in ({"x1": "10"}, {"top": "nan"}, {"header_rows": "-1"}, {"x0": ""}):
        assert kent.post(f"frame/{document}/1", marks=kent.marks(page), **frame | wrong).status_code == 422


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([("2016/17", "2015/16", "Age"), ("7", "5", "0-4"), ("40", "31", "5-17"), ("47", "36", "Total")], ("0", "1")),
        (
            [("Sex", "2016/17", "2015/16", "Age"), ("Female", "7", "5", "0-4"), ("Female", "40", "31", "5-17")],
            ("1", "1"),
        ),
    ],
)
def test_a_table_is_framed_whose_labels_stand_on_its_right(kent: Any, rows: Any, columns: tuple[str, str]) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab is not installed")
    file = kent.raw / "2016-17" / "essex" / "letter.pdf"
    file.parent.mkdir()
    drawn = canvas.Canvas(str(file), pagesize=(600, 800))
    for at, row in enumerate(rows):
        for x, text in zip((60, 160, 260, 360), row, strict=False):
            drawn.drawString(x, 700 - 20 * at, text)
    drawn.save()
    kent.read()
    kent.get("")
    (document,) = [one.document_id for one in kent.review.data.rows.documents.values() if one.respondent == "essex"]
    frame = {"x0": "50", "top": "85", "x1": "420", "bottom": "170", "header_rows": "1"}
    frame |= dict(zip(("stub_columns", "right_stub_columns"), columns, strict=True))
    page = f"frame/{document}/1?" + "&".join(f"{name}={value}" for name, value in frame.items())
    assert kent.get(page).status_code == 200
    said = {"measure": "offences", "why": "it is a table", "by": "ann", **frame}
    assert kent.post(f"frame/{document}/1", marks=kent.marks(page), **said).status_code == 303
    taken = [one for one in load_observations(kent.processed) if one.respondent == "essex"]
    told = {(one.raw_value, one.age_band, one.period_label) for one in taken if not one.is_total}
    assert told == {
        ("7", "0-4", "2016/17"),
        ("5", "0-4", "2015/16"),
        ("40", "5-17", "2016/17"),
        ("31", "5-17", "2015/16"),
    }
    assert {one.sex for one in taken} == ({"female"} if columns[0] == "1" else {"all"})
    many = kent.get(page.replace("right_stub_columns=1", "right_stub_columns=9")).text
    assert "labels leave none for figures" in many


@pytest.mark.parametrize("name", ["scan.pdf", "turned.pdf", "photo.png"])
def test_a_table_is_framed_on_the_picture_of_a_page(kent: Any, name: str) -> None:
    page = scanned(SCANNED)
    page = page.transpose(Image.Transpose.ROTATE_90) if name == "turned.pdf" else page
    file = kent.raw / "2016-17" / "essex" / name
    file.parent.mkdir()
    page.save(file, dpi=(150, 150)) if name.endswith("png") else page.save(file, resolution=150)
    kent.read()
    kent.get("")
    (row,) = [one for one in kent.review.data.rows.documents.values() if one.respondent == "essex"]
    shown = kent.get(return_page(row)).text
    address = f"frame/{row.document_id}/1"
    assert f"/{address}" in shown
    frame = {"x0": "50", "top": "100", "x1": "450", "bottom": "250", "header_rows": "1", "stub_columns": "1"}
    asked = f"{address}?" + "&".join(f"{key}={value}" for key, value in frame.items())
    assert "8 figures would be read there" in kent.get(asked).text
    said = {"measure": "offences", "why": "it is a table", "by": "ann", **frame}
    assert kent.post(address, marks=kent.marks(asked), **said).status_code == 303
    taken = [one for one in load_observations(kent.processed) if one.respondent == "essex"]
    told = {(one.raw_value, one.age_band, one.period_label, one.measure) for one in taken}
    assert {("262", "11-17", "2016/17", "offences"), ("25", "0-4", "2015/16", "offences")} <= told
    assert all(one.place.x0 is not None and 50 < one.place.x0 < 450 for one in taken)


def test_the_pages_of_campaigns_are_those_of_the_data_as_they_are(kent: Any) -> None:
    assert "51 sexual offences" not in kent.get("2016-17.html").text
    page = kent.question("kent")
    kent.post(page, option="as_read", by="ann", marks=kent.marks(page))
    assert "51 sexual offences against children were recorded" in kent.get("2016-17.html").text
    assert kent.get("2016-17/charts/coverage.svg").text.startswith("<svg")
    assert "aged 5 to 10" in kent.get("2016-17/figures.html").text
    assert kent.get("2015-16.html").status_code == 404
    assert kent.get("2016-17/charts/none.svg").status_code == 404
