"""Office files under a password."""

from __future__ import annotations

import io
import struct

import msoffcrypto  # type: ignore[import-untyped]
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)

from flows.read.grid import UnreadableError

# Excel locks workbooks that are only protected against changes with this word, and opens them without asking.
_EXCEL_OWN = "VelvetSweatshop"
_ERRORS = (
    *(DecryptionError, FileFormatError, InvalidKeyError, ParseError),
    *(ValueError, KeyError, OSError, struct.error),
)


def unlocked(data: bytes, passwords: tuple[str, ...]) -> bytes | None:
    """The content of a locked Office file; None where the file is not locked.

    Raises UnreadableError where none of the passwords opens it.
    """
    try:
        if not msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted():
            return None
    except (*_ERRORS, TypeError, IndexError, AttributeError):
        return None
    for password in (_EXCEL_OWN, *passwords):
        opened = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=password)
            file.decrypt(opened)
        except (*_ERRORS, TypeError, IndexError, AttributeError, AssertionError):
            continue
        return opened.getvalue()
    tried = f"none of the {len(passwords)} given opens it" if passwords else "none is given"
    raise UnreadableError(
        f"the file has a password and {tried}: write the password into source.yml beside the file (passwords: [...])"
    )
