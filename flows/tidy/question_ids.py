"""The names of open questions: of the document, then of the place and what is asked there, the same on every run.

That the second part does not hang on the first tells an answer to the document as it was from one to nothing at all.
"""

from __future__ import annotations

import hashlib
import re

_ID = re.compile(r"([0-9a-f]{8})-([0-9a-f]{16})")


def question_id(document_id: str, part: str) -> str:
    """The name of the question that `part`, a place and what is asked there, leaves open in a document.

    >>> question_id("d" * 64, "table 1: period")[9:] == question_id("e" * 64, "table 1: period")[9:]
    True
    """
    return f"{_hash(document_id)[:8]}-{_hash(part)[:16]}"


def of_document(document_id: str) -> str:
    """The part of the name that all questions of a document have in common."""
    return _hash(document_id)[:8]


def parts_of(name: str) -> tuple[str, str] | None:
    """The document's part of a name and the rest; None for what is no name of a question."""
    match = _ID.fullmatch(name)
    return (match[1], match[2]) if match else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
