"""Plain text files: paragraphs, list lines and tables typed with spaces."""

from __future__ import annotations

from pathlib import Path

from flows.read.grid import Document, Limits
from flows.read.text.charsets import decode
from flows.read.text.plain_tables import plain_blocks


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The blocks of a text file, in any encoding."""
    text, encoding = decode(path.read_bytes())
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\xa0", " ")
    return Document("txt", tuple(plain_blocks(text)), properties={"encoding": encoding})
