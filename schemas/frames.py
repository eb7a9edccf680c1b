"""Plain rows to Arrow tables with the exact schema, to pandas frames that the models validate, and back."""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from schemas.models import TableKind, flat_names
from schemas.rows import Option, Place, Question

if TYPE_CHECKING:
    import pandas as pd

PARTS = {"questions": Question, "options": Option}
"""Columns whose lists can hold records, and of what kind."""
PLACE = tuple(f.name for f in dataclasses.fields(Place))


def record(row: Any) -> dict[str, Any]:
    """A plain row as column -> value, its Place flat, in the order of the columns."""
    flat: dict[str, Any] = {}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if field.name == "place":
            flat.update((name, getattr(value, name)) for name in PLACE)
        else:
            flat[field.name] = _plain(value)
    return flat


def misfits(kind: TableKind, row: Any) -> list[str]:
    """Columns whose value does not fit the Arrow type, as `age_low 99999: does not fit int16`."""
    schema, found = kind.schema, []
    for name, value in record(row).items():
        try:
            pa.array([_storable(value)], schema.field(name).type)
        except (pa.ArrowException, OverflowError):
            found.append(f"{name} {value!r}: does not fit {schema.field(name).type}")
    return found


def to_table(kind: TableKind, rows: Sequence[Any]) -> pa.Table:
    """Rows as an Arrow table with `kind.schema`. Raises ArrowException or OverflowError for a misfit."""
    schema = kind.schema
    columns = []
    for name in flat_names(kind.row):
        kept = schema.field(name).type
        values = list(map(attribute(kind, name), rows))
        columns.append(pa.array(list(map(_storable, values)) if pa.types.is_nested(kept) else values, kept))
    return pa.Table.from_arrays(columns, schema=schema)


def attribute(kind: TableKind, name: str) -> Callable[[Any], Any]:
    """What gives the value of a column of a plain row."""
    return operator.attrgetter(f"place.{name}" if _placed(kind, name) else name)


def to_rows(kind: TableKind, table: pa.Table) -> list[Any]:
    """The rows of an Arrow table with `kind.schema`, as they were given to `to_table`."""
    own = [name for name in flat_names(kind.row) if not _placed(kind, name)]
    columns = {name: table[name].to_pylist(maps_as_pydicts="strict") for name in table.column_names}
    for name, part in PARTS.items():
        if name in columns:
            columns[name] = [[part(**one) if isinstance(one, dict) else one for one in of] for of in columns[name]]
    if _has_place(kind):
        columns["place"] = list(map(Place, *(columns[name] for name in PLACE)))
        own.append("place")
    return [kind.row(**dict(zip(own, values, strict=True))) for values in zip(*(columns[n] for n in own), strict=True)]


def to_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a pandas frame with Arrow types: what the models validate."""
    import pandas as pd  # noqa: PLC0415  a second, for what is validated alone

    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


@functools.cache
def _has_place(kind: TableKind) -> bool:
    return any(f.name == "place" for f in dataclasses.fields(kind.row))


def _placed(kind: TableKind, name: str) -> bool:
    return name in PLACE and _has_place(kind)


def _storable(value: Any) -> Any:
    """A dictionary as the pairs of an Arrow map, sorted, so that the same dimensions give the same bytes."""
    return sorted(value.items()) if isinstance(value, dict) else _plain(value)


def _plain(value: Any) -> Any:
    """A list of records as one of dictionaries; anything else as it is."""
    if isinstance(value, list):
        return [dataclasses.asdict(one) if dataclasses.is_dataclass(one) else one for one in value]  # type: ignore[arg-type]
    return value
