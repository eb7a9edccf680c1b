"""`validate_published` on data that somebody has changed, with the manifest made to agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.check.evidence.recorded_crime import RecordedCrime
from flows.publish import state
from flows.publish.dataset import load_findings
from flows.publish.folders import Partition
from flows.validation import validate_published
from schemas.rows import Finding
from tests.benchmarks.planted_data import Data

Ingest = Callable[..., None]


@pytest.fixture
def published(ingest: Ingest, processed: Path) -> Path:
    ingest()
    return processed


def validated(published: Path, crime: RecordedCrime | None = None) -> list[Finding]:
    return validate_published(published, crime, raw=published.parent / "raw")


def said(published: Path) -> dict[str, Finding]:
    return {finding.check: finding for finding in validated(published)}


def changed(published: Path, change: Callable[[Data], None]) -> dict[str, Finding]:
    data = Data(published, Partition("2016-17", "kent"))
    change(data)
    data.save()
    return said(published)


def test_what_was_published_is_sound(published: Path) -> None:
    assert said(published) == {}


def test_data_of_nobody_cannot_be_looked_at(published: Path, tmp_path: Path) -> None:
    (published / ".state/catalogue.json").unlink()
    assert said(published)["catalogue"].severity == "error"


def test_a_document_that_was_received_is_missed(published: Path) -> None:
    found = changed(published, lambda data: data.documents.pop())
    assert "2016-17/kent/reply.csv is gone" in found["not_as_made"].message


def test_a_document_of_another_name_is_noticed(published: Path) -> None:
    def rename(data: Data) -> None:
        data.documents[-1].paths = ["2016-17/kent/other.csv"]

    assert (
        "2016-17/kent/reply.csv, and the return gives no such row" in changed(published, rename)["not_as_made"].message
    )


def test_the_data_package_is_that_of_the_code_lists(published: Path) -> None:
    package = published / "schemas/observations.json"
    package.write_text(package.read_text(encoding="utf-8").replace('"female"', '"girls"'), encoding="utf-8")
    Data(published, Partition("2016-17", "kent")).agree()
    assert "a code list has changed" in said(published)["not_as_described"].message


def test_both_forms_of_the_findings_say_the_same(published: Path) -> None:
    assert load_findings(published)
    (published / "findings.jsonl").write_text("", encoding="utf-8")
    Data(published, Partition("2016-17", "kent")).agree()
    assert "findings.jsonl does not hold" in said(published)["not_as_described"].message


def test_a_finding_that_was_taken_out_is_missed(published: Path) -> None:
    found = changed(published, lambda data: data.findings.clear())
    assert "forces_without_return" in found["not_as_made"].message


def in_the_text_too(data: Data) -> None:
    """A count changed with all that is held against it: its text, its cell, its headline."""
    data.change(lambda row: row.count == 12, count=21, value=21.0, count_low=21, count_high=21, raw_value="21")
    gone = next(row for row in data.rows if row.count == 21)
    next(cell for cell in data.cells if gone.observation_id in cell.observation_ids).text = "21"


def test_a_figure_is_held_against_what_was_read_whatever_was_made_to_agree(published: Path) -> None:
    found = changed(published, in_the_text_too)
    assert set(found) == {"not_as_made"}
    told = [one.message for one in validated(published)]
    assert any('aged 5-10: 21, printed as "21"' in one and "where the return gives" in one for one in told)


def test_the_figure_is_named_in_place_of_the_file_where_the_checksums_tell(published: Path) -> None:
    manifest = published / ".state/manifest.json"
    sound = manifest.read_bytes()
    changed(published, in_the_text_too)
    manifest.write_bytes(sound)
    assert set(said(published)) == {"not_as_made"}


def test_the_headline_is_worked_out_again(published: Path) -> None:
    found = changed(published, raise_the_total)
    assert list(found) == ["not_as_made"]
    assert "kent 2016/17 total: said 51" in found["not_as_made"].message
    assert "kent 2016/17 total: said 50" in found["not_as_made"].message


def raise_the_total(data: Data) -> None:
    total = ("kent", "2016/17", "total")
    next(row for row in data.headline if (row.force_id, row.year, row.quantity) == total).count = 51


def test_data_of_another_edition_of_the_program_are_told(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ingestion.plan.program", lambda: "another")
    (finding,) = validated(published)
    assert (finding.check, finding.severity) == ("made_otherwise", "warning")


def test_open_data_bound_the_figures(published: Path) -> None:
    crime = RecordedCrime({("kent", 2016, "19E"): 49, ("essex", 2016, "19E"): 63}, "prc.csv")
    (finding,) = validated(published, crime)
    assert (finding.check, finding.respondent, finding.severity) == ("recorded_ceiling", None, "error")
    assert "kent 2016/17 offences: 50, there 49" in finding.message


def test_the_manifest_names_each_partition(published: Path) -> None:
    file = published / ".state/manifest.json"
    manifest = state.load(file)
    manifest["partitions"] = manifest["partitions"][:1]
    state.save(manifest, file)
    assert "catalogue" in said(published)
