"""What something else than an ingest has changed is named, with one remedy, and no figure is taken from it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from flows.check.ledger import count_fates
from flows.ingestion.untouched import require_published
from flows.publish import state
from flows.publish.checksums import verify
from flows.publish.dataset import Publication
from flows.publish.folders import DatasetError
from flows.publish.manifest import MANIFEST
from schemas.models import DOCUMENTS


@pytest.fixture
def figures(tmp_path: Path, specimens) -> Path:
    mine = specimens.of("kent")
    with Publication(tmp_path) as publication:
        publication.put_partition("2016-17", "kent", mine.observations, mine.cells)
        publication.put(DOCUMENTS, [count_fates(row, mine.cells) for row in mine.documents])
        publication.commit()
    return next((tmp_path / "observations").rglob("*.parquet"))


def changed(figures: Path) -> str:
    (finding,) = verify(figures.parents[3])
    assert finding.check == "file_changed"
    assert "run foi ingest" in finding.remedy
    return finding.message


def with_count(table: pa.Table, at: int, count: int) -> pa.Table:
    wanted = pc.equal(pa.array(range(len(table))), at)
    return table.set_column(
        table.column_names.index("count_high"), "count_high", pc.if_else(wanted, count, table["count_high"])
    )


def test_a_file_of_another_form_is_named_as_a_whole(figures: Path) -> None:
    pq.write_table(pq.ParquetFile(figures).read().drop(["sex"]), figures)
    assert changed(figures).endswith("is not as it was published")


def test_no_figure_is_taken_from_an_altered_file(figures: Path) -> None:
    processed = figures.parents[3]
    require_published(processed)
    pq.write_table(with_count(pq.ParquetFile(figures).read(), 0, 999_999), figures)
    with pytest.raises(DatasetError, match=r"is not as it was published; .*run foi ingest"):
        require_published(processed)


@pytest.mark.parametrize("lost", ["observations", "cells"])
def test_no_figure_is_taken_where_the_rows_of_a_document_are_gone_and_every_checksum_agrees(
    figures: Path, lost: str
) -> None:
    processed = figures.parents[3]
    next((processed / lost).rglob("*.parquet")).unlink()
    manifest = state.load(processed / MANIFEST)
    manifest["files"] = {name: mark for name, mark in manifest["files"].items() if not name.startswith(lost)}
    state.save(manifest, processed / MANIFEST)
    with pytest.raises(DatasetError, match=r"part-0.parquet (lacks|holds) .*--afresh"):
        require_published(processed)
