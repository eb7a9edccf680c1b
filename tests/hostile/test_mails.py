"""E-mails made to do harm."""

from __future__ import annotations

import base64
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from flows.read.containers import Opened
from flows.read.grid import Document, Grid

Outcome = Callable[..., Document]
Unpacked = Callable[..., list[Opened]]
HEAD = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Figures\r\nMIME-Version: 1.0\r\n"


def test_messages_within_messages_end_at_the_depth_allowed(unpacked: Unpacked) -> None:
    message = HEAD + b"Content-Type: text/plain\r\n\r\n5\r\n"
    for level in range(8):
        message = HEAD + b"X-Level: %d\r\nContent-Type: message/rfc822\r\n\r\n" % level + message
    opened = unpacked("matryoshka.eml", message)
    assert len(opened) == 4
    assert opened[-1].document.partial


def test_parts_within_parts_without_end_are_refused(outcome: Outcome) -> None:
    levels = 2_000
    start = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(levels))
    document = outcome("deep.eml", HEAD + start + b"\r\n5")
    assert "broke down" not in document.failure
    assert document.failure or len(document.blocks) <= 1


def test_thousands_of_parts_are_cut_at_the_limit(outcome: Outcome) -> None:
    part = b'--b\r\nContent-Type: application/octet-stream; name="%d.bin"\r\n\r\n%d\r\n'
    parts = b"".join(part % (n, n) for n in range(3_000))
    document = outcome("many.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"--b--")
    assert len(document.attachments) == 40
    assert document.partial


def test_attachments_beyond_the_limit_never_leave_their_reader(outcome: Outcome) -> None:
    message = EmailMessage()
    message.set_content("The number is 5.")
    for number in range(5):
        message.add_attachment(bytes([number]) * 10 * 2**20, "application", "octet-stream", filename=f"{number}.bin")
    document = outcome("large.eml", message.as_bytes())
    assert [file.name for file in document.attachments] == ["0.bin", "1.bin", "2.bin"]
    assert document.partial
    assert any("2 files inside were not opened" in notice.message for notice in document.notices)


def test_the_name_of_an_attachment_is_no_path(unpacked: Unpacked) -> None:
    part = (
        b'--b\r\nContent-Type: text/csv; name="../../x"\r\n'
        b'Content-Disposition: attachment; filename="/etc/cron.d/x.csv"'
        b"\r\n\r\na,b\r\n1,2\r\n--b--"
    )
    opened = unpacked("slip.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part)
    assert [file.path for file in opened] == ["slip.eml", "slip.eml/etc/cron.d/x.csv"]


@pytest.mark.parametrize(
    "headers",
    [
        b"Subject: =?x-unknown?b?AAAA?=\r\n",
        b"Subject: =?utf-8?b?" + b"/" * 5_000 + b"?=\r\n",
        b"Date: Thu, 99 Foo 99999 99:99:99 +99999\r\n",
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n",
        b"Content-Type: text/plain; charset=\"\xff\xfe\"; name*0*=utf-8''%ff; name*1*=%zz\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: uuencode\r\n",
    ],
    ids=["charset", "base64", "date", "many words", "name", "transfer base64", "transfer uu"],
)
def test_headers_of_nonsense_break_nothing(outcome: Outcome, headers: bytes) -> None:
    document = outcome("odd.eml", b"From: a@example.org\r\nTo: b@example.org\r\n" + headers + b"\r\nTotal 5\r\n")
    assert not document.failure


def test_a_boundary_that_never_ends_loses_no_text(outcome: Outcome) -> None:
    document = outcome(
        "open.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nThe number is 5.\r\n'
    )
    assert any("The number is 5." in str(block) for block in document.blocks)


def test_an_attachment_made_to_do_harm_does_not_take_the_message_with_it(unpacked: Unpacked) -> None:
    bomb = base64.encodebytes(b"%PDF-1.4\n" + b"\0" * 3_000)
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\nThe number is 5.\r\n"
        b'--b\r\nContent-Type: application/pdf; name="x.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + bomb
        + b"\r\n--b--"
    )
    opened = unpacked("bomb.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + body)
    assert any("The number is 5." in str(block) for block in opened[0].document.blocks)
    assert opened[1].document.failure


def test_uuencoded_nonsense_stays_text(outcome: Outcome) -> None:
    document = outcome("uu.eml", HEAD + b"\r\nbegin 666 x.doc\r\n" + b"\xff\xfe not encoded at all \x80\r\n" * 50)
    assert not document.failure


@pytest.mark.parametrize("name", ["x.msg", "winmail.dat"])
def test_outlook_files_of_noise_are_unreadable(outcome: Outcome, name: str) -> None:
    start = bytes.fromhex("d0cf11e0a1b11ae1") if name == "x.msg" else bytes.fromhex("789f3e22")
    assert outcome(name, start + bytes(range(256)) * 10).failure


def test_ten_thousand_bodies_end(hurried: Outcome) -> None:
    parts = b"".join(b"--b\r\nContent-Type: text/plain\r\n\r\n%d\r\n" % n for n in range(10_000))
    document = hurried("bodies.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"--b--")
    assert document.failure or len(document.blocks) == 10_000


def test_a_part_fetched_from_elsewhere_is_not(outcome: Outcome) -> None:
    part = b'--b\r\nContent-Type: message/external-body; access-type=URL; URL="http://192.0.2.1/x.pdf"\r\n\r\n\r\n--b--'
    document = outcome("outside.eml", HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part)
    assert not any(isinstance(block, Grid) for block in document.blocks)


@pytest.mark.parametrize("name", ["\u202efdp.exe.csv", "x\x1b]0;owned\x07.csv", "=cmd|' /C calc'!A0.csv", "a\r\nb.csv"])
def test_names_of_attachments_made_to_mislead_are_plain(unpacked: Unpacked, name: str) -> None:
    sent = EmailMessage()
    sent["From"], sent["To"] = "a@example.org", "b@example.org"
    sent.set_content("5")
    sent.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename=name.replace("\r\n", ""))
    opened = unpacked("names.eml", bytes(sent))
    assert all(file.path.isprintable() for file in opened)
    assert len(opened) == 2
