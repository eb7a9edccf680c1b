"""E-mails: the answer told from its history, and the files in it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.read.grid import Document, Grid, Limits, Text
from flows.read.mail import eml as mail


def read(tmp_path: Path, message: EmailMessage | bytes) -> Document:
    (tmp_path / "x.eml").write_bytes(message if isinstance(message, bytes) else bytes(message))
    return mail.read(tmp_path / "x.eml", Limits())


def message(text: str, subject: str = "RE: figures") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "foi@force.example", "r@charity.example", subject
    made["Date"] = "Thu, 14 Sep 2017 11:42:07 +0100"
    made.set_content(text)
    return made


def answer(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Text) and block.role != "quoted"]


@pytest.mark.parametrize(
    "history",
    [
        "-----Original Message-----\nFrom: A\nSent: 1 May\nTo: B\nSubject: x\n\nThe 999 of last year",
        "From: A\nSent: 1 May\nTo: B\nSubject: x\n\nThe 999 of last year",
        "On Tue, 1 May 2017 at 10:00, A <a@b.example> wrote:\n> The 999 of last year",
        "On Tue, 1 May 2017 at 10:00, A <a@b.example> wrote:\n\nThe 999 of last year",
    ],
)
def test_history_is_quoted(tmp_path: Path, history: str) -> None:
    document = read(tmp_path, message(f"We recorded 816.\n\n{history}\n"))
    assert not any("999" in text for text in answer(document))
    assert "We recorded 816." in answer(document)
    assert any("999" in str(block) for block in document.blocks)


def test_a_table_in_the_history_is_no_table(tmp_path: Path) -> None:
    table = "Age    Count\n0-4        7\n5-9       12\n"
    document = read(tmp_path, message(f"As asked:\n\n{table}\n-----Original Message-----\n\n{table}"))
    assert len([block for block in document.blocks if isinstance(block, Grid)]) == 1


def test_answers_between_quoted_questions_are_the_answer(tmp_path: Path) -> None:
    document = read(tmp_path, message("On 1 May 2017 A wrote:\n> How many?\n816\n> And online?\n31\n"))
    assert answer(document) == ["On 1 May 2017 A wrote:", "816", "31"]


def test_what_is_passed_on_is_the_answer(tmp_path: Path) -> None:
    first = "From: Force\nSent: 1 May\nTo: B\nSubject: x\n\nWe recorded 816.\n\n"
    second = "From: Charity\nSent: 1 April\nTo: C\nSubject: y\n\nThe 999 of last year"
    document = read(tmp_path, message(f"Please see below.\n\n{first}{second}", subject="FW: figures"))
    assert "We recorded 816." in answer(document)
    assert not any("999" in text for text in answer(document))


def test_of_two_alternatives_one_is_read(tmp_path: Path) -> None:
    made = message("We recorded 816.")
    made.add_alternative("<p>We recorded 816.</p><table><tr><td>a<td>1<tr><td>b<td>2</table>", subtype="html")
    document = read(tmp_path, made)
    assert answer(document) == ["We recorded 816."]
    [(_, grid)] = document.grids
    assert grid.method == "email"


def test_columns_typed_with_hard_spaces_in_a_page(tmp_path: Path) -> None:
    made = message("x")
    rows = (
        "Age&nbsp;&nbsp;&nbsp;Count",
        "0-4&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;7",
        "5-9&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;12",
    )
    made.add_alternative("".join(f"<div>{row}</div>" for row in rows), subtype="html")
    [(_, grid)] = read(tmp_path, made).grids
    assert [cell.text for cell in grid.cells] == ["Age", "Count", "0-4", "7", "5-9", "12"]


def test_attachments_and_their_names(tmp_path: Path) -> None:
    made = message("See attached.")
    made.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="Größen.csv")
    inner = message("We recorded 816.", "inner")
    made.add_attachment(inner)
    document = read(tmp_path, made)
    assert [attachment.name for attachment in document.attachments] == ["Größen.csv", "inner.eml"]


def test_a_file_written_into_the_text_is_said_not_to_be_opened(tmp_path: Path) -> None:
    document = read(tmp_path, message("Attached.\n\nbegin 644 a.txt\n#8W0@\n`\nend\n\nRegards"))
    assert [(n.check, n.place) for n in document.notices] == [("file_in_text", "a.txt")]


def test_what_the_header_says(tmp_path: Path) -> None:
    properties = read(tmp_path, message("x", "=?utf-8?q?Zahl_=C2=A35?=")).properties
    assert (properties["subject"], properties["date"]) == ("Zahl £5", "2017-09-14")
