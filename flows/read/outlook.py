"""MSG files, as Outlook saves an e-mail."""

from __future__ import annotations

import struct
from pathlib import Path

from oxmsg import Message

from flows.read.grid import Attachment, Document, Limits, Notice, UnreadableError
from flows.read.mail import FORWARDED, body_blocks
from flows.read.quoted import mark_quoted

_ERRORS = (*(ValueError, KeyError, OSError, struct.error, AssertionError), *(IndexError, TypeError, LookupError))


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The body's paragraphs and tables, history as role `quoted`; attachments as they came.

    Raises UnreadableError where the file is damaged.
    """
    try:
        message = Message.load(path.read_bytes())
        subject, html, plain = message.subject, message.html_body, message.body
        sent = message.sent_date
        files = [(attachment.file_name, attachment.file_bytes) for attachment in message.attachments]
    except _ERRORS as error:
        raise UnreadableError(f"the Outlook message is damaged ({error}); ask for it as PDF or forwarded") from error
    content, kind = (html, "text/html") if html and html.strip() else (plain or "", "text/plain")
    blocks, notices, inner = body_blocks(content.encode("utf-8", "replace"), kind, "utf-8", limits)
    lost = [name or "an attached message" for name, content in files if content is None]
    if lost:
        what = f"{len(lost)} attached items were not opened: {', '.join(lost[:3])}"
        remedy = "open the message in Outlook, save the items and add them"
        notices = (*notices, Notice("attachments_left_out", what, remedy, severity="error"))
    attachments = tuple(Attachment(name or f"part-{n}", data) for n, (name, data) in enumerate(files, 1) if data)
    properties = {"subject": subject} if subject else {}
    if sent is not None:
        properties["date"] = sent.date().isoformat()
    return Document(
        "msg",
        mark_quoted(blocks, FORWARDED.match(subject) is not None),
        properties=properties,
        notices=notices,
        attachments=(*attachments, *inner),
        partial=bool(lost),
    )
