"""E-mails (EML): the body, its quoted history apart, and the files attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import EmailPolicy, compat32
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from flows.read.grid import Attachment, Block, Document, Grid, Limits, Notice, Text, UnreadableError
from flows.read.mail.quoted import mark_quoted
from flows.read.text.charsets import decode
from flows.read.text.plain_tables import plain_blocks
from flows.read.web.webpage import page_blocks, parse_page
from flows.read.workbooks.sheet import left_out

# Pictures in the text that are smaller than this are a letterhead or an icon.
_SMALLEST_PICTURE = 15_000
# What headers that are not written as headers are make the parser raise.
_ODD = (HeaderParseError, AttributeError, ValueError, TypeError, LookupError)
# A file that an old program put into the body (uuencoded).
_FILE_IN_TEXT = re.compile(r"^begin [0-7]{3,4} (.+?)\s*\n(?:[ -`]+\n)+(?:end$)?", re.MULTILINE)
FORWARDED = re.compile(r"\s*(?:fw|fwd|tr|wg)\s*:", re.IGNORECASE)


#: No header says anything behind this; the parser takes gigabytes for a long one of encoded words.
_LONGEST_HEADER = 20_000


class _BoundedHeaders(EmailPolicy):
    """The parser's default policy, which takes long headers by their beginning."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


@dataclass(slots=True)
class _Found:
    bodies: list[tuple[str, bytes, str | None]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_out: int = 0


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The body's paragraphs and tables, history as role `quoted`; attachments as they came.

    Raises UnreadableError where the message is nested deeper than any real one.
    """
    return read_message(path.read_bytes(), limits)


def read_message(data: bytes, limits: Limits) -> Document:
    """As `read`, from the bytes of a message."""
    try:
        message = BytesParser(policy=_BoundedHeaders()).parsebytes(data)
        found = _Found()
        _gather(message, found, limits)
    except (RecursionError, MessageError, HeaderParseError, ValueError, KeyError) as error:
        raise UnreadableError(
            f"the e-mail is not put together as e-mails are ({type(error).__name__}); ask for the attachments alone"
        ) from error
    properties = _properties(message)
    blocks: list[Block] = []
    notices: list[Notice] = []
    for kind, content, charset in found.bodies:
        body, more = body_blocks(content, kind, charset, limits)
        blocks += body
        notices += more
    if found.left_out:
        notices.append(
            Notice("attachments_left_out", f"{found.left_out} parts beyond the limit were not opened", severity="error")
        )
    marked = mark_quoted(blocks, forwards=FORWARDED.match(properties.get("subject", "")) is not None)
    return Document(
        "eml",
        marked,
        properties=properties,
        notices=tuple(notices),
        attachments=tuple(found.attachments),
        partial=found.left_out > 0 or left_out(notices),
    )


def body_blocks(
    content: bytes, kind: str, charset: str | None, limits: Limits
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Blocks and notices of one body, `kind` being `text/html` or `text/plain`."""
    if kind == "text/html":
        root, cut = parse_page(content, charset)
        blocks, notices = page_blocks(root, limits, "email")
        return _typed_tables(blocks), (*cut, *notices)
    text = decode(content, charset)[0].replace("\r\n", "\n").replace("\r", "\n")
    inside = [
        Notice("file_in_text", f"{name!r} is written into the text and was not opened", "ask for it by itself", name)
        for name in _FILE_IN_TEXT.findall(text)
    ]
    text = _FILE_IN_TEXT.sub("", text)
    return tuple(plain_blocks(text.replace("\0", "").replace("\xa0", " "))), tuple(inside)


def _typed_tables(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Neighbouring paragraphs of a page whose words stand in columns (typed with hard spaces) as tables."""
    out: list[Block] = []
    run: list[Text] = []

    def close() -> None:
        grids = plain_blocks("\n".join(text.text for text in run))
        out.extend(grids if any(isinstance(block, Grid) for block in grids) else run)
        run.clear()

    for block in blocks:
        if isinstance(block, Text) and block.role == "body" and not block.label and "  " in block.text:
            run.append(block)
            continue
        close()
        out.append(block)
    close()
    return tuple(out)


def _gather(message: Message, found: _Found, limits: Limits) -> None:
    """Sort the parts of a message into bodies and attachments; of alternatives the last that can be read counts."""
    kind = message.get_content_type()
    try:
        name = " ".join((message.get_filename() or "").split())
    except _ODD:
        name = ""
    disposition = (message.get_content_disposition() or "").lower()
    if kind == "message/rfc822":
        inner = message.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            subject = _header(inner[0], "Subject") or "message"
            _attach(found, name or f"{subject[:80]}.eml", inner[0].as_bytes(policy=compat32), limits)
        return
    if message.is_multipart():
        parts = [part for part in message.get_payload() if isinstance(part, Message)]
        if kind == "multipart/alternative":
            parts = _best(parts)
        for part in parts:
            _gather(part, found, limits)
        return
    content = message.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return
    if kind in ("text/plain", "text/html") and disposition != "attachment" and not name:
        found.bodies.append((kind, content, message.get_content_charset()))
    elif kind.startswith("image/") and disposition != "attachment" and len(content) < _SMALLEST_PICTURE:
        return
    else:
        _attach(found, name or f"part-{len(found.attachments) + 1}.{kind.rpartition('/')[2]}", content, limits)


def _attach(found: _Found, name: str, content: bytes, limits: Limits) -> None:
    if len(found.attachments) >= limits.archive_members:
        found.left_out += 1
    else:
        found.attachments.append(Attachment(name, content))


def _best(parts: list[Message]) -> list[Message]:
    """The alternative to read, calendars and the like aside: the richest, which comes last."""
    readable = [
        part
        for part in parts
        if part.is_multipart()
        or (part.get_content_type() in ("text/plain", "text/html") and part.get_payload(decode=True))
    ]
    rest = [part for part in parts if part.get_content_disposition() == "attachment"]
    return [*readable[-1:], *(part for part in rest if part not in readable)] or parts


def _header(message: Message, name: str) -> str:
    """A header as a person reads it; as it is written where it is not written as headers are."""
    try:
        value = message.get(name, "")
    except _ODD:
        value = dict(message.raw_items()).get(name, "")
    return " ".join(str(value).split())


def _properties(message: Message) -> dict[str, str]:
    properties = {key.lower(): text for key in ("Subject", "From", "To") if (text := _header(message, key))}
    when = _header(message, "Date")
    try:
        properties |= {"date": parsedate_to_datetime(when).date().isoformat()} if when else {}
    except (ValueError, TypeError, IndexError, OverflowError):
        properties["date_as_printed"] = when
    return properties
