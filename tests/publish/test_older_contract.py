"""A data set of an older minor version of the contract is read as it is; its new columns hold what they stand for."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.publish import state
from flows.publish.checksums import as_described, verify
from flows.publish.dataset import load_documents, load_observations
from flows.publish.folders import DatasetError
from flows.publish.manifest import MANIFEST, checksum
from schemas.models import DOCUMENTS, OBSERVATIONS
from tests.ingests import ingest_here


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A small data set as version 2.1 kept it: without the columns that are new in 2.2."""
    reply = tmp_path / "raw/2016-17/kent/reply.csv"
    reply.parent.mkdir(parents=True)
    reply.write_text("Offences recorded,2016/17,2015/16\nRape,7,5\nTotal,7,5\n")
    processed = tmp_path / "processed"
    ingest_here(tmp_path / "raw", processed)
    added = {*OBSERVATIONS.added, *DOCUMENTS.added}
    for file in processed.rglob("*.parquet"):
        table = pq.read_table(file, partitioning=None)
        table = table.drop_columns([name for name in table.column_names if name in added])
        pq.write_table(table.replace_schema_metadata(table.schema.metadata | {b"contract_version": b"2.1.0"}), file)
    content = json.loads((processed / MANIFEST).read_text())
    files = {name: checksum(processed / name) for name in content["files"]}
    content = {"contract_version": "2.1.0", "partitions": content["partitions"], "files": files}
    (processed / MANIFEST).write_text(state.text_of(content))
    return processed


def test_it_validates_and_is_read(older: Path) -> None:
    assert verify(older) == []
    assert as_described(older) == []
    rows = load_observations(older)
    assert [row.count for row in rows] == [7, 5, 7, 5]
    assert all(row.read_by == ["program"] for row in rows)
    assert [row.second_reading for row in load_documents(older)] == ["none"]


def test_a_file_that_says_it_is_of_today_lacks_no_column(older: Path) -> None:
    file = next(older.glob("observations/**/*.parquet"))
    table = pq.read_table(file, partitioning=None)
    pq.write_table(table.replace_schema_metadata(table.schema.metadata | {b"contract_version": b"2.2.0"}), file)
    with pytest.raises(DatasetError, match="not those of the contract"):
        load_observations(older)
