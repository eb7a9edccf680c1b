"""Names of files as text that JSON can carry, whatever their bytes: Prefect records what a flow is given.

>>> str(path_of(text_of(Path("/letters/r\\udce9ponse.csv")))) == "/letters/r\\udce9ponse.csv"
True
>>> text_of(Path("letters/reply.csv")), text_of(Path("/letters/r\\udce9ponse.csv"))
('letters/reply.csv', 'file:///letters/r%E9ponse.csv')
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

_SCHEME = "file://"
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+([^/].*)")


def address_of(folder: Path | str) -> str | None:
    """The address of a folder on a store, of which a Path has lost a slash; None for a folder of this machine.

    >>> address_of(Path("s3://bucket/raw")), address_of(Path("raw")), address_of("file:///letters")
    ('s3://bucket/raw', None, None)
    """
    found = _ADDRESS.fullmatch(str(folder))
    return f"{found[1]}://{found[2]}" if found and found[1] != "file" else None


def folder_of(folder: Path) -> str:
    """A folder as text: the address of one on a store, else `text_of`."""
    return address_of(folder) or text_of(folder)


def text_of(path: Path) -> str:
    """The path, or its URI where it is no text."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return path.absolute().as_uri()
    return str(path)


def path_of(text: str) -> Path:
    """The path that `text_of` made the text from."""
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(_SCHEME)))) if text.startswith(_SCHEME) else Path(text)
