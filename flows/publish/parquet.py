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
from schemas.frames import attribute, to_table
from schemas.models import CONTRACT_VERSION, PARTITION, TableKind, flat_names, reads


def ordered(kind: TableKind, rows: Iterable[Any]) -> list[Any]:
    """Rows in the order of their table: null last, severities from error to info."""
    severities = codes("severities")

    places = [(name == "severity", attribute(kind, name)) for name in kind.sort]

    def place(row: Any) -> list[tuple[bool, Any]]:
        keys = [severities.index(get(row)) if graded else get(row) for graded, get in places]
        return [(key is None, 0 if key is None else key) for key in keys]

    return sorted(rows, key=place)


def write(kind: TableKind, rows: Iterable[Any], path: Path) -> pa.Table:
    """Write rows to a file, in order, without the columns that stand in its folders' names; the table as written."""
    table = to_table(kind, ordered(kind, rows)).select(kind.file_schema.names).cast(kind.file_schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", use_dictionary=True, row_group_size=2**17, version="2.6")
    return table


def read(kind: TableKind, path: Path, partition: Partition | None = None) -> pa.Table:
    """A file as a table of the contract, the partition's names put back as columns.

    Raises DatasetError for a file that is damaged or has other columns than the contract.
    """
    table = read_columns(kind, path)
    fields = {field.name: field for field in table.schema}
    columns = dict(zip(table.column_names, table.columns, strict=True))
    for name, value in zip(PARTITION, partition, strict=True) if partition else ():
        fields[name] = pa.field(name, pa.string(), nullable=False)
        columns[name] = pa.chunked_array([_repeated(value, len(table))])
    names = flat_names(kind.row)
    return pa.Table.from_arrays([columns[name] for name in names], schema=pa.schema([fields[name] for name in names]))


def read_columns(kind: TableKind, path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """Some columns of a file, of those that stand in it, or all; raises like `read`.

    That the file is of this contract is told by its columns and by what it says of itself, which needs no model.
    """
    remedy = "delete the processed folder and ingest again"
    try:
        with pq.ParquetFile(path) as file:
            said = (file.schema_arrow.metadata or {}).get(b"contract_version")
            there, version = file.schema_arrow.names, (said or b"").decode("utf-8", "replace")
            missing = [name for name in kind.added if name not in there and version != CONTRACT_VERSION]
            if not reads(version) or there != [name for name in kind.names if name not in missing]:
                raise DatasetError(f"{path}: its columns are not those of the contract; {remedy}")
            table = file.read(names if names is None else [name for name in names if name in there])
            return _completed(kind, table, [name for name in missing if names is None or name in names])
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{path}: not a readable Parquet file ({error}); {remedy}") from error


def _completed(kind: TableKind, table: pa.Table, missing: Sequence[str]) -> pa.Table:
    """A table of an older minor version with the columns that are new since, in the order of the contract."""
    for name in missing:
        field = kind.file_schema.field(name)
        table = table.append_column(field, pa.array([kind.added[name]] * len(table), field.type))
    return table.select([name for name in kind.names if name in table.column_names]) if missing else table


def _repeated(text: str, times: int) -> pa.StringArray:
    """One text over and over; from its bytes, as `pa.repeat` and `pa.array` load pandas, which takes half a second."""
    content = text.encode()
    ends = np.arange(times + 1, dtype=np.int32) * np.int32(len(content))
    return pa.StringArray.from_buffers(times, pa.py_buffer(ends), pa.py_buffer(content * times))
