"""Names of files as text that JSON can carry, whatever their bytes: Prefect records what a flow is given.

>>> str(path_of(text_of(Path("/letters/r\\udce9ponse.csv")))) == "/letters/r\\udce9ponse.csv"
True
>>> text_of(Path("letters/reply.csv")), text_of(Path("/letters/r\\udce9ponse.csv"))
('letters/reply.csv', 'file:///letters/r%E9ponse.csv')
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

_SCHEME = "file://"


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
