"""The program's own notes below processed/.state: JSON with its checksum, so that a damaged or foreign one is known."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from flows.publish.folders import DatasetError

SEAL = "sha256"


class DamagedError(DatasetError):
    """A note that is not as the program wrote it."""


def text_of(content: dict[str, Any]) -> str:
    """A note as it is written, in ASCII, as a file's own name need not be text."""
    return json.dumps({**content, SEAL: _digest(content)}, indent=1) + "\n"


def read(text: bytes | str, name: Path | str) -> dict[str, Any]:
    """What a note says. Raises DamagedError, with its name, for anything but what `text_of` makes."""
    try:
        content = dict(json.loads(text))
        seal = content.pop(SEAL)
    except (ValueError, TypeError, KeyError):
        seal, content = "", {}
    if seal != _digest(content):
        raise DamagedError(f"{name}: damaged, or not of this program; run foi ingest, which makes it anew")
    return content


def load(file: Path) -> dict[str, Any] | None:
    """What the note in a file says; None where there is none. Raises DamagedError."""
    try:
        text = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DamagedError(f"{file}: cannot be read ({error.strerror}); run foi ingest, which makes it anew") from error
    return read(text, file)


def save(content: dict[str, Any], file: Path) -> None:
    """Write a note in one move, where it says something else than before."""
    text = text_of(content).encode()
    if not file.exists() or file.read_bytes() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".part")
        draft.write_bytes(text)
        os.replace(draft, file)


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
