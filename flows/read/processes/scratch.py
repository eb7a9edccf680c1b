"""The folder in which reader processes may write: one a pool, gone with it, even where the pool was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "foi-scratch-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder, deleted at the end of the block; what killed processes left of theirs is deleted first.

    A folder is in use for as long as the process that made it holds its lock, which ends with the process.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        _delete_unless_in_use(left)
    folder, lock = _locked_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked_folder() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        # Between the two lines another process may take the folder for one that was left, and delete it.
        lock = _locked(folder, wait=True)
        if lock is None:
            continue
        if folder.exists():
            return folder, lock
        os.close(lock)


def _delete_unless_in_use(folder: Path) -> None:
    if folder.is_symlink() or (lock := _locked(folder, wait=False)) is None:
        return
    try:
        if os.fstat(lock).st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _locked(folder: Path, wait: bool) -> int | None:
    """The handle that holds the lock of a folder; None where another process holds it, or it is gone or no folder."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle
