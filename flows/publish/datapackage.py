"""The data package: what every table and column means, as a Frictionless descriptor with a schema a table.

Its readers meet Parquet through pandas, where a missing integer is `nan` and a list no list: said where it matters.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from flows.publish.folders import DATA_PACKAGE, Partition, file_of, lines_of, partition_of
from schemas.code_tables import load_codes
from schemas.models import CONTRACT_VERSION, DOCUMENTS, PARTITION, TABLES, TableKind

REFERENCES = ("document_id", "superseded_by", "container_id")
"""Columns that hold a document_id, wherever they stand."""
NO_BYTES = hashlib.sha256().hexdigest()
LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "MIT, as the program that made the tables; the answers are their forces'",
}
DESCRIPTION = (
    "One row of observations is one count that a force printed; every figure leads to its cell. Begin with headline, "
    "which is safe to sum over the forces of one campaign, year and quantity. Cite the campaign, the forces (sources), "
    "the financial years, the day of the ingest and that forces gave the figures under the Freedom of Information Act "
    "2000; documents has the reference of each answer."
)


def describe(checksums: Mapping[str, str]) -> dict[str, str]:
    """The descriptor of a data set of files with these SHA-256, and the schemas that it names: file -> JSON text.

    A file of lines without a line is left out: such readers fail on it, and the table stands beside it in Parquet.
    """
    files = sorted(file for file, mark in checksums.items() if mark != NO_BYTES)
    resources = [resource for kind in TABLES for resource in _resources(kind, files)]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "foi-returns",
        "title": "Recorded sexual offences against children: answers of police forces to requests for information",
        "description": DESCRIPTION,
        "version": CONTRACT_VERSION,
        "licenses": [LICENCE],
        "sources": [{"title": title} for title in _sources(files)],
        "resources": resources,
    }
    schemas = {_schema_file(kind): _schema(kind) for kind in TABLES}
    return {
        file: json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        for file, content in ({DATA_PACKAGE: package} | schemas).items()
    }


def _sources(files: list[str]) -> list[str]:
    """Who answered, by name."""
    forces = load_codes("forces")
    found = {partition.respondent for file in files if (partition := partition_of(file))}
    return sorted(forces[name]["name"] if name in forces else name for name in found)


def _resources(kind: TableKind, files: list[str]) -> Iterator[dict[str, Any]]:
    """A resource a file: the parts of a table in Parquet cannot be joined to one file, as those of one resource are."""
    for file in files:
        partition = partition_of(file)
        if kind.partitioned and partition and file.split("/")[0] == kind.name:
            about = {"partition": dict(zip(PARTITION, partition, strict=True))}
            yield _resource(kind, _name(kind, partition), file, "parquet") | about
        elif not kind.partitioned and file == file_of(kind):
            yield _resource(kind, kind.name, file, "parquet")
        elif not kind.partitioned and file == lines_of(kind):
            yield _resource(kind, f"{kind.name}-lines", file, "jsonl")


def _name(kind: TableKind, partition: Partition) -> str:
    """Such as `observations.2016-17.kent`, in the letters that a resource's name may have.

    >>> _name(TABLES[0], Partition("2016-17", "Kent & Co"))
    'observations.2016-17._4b_ent_20__26__20__43_o'
    """
    plain = (re.sub(r"[^a-z0-9-]", lambda odd: f"_{ord(odd[0]):x}_", part) for part in partition)
    return ".".join((kind.name, *plain))


def _resource(kind: TableKind, name: str, path: str, form: str) -> dict[str, Any]:
    media = {"parquet": "application/vnd.apache.parquet", "jsonl": "application/jsonl"}[form]
    about = kind.title + (" One JSON object a line." if form == "jsonl" else "")
    described = {"name": name, "type": "table", "description": about, "path": path, "format": form, "mediatype": media}
    return described | {"schema": _schema_file(kind)}


def _schema_file(kind: TableKind) -> str:
    return f"schemas/{kind.name}.json"


def _schema(kind: TableKind) -> dict[str, Any]:
    names = REFERENCES[1:] if kind is DOCUMENTS else REFERENCES
    references = [name for name in names if name in kind.file_schema.names]
    schema: dict[str, Any] = {"fields": [_field(kind, column) for column in kind.file_schema]}
    if kind.key:
        schema["primaryKey"] = list(kind.key)
    if references:
        own = "" if kind is DOCUMENTS else DOCUMENTS.name
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": own, "fields": ["document_id"]}} for name in references
        ]
    return schema


def _field(kind: TableKind, column: pa.Field) -> dict[str, Any]:
    description = column.metadata[b"description"].decode()
    field: dict[str, Any] = {"name": column.name, **_type(column.type), "description": description}
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check in kind.model.to_schema().columns[column.name].checks:
        if check.name == "isin":
            constraints["enum"] = list(check.statistics["allowed_values"])
        elif check.name == "str_matches":
            constraints["pattern"] = check.statistics["pattern"]
    return field | ({"constraints": constraints} if constraints else {})


def _type(kind: pa.DataType) -> dict[str, Any]:
    """The Table Schema type of an Arrow type."""
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return {"type": "integer" if pa.types.is_integer(kind) else "number", "missingValues": ["", "nan"]}
    if pa.types.is_map(kind):
        return {"type": "any", "holds": "names with values"}
    if pa.types.is_list(kind):
        return {"type": "any", "holds": "a list"}
    if pa.types.is_boolean(kind):
        return {"type": "boolean"}
    if pa.types.is_date(kind):
        return {"type": "date"}
    # What is not there is null: an empty text is what an empty cell holds.
    return {"type": "string", "missingValues": []}
