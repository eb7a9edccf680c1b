"""Walking a folder of returns: what is a return, what it is called, and what is said about the rest."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from flows.read.returns import walk_paths, walk_raw
from flows.read.sources import SourceError, parse_sources


def put(path: Path, content: str = "a return") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_folders_name_campaign_and_respondent(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/kent/later/reply.pdf")
    (found,) = walk_raw(tmp_path).returns
    assert (found.campaign, found.respondent, found.path) == ("2016-17", "kent", "2016-17/kent/later/reply.pdf")


@pytest.mark.parametrize("stray", ["reply.pdf", "2016-17/reply.pdf"])
def test_a_file_in_no_respondents_folder_is_one_finding_and_no_return(tmp_path: Path, stray: str) -> None:
    put(tmp_path / stray)
    received = walk_raw(tmp_path)
    assert received.returns == ()
    assert [(n.check, n.place, n.severity) for n in received.notices] == [
        ("not_in_a_respondents_folder", stray, "warning")
    ]


def test_the_same_file_twice_is_one_return_with_two_paths(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/kent/b.pdf")
    put(tmp_path / "2016-17/kent/a.pdf")
    (found,) = walk_raw(tmp_path).returns
    assert found.paths == ("2016-17/kent/a.pdf", "2016-17/kent/b.pdf")


def test_the_same_file_with_two_respondents_is_one_return_that_knows_of_both(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/kent/a.pdf")
    put(tmp_path / "2016-17/essex/a.pdf")
    (found,) = walk_raw(tmp_path).returns
    assert (found.respondent, found.others) == ("essex", ("kent",))


def test_the_same_file_in_two_campaigns_counts_once_and_is_said(tmp_path: Path) -> None:
    put(tmp_path / "2015-16/kent/a.pdf")
    put(tmp_path / "2016-17/kent/a.pdf")
    received = walk_raw(tmp_path)
    assert [(r.campaign, r.others) for r in received.returns] == [("2015-16", ())]
    assert [n.check for n in received.notices] == ["same_file_twice"]


@pytest.mark.parametrize("name", [".DS_Store", "~$reply.docx", "Thumbs.db", "desktop.ini"])
def test_what_a_computer_keeps_for_itself_is_said_but_not_read(tmp_path: Path, name: str) -> None:
    put(tmp_path / "2016-17/kent" / name)
    received = walk_raw(tmp_path)
    assert (received.returns, [n.severity for n in received.notices]) == ((), ["info"])


def test_links_out_of_the_raw_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt")
    put(tmp_path / "raw/2016-17/kent/a.pdf")
    (tmp_path / "raw/2016-17/kent/b.pdf").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "raw/2016-17/essex").symlink_to(tmp_path)
    (tmp_path / "raw/2016-17/kent/c.pdf").symlink_to(tmp_path / "nowhere")
    received = walk_raw(tmp_path / "raw")
    assert [r.path for r in received.returns] == ["2016-17/kent/a.pdf"]
    assert [n.check for n in received.notices] == ["link_not_followed"] * 3


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "2016-17/kent").mkdir(parents=True)
    os.mkfifo(tmp_path / "2016-17/kent/reply.pdf")
    assert walk_raw(tmp_path).returns == ()


def test_a_campaign_is_never_a_bare_number(tmp_path: Path) -> None:
    put(tmp_path / "2017/kent/reply.pdf")
    received = walk_raw(tmp_path)
    assert (received.returns, [n.severity for n in received.notices]) == ((), ["error"])


def test_paths_outside_are_named_from_the_folder_given(tmp_path: Path) -> None:
    put(tmp_path / "documents/2016-17/kent/reply.pdf", "one")
    loose = put(tmp_path / "letter.pdf", "two")
    folder, file = walk_paths([tmp_path / "documents", loose], tmp_path / "raw", respondent="essex").returns
    assert (folder.path, folder.campaign, folder.respondent) == ("documents/2016-17/kent/reply.pdf", "2016-17", "kent")
    assert (file.path, file.campaign, file.respondent) == ("letter.pdf", "unknown", "essex")


def test_paths_inside_raw_are_named_as_a_walk_of_raw_names_them(tmp_path: Path) -> None:
    put(tmp_path / "raw/2016-17/kent/reply.pdf")
    put(tmp_path / "raw/2016-17/essex/reply.pdf", "another")
    (found,) = walk_paths([tmp_path / "raw/2016-17/kent"], tmp_path / "raw").returns
    assert found == next(r for r in walk_raw(tmp_path / "raw").returns if r.respondent == "kent")


def test_what_people_wrote_beside_a_return_goes_with_it_unparsed(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/kent/reply.pdf")
    put(tmp_path / "2016-17/kent/recipe.yml", "tables: [")
    put(tmp_path / "2016-17/kent/source.yml", "reply.pdf: {received: 2017-09-26, supersedes: [first.pdf, FOI 7]}")
    received = walk_raw(tmp_path)
    (found,) = received.returns
    assert received.notices == ()
    assert found.beside.recipe is not None
    assert (found.beside.recipe.path, found.beside.recipe.text) == ("2016-17/kent/recipe.yml", "tables: [")
    assert found.source.received == dt.date(2017, 9, 26)
    assert found.source.supersedes == ("first.pdf", "FOI 7")


def test_a_note_beside_no_return_is_said(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/recipe.yml", "x")
    put(tmp_path / "2016-17/kent/reply.pdf")
    assert [n.check for n in walk_raw(tmp_path).notices] == ["beside_no_return"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.pdf:\n  recieved: 2017-09-26", 'line 2 "recieved": unknown key'),
        ("b.pdf:\n  dated: 2017-09-26", 'line 1 "b.pdf": no return of this name'),
        ("a.pdf:\n  dated: 26/09/2017", 'line 2 "26/09/2017": not a date'),
        ("a.pdf:\n  dated: 2017-09-26\n  dated: 2017-09-27", 'line 3 "dated"|line 2 "dated"'),
        ("a.pdf: [x]", "line 1 a mapping is wanted"),
        ("a.pdf: {", "line 1: not YAML"),
        ("a.pdf:\n  supersedes: {x: y}", "line 2 plain text is wanted"),
    ],
)
def test_a_mistake_in_source_yml_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse_sources(text, {"a.pdf"})


def test_a_source_yml_with_a_mistake_is_an_error_and_the_return_is_still_read(tmp_path: Path) -> None:
    put(tmp_path / "2016-17/kent/reply.pdf")
    put(tmp_path / "2016-17/kent/source.yml", "reply.pdf: {reference: ok, colour: red}")
    received = walk_raw(tmp_path)
    assert [n.severity for n in received.notices] == ["error"]
    assert [r.source.reference for r in received.returns] == [None]
