"""A return is a file with all that is attached to it: which document is its outermost, and of which day it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from schemas.rows import DocumentRow


def outermost(document_id: str, documents: Mapping[str, DocumentRow]) -> str:
    """The document_id of the outermost container."""
    seen = {document_id}
    while (row := documents.get(document_id)) and row.container_id in documents:
        document_id = str(row.container_id)
        if document_id in seen:
            break
        seen.add(document_id)
    return document_id


def date_of(document_id: str, documents: Mapping[str, DocumentRow]) -> dt.date | None:
    """When a return was written or, where it does not say, received."""
    row = documents.get(document_id)
    if row is None:
        return None
    outer = documents[outermost(document_id, documents)]
    return row.dated or outer.dated or row.received or outer.received
