"""The tables of the data set: for each the plain row, the Pandera model, and the columns in their order.

The meaning of a column stands once, in its model; it goes from there into the Parquet files and the data package. The
models are loaded when one is first asked for: what only reads the files does without them, and without Pandera.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from schemas.rows import (
    PROGRAM,
    DocumentRow,
    Finding,
    HeadlineFigure,
    LedgerCell,
    Observation,
    OpenQuestion,
    Place,
    QuarantinedRow,
)

if TYPE_CHECKING:
    from schemas.columns import Table

CONTRACT_VERSION = "2.2.0"
"""Of the data set: its first number changes with a column's name or type, its second where one is new or says more."""


def reads(version: str) -> bool:
    """Whether this program reads a data set of a version: its own, and older ones with the same first number.

    >>> reads("2.1.0"), reads("2.2.0"), reads("2.3.0"), reads("1.9.0")
    (True, True, False, False)
    """
    try:
        said, own = ([int(part) for part in one.split(".")] for one in (version, CONTRACT_VERSION))
    except ValueError:
        return False
    return said[0] == own[0] and said <= own


PARTITION = ("campaign", "respondent")
"""The columns that stand in folder names alone."""


@dataclass(frozen=True)
class TableKind:
    """One table of the data set. `partitioned`: one file a campaign and respondent, not one for all.

    `model_at` is where its model stands: module and class. `added` are the columns that data sets of an older minor
    version lack, each with the value that they stand for.
    """

    name: str
    row: type[Any]
    model_at: str
    sort: tuple[str, ...]
    key: tuple[str, ...] = ()
    partitioned: bool = False
    added: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def model(self) -> type[Table]:
        """The Pandera model."""
        found: type[Table] = resolve_name(self.model_at)
        return found

    @property
    def names(self) -> list[str]:
        """The columns in their order, without those that stand in folder names alone."""
        return [name for name in flat_names(self.row) if not (self.partitioned and name in PARTITION)]

    @property
    def title(self) -> str:
        """What one row is, in words."""
        return (self.model.__doc__ or "").strip()

    @cached_property
    def schema(self) -> pa.Schema:
        """All columns with Arrow type, nullability and description, in the order of the plain row; a Place is flat."""
        columns = self.model.to_schema().columns
        fields = [_field(name, columns[name]) for name in flat_names(self.row)]
        return pa.schema(fields, {"contract_version": CONTRACT_VERSION, "title": self.title})

    @cached_property
    def file_schema(self) -> pa.Schema:
        """The columns that stand in the files."""
        if not self.partitioned:
            return self.schema
        return pa.schema([f for f in self.schema if f.name not in PARTITION], self.schema.metadata)


def flat_names(row: type[Any]) -> list[str]:
    """Names of a row's columns in order, those of its Place in place of it.

    >>> flat_names(LedgerCell)[2:6]
    ['document_id', 'page', 'sheet', 'table']
    """
    places = [f.name for f in dataclasses.fields(Place)]
    return [name for f in dataclasses.fields(row) for name in (places if f.name == "place" else [f.name])]


def _field(name: str, column: Any) -> pa.Field:
    return pa.field(name, column.dtype.type.pyarrow_dtype, column.nullable, {"description": column.description})


OBSERVATIONS = TableKind(
    "observations",
    Observation,
    "schemas.observations:Observations",
    sort=("document_id", "table", "row", "column", "observation_id"),
    key=("observation_id",),
    partitioned=True,
    added={"read_by": [PROGRAM]},
)
CELLS = TableKind(
    "cells",
    LedgerCell,
    "schemas.ledger:Cells",
    sort=(
        "document_id",
        "table",
        "row",
        "column",
        "page",
        "top",
        "x0",
        "sheet",
        "cell",
        "fate",
        "text",
        "observation_ids",
    ),
    partitioned=True,
)
QUARANTINE = TableKind(
    "quarantine",
    QuarantinedRow,
    "schemas.ledger:Quarantine",
    sort=("document_id", "observation_id", "content"),
    partitioned=True,
)
DOCUMENTS = TableKind(
    "documents",
    DocumentRow,
    "schemas.documents:Documents",
    sort=("path", "document_id"),
    key=("document_id",),
    added={"second_reading": "none"},
)
FINDINGS = TableKind(
    "findings",
    Finding,
    "schemas.findings:Findings",
    sort=("severity", "campaign", "respondent", "path", "check", "page", "sheet", "table", "row", "column", "message"),
)
HEADLINE = TableKind(
    "headline",
    HeadlineFigure,
    "schemas.headline:Headline",
    sort=("campaign", "force_id", "quantity", "year"),
    key=("campaign", "force_id", "quantity", "year"),
)
QUESTIONS = TableKind(
    "questions",
    OpenQuestion,
    "schemas.questions:OpenQuestions",
    sort=("campaign", "respondent", "path", "table", "asks", "question_id"),
    key=("question_id",),
)
TABLES = (OBSERVATIONS, CELLS, QUARANTINE, DOCUMENTS, FINDINGS, QUESTIONS, HEADLINE)
