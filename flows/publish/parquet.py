"""Rows to the bytes of a Parquet file and back: sorted, compressed, the same rows always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.folders import DatasetError, Partition
from schemas.categories import codes
from schemas.frames import record, to_table
from schemas.models import PARTITION, TableKind


def ordered(kind: TableKind, rows: Iterable[Any]) -> list[Any]:
    """Rows in the order of their table: null last, severities from error to info."""
    severities = codes("severities")

    def place(row: Any) -> list[tuple[bool, Any]]:
        flat = record(row)
        keys = [severities.index(flat[name]) if name == "severity" else flat[name] for name in kind.sort]
        return [(key is None, 0 if key is None else key) for key in keys]

    return sorted(rows, key=place)


def write(kind: TableKind, rows: Iterable[Any], path: Path) -> pa.Table:
    """Write rows to a file, in order, without the columns that stand in its folders' names; the table as written."""
    table = to_table(kind, ordered(kind, rows)).select(kind.file_schema.names).cast(kind.file_schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", use_dictionary=True, row_group_size=2**17, version="2.6")
    return table


def read(kind: TableKind, path: Path, partition: Partition | None = None, coded: bool = False) -> pa.Table:
    """A file as a table with `kind.schema`, or `kind.coded_schema`, the partition's names put back as columns.

    Raises DatasetError for a file that is damaged or has other columns than the contract.
    """
    schema = kind.coded_schema if coded else kind.schema
    table = read_columns(kind, path, coded=coded)
    columns = dict(zip(table.column_names, table.columns, strict=True))
    for name, value in zip(PARTITION, partition, strict=True) if partition else ():
        same = pa.DictionaryArray.from_arrays(np.zeros(len(table), np.int32), [value])
        columns[name] = pa.chunked_array([same.cast(schema.field(name).type)])
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)


def read_columns(kind: TableKind, path: Path, names: Sequence[str] | None = None, coded: bool = False) -> pa.Table:
    """Some columns of a file, of those that stand in it, or all, coded or not; raises like `read`."""
    remedy = "delete the processed folder and ingest again"
    schema = kind.coded_schema if coded else kind.schema
    in_file = pa.schema([schema.field(name) for name in kind.file_schema.names])
    dictionaries = [field.name for field in in_file if pa.types.is_dictionary(field.type)]
    try:
        with pq.ParquetFile(path, read_dictionary=dictionaries) as file:
            if not file.schema_arrow.equals(in_file):
                raise DatasetError(f"{path}: its columns are not those of the contract; {remedy}")
            return file.read(names)
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{path}: not a readable Parquet file ({error}); {remedy}") from error
