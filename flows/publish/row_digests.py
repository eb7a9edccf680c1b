"""A digest of every row but those of the ledger: a row that something else has altered can be named.

They stand beside the manifest, behind the checksum of the file that holds the rows, eight bytes a row in the order of
the table, and are published together with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.figure import amount, figure_name, place_name
from flows.publish.folders import STATE
from flows.publish.headline import name_of, said
from flows.publish.manifest import checksum
from schemas.frames import to_rows
from schemas.models import DOCUMENTS, FINDINGS, HEADLINE, OBSERVATIONS, QUESTIONS, TableKind
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation, OpenQuestion

NAMED = (OBSERVATIONS, DOCUMENTS, FINDINGS, QUESTIONS, HEADLINE)
"""The tables whose rows can be named."""
BYTES = 8
"""Of the digest of a row."""
OF_FILE = 32
"""Bytes of the checksum of a file."""
Digests = npt.NDArray[np.uint64]
_SPREAD, _NULL = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)


def file_of_digests(file: str) -> str:
    """Where the digests of a published file stand, below the processed folder.

    >>> file_of_digests("documents.parquet")
    '.state/rows/documents.digests'
    """
    return str(PurePosixPath(STATE, "rows", file).with_suffix(".digests"))


def digests(table: pa.Table) -> bytes:
    """The digests of the rows of a table as it is written, one after another."""
    found = np.zeros(len(table), np.uint64)
    for name in table.column_names:
        found = _mixed(found, _of(table[name].combine_chunks()))
    return found.astype("<u8").tobytes()


def kept_digests(file: Path, table: pa.Table) -> bytes:
    """What is kept of the rows of a file, as it is written, so that an alteration is found."""
    return bytes.fromhex(checksum(file)) + digests(table)


def altered_rows(processed: Path, kind: TableKind, file: str, table: Callable[[], pa.Table]) -> list[str]:
    """What is other in a file than it was published, row by row, in words; empty where the rows cannot be compared.

    `table` loads the file as it is now; it is asked where a byte of the file is another.
    """
    kept = processed / file_of_digests(file)
    if kind not in NAMED or not kept.exists():
        return []
    content = kept.read_bytes()
    whole, content = content[:OF_FILE], content[OF_FILE:]
    if whole == bytes.fromhex(checksum(processed / file)):
        return []
    loaded = table()
    now = digests(loaded.select(kind.file_schema.names))
    if content == now:
        return []
    published, there = (np.frombuffer(some, "<u8") for some in (content[: len(content) // BYTES * BYTES], now))
    left = Counter(published.tolist())
    strange = []
    for at, mark in enumerate(there.tolist()):
        if left[mark]:
            left[mark] -= 1
        else:
            strange.append(at)
    rows = to_rows(kind, loaded.take(pa.array(strange, pa.int64())))
    found = [f"row {at + 1}, {_name(row)}" for at, row in zip(strange, rows, strict=True)]
    gone = len(published) - len(there)
    found += [f"{gone} rows are gone"] if gone > 0 else [f"{-gone} rows too many"] if gone else []
    return found or ["its rows stand in another order"]


def _of(column: Any) -> Digests:
    """The digest of each value of an Arrow array of any type of the contract; a single one where all are the same."""
    found: Digests
    kind = column.type
    if column.null_count == len(column):
        return np.array([_NULL])
    if pa.types.is_map(kind):
        return _of(column.cast(pa.list_(pa.struct([pa.field("key", kind.key_type, False), ("value", kind.item_type)]))))
    if pa.types.is_list(kind):
        found = pc.fill_null(pc.list_value_length(column), -1).to_numpy(zero_copy_only=False).astype(np.uint64)
        parents = pc.list_parent_indices(column).to_numpy(zero_copy_only=False)
        size = np.bincount(parents, minlength=len(column))
        place = np.arange(len(parents)) - np.repeat(np.cumsum(size) - size, size)
        return found + _sums(_mixed(place.astype(np.uint64), _of(column.flatten())), size)
    if pa.types.is_struct(kind):
        found = np.zeros(len(column), np.uint64)
        for part in column.flatten():
            found = _mixed(found, _of(part))
        return found
    if pa.types.is_dictionary(kind):
        found = np.append(_of_texts(column.dictionary), _NULL)
        same = len(found) == 2 and not column.null_count
        return found[:1] if same else found[column.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
    if pa.types.is_string(kind):
        found = _of_texts(pc.fill_null(column, ""))
    elif pa.types.is_floating(kind):
        found = pc.fill_null(column.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False).view(np.uint64)
    else:
        whole = column.cast(pa.int32()) if pa.types.is_date32(kind) else column
        found = pc.fill_null(whole.cast(pa.int64()), 0).to_numpy(zero_copy_only=False).astype(np.uint64)
    np.copyto(found := found.copy(), _NULL, where=column.is_null().to_numpy(zero_copy_only=False))
    return found


def _of_texts(texts: Any) -> Digests:
    """The digest of each text, from its bytes and their places in it."""
    size = pc.binary_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    longest = int(size.max(initial=0))
    powers = np.cumprod(np.full(longest + 1, _SPREAD, np.uint64))
    if (size == longest).all():  # as all ids are: side by side
        found: Digests = size.astype(np.uint64) + _letters(texts).reshape(len(size), longest) @ powers[:-1]
        return found
    encoded = texts.dictionary_encode()
    size = pc.binary_length(encoded.dictionary).to_numpy(zero_copy_only=False).astype(np.int64)
    place = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    found = size.astype(np.uint64) + _sums(_letters(encoded.dictionary) * powers[place], size)
    of_texts: Digests = found[encoded.indices.to_numpy(zero_copy_only=False)]
    return of_texts


def _letters(texts: Any) -> Digests:
    """The bytes of all texts, one after another, none of them zero."""
    content = pa.concat_arrays([texts])  # of its own buffers, from 0 on
    many = int(pc.sum(pc.binary_length(content)).as_py() or 0)
    return np.frombuffer(content.buffers()[2] or b"", np.uint8)[:many].astype(np.uint64) + np.uint64(1)


def _sums(parts: Digests, size: npt.NDArray[np.int64]) -> Digests:
    """The sum of so many of the parts at a time, one after another."""
    so_far = np.concatenate([[np.uint64(0)], np.cumsum(parts, dtype=np.uint64)])
    ends = np.cumsum(size)
    found: Digests = so_far[ends] - so_far[ends - size]
    return found


def _mixed(found: Digests, more: Digests) -> Digests:
    """Two digests as one, in which their order counts."""
    both = (found ^ more) * _SPREAD
    both ^= both >> np.uint64(29)
    mixed: Digests = both * _NULL
    return mixed


def _name(row: Any) -> str:
    """A row by what it says now."""
    match row:
        case DocumentRow():
            return row.path
        case Finding():
            return f"{row.severity} {row.check}: {row.message}"
        case OpenQuestion():
            return f"{row.path}: {row.text}"
        case HeadlineFigure():
            return f"{name_of(row)}: {said(row)}"
        case Observation():
            printed = f'printed as "{row.raw_value}"' if row.raw_value is not None else "counted"
            return f"{figure_name(row)}: {amount(row)}, {' at '.join(filter(None, (printed, place_name(row.place))))}"
    raise TypeError(f"rows of {type(row).__name__} are not named")
