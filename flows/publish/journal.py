"""Many files replaced as one: staged, written down in a journal, then moved into place.

Killed before the journal stands, the old data stand and the staged files are thrown away. Killed after, whoever opens
the folder next moves the rest. Every single move is atomic, so that a reader never meets half a file.
"""

from __future__ import annotations

import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.publish import state
from flows.publish.folders import STAGING, STATE, DatasetError

JOURNAL = f"{STATE}/journal.json"


@contextmanager
def sole_writer(processed: Path) -> Iterator[None]:
    """Hold the processed folder for one writer; a commit that was cut short is completed first.

    Raises DatasetError when another run holds it, or where nothing can be written. The hold ends with the process,
    however it ends.
    """
    try:
        (processed / STATE).mkdir(parents=True, exist_ok=True)
        opened = (processed / STATE / "lock").open("w")
    except OSError as error:
        raise DatasetError(f"{processed}: cannot be written ({error.strerror}); name another folder") from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatasetError(f"{processed}: another run is writing there; wait until it has ended") from error
        roll_forward(processed)
        yield


def staged(processed: Path, file: str) -> Path:
    """Where a file waits for its commit."""
    return processed / STAGING / file


def discard(processed: Path) -> None:
    """Throw away what is staged, unless a journal says that it is on its way into place."""
    if (processed / JOURNAL).exists():
        return
    shutil.rmtree(processed / STAGING, ignore_errors=True)


def commit(processed: Path, files: list[str], deletes: list[str]) -> None:
    """Move the staged `files` into place and delete `deletes`, all or, after a kill, the rest at the next opening."""
    moves = [file for file in files if not _same(staged(processed, file), processed / file)]
    for file in moves:
        _sync(staged(processed, file))
    draft = staged(processed, "journal.json")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(state.text_of({"moves": moves, "deletes": deletes}), encoding="utf-8")
    _sync(draft)
    os.replace(draft, processed / JOURNAL)
    _sync(processed / STATE)
    roll_forward(processed)


def roll_forward(processed: Path) -> None:
    """Complete the commit that the journal describes; nothing to do where there is none.

    Raises DatasetError for a damaged journal.
    """
    journal = processed / JOURNAL
    entries = state.load(journal)
    if entries is None:
        return
    for file in entries["moves"]:
        if staged(processed, file).exists():
            (processed / file).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged(processed, file), processed / file)
    for file in entries["deletes"]:
        (processed / file).unlink(missing_ok=True)
        _remove_empty(processed, (processed / file).parent)
    for folder in {(processed / file).parent for file in entries["moves"]}:
        _sync(folder)
    journal.unlink()
    discard(processed)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and filecmp.cmp(one, other, shallow=False)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_empty(processed: Path, folder: Path) -> None:
    while folder != processed and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
