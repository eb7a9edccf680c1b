"""What comes of returns of which not all could be read or understood: never `no_figures`, and never for good."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_documents, load_findings, load_observations
from tests.hostile.test_pdfs import CATALOGUE, FORM, PAGE, PAGES, pdf, stream

Ingest = Callable[..., None]


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def nested(content: bytes, levels: int) -> bytes:
    for level in range(levels):
        content = packed({f"{level}.zip" if level else "deep.csv": content})
    return content


def drawn(lines: int) -> bytes:
    content = zlib.compress(b"0 0 m 9 9 l S\n" * lines, 9)
    return pdf(CATALOGUE, PAGES, PAGE, stream(content, b"/Filter/FlateDecode"), stream(b"", FORM))


@pytest.mark.parametrize(
    ("name", "content", "check"),
    [
        ("nested.zip", nested(b"Age,Count\n0-4,7\n", 10), "attachments_left_out"),
        ("bomb.pdf", drawn(500_000), "pdf_cut_short"),
        ("line.csv", b"offence," * 20_000, "unreadable"),
    ],
    ids=["nested archive", "deflate bomb", "line without end"],
)
def test_a_file_read_in_part_that_gave_nothing_is_unreadable(
    ingest: Ingest, raw: Path, processed: Path, name: str, content: bytes, check: str
) -> None:
    (raw / "2016-17/kent/reply.csv").unlink()
    (raw / "2016-17/kent" / name).write_bytes(content)
    ingest()
    outcomes = {row.outcome for row in load_documents(processed) if row.path == f"2016-17/kent/{name}"}
    assert outcomes == {"unreadable"}
    assert check in {finding.check for finding in load_findings(processed)}


def test_an_archive_of_which_a_part_gave_figures_is_answered_in_part(
    ingest: Ingest, write_return: Callable[..., Path], raw: Path, processed: Path
) -> None:
    reply = write_return(raw / "2016-17/kent")
    archive = packed({"reply.csv": reply.read_bytes(), "more.zip": nested(b"x,y\n1,2\n", 10)})
    reply.with_name("all.zip").write_bytes(archive)
    reply.unlink()
    ingest()
    outcomes = {row.path: row.outcome for row in load_documents(processed)}
    assert outcomes["2016-17/kent/all.zip"] == "part"
    assert outcomes["2016-17/kent/all.zip/reply.csv"] == "answered"
    assert outcomes["2016-17/essex/reply.csv"] == "answered"


def test_what_took_too_long_to_understand_is_tried_again(
    raw: Path, processed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr("flows.ingestion.understanding.SECONDS", 0.001)
        hurried.setattr("flows.ingestion.understanding.PATIENCE", 100_000)
        bring_up_to_date(raw, processed)
    assert {row.outcome for row in load_documents(processed)} == {"unreadable"}
    stopped = [finding for finding in load_findings(processed) if finding.check == "understanding_stopped"]
    assert [finding.severity for finding in stopped] == ["error", "error"]
    assert "0.001 seconds of the processor's time" in stopped[0].message
    bring_up_to_date(raw, processed)
    assert {row.outcome for row in load_documents(processed)} == {"answered"}
    assert "understanding_stopped" not in {finding.check for finding in load_findings(processed)}
    bring_up_to_date(raw, tmp_path / "at once")
    assert load_observations(processed) == load_observations(tmp_path / "at once")
    before = (processed / "documents.parquet").stat().st_mtime_ns
    bring_up_to_date(raw, processed)
    assert (processed / "documents.parquet").stat().st_mtime_ns == before
