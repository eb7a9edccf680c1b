"""The data package: what every table and column means, as a Frictionless descriptor (datapackage.json)."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from flows.publish.folders import file_of, partition_of
from schemas.models import CONTRACT_VERSION, FINDINGS, PARTITION, TABLES, TableKind


def descriptor(files: list[str]) -> str:
    """The descriptor of a data set that consists of `files`, as JSON text."""
    resources = [resource for kind in TABLES for resource in _resources(kind, files)]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "foi-returns",
        "title": "Recorded sexual offences against children: answers of police forces to requests for information",
        "description": "One row of observations is one count that a force printed; every figure leads to its cell.",
        "version": CONTRACT_VERSION,
        "resources": resources,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resources(kind: TableKind, files: list[str]) -> list[dict[str, Any]]:
    if kind.partitioned:
        paths = [file for file in files if file.split("/")[0] == kind.name and partition_of(file)]
    else:
        paths = [file for file in files if file == file_of(kind)]
    if not paths:
        return []
    fields = [_field(kind, column) for column in kind.file_schema]
    schema: dict[str, Any] = {"fields": fields, **({"primaryKey": list(kind.key)} if kind.key else {})}
    about = kind.title
    if kind.partitioned:
        about += f" {' and '.join(PARTITION)} stand in the names of the folders, as name=value."
    found = [_resource(kind.name, about, paths if kind.partitioned else paths[0], "parquet", schema)]
    lines = f"{FINDINGS.name}.jsonl"
    if kind is FINDINGS and lines in files:
        found.append(_resource("findings-lines", f"{about} One JSON object a line.", lines, "jsonl", schema))
    return found


def _resource(name: str, about: str, path: str | list[str], form: str, schema: dict[str, Any]) -> dict[str, Any]:
    media = {"parquet": "application/vnd.apache.parquet", "jsonl": "application/jsonl"}[form]
    return {"name": name, "description": about, "path": path, "format": form, "mediatype": media, "schema": schema}


def _field(kind: TableKind, column: pa.Field) -> dict[str, Any]:
    description = column.metadata[b"description"].decode()
    field: dict[str, Any] = {"name": column.name, "type": _type(column.type), "description": description}
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check in kind.model.to_schema().columns[column.name].checks:
        if check.name == "isin":
            constraints["enum"] = list(check.statistics["allowed_values"])
        elif check.name == "str_matches":
            constraints["pattern"] = check.statistics["pattern"]
    return field | ({"constraints": constraints} if constraints else {})


def _type(kind: pa.DataType) -> str:
    """The Table Schema type of an Arrow type."""
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_date(kind):
        return "date"
    if pa.types.is_map(kind):
        return "object"
    return "array" if pa.types.is_list(kind) else "string"
