"""Which edition of the reader made a reading: a reading kept from another edition is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

# The libraries whose own versions decide what is read.
_LIBRARIES = (
    *("openpyxl", "python-calamine", "xlrd", "lxml", "charset-normalizer", "python-oxmsg", "striprtf", "tnefparse"),
    *("pdfplumber", "pdfminer.six", "playa-pdf", "pypdfium2", "pikepdf", "opencv-python-headless", "rapidocr"),
)


@cache
def version() -> str:
    """A short hash over the source of the reader and the versions of its libraries."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {_version_of(library)}\n".encode())
    return digest.hexdigest()[:16]


def _version_of(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
