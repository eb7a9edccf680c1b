"""Whose figures a return gives: letterhead, text, table, mail address and folder held against each other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flows.read.grid import Block, Cell, Document, Grid, Text
from flows.tidy.force.of_return import settle
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy

ANSWER = "In 2016/17 the force recorded 57 sexual offences against children."
ICO = (
    "You may complain to the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF."
)


def grid(*rows: Sequence[str]) -> Grid:
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1))
    return Grid(len(rows), max(map(len, rows)), cells, "workbook", sheet="Sheet1")


TABLE = grid(("Offences recorded", ""), ("Year", "Online flag"), ("2016/17", "57"))


def letter(head: str, *answer: str) -> Document:
    """A letter on the paper of `head`, with an answer."""
    lines = (head, "Headquarters, PO Box 2", "Our reference: FOI 1", "12 September 2017", "Dear Sir", *answer)
    return Document("docx", tuple(map(Text, lines)))


def understood(document: Document, respondent: str = "kent", **more: object) -> Tidied:
    name = str(more.pop("document_id", "d"))
    return tidy(document, Context(name, f"2016-17/{respondent}/{name}", "2016-17", respondent, **more))  # type: ignore[arg-type]


def settled(*documents: Tidied) -> Tidied:
    settle(documents)
    return documents[-1]


def forces(tidied: Tidied) -> set[str | None]:
    return {row.force_id for row in tidied.observations}


def checks(tidied: Tidied) -> list[tuple[str, str]]:
    names = ("force_contradicted", "force_unknown", "respondent_unknown", "respondent_not_said")
    return [(f.severity, f.check) for f in tidied.findings if f.check in names]


def test_another_forces_letterhead_keeps_the_figures_out_and_says_why() -> None:
    found = settled(understood(letter("Staffordshire Police", ANSWER), "essex"))
    assert forces(found) == {None}
    assert {"force_unclear"} <= set(found.observations[0].flags)
    (finding,) = [f for f in found.findings if f.check == "force_contradicted"]
    assert finding.severity == "error"
    assert 'lies with essex, but its letterhead says staffordshire ("Staffordshire Police")' in finding.message


@pytest.mark.parametrize("said", ["staffordshire", "essex"])
def test_until_a_person_says(said: str) -> None:
    found = settled(understood(letter("Staffordshire Police", ANSWER), "essex", force=said))
    assert (forces(found), checks(found)) == ({said}, [])
    assert "force_said" in found.observations[0].flags


@pytest.mark.parametrize(
    "lines",
    [
        ("Kent Police", ANSWER, ICO),
        ("Kent Police", ANSWER, "Figures of the Home Office and of Essex Police may differ."),
        ("Freedom of Information Unit, Maidstone, Kent", ANSWER, "Essex Police may hold more."),
        ("Essex Police", "Essex Police and Kent Police share an information unit.", ANSWER),
        ("Essex Police", ANSWER, "This reply is sent on behalf of Kent Police."),
        ("Office of the Essex Police and Crime Commissioner", ANSWER),
    ],
)
def test_a_mention_and_a_joint_letter_are_no_contradiction(lines: tuple[str, ...]) -> None:
    found = settled(understood(letter(*lines)))
    assert (forces(found), checks(found)) == ({"kent"}, [])


def test_a_statement_in_the_text_speaks_for_its_force() -> None:
    lines = ("Freedom of Information", "Essex Police can confirm that it holds the information.", ANSWER)
    assert checks(settled(understood(letter(*lines)))) == [("error", "force_contradicted")]


def test_a_name_at_the_head_of_a_sheet_is_its_letterhead() -> None:
    headed = grid(("ESSEX POLICE", ""), ("Offences recorded", ""), ("Year", "Online flag"), ("2016/17", "57"))
    assert checks(settled(understood(Document("xlsx", (headed,))))) == [("error", "force_contradicted")]


def test_figures_whose_labels_all_name_another_force_are_not_the_folders() -> None:
    blocks: tuple[Block, ...] = (Text("Essex Police", "heading"), TABLE)
    found = settled(understood(Document("docx", (*letter("Kent Police").blocks, *blocks))))
    assert (forces(found), checks(found)) == ({None}, [("error", "force_contradicted")])


def test_a_mail_speaks_for_what_is_attached_to_it() -> None:
    sender = {"from": "FOI Unit <foi@staffordshire.pnn.police.uk>"}
    mail = Document("eml", (Text("Please find our reply attached."),), properties=sender)
    book = Document("xlsx", (TABLE,))
    for respondent, expected in (("essex", None), ("staffordshire", "staffordshire"), ("unknown", "staffordshire")):
        outer = understood(mail, respondent, document_id="mail")
        inner = understood(book, respondent, document_id="book", container_id="mail")
        assert forces(settled(outer, inner)) == {expected}


def test_a_workbook_attached_to_a_joint_units_mail_is_the_folders_where_a_letter_beside_it_names_that() -> None:
    mail = Document("eml", (Text("Our reply."),), properties={"from": "Unit <foi@herts.pnn.police.uk>"})
    outer = understood(mail, "cambridgeshire", document_id="mail")
    reply = understood(
        letter("Cambridgeshire Constabulary", ANSWER),
        "cambridgeshire",
        document_id="reply",
        container_id="mail",
    )
    book = understood(Document("xlsx", (TABLE,)), "cambridgeshire", document_id="book", container_id="mail")
    assert forces(settled(outer, reply, book)) == {"cambridgeshire"}
    assert [checks(one) for one in (outer, reply, book)] == [[], [], []]


def test_an_unknown_slug_is_an_error_with_the_nearest() -> None:
    found = settled(understood(letter("Freedom of Information", ANSWER), "kentt"))
    (finding,) = [f for f in found.findings if f.check == "respondent_unknown"]
    assert (finding.severity, forces(found)) == ("error", {None})
    assert "kentt is no force's slug (nearest: kent)" in finding.message


def test_another_bodys_return_is_none_where_a_person_says_so() -> None:
    found = settled(understood(letter("Home Office", ANSWER), "home-office", force="none"))
    assert (forces(found), checks(found)) == ({None}, [])


def test_a_wrong_force_in_source_yml_is_named_and_not_used() -> None:
    found = settled(understood(letter("Kent Police", ANSWER), force="kentt"))
    assert (forces(found), checks(found)) == ({"kent"}, [("error", "force_unknown")])


def test_where_nobody_says_who_answered_the_letter_does_and_that_is_told() -> None:
    found = settled(understood(letter("Kent Police", ANSWER), "unknown"))
    (finding,) = [f for f in found.findings if f.check == "respondent_not_said"]
    assert forces(found) == {"kent"}
    assert 'stand under kent, as its letterhead says kent ("Kent Police")' in finding.message


def test_a_joint_return_that_lies_with_both_its_forces_gives_each_its_own_figures() -> None:
    other = grid(("Offences recorded", ""), ("Year", "Online flag"), ("2016/17", "73"))
    blocks: tuple[Block, ...] = (Text("Kent Police", "heading"), TABLE, Text("Essex Police", "heading"), other)
    joint = Document("docx", (*letter("Information Unit").blocks, *blocks))
    found = settled(understood(joint, others=("essex",)))
    assert {(row.force_id, row.count) for row in found.observations} == {("kent", 57), ("essex", 73)}
    assert checks(found) == []


def test_the_same_file_with_two_forces_is_neithers() -> None:
    found = settled(understood(letter("Kent Police", ANSWER), others=("essex",)))
    (finding,) = [f for f in found.findings if f.check == "force_contradicted"]
    assert forces(found) == {None}
    assert "the same file lies with kent and essex" in finding.message
