"""Where each part of the data set stands below the processed folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from glob import escape
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote

from schemas.models import PARTITION, TableKind

STATE = ".state"
STAGING = ".staging"
DATA_PACKAGE = "datapackage.json"


class Partition(NamedTuple):
    """The data of one respondent in one campaign."""

    campaign: str
    respondent: str


class DatasetError(Exception):
    """The processed folder cannot be used as it is; the message names the place and the remedy."""


def file_of(kind: TableKind, partition: Partition | None = None) -> str:
    """The file of a table, or of its part for one respondent, below the processed folder.

    >>> from schemas.models import DOCUMENTS, OBSERVATIONS
    >>> file_of(OBSERVATIONS, Partition("2016-17", "kent"))
    'observations/campaign=2016-17/respondent=kent/part-0.parquet'
    >>> file_of(DOCUMENTS)
    'documents.parquet'
    """
    if partition is None:
        return f"{kind.name}.parquet"
    folders = [f"{name}={quote(value, safe='')}" for name, value in zip(PARTITION, partition, strict=True)]
    return str(PurePosixPath(kind.name, *folders, "part-0.parquet"))


def lines_of(kind: TableKind) -> str:
    """The file of a table of the whole as lines of JSON."""
    return f"{kind.name}.jsonl"


def partition_of(file: str) -> Partition | None:
    """The partition that a file below the processed folder belongs to; None for a file of the whole.

    >>> partition_of("cells/campaign=2016-17/respondent=kent/part-0.parquet")
    Partition(campaign='2016-17', respondent='kent')
    >>> partition_of("documents.parquet")
    """
    named = dict(part.split("=", 1) for part in PurePosixPath(file).parts if "=" in part)
    if set(named) != set(PARTITION):
        return None
    return Partition(*(unquote(named[name]) for name in PARTITION))


def files_of(
    processed: Path, kind: TableKind, campaign: str | None = None, respondent: str | None = None
) -> Iterator[tuple[str, Partition]]:
    """The files of a partitioned table that are published, with their partitions, in sort order.

    Those of one campaign or respondent, or of all.
    """
    named = zip(PARTITION, (campaign, respondent), strict=True)
    folders = (f"{name}={'*' if value is None else escape(quote(value, safe=''))}" for name, value in named)
    for path in sorted((processed / kind.name).glob("/".join([*folders, "part-0.parquet"]))):
        file = path.relative_to(processed).as_posix()
        partition = partition_of(file)
        if partition is not None:
            yield file, partition


def remove(path: Path) -> None:
    """Delete a file, or a folder that lies where a file should."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
