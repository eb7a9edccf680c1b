"""What something else than an ingest has changed is named, row by row, with one remedy."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from flows.publish.checksums import require_published, verify
from flows.publish.dataset import Publication
from flows.publish.folders import DatasetError


@pytest.fixture
def figures(tmp_path: Path, specimens) -> Path:
    mine = specimens.of("kent")
    with Publication(tmp_path) as publication:
        publication.put_partition("2016-17", "kent", mine.observations, mine.cells)
        publication.put_documents(mine.documents)
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


def test_the_figure_that_was_altered_is_named(figures: Path) -> None:
    table = pq.ParquetFile(figures).read()
    at = next(n for n, row in enumerate(table.to_pylist()) if row["status"] == "exact")
    printed = table["raw_value"][at].as_py()
    pq.write_table(with_count(table, at, 999_999), figures)
    message = changed(figures)
    assert f"row {at + 1}, kent 20" in message
    assert "999,999" in message
    assert f'printed as "{printed}"' in message
    assert "; and" not in message


def test_rows_that_are_gone_are_counted(figures: Path) -> None:
    pq.write_table(pq.ParquetFile(figures).read().slice(2), figures)
    assert changed(figures).endswith("2 rows are gone")


def test_a_file_of_another_form_is_named_as_a_whole(figures: Path) -> None:
    pq.write_table(pq.ParquetFile(figures).read().drop(["sex"]), figures)
    assert changed(figures).endswith("is not as it was published")


def test_no_figure_is_taken_from_an_altered_file(figures: Path) -> None:
    processed = figures.parents[3]
    require_published(processed)
    pq.write_table(with_count(pq.ParquetFile(figures).read(), 0, 999_999), figures)
    with pytest.raises(DatasetError, match=r"row 1, kent .*run foi ingest"):
        require_published(processed)
