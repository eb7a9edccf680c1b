"""winmail.dat: what Outlook sends to mail programs that it takes for its own."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path

from tnefparse import TNEF  # type: ignore[import-untyped]

from flows.read.grid import Attachment, Block, Document, Limits, UnreadableError
from flows.read.mail.eml import body_blocks
from flows.read.mail.quoted import mark_quoted

_ERRORS = (*(ValueError, KeyError, IndexError, TypeError, LookupError), *(struct.error, AttributeError, AssertionError))


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The message's body, where it has one of its own, and its files. Raises UnreadableError where it is damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            message = TNEF(path.read_bytes(), do_checksum=False)
        bodies = [("text/html", message.htmlbody), ("text/plain", message.body)]
        files = [(str(part.long_filename()).strip("\0"), bytes(part.data)) for part in message.attachments]
    except _ERRORS as error:
        raise UnreadableError(f"winmail.dat is damaged ({error}); ask for the attachments as they are") from error
    blocks: tuple[Block, ...] = ()
    for kind, body in bodies:
        if body and not blocks:
            content = body if isinstance(body, bytes) else str(body).encode("utf-8", "replace")
            blocks, _ = body_blocks(content, kind, None, limits)
    attachments = tuple(
        Attachment(name or f"part-{number}", content) for number, (name, content) in enumerate(files, 1) if content
    )
    return Document("winmail", mark_quoted(blocks, forwards=False), attachments=attachments)
