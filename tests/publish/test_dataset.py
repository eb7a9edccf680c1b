import contextlib
import json
import os
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.publish import dataset, journal
from flows.publish.checksums import verify
from flows.publish.dataset import Publication
from flows.publish.folders import DatasetError, Partition
from flows.publish.manifest import Manifest, load_manifest
from schemas.models import DOCUMENTS, FINDINGS
from schemas.rows import Finding, QuarantinedRow


@pytest.fixture
def specimens(specimens):
    """A few of them: small and large, with two returns, without figures."""
    return specimens.of("cheshire", "derbyshire", "durham", "essex", "kent", "lincolnshire", "sussex", "suffolk")


def publish(processed: Path, specimens, respondents=None, commit=True) -> None:
    """Publish the specimens of some respondents, and drop those of all others."""
    with Publication(processed) as publication:
        fill(publication, specimens, respondents)
        if commit:
            publication.commit()


def fill(publication: Publication, specimens, respondents=None) -> None:
    wanted = respondents or sorted({row.respondent for row in specimens.documents})
    for partition in dataset.partitions(publication.processed):
        if partition.respondent not in wanted:
            publication.put_partition(*partition, (), ())
    for respondent in wanted:
        mine = specimens.of(respondent)
        refused = [QuarantinedRow("2016-17", "kent", "a" * 64, "o", "?", ["age"], "{}")] if respondent == "kent" else []
        publication.put_partition("2016-17", respondent, mine.observations, mine.cells, refused)
    publication.put(DOCUMENTS, [row for row in specimens.documents if row.respondent in wanted])
    publication.put(FINDINGS, [Finding("info", "b", "m", "r"), Finding("error", "a", "m", "r", respondent="kent")])
    publication.put_manifest(Manifest({Partition("2016-17", r): "mark" for r in wanted}))


def contents(processed: Path) -> dict[str, bytes]:
    return {
        path.relative_to(processed).as_posix(): path.read_bytes()
        for path in sorted(processed.rglob("*"))
        if path.is_file()
    }


def test_what_is_published_comes_back(tmp_path, specimens):
    publish(tmp_path, specimens)
    by_id = {row.observation_id: row for row in specimens.observations}
    loaded = dataset.load_observations(tmp_path)
    assert {row.observation_id: row for row in loaded} == by_id
    assert len(dataset.load_cells(tmp_path)) == len(specimens.cells)
    assert {row.path for row in dataset.load_documents(tmp_path)} == {row.path for row in specimens.documents}
    assert [finding.severity for finding in dataset.load_findings(tmp_path)] == ["error", "info"]
    assert [row.respondent for row in dataset.load_quarantine(tmp_path)] == ["kent"]
    assert {row.respondent for row in dataset.load_observations(tmp_path, "2016-17", "essex")} == {"essex"}
    assert dataset.load_observations(tmp_path, "2017-18") == []


def test_any_tool_reads_the_partitions(tmp_path, specimens):
    publish(tmp_path, specimens)
    table = ds.dataset(tmp_path / "observations", format="parquet", partitioning="hive").to_table()
    assert len(table) == len(specimens.observations)
    assert set(table["campaign"].to_pylist()) == {"2016-17"}
    one = pq.ParquetFile(next((tmp_path / "observations").rglob("*.parquet"))).schema_arrow
    assert "campaign" not in one.names
    assert "respondent" not in one.names
    assert one.field("sex").metadata[b"description"] == b"sex of the victim"


def test_files_are_sorted(tmp_path, specimens):
    specimens.observations.reverse()
    publish(tmp_path, specimens)
    rows = dataset.load_observations(tmp_path, respondent="lincolnshire")
    keys = [(r.document_id, r.place.table, r.place.row, r.place.column, r.observation_id) for r in rows]
    assert keys == sorted(keys)


def test_the_same_rows_give_the_same_bytes(tmp_path, specimens):
    publish(tmp_path / "one", specimens)
    for rows in (specimens.observations, specimens.cells, specimens.documents):
        rows.reverse()
    publish(tmp_path / "two", specimens, ["kent", "essex"])
    publish(tmp_path / "two", specimens)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_dropped_partition_leaves_nothing(tmp_path, specimens):
    publish(tmp_path / "one", specimens)
    publish(tmp_path / "one", specimens, ["essex", "sussex"])
    publish(tmp_path / "two", specimens, ["essex", "sussex"])
    assert not list((tmp_path / "one").rglob("*kent*"))
    assert not (tmp_path / "one" / "quarantine").exists()
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_without_a_commit_the_old_data_stand(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    before = contents(tmp_path)
    publish(tmp_path, specimens, commit=False)
    assert contents(tmp_path) == before


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moment", range(0, 32, 2))
def test_killed_at_any_move_the_next_run_completes_it(tmp_path, specimens, monkeypatch, moment):
    some = ["sussex", "cheshire", "derbyshire"]
    publish(tmp_path / "whole", specimens, some)
    whole = contents(tmp_path / "whole")
    publish(tmp_path / "killed", specimens, ["sussex", "durham", "kent"])
    old = contents(tmp_path / "killed")
    calls = 0

    def dying(real):
        def call(*arguments, **options):
            nonlocal calls
            calls += 1
            if calls > moment:
                raise Killed
            return real(*arguments, **options)

        return call

    publication = Publication(tmp_path / "killed").__enter__()
    fill(publication, specimens, some)
    with monkeypatch.context() as patch:
        for name in ("replace", "fsync"):
            patch.setattr(journal.os, name, dying(getattr(os, name)))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        patch.setattr(journal.shutil, "rmtree", dying(journal.shutil.rmtree))
        with contextlib.suppress(Killed):
            publication.commit()
    publication._held.close()  # as the kernel does for a killed process
    for file, content in contents(tmp_path / "killed").items():
        if file.endswith(".parquet") and not file.startswith("."):
            assert content in (old.get(file), whole.get(file))
    dataset.recover(tmp_path / "killed")
    assert verify(tmp_path / "killed") == []
    publish(tmp_path / "killed", specimens, some)
    assert contents(tmp_path / "killed") == whole


def test_an_error_while_committing_loses_nothing(tmp_path, specimens, monkeypatch):
    publish(tmp_path / "whole", specimens)
    real = os.replace
    moves = []

    def full_disk(source, target):
        moves.append(target)
        if len(moves) == 5:
            raise OSError("no space left")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "replace", full_disk)
        with pytest.raises(OSError, match="no space"):
            publish(tmp_path / "broken", specimens)
    dataset.recover(tmp_path / "broken")
    assert contents(tmp_path / "broken") == contents(tmp_path / "whole")


def test_two_writers_at_once_are_refused(tmp_path):
    with Publication(tmp_path), pytest.raises(DatasetError, match="another run"), Publication(tmp_path):
        pass


def test_a_damaged_file_is_named(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    path = next((tmp_path / "observations").rglob("*.parquet"))
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(DatasetError, match="part-0"):
        dataset.load_observations(tmp_path)
    assert [finding.check for finding in verify(tmp_path)] == ["file_changed"]


def test_missing_and_unexpected_files_are_found(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    path = next((tmp_path / "cells").rglob("*.parquet"))
    path.rename(path.with_name("part-1.parquet"))
    (tmp_path / "findings.jsonl").write_text("")
    checks = {finding.path: finding.check for finding in verify(tmp_path)}
    assert checks == {
        "cells/campaign=2016-17/respondent=kent/part-0.parquet": "file_missing",
        "cells/campaign=2016-17/respondent=kent/part-1.parquet": "file_unexpected",
        "findings.jsonl": "file_changed",
    }


def test_the_manifest_is_committed_with_the_data(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    publish(tmp_path, specimens, ["essex"], commit=False)
    assert load_manifest(tmp_path).partitions == {Partition("2016-17", "kent"): "mark"}


def test_a_manifest_of_another_contract_counts_for_nothing(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    path = tmp_path / ".state" / "manifest.json"
    path.write_text(path.read_text().replace('"contract_version": "2.2.0"', '"contract_version": "1.0"'))
    assert load_manifest(tmp_path) == Manifest()
    assert [f.message for f in verify(tmp_path)] == ["processed folder keeps data contract 1.0, and this program 2.2.0"]


def test_odd_names_keep_to_their_folder(tmp_path, specimens):
    mine = specimens.of("kent")
    for row in mine.observations:
        row.respondent = "../../Kent & Essex=both"
    with Publication(tmp_path / "p") as publication:
        publication.put_partition("2016-17", "../../Kent & Essex=both", mine.observations, ())
        publication.commit()
    assert {path.name for path in tmp_path.iterdir()} == {"p"}
    assert dataset.load_observations(tmp_path / "p")[0].respondent == "../../Kent & Essex=both"


def test_findings_stand_one_a_line(tmp_path, specimens):
    publish(tmp_path, specimens, ["kent"])
    lines = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert [(line["severity"], line["check"], line["respondent"]) for line in lines] == [
        ("error", "a", "kent"),
        ("info", "b", None),
    ]
