"""Two readings of one return: agreement is sure, a difference a question, and no second reader publishes anything."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path

import pytest

from flows.publish.dataset import load_table
from schemas.doubt import in_doubt
from schemas.models import HEADLINE
from tests.second.conftest import LETTER, OFFENCES, RIGHT, TABLE, Folder, figure


def test_where_both_agree_the_figure_is_read_twice_and_sure(letter: Folder) -> None:
    assert letter.answer({"outcome": "answered", "figures": RIGHT}).exit_code == 0
    letter.ingest()
    assert len(letter.figures) == len(RIGHT)
    assert all(row.read_by == ["program", "model:a-model"] and not in_doubt(row) for row in letter.figures)
    assert letter.document.second_reading == "agrees"
    assert letter.questions == []


def test_a_difference_is_one_question_with_both_readings_and_a_doubt(letter: Folder) -> None:
    other = [one | {"period": "2015/16"} if one["printed"] == "88" else one for one in RIGHT]
    letter.answer({"figures": other})
    letter.ingest()
    (doubted,) = [row for row in letter.figures if in_doubt(row)]
    assert (doubted.count, doubted.period_label, doubted.read_by) == (88, "2016/17", ["program"])
    (question,) = letter.questions
    assert (question.asks, question.figures, question.status) == ("reading", 1, "open")
    assert [option.key for option in question.options] == ["as_read", "second", "left_out"]
    assert "2016/17" in question.options[0].says
    assert "2015/16" in question.options[1].says
    assert letter.document.second_reading == "differs"


@pytest.mark.parametrize(
    ("option", "period", "readers"),
    [
        ("as_read", "2016/17", ["program", "person:Ann"]),
        ("second", "2015/16", ["model:a-model", "person:Ann"]),
    ],
)
def test_a_person_decides_and_stands_above_both(letter: Folder, option: str, period: str, readers: list[str]) -> None:
    letter.answer({"figures": [one | {"period": "2015/16"} if one["printed"] == "88" else one for one in RIGHT]})
    letter.ingest()
    (question,) = letter.questions
    line = f"- {{question: {question.question_id}, option: {option}, why: looked, by: Ann}}\n"
    (letter.kent / "answers.yml").write_text(line)
    letter.ingest()
    (row,) = [row for row in letter.figures if row.count == 88]
    assert (row.period_label, row.read_by, in_doubt(row)) == (period, readers, False)


def test_a_figure_that_only_the_second_reader_has_is_offered_and_published_by_nobody(folder: Folder) -> None:
    folder.put("Kent Police holds the figures below.\n\nOur reference is 77001.\n")
    folder.answer({"figures": [figure("L2", "77001")]})
    folder.ingest()
    (row,) = folder.figures
    assert (row.count, row.read_by, in_doubt(row)) == (77001, ["model:a-model"], True)
    (question,) = folder.questions
    assert [option.key for option in question.options] == ["as_read", "left_out"]
    assert all(one["count"] is None for one in load_table(folder.processed, HEADLINE).to_pylist())


def test_an_offered_figure_that_a_person_takes_is_sure(folder: Folder) -> None:
    folder.put("Kent Police holds the figures below.\n\nOur reference is 77001.\n")
    folder.answer({"figures": [figure("L2", "77001")]})
    folder.ingest()
    (question,) = folder.questions
    (folder.kent / "answers.yml").write_text(f"- {{question: {question.question_id}, option: as_read, why: looked}}\n")
    folder.ingest()
    (row,) = folder.figures
    assert (row.count, in_doubt(row)) == (77001, False)
    assert row.read_by == ["model:a-model", "person:data team"]


def test_a_figure_that_the_second_reader_does_not_have_is_in_doubt(letter: Folder) -> None:
    letter.answer({"figures": RIGHT[:-1]})
    letter.ingest()
    assert [row.count for row in letter.figures if in_doubt(row)] == [88]


def test_a_table_is_compared_by_its_labels(folder: Folder) -> None:
    folder.put(TABLE, "reply.csv")
    says = [{"at": "C2", "period": "2016/17"}, {"at": "C3", "period": "2015/16"}]
    says += [{"at": "R3", "age": "0-4"}, {"at": "R4", "age": "5-10"}, {"at": "R5", "age": "12-17"}]
    folder.answer({"tables": [{"at": "T1", "rows": "R3-R5", "columns": "C2-C3", "all": OFFENCES, "says": says}]})
    folder.ingest()
    assert {row.count for row in folder.figures if not in_doubt(row)} == {7, 5, 12, 14}
    (question,) = folder.questions  # one label, one question, though two figures hang on it
    assert (question.asks, question.figures) == ("reading", 2)


def test_a_reading_is_stale_when_its_document_has_changed(letter: Folder) -> None:
    letter.answer({"figures": RIGHT})
    letter.put(LETTER.replace("88", "89"))
    letter.ingest()
    assert letter.document.second_reading == "stale"
    assert [one.check for one in letter.findings if one.check.startswith("second_")] == ["second_stale"]
    assert all(row.read_by == ["program"] for row in letter.figures)


def test_a_person_who_read_goes_before_a_model(letter: Folder) -> None:
    letter.answer({"figures": RIGHT})
    (file,) = letter.readings
    said = json.loads(file.read_text())
    file.with_name("letter.txt--person-Ann.second.json").write_text(json.dumps(said | {"by": "person:Ann"}))
    letter.ingest()
    assert all(row.read_by == ["program", "person:Ann"] for row in letter.figures)
    assert "second_not_used" in {one.check for one in letter.findings}


@pytest.mark.parametrize("text", ["{", '{"form": "9.0"}', "null", '{"document": 3}'])
def test_a_file_that_is_no_second_reading_is_an_error_and_stops_nothing(letter: Folder, text: str) -> None:
    letter.answer({"figures": RIGHT})
    (file,) = letter.readings
    document = json.loads(file.read_text())["document"]
    file.write_text(f"{text} {document}")
    letter.ingest()
    (told,) = [one for one in letter.findings if one.check == "second_invalid"]
    assert told.severity == "error"
    assert file.name in told.message
    assert len(letter.figures) == len(RIGHT)


def test_a_reading_whose_name_is_of_no_return_is_told_of(letter: Folder) -> None:
    (letter.kent / "other.pdf.second.json").write_text("{}")
    letter.ingest()
    assert "beside_no_return" in {one.check for one in letter.findings}


def test_what_a_campaign_wants_read_twice_is_published_only_then(letter: Folder) -> None:
    (letter.raw / "2016-17/request.yml").write_text("second: required\n")
    letter.ingest()
    assert all(in_doubt(row) for row in letter.figures)
    assert {question.asks for question in letter.questions} == {"reading"}
    letter.answer({"figures": RIGHT})
    letter.ingest()
    assert not any(in_doubt(row) for row in letter.figures)


def test_the_same_files_give_the_same_bytes(letter: Folder, tmp_path: Path) -> None:
    letter.answer({"figures": RIGHT[:-1]})
    letter.ingest()
    first = tmp_path / "first"
    letter.processed.rename(first)
    letter.ingest()
    files = sorted(file.relative_to(first) for file in first.rglob("*.parquet"))
    assert files
    same, different, missing = filecmp.cmpfiles(first, letter.processed, map(str, files), shallow=False)
    assert (different, missing, len(same)) == ([], [], len(files))


def test_two_numbers_of_one_thing_stay_in_doubt_though_both_readers_have_them(folder: Folder) -> None:
    folder.put("Kent Police recorded 640 rapes in 2016/17.\n\nKent Police recorded 650 rapes in 2016/17.\n")
    said = [figure("L1", "640", offence="rape"), figure("L2", "650", offence="rape")]
    folder.answer({"figures": said})
    folder.ingest()
    assert [(row.count, in_doubt(row)) for row in sorted(folder.figures, key=lambda r: r.count or 0)] == [
        (640, True),
        (650, True),
    ]
