"""MSG files, as Outlook saves an e-mail."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from pathlib import Path

from oxmsg import Message
from oxmsg.attachment import Attachment as Attached
from oxmsg.properties import Properties

from flows.read.grid import Attachment, Document, Limits, Notice, UnreadableError
from flows.read.mail.eml import FORWARDED, body_blocks
from flows.read.mail.quoted import mark_quoted

_ERRORS = (*(ValueError, KeyError, OSError, struct.error, AssertionError), *(IndexError, TypeError, LookupError))
_ATTACHED_MESSAGE = "__substg1.0_3701000D"
_PROPERTIES = "__properties_version1.0"
_HEADER_OF_ATTACHED = 24


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The body's paragraphs and tables, history as role `quoted`; attachments as they came.

    An attached message becomes an EML file, as Outlook stores it in no file of its own. Raises UnreadableError where
    the file is damaged.
    """
    try:
        message = Message.load(path.read_bytes())
        subject, sent = message.subject, message.sent_date
        content, kind = _body(message)
        lost: list[str] = []
        files = _files(message, lost)
    except _ERRORS as error:
        raise UnreadableError(f"the Outlook message is damaged ({error}); ask for it as PDF or forwarded") from error
    blocks, notices = body_blocks(content.encode("utf-8", "replace"), kind, "utf-8", limits)
    if lost:
        what = f"{len(lost)} attached items were not opened: {', '.join(lost[:3])}"
        remedy = "open the message in Outlook, save the items and add them"
        notices = (*notices, Notice("attachments_left_out", what, remedy, severity="error"))
    properties = {"subject": subject} if subject else {}
    if sent is not None:
        properties["date"] = sent.date().isoformat()
    return Document(
        "msg",
        mark_quoted(blocks, FORWARDED.match(subject) is not None),
        properties=properties,
        notices=notices,
        attachments=tuple(files),
        partial=bool(lost),
    )


class _AttachedMessage(Message):
    """A message within another, whose properties begin earlier than those of a file."""

    @property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=_HEADER_OF_ATTACHED)


def _body(message: Message) -> tuple[str, str]:
    """The text of the body and its type."""
    html = message.html_body
    return (html, "text/html") if html and html.strip() else (message.body or "", "text/plain")


def _files(message: Message, lost: list[str]) -> list[Attachment]:
    """What is attached to a message; `lost` takes the names of what is no file and no message."""
    files = []
    for number, attached in enumerate(message.attachments, start=1):
        name, data = _line(attached.file_name or ""), attached.file_bytes
        if data is None and (inner := _attached_message(attached)) is not None:
            name, data = name or f"{_line(inner.subject)[:80] or 'message'}.eml", bytes(_as_mail(inner, lost))
        if data is None:
            lost.append(name or "an object")
        elif data:
            files.append(Attachment(name or f"part-{number}", data))
    return files


def _attached_message(attached: Attached) -> Message | None:
    for storage in attached._storage.storages:  # type: ignore[attr-defined]
        if storage.name == _ATTACHED_MESSAGE and any(stream.name == _PROPERTIES for stream in storage.streams):
            return _AttachedMessage(storage)
    return None


def _as_mail(message: Message, lost: list[str]) -> EmailMessage:
    """The message as one of the Internet; the same message always the same bytes."""
    mail = EmailMessage()
    mail["Subject"] = _line(message.subject)
    mail["From"] = _line(message.sender or "")
    if message.sent_date is not None:
        mail["Date"] = message.sent_date
    content, kind = _body(message)
    # In base 64 no line can be taken for a boundary.
    mail.set_content(_sound(content), subtype=kind.removeprefix("text/"), cte="base64")
    for file in _files(message, lost):
        mail.add_attachment(file.content, maintype="application", subtype="octet-stream", filename=file.name)
    if mail.is_multipart():
        mail.set_boundary("=_part")
    return mail


def _line(text: str) -> str:
    return " ".join(_sound(text).split())


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
