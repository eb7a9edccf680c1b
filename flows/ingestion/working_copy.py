"""A folder of a store, worked on as a copy on this machine: fetched before, and what has changed put back after.

The copy stays, so that the next time only what is new comes over. The store is what counts: what a run left in the copy
that was killed before it could put it back is thrown away.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from flows.ingestion.names import address_of, path_of
from flows.ingestion.store import Store, is_of_store
from flows.publish.folders import STAGING, DatasetError
from flows.publish.journal import JOURNAL


@contextmanager
def at_hand(folder: Path | str) -> Iterator[Path]:
    """A folder on this machine with what the folder given holds; changes to it are put back at the end of the block.

    A folder of this machine is given back as it is; one as text is what `names.text_of` made of it. Raises DatasetError
    for what the store refuses, where another command uses the copy, and where others have changed the store meanwhile;
    one raised in the block names the store in place of the copy.
    """
    address = address_of(folder)
    if address is None:
        yield path_of(folder) if isinstance(folder, str) else folder
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "foi-returns", quote(address, safe=""))
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatasetError(f"{address}: another command on this machine is at it; wait until it ended") from error
        copy = WorkingCopy(Store(address), home)
        copy.fetch()
        try:
            yield copy.folder
        except DatasetError as error:
            raise DatasetError(str(error).replace(str(copy.folder), address)) from error
        finally:
            copy.put_back()


@dataclass(slots=True)
class WorkingCopy:
    """The copy below `home`, with what is known of each of its files: the store's mark, and size and time here."""

    store: Store
    home: Path

    @property
    def folder(self) -> Path:
        """The copy itself. It bears the name of the folder, which reports show."""
        return self.home / PurePosixPath(self.store.address).name

    def fetch(self) -> None:
        """Make the copy what the store holds."""
        there, known, here = self.store.listing(), self._known(), self._here()
        current = {path for path in there.keys() & here.keys() if known.get(path) == [there[path], here[path]]}
        for path in here.keys() - current:
            (self.folder / path).unlink()
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        self._remove_empty()
        wanted = {path: self._file(path) for path in there if path not in current}
        self.folder.mkdir(exist_ok=True)
        self.store.get(wanted)
        self._note(there)

    def put_back(self) -> None:
        """Make the store what the copy holds; nothing where a commit in it was cut short, or nothing has changed."""
        known, here = self._known(), self._here()
        if (self.folder / JOURNAL).exists():
            return
        changed = {path: self._file(path) for path in here if path not in known or known[path][1] != here[path]}
        gone = sorted(known.keys() - here.keys())
        if changed or gone:
            expected = {path: str(mark) for path, (mark, _) in known.items()}
            self._note(self.store.replace(changed, gone, expected))

    def _here(self) -> dict[str, list[int]]:
        """The files of the copy that belong to the store, each with its size and time."""
        found = {}
        for file in sorted(self.folder.rglob("*")):
            path = file.relative_to(self.folder).as_posix()
            if file.is_file() and is_of_store(path):
                found[path] = [file.stat().st_size, file.stat().st_mtime_ns]
        return found

    def _known(self) -> dict[str, list[object]]:
        index = self.home / "index.json"
        known: dict[str, list[object]] = json.loads(index.read_text(encoding="utf-8")) if index.exists() else {}
        return known

    def _note(self, there: dict[str, str]) -> None:
        here = self._here()
        draft = self.home / "index.part"
        draft.write_text(json.dumps({path: [mark, here.get(path)] for path, mark in there.items()}), encoding="utf-8")
        draft.replace(self.home / "index.json")

    def _file(self, path: str) -> Path:
        """Where an object lies in the copy. Raises DatasetError for a name that leads out of it."""
        parts = path.split("/")
        if {"", ".", ".."} & {*parts} or "\0" in path:
            raise DatasetError(f"{self.store.address}: {path!r} cannot be the name of a file; rename the object")
        return self.folder.joinpath(*parts)

    def _remove_empty(self) -> None:
        for folder in sorted((path for path in self.folder.rglob("*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
