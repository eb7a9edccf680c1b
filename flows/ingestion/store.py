"""A folder on a store that fsspec reaches, such as s3://bucket/processed: what of it is replaced is replaced as one.

A store moves single objects whole and knows no more, so that a journal does there what `publish.journal` does on disk:
objects are put aside under `.staging`, written down in `.state/journal.json`, then copied into place, the manifest
last. Cut short before the journal stands, nothing is seen of it. Cut short after, old and new objects lie side by side
until the next command that opens the folder, which copies the rest. Other readers: while the journal is there, wait;
and what the manifest's checksums do not fit is such a mixture. The journal can be written by one run alone. One that
finds that others have published since it began puts nothing; where two find nothing at the same instant, the second is
refused.
"""

from __future__ import annotations

import errno
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.ingestion.progress import tell
from flows.publish.folders import STAGING, STATE, DatasetError
from flows.publish.journal import JOURNAL
from flows.publish.manifest import MANIFEST
from flows.publish.state import DamagedError, read, text_of

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "LastModified", "last_modified", "mtime", "updated", "created")
"""What the listings of stores call that which changes with the content."""


_OF_A_MACHINE = (f"{STATE}/lock", f"{STATE}/readings/", f"{STAGING}/")


def is_of_store(path: str) -> bool:
    """Whether a file of a folder belongs on the store too.

    Not what is of one machine alone: what was read before is read anew on another, should it be wanted.
    """
    return not path.startswith(_OF_A_MACHINE) and not path.endswith((".part", "/"))


class Store:
    """A folder on a store. All raise DatasetError, with the address, for what the store refuses."""

    def __init__(self, address: str) -> None:
        """The folder at an address with a scheme, such as s3://bucket/raw; nothing is asked of the store yet."""
        import fsspec  # noqa: PLC0415  for those alone who name a store

        self.address = address.rstrip("/")
        try:
            self._files: AbstractFileSystem
            self._files, self._root = fsspec.url_to_fs(self.address, use_listings_cache=False)
        except ImportError as error:
            needed = " with [s3]" if address.startswith("s3:") else " and what the message names"
            raise DatasetError(f"{address}: {error}; install this program{needed}") from error
        except ValueError as error:
            raise DatasetError(f"{address}: {error}; name a folder, or a store such as s3://bucket/raw") from error

    def listing(self) -> dict[str, str]:
        """What lies there: a mark of the content by the path below the folder; empty where there is no such folder.

        A replacement that was cut short is completed first.
        """
        with self._told():
            found = self._found()
            if JOURNAL in found:
                self._roll_forward()
                found = self._found()
        return {path: mark for path, mark in found.items() if is_of_store(path)}

    def get(self, files: Mapping[str, Path]) -> None:
        """Copies of objects, by their paths below the folder, to files of this machine."""
        if files:
            with self._told():
                self._files.get([self._at(path) for path in files], [str(file) for file in files.values()])

    def replace(self, files: Mapping[str, Path], deletes: list[str], expected: Mapping[str, str]) -> dict[str, str]:
        """Put files of this machine and delete objects, all as one; what lies there then, as `listing` has it.

        Raises DatasetError where what lies there is not as `expected`.
        """
        aside = f"{STAGING}/{uuid.uuid4().hex}"
        with self._told():
            if files:
                self._files.put([str(file) for file in files.values()], [self._at(f"{aside}/{path}") for path in files])
            entries = {"aside": aside, "moves": list(files), "deletes": deletes}
            if self.listing() != dict(expected):
                if files:
                    self._files.rm(self._at(aside), recursive=True)
                raise DatasetError(f"{self.address}: another run has written there since this one began; run it again")
            try:
                self._files.pipe_file(self._at(JOURNAL), text_of(entries).encode(), mode="create")
            except FileExistsError as error:
                raise DatasetError(f"{self.address}: another run is writing there; wait, and run it again") from error
            self._roll_forward()
        return self.listing()

    def _roll_forward(self) -> None:
        """Copy into place what the journal names. Done twice, even at the same time, it comes to the same."""
        try:
            entries = read(self._files.cat_file(self._at(JOURNAL)), f"{self.address}/{JOURNAL}")
        except DamagedError as error:
            tell(error)  # what it would have moved is not as the manifest says, and the next ingest makes it anew
            entries = {"aside": "", "moves": [], "deletes": []}
        aside = entries["aside"]
        moves = [path for path in entries["moves"] if path != MANIFEST]
        if moves:
            self._files.copy([self._at(f"{aside}/{path}") for path in moves], [self._at(path) for path in moves])
        there = [self._at(path) for path in entries["deletes"] if self._files.exists(self._at(path))]
        if there:
            self._files.rm(there)
        if MANIFEST in entries["moves"]:
            self._files.copy(self._at(f"{aside}/{MANIFEST}"), self._at(MANIFEST))
        self._files.rm_file(self._at(JOURNAL))
        if self._files.exists(self._at(STAGING)):
            self._files.rm(self._at(STAGING), recursive=True)

    def _found(self) -> dict[str, str]:
        self._files.invalidate_cache()
        found = self._files.find(self._root, detail=True)
        start = len(self._root) + 1
        return {path[start:]: _mark(entry) for path, entry in sorted(found.items())}

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a store refuses, as a DatasetError."""
        try:
            yield
        except _refusals() as error:
            if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
                full = f"the disk of this machine is full, where the copy of {self.address} lies: free some space"
                raise DatasetError(full) from error
            what = (str(error) or type(error).__name__).splitlines()[0]
            remedy = "see to it that the bucket is there, and that the credentials of this machine let it be read"
            raise DatasetError(f"{self.address}: {what}; {remedy} and written") from error


def _mark(entry: Mapping[str, Any]) -> str:
    stamp = next((entry[name] for name in _STAMPS if entry.get(name) is not None), uuid.uuid4().hex)
    return f"{entry['size']} {stamp}"


def _refusals() -> tuple[type[Exception], ...]:
    """What a store raises that is not there or may not be used. That of S3 has a family of its own beside OSError."""
    try:
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415  an extra
    except ImportError:
        return (OSError,)
    return OSError, BotoCoreError
