"""An ingest as a whole: what comes into the data set, what stays, what goes, and that nothing is lost on the way."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents, load_findings, load_observations
from flows.publish.folders import DatasetError
from schemas.rows import Observation

SPECIMENS = Path(__file__).resolve().parents[2] / "raw" / "2016-17"
Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]


def values(processed: Path, respondent: str) -> list[int | None]:
    rows = load_observations(processed, "2016-17", respondent)
    return [row.count for row in rows if row.age_band == "11-17" and row.period_label == "2016/17"]


def contents(folder: Path) -> dict[str, bytes]:
    """All files but what tells of the run before."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "before.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def stamps(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*.parquet")}


def test_returns_become_observations_of_their_respondents(ingest: Ingest, processed: Path) -> None:
    ingest()
    assert (values(processed, "kent"), values(processed, "essex")) == ([31], [44])
    assert [row.path for row in load_documents(processed)] == ["2016-17/essex/reply.csv", "2016-17/kent/reply.csv"]


def test_the_same_returns_give_the_same_bytes(ingest: Ingest, raw: Path, processed: Path, tmp_path: Path) -> None:
    ingest()
    ingest(processed=str(tmp_path / "again"))
    assert contents(processed) == contents(tmp_path / "again")


def test_nothing_is_touched_where_nothing_has_changed(ingest: Ingest, processed: Path) -> None:
    ingest()
    before = stamps(processed)
    ingest()
    assert stamps(processed) == before


def test_a_changed_return_touches_its_own_partition_alone(
    write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path
) -> None:
    ingest()
    before = stamps(processed / "observations")
    write_return(raw / "2016-17/kent", last=32)
    ingest()
    after = stamps(processed / "observations")
    assert {file for file in before if before[file] != after[file]} == {
        "campaign=2016-17/respondent=kent/part-0.parquet"
    }
    assert (values(processed, "kent"), values(processed, "essex")) == ([32], [44])


def test_a_deleted_return_goes_and_the_others_stay(ingest: Ingest, raw: Path, processed: Path) -> None:
    ingest()
    (raw / "2016-17/kent/reply.csv").unlink()
    ingest()
    assert (values(processed, "kent"), values(processed, "essex")) == ([], [44])
    assert not (processed / "observations/campaign=2016-17/respondent=kent").exists()
    assert [row.respondent for row in load_documents(processed)] == ["essex"]


def test_readings_are_kept_as_long_as_their_return(ingest: Ingest, raw: Path, processed: Path) -> None:
    ingest()
    assert len(list((processed / ".state/readings").iterdir())) == 2
    (raw / "2016-17/kent/reply.csv").unlink()
    ingest()
    assert len(list((processed / ".state/readings").iterdir())) == 1


def test_the_outcome_does_not_depend_on_the_way_there(
    write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path, tmp_path: Path
) -> None:
    """A finding with a place on a page among them: coordinates lose digits on their way through a file."""
    late = write_return(tmp_path / "aside", last=50)
    shutil.copytree(SPECIMENS / "kent", raw / "2016-17/kent", dirs_exist_ok=True)
    ingest()
    late.rename(raw / "2016-17/kent/second.csv")
    ingest()
    ingest(processed=str(tmp_path / "at-once"))
    assert contents(processed) == contents(tmp_path / "at-once")
    assert [finding for finding in load_findings(processed) if finding.place.x0 is not None]


def test_paths_add_and_never_remove(
    write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path, tmp_path: Path
) -> None:
    ingest()
    outside = write_return(tmp_path / "letters", last=60)
    ingest(paths=[outside], campaign="2016-17", respondent="surrey")
    outside.unlink()
    ingest()
    found = [values(processed, name) for name in ("essex", "kent", "surrey")]
    assert found == [[44], [31], [60]]
    assert "reply.csv" in [row.path for row in load_documents(processed)]


def test_a_path_replaces_what_lay_there_before(
    write_return: WriteReturn, ingest: Ingest, processed: Path, tmp_path: Path
) -> None:
    for last in (60, 61):
        folder = write_return(tmp_path / "letters", last=last).parent
        ingest(paths=[folder], campaign="2016-17", respondent="surrey")
    assert values(processed, "surrey") == [61]


def test_what_the_path_does_not_say_stays_unknown(
    write_return: WriteReturn, ingest: Ingest, processed: Path, tmp_path: Path
) -> None:
    ingest(paths=[write_return(tmp_path / "letters")])
    (row,) = load_documents(processed)
    assert (row.path, row.campaign, row.respondent) == ("reply.csv", "unknown", "unknown")


def test_a_part_of_the_raw_folder_leaves_the_rest_alone(
    write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path
) -> None:
    ingest()
    (raw / "2016-17/essex/reply.csv").unlink()
    write_return(raw / "2016-17/kent", last=33)
    ingest(respondent="kent")
    assert (values(processed, "kent"), values(processed, "essex")) == ([33], [44])


def test_a_stray_file_is_one_finding_that_goes_with_the_file(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "stray.pdf").write_bytes(b"%PDF-1.4")
    ingest()
    assert [f.path for f in load_findings(processed) if f.check == "not_in_a_respondents_folder"] == ["stray.pdf"]
    (raw / "stray.pdf").unlink()
    ingest()
    assert [f for f in load_findings(processed) if f.check == "not_in_a_respondents_folder"] == []


def test_a_file_that_cannot_be_read_stops_no_other(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "2016-17/kent/broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    ingest()
    outcomes = {row.path: row.outcome for row in load_documents(processed)}
    assert outcomes["2016-17/kent/broken.xlsx"] == "unreadable"
    assert values(processed, "kent") == [31]


def test_the_same_file_twice_is_counted_once(
    write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path
) -> None:
    write_return(raw / "2016-17/kent", name="copy.csv")
    ingest()
    (row,) = [row for row in load_documents(processed) if row.respondent == "kent"]
    assert row.paths == ["2016-17/kent/copy.csv", "2016-17/kent/reply.csv"]
    assert values(processed, "kent") == [31]


def test_what_source_yml_says_counts(write_return: WriteReturn, ingest: Ingest, raw: Path, processed: Path) -> None:
    write_return(raw / "2016-17/kent", name="corrected.csv", last=35)
    said = "corrected.csv: {supersedes: reply.csv, received: 2017-10-02, reference: FOI 7}"
    (raw / "2016-17/kent/source.yml").write_text(said)
    ingest()
    rows = load_observations(processed, "2016-17", "kent")

    def standing(row: Observation) -> bool:
        return row.superseded_by is None and row.age_band == "11-17" and row.period_label == "2016/17"

    assert [row.count for row in rows if standing(row)] == [35]
    assert sorted(row.superseded_by is None for row in load_documents(processed) if row.respondent == "kent") == [
        False,
        True,
    ]


def test_published_files_that_were_lost_come_back(ingest: Ingest, processed: Path) -> None:
    ingest()
    before = contents(processed)
    (processed / "observations/campaign=2016-17/respondent=kent/part-0.parquet").unlink()
    (processed / "documents.parquet").unlink()
    ingest()
    assert contents(processed) == before


@pytest.mark.parametrize("exists", [True, False])
def test_no_return_at_all_is_nothing_to_do(ingest: Ingest, tmp_path: Path, exists: bool) -> None:
    if exists:
        (tmp_path / "none").mkdir()
    with pytest.raises(DatasetError, match="none"):
        ingest(raw=str(tmp_path / "none"))


def test_no_path_of_this_machine_is_published(ingest: Ingest, raw: Path, processed: Path) -> None:
    ingest()
    assert [name for name, content in contents(processed).items() if str(raw.parent).encode() in content] == []


def test_findings_stand_in_both_forms(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "stray.pdf").write_bytes(b"%PDF-1.4")
    ingest()
    lines = (processed / "findings.jsonl").read_text().splitlines()
    assert [json.loads(line)["check"] for line in lines] == [f.check for f in load_findings(processed)]


def test_afresh_reads_again_what_is_known(ingest: Ingest, raw: Path, processed: Path) -> None:
    """A kept reading that is not what the file says is believed, but by an ingest afresh of that return."""
    ingest()
    whole = contents(processed)
    for reading in (processed / ".state/readings").glob("*"):
        reading.write_bytes(zlib.compress(zlib.decompress(reading.read_bytes()).replace(b'"31"', b'"37"')))
    shutil.rmtree(processed / "observations")
    ingest()
    assert values(processed, "kent") == [37]
    ingest(paths=[raw / "2016-17/essex/reply.csv"], afresh=True)
    assert values(processed, "kent") == [37]
    ingest(paths=[raw / "2016-17/kent/reply.csv"], afresh=True)
    assert values(processed, "kent") == [31]
    ingest(afresh=True)
    assert contents(processed) == whole
