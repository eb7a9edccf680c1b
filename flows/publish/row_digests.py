"""A digest of every row of the figures and documents, so that a row that something else has altered can be named.

They stand beside the manifest, eight bytes a row in the order of the table, and are published together with it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from flows.check.figure import amount, figure_name, place_name
from flows.publish import parquet
from flows.publish.folders import STATE, DatasetError, Partition
from schemas.frames import to_rows
from schemas.models import DOCUMENTS, OBSERVATIONS, TableKind
from schemas.rows import Observation

NAMED = (OBSERVATIONS, DOCUMENTS)
"""The tables whose rows can be named."""
_SIZE = 8


def file_of_digests(file: str) -> str:
    """Where the digests of a published file stand, below the processed folder.

    >>> file_of_digests("documents.parquet")
    '.state/rows/documents.digests'
    """
    return str(PurePosixPath(STATE, "rows", file).with_suffix(".digests"))


def digests(table: pa.Table) -> bytes:
    """The digests of the rows of a table as it is written, one after another."""
    return b"".join(_digest(row) for row in table.to_pylist())


def altered_rows(processed: Path, kind: TableKind, file: str, partition: Partition | None) -> list[str]:
    """What is other in a file than it was published, row by row, in words; empty where the rows cannot be compared."""
    kept = processed / file_of_digests(file)
    if kind not in NAMED or not kept.exists():
        return []
    try:
        table = parquet.read(kind, processed / file, partition)
    except DatasetError:
        return []
    published = _parts(kept.read_bytes())
    left = Counter(published)
    found = []
    rows = to_rows(kind, table)
    for at, (row, now) in enumerate(zip(rows, _parts(digests(table.select(kind.file_schema.names))), strict=True), 1):
        if left[now]:
            left[now] -= 1
        else:
            found.append(f"row {at}, {_name(row)}")
    gone = len(published) - len(rows)
    return found + ([f"{gone} rows are gone"] if gone > 0 else [f"{-gone} rows too many"] if gone else [])


def _digest(row: dict[str, Any]) -> bytes:
    content = json.dumps(row, default=str, ensure_ascii=False)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def _parts(content: bytes) -> list[bytes]:
    return [content[at : at + _SIZE] for at in range(0, len(content), _SIZE)]


def _name(row: Any) -> str:
    """A row by what it says now: a figure with what was printed for it and where, a document by its path."""
    if not isinstance(row, Observation):
        return str(row.path)
    printed = f'printed as "{row.raw_value}"' if row.raw_value is not None else "counted"
    return f"{figure_name(row)}: {amount(row)}, {' at '.join(filter(None, (printed, place_name(row.place))))}"
