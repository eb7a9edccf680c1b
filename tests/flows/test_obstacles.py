"""One bad name, one shut folder, a full disk: each is said, and nothing else stops for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents, load_findings, load_observations
from flows.publish.folders import DatasetError
from flows.validation import validate_published
from tests.flows.test_commands import run_foi

Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]
no_utf8 = os.fsdecode(b"r\xe9ponse.csv")


def figures(processed: Path, respondent: str) -> list[int | None]:
    rows = load_observations(processed, "2016-17", respondent)
    return sorted(row.count or 0 for row in rows if row.age_band == "11-17" and row.period_label == "2016/17")


def errors(processed: Path) -> list[tuple[str, str | None]]:
    return [(one.check, one.path) for one in load_findings(processed) if one.check == "cannot_be_opened"]


def test_a_name_that_is_no_text_is_a_document(
    ingest: Ingest, write_return: WriteReturn, raw: Path, processed: Path, tmp_path: Path
) -> None:
    write_return(raw / "2016-17/gwent", name=no_utf8, last=50)
    write_return(raw / os.fsdecode(b"2016-17/gwent/more\xff"), last=51)
    write_return(tmp_path / "letters", name=no_utf8, last=52)
    ingest()
    assert (figures(processed, "kent"), figures(processed, "gwent")) == ([31], [50, 51])
    # What lies in the raw folder is found there again by a run that does not walk it.
    shutil.rmtree(processed / ".state/readings")
    shutil.rmtree(processed / "observations/campaign=2016-17/respondent=gwent")
    ingest(paths=[tmp_path / "letters" / no_utf8], campaign="2016-17", respondent="surrey")
    assert (figures(processed, "gwent"), figures(processed, "surrey")) == ([50, 51], [52])
    assert [row.path for row in load_documents(processed) if row.respondent in ("gwent", "surrey")] == [
        r"2016-17/gwent/more\xff/reply.csv",
        r"2016-17/gwent/r\xe9ponse.csv",
        r"r\xe9ponse.csv",
    ]
    # Two returns of one force differ, and neither says that it replaces the other.
    assert {found.check for found in validate_published(processed, raw=raw)} == {"figure_in_two_documents"}


def test_a_broken_file_of_such_a_name_says_so(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "2016-17/kent" / no_utf8).with_suffix(".pdf").write_bytes(b"%PDF-1.4\nnothing of the kind")
    ingest()
    assert figures(processed, "kent") == [31]
    assert {row.outcome for row in load_documents(processed) if row.format == "pdf"} == {"unreadable"}


def test_a_folder_that_cannot_be_read_stops_no_other(ingest: Ingest, raw: Path, processed: Path) -> None:
    """One so deep that no path leads to it: that nobody may read, not even root."""
    name = "d" * 250
    folder = os.open(raw / "2016-17/kent", os.O_RDONLY)
    for _ in range(20):
        os.mkdir(name, dir_fd=folder)
        inner = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    ingest()
    assert (figures(processed, "kent"), figures(processed, "essex")) == ([31], [44])
    [(check, path)] = errors(processed)
    assert (check, str(path).startswith(f"2016-17/kent/{name}/{name}/")) == ("cannot_be_opened", True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read what it likes")
def test_a_folder_that_is_shut_stops_no_other(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "2016-17/kent").chmod(0)
    try:
        ingest()
    finally:
        (raw / "2016-17/kent").chmod(0o700)
    assert figures(processed, "essex") == [44]
    assert errors(processed) == [("cannot_be_opened", "2016-17/kent")]


def test_a_link_that_leads_in_a_circle_stops_nothing(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "2016-17/kent/circle.pdf").symlink_to("circle.pdf")
    ingest()
    assert figures(processed, "kent") == [31]
    assert "link_not_followed" in {finding.check for finding in load_findings(processed)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_and_the_published_data_stand(
    ingest: Ingest, write_return: WriteReturn, raw: Path, processed: Path
) -> None:
    ingest()
    write_return(raw / "2016-17/kent", last=32)
    (processed / ".state/catalogue.part").symlink_to("/dev/full")
    with pytest.raises(DatasetError, match="disk is full"):
        ingest()
    assert figures(processed, "kent") == [31]
    assert validate_published(processed, raw=raw) == []
    (processed / ".state/catalogue.part").unlink()
    ingest()
    assert figures(processed, "kent") == [32]


def test_a_folder_that_cannot_be_written_ends_with_3_and_no_traceback(raw: Path, processed: Path) -> None:
    processed.mkdir()
    (processed / ".state").write_text("")
    ended = run_foi("ingest", "--raw", raw, "--processed", processed)
    assert ended.returncode == 3
    assert f"{processed}: cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout


def test_a_name_that_is_no_text_may_be_given(write_return: WriteReturn, processed: Path, tmp_path: Path) -> None:
    letter = write_return(tmp_path / "2016-17/kent", name=no_utf8)
    ended = run_foi("ingest", letter, "--raw", tmp_path / "none", "--processed", processed)
    assert ended.returncode == 0, ended.stderr
    assert figures(processed, "kent") == [31]
