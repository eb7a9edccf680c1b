"""Returns under a password: read once it is told, read again when it changes, and the password kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents, load_observations
from tests.read.binaries import locked

Ingest = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path, raw: Path) -> Path:
    """Kent's return, locked in an archive."""
    table = raw / "2016-17/kent/reply.csv"
    (table.parent / "reply.zip").write_bytes(locked(b"reply.csv", table.read_bytes(), b"told by telephone"))
    table.unlink()
    return table.parent


def tell(folder: Path, password: str) -> None:
    (folder / "source.yml").write_text(f"reply.zip: {{password: {password}}}")


def figures(processed: Path) -> int:
    return len(load_observations(processed, "2016-17", "kent"))


def kept(processed: Path) -> bytes:
    return b"".join(path.read_bytes() for path in processed.rglob("*") if path.is_file())


def test_a_password_told_later_opens_the_return_and_is_kept_nowhere(
    folder: Path, ingest: Ingest, processed: Path
) -> None:
    tell(folder, "wrong")
    ingest()
    (document,) = [row for row in load_documents(processed) if row.respondent == "kent"]
    assert document.outcome == "unreadable"
    tell(folder, "told by telephone")
    ingest()
    assert figures(processed) == 8
    assert b"telephone" not in kept(processed)


def test_a_locked_return_stands_while_others_are_added(
    folder: Path, ingest: Ingest, processed: Path, tmp_path: Path, write_return: Callable[..., Path]
) -> None:
    """Nothing is told again of it, and its password is not kept: it is found again, or not needed."""
    tell(folder, "told by telephone")
    ingest()
    before = figures(processed)
    write_return(tmp_path / "letters/2016-17/kent", name="more.csv", last=99)
    ingest(paths=[tmp_path / "letters"])
    assert figures(processed) == 2 * before
    write_return(tmp_path / "letters/2016-17/kent", name="again.csv", last=98)
    (folder / "source.yml").unlink()
    ingest(paths=[tmp_path / "letters"])
    assert figures(processed) == 3 * before


def test_a_locked_return_added_by_path_stands_when_its_folder_is_gone(
    folder: Path, ingest: Ingest, processed: Path, tmp_path: Path, write_return: Callable[..., Path]
) -> None:
    tell(folder, "told by telephone")
    moved = folder.rename(tmp_path / "kent")
    ingest(paths=[moved], campaign="2016-17", respondent="kent")
    before = figures(processed)
    (moved / "source.yml").unlink()
    write_return(tmp_path / "letters/2016-17/kent", name="more.csv", last=99)
    ingest(paths=[tmp_path / "letters"])
    assert figures(processed) == 2 * before
    assert b"telephone" not in kept(processed)
