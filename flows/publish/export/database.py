"""The data set as one SQLite file to search, and beside it what Datasette is told of its tables and columns.

    datasette figures.db --metadata figures.metadata.json --static report:processed/report

then answers questions in the browser; with the last option the link of each figure opens its return at the cell.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from flows.check.figure import figure_name, place_name
from flows.publish.report.addresses import return_page
from flows.publish.report.marks import numbered
from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.frames import record
from schemas.models import DOCUMENTS, FINDINGS, HEADLINE, OBSERVATIONS, TableKind
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation

WORDS = ("says", "caption", "raw_row_label", "raw_column_label", "raw_value", "path")
"""Columns of the figures that are searched."""
_TYPES = (
    (pa.types.is_boolean, "INTEGER"), (pa.types.is_integer, "INTEGER"), (pa.types.is_floating, "REAL")
)  # fmt: skip

_TO_FORCES = {"force_id": "forces(force_id)"}
_TO_RETURNS = {"document_id": "returns(document_id)"}


class _Column(NamedTuple):
    name: str
    type: str
    means: str
    refers: str = ""


class _Table(NamedTuple):
    """A table with its rows, each column -> value, and what Datasette is told of it."""

    name: str
    title: str
    columns: Sequence[_Column]
    rows: Sequence[Mapping[str, Any]]
    key: str | None = None
    told: Mapping[str, Any] = {}


def write_database(
    file: Path,
    figures: Sequence[Observation],
    documents: Sequence[DocumentRow],
    headline: Sequence[HeadlineFigure],
    findings: Sequence[Finding],
    report: str,
) -> Path:
    """Write the file, all of it or nothing, and `<its name>.metadata.json` beside it, whose path is given back.

    `figures` in the order of the data set, all of each document; `report`: the address of the pages of `foi report`.
    Raises OSError where they cannot be written.
    """
    tables = [
        _forces(),
        _returns(documents, report),
        _figures(figures, {row.document_id: row for row in documents}, report),
        _of(HEADLINE, headline, _TO_FORCES, {"facets": ["campaign", "year", "quantity", "state"]}),
        _of(FINDINGS, findings, _TO_RETURNS, {"facets": ["severity", "check", "campaign"]}),
    ]
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as database, database:
            for table in tables:
                _put(database, table)
            _describe(database, tables)
            _make_searchable(database)
        metadata = file.with_suffix(".metadata.json")
        metadata.write_text(json.dumps(_metadata(file.stem, tables), indent=1, ensure_ascii=False) + "\n", "utf-8")
        os.replace(draft, file)
    except sqlite3.OperationalError as error:
        raise OSError(f"{file}: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return metadata


def _forces() -> _Table:
    columns = [
        _Column("force_id", "TEXT", "slug of the force"), _Column("name", "TEXT", "its name"),
        _Column("nation", "TEXT", "where it polices"), _Column("gss_code", "TEXT", "code of its area at the ONS"),
    ]  # fmt: skip
    rows = [{**force, "force_id": code} for code, force in load_codes("forces").items()]
    return _Table("forces", "One row is one police force.", columns, rows, "force_id", {"label_column": "name"})


def _returns(documents: Sequence[DocumentRow], report: str) -> _Table:
    whole = _of(DOCUMENTS, documents, {}, {"label_column": "path", "facets": ["campaign", "outcome", "format"]})
    page = _Column("page_of_report", "TEXT", "the return as it looked, with every figure outlined")
    rows = [
        {**row, page.name: f"{report}/{return_page(document)}"}
        for row, document in zip(whole.rows, documents, strict=True)
    ]
    return whole._replace(name="returns", columns=[*whole.columns, page], rows=rows, key="document_id")


def _figures(figures: Sequence[Observation], documents: Mapping[str, DocumentRow], report: str) -> _Table:
    facets = ["force_id", "period_label", "measure", "offence_group", "age_band", "sex", "online", "status", "in_doubt"]
    whole = _of(OBSERVATIONS, figures, _TO_FORCES | _TO_RETURNS, {"facets": facets, "size": 50})
    more = [
        _Column("says", "TEXT", "what it is a figure of, in words"),
        _Column("in_doubt", "INTEGER", "1: its confidence is too low, or an open error names it"),
        _Column("path", "TEXT", "the return, below the raw folder"),
        _Column("stands_at", "TEXT", "its place in the return, in words"),
        _Column("evidence", "TEXT", "the return as it looked, at the cell of the figure"),
    ]
    own: dict[str, list[Observation]] = {}
    for row in figures:
        own.setdefault(row.document_id, []).append(row)
    numbers = {name: number for rows in own.values() for name, number in numbered(rows).items()}
    rows = [
        {
            "says": figure_name(row),
            "in_doubt": int(in_doubt(row)),
            "path": documents[row.document_id].path,
            "stands_at": place_name(row.place) or "in the text",
            "evidence": f"{report}/{return_page(documents[row.document_id])}#f{numbers[row.observation_id]}",
            **flat,
        }
        for row, flat in zip(figures, whole.rows, strict=True)
    ]
    first = [*more[:1], *(one for one in whole.columns if one.name in ("count", "status")), *more[1:]]
    rest = [one for one in whole.columns if one not in first]
    return whole._replace(name="figures", columns=[*first, *rest], rows=rows, key="observation_id")


def _of(kind: TableKind, rows: Sequence[Any], refers: Mapping[str, str], told: Mapping[str, Any]) -> _Table:
    """A table of the contract: its columns, and what they mean, as its model has them."""
    columns = [
        _Column(field.name, _type(field.type), field.metadata[b"description"].decode(), refers.get(field.name, ""))
        for field in kind.schema
    ]
    return _Table(kind.name, kind.title, columns, [record(row) for row in rows], told=told)


def _type(kind: pa.DataType) -> str:
    return next((name for fits, name in _TYPES if fits(kind)), "TEXT")


def _put(database: sqlite3.Connection, table: _Table) -> None:
    defined = [f'"{one.name}" {one.type}{" PRIMARY KEY" * (one.name == table.key)}' for one in table.columns]
    defined += [f'FOREIGN KEY ("{one.name}") REFERENCES {one.refers}' for one in table.columns if one.refers]
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(defined)})')
    marks = ", ".join("?" * len(table.columns))
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _values(table))


def _values(table: _Table) -> Iterator[list[Any]]:
    for row in table.rows:
        yield [_value(row.get(one.name)) for one in table.columns]


def _value(value: Any) -> Any:
    """Lists and dimensions as JSON, which SQLite and Datasette take apart; days as text in the order of time."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _describe(database: sqlite3.Connection, tables: Sequence[_Table]) -> None:
    """What each column means, in the file itself, for whoever has it without Datasette."""
    database.execute('CREATE TABLE columns ("table" TEXT, "column" TEXT, means TEXT, PRIMARY KEY ("table", "column"))')
    told = [(table.name, one.name, one.means) for table in tables for one in table.columns]
    database.executemany("INSERT INTO columns VALUES (?, ?, ?)", told)


def _make_searchable(database: sqlite3.Connection) -> None:
    """Datasette tells that a table is searched by its name in brackets or double quotes, and by no other spelling."""
    names = ", ".join(WORDS)
    database.execute(f"CREATE VIRTUAL TABLE figures_fts USING fts5({names}, content=[figures])")
    database.execute("INSERT INTO figures_fts (figures_fts) VALUES ('rebuild')")


def _metadata(name: str, tables: Sequence[_Table]) -> dict[str, Any]:
    """What Datasette shows of the file, and how it opens each table."""
    of_tables = {
        table.name: {
            "title": table.name.capitalize(),
            "description": table.title,
            "columns": {one.name: one.means for one in table.columns},
            **table.told,
        }
        for table in tables
    }
    of_tables["columns"] = {"description": "One row is one column of a table, and what it means."}
    about = "Each figure leads back to its cell. For work with the figures: nothing in it is withheld for publication."
    return {
        "title": "Recorded sexual offences against children: answers of police forces to requests for information",
        "databases": {name: {"description": about, "tables": of_tables}},
    }
