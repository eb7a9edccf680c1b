"""`foi disclose` and `foi export` from the outside."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import main
from flows.publish.dataset import Publication
from flows.publish.disclosure.narrowed import narrowed
from flows.publish.folders import Partition
from schemas.frames import to_rows
from schemas.models import DOCUMENTS, FINDINGS, OBSERVATIONS
from schemas.rows import DocumentRow, Observation
from tests.benchmarks.planted_data import Data, count
from tests.check.made import row, withheld
from tests.publish.disclosure.test_publishable import campaign


@pytest.fixture
def processed(tmp_path):
    """A published data set with eight figures that can be worked out."""
    return published(tmp_path / "processed", campaign())


def published(folder: Path, rows: list[Observation]) -> Path:
    documents = {row.document_id: row for row in rows}
    with Publication(folder) as publication:
        for campaign, respondent in {(row.campaign, row.respondent) for row in rows}:
            mine = [row for row in rows if (row.campaign, row.respondent) == (campaign, respondent)]
            publication.put_partition(campaign, respondent, mine, [])
        listed = [
            DocumentRow(row.campaign, row.respondent, name, f"{row.campaign}/{row.respondent}/{name}.pdf")
            for name, row in documents.items()
        ]
        publication.put(DOCUMENTS, listed)
        publication.put(FINDINGS, [])
        publication.commit()
    return folder


def exported(folder: Path) -> list[Observation]:
    """The figures as somebody reads them who has the exported file alone."""
    parts = [OBSERVATIONS.schema.empty_table(), pq.read_table(folder / "observations.parquet")]
    return to_rows(OBSERVATIONS, pa.concat_tables(parts, promote_options="permissive"))


def foi(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_what_can_be_worked_out_is_listed_with_what_gives_it_away(processed):
    code, said = foi("disclose", "--processed", processed)
    assert code == 1
    assert "8 of 14 withheld figures can be narrowed" in said
    assert "can be narrowed to 2, from" in said
    assert foi("disclose", "--processed", processed, "--campaign", "2015-16")[0] == 2


@pytest.mark.parametrize("minimum", [1, 5])
def test_none_can_be_worked_out_of_the_exported_file(processed, tmp_path, minimum):
    """The bounds are worked out anew, by linear programming, from nothing but the file."""
    assert export(processed, tmp_path, "--format", "parquet", "--minimum", minimum)[0] == 0
    rows = exported(tmp_path / "out")
    assert sum(row.status == "suppressed" for row in rows) >= 14
    assert not [row for row in rows if 0 < (row.count or 0) < minimum]
    assert not [one for one in narrowed(rows) if one.given_away]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_other_forms_come_with_the_log_too(processed, tmp_path, form):
    code, said = export(processed, tmp_path, "--minimum", 1, "--format", form)
    assert (code, (tmp_path / "out" / f"observations.{form}").exists()) == (0, True), said
    with (tmp_path / "out/withheld.csv").open(encoding="utf-8", newline="") as lines:
        assert any(line["why"].startswith("protects ") for line in csv.DictReader(lines))


def test_the_exports_of_two_campaigns_give_nothing_away_together(tmp_path):
    """What the return of one year withholds of the year before, that of the year before printed."""
    last_year = {"year_from": 2015, "band": "0-4"}
    now = [row(0, **withheld(**last_year)), row(1, 20, **last_year | {"band": "5-17"})]
    before = [
        row(at, count, document="x", campaign="2015-16", **last_year | {"band": band})
        for at, (count, band) in enumerate(((3, "0-4"), (20, "5-17"), (23, "all")), 2)
    ]
    processed = published(tmp_path / "processed", [*now, *before])
    both = []
    for name in ("2015-16", "2016-17"):
        code, said = export(processed, tmp_path, "--minimum", 1, "--format", "parquet", "--campaign", name)
        assert code == 0, said
        both += exported(tmp_path / "out")
    assert {row.campaign for row in both} == {"2015-16", "2016-17"}
    assert narrowed(both) == []


def export(processed: Path, folder: Path, *arguments: object) -> tuple[int, str]:
    return foi("export", "--publishable", "--to", folder / "out", "--processed", processed, *arguments)


@pytest.mark.parametrize("command", [("export",), ("export", "--publishable"), ("export", "--wide", "out/w.xlsx")])
def test_a_data_set_that_was_changed_is_not_exported(processed, tmp_path, monkeypatch, command):
    """Neither a file that is other than its checksum says, nor what is left of a damaged one."""
    monkeypatch.chdir(tmp_path)
    manifest = (processed / ".state/manifest.json").read_bytes()
    data = Data(processed, Partition("2016-17", "kent"))
    data.change(lambda row: row.count == 30, **count(31))
    data.save()
    (processed / ".state/manifest.json").write_bytes(manifest)
    for _ in range(2):
        code, said = foi(*command, *([] if "--wide" in command else ["--to", "out"]), "--processed", processed)
        assert (code, "run foi ingest" in said, (tmp_path / "out").exists()) == (3, True, False), said
        (processed / "documents.parquet").write_bytes(b"")
    assert foi("disclose", "--processed", processed)[0] == 3


def test_a_workbook_for_work_is_not_taken_for_one_to_publish(processed, tmp_path):
    file = tmp_path / "figures.xlsx"
    code, said = foi("export", "--wide", file, "--publishable", "--processed", processed)
    assert (code, "protects no withheld figure" in said, file.exists()) == (2, True, False)


def test_nothing_to_export_is_said(tmp_path, processed):
    assert foi("export", "--processed", tmp_path / "none", "--to", tmp_path / "out")[0] == 3
    assert foi("export", "--processed", processed, "--campaign", "1999-00", "--to", tmp_path / "out")[0] == 2
