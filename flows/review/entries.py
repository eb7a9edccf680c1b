"""Entries added to the files beside a return, and taken out again: whole or not at all, and never over another's.

The file is the truth. An entry is text that a person could have written at its end; a file of entries alone goes when
the last of them is taken out.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.publish.escaping import printable
from flows.read.sidecars import ANSWERS, CORRECTIONS, LARGEST, RECIPE, TABLE, remembered_at
from flows.tidy.people.unknown_labels import ALIASES
from schemas import code_tables

WRITABLE = (ANSWERS, CORRECTIONS, RECIPE, TABLE)
SIGNED = (ANSWERS, CORRECTIONS, RECIPE)
"""Those of which each entry says who wrote it."""
EVERYWHERE = tuple(
    f"{ALIASES}/{name}.csv" for name in ("ages", "sexes", "offence_groups", "offences", "measures", "totals")
)
"""Those that say what a label means in all returns: they are part of the program."""
NOTHING = ""
"""The mark of a file that is not there."""


class EntryError(Exception):
    """Nothing was written; the message says why, and what to do."""


class FileChangedError(EntryError):
    """The file is not as it was when the page was shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Text for the end of the file `name`; it ends with a line end.

    The file lies in the folder of the return, that of its respondent in the raw folder, an alias file in the program.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder of a return below `raw`, in which entries may be written. Raises EntryError for any other folder."""

    raw: Path
    folder: Path
    respondent: str = ""

    def __post_init__(self) -> None:
        home, folder = self.raw.resolve(), self.folder.resolve()
        if folder == home or not folder.is_relative_to(home) or not folder.is_dir():
            raise EntryError(
                f"{printable(str(self.folder))}: is no folder of returns below {self.raw}; put the return into it with "
                "foi add, and ingest again"
            )

    def text(self, name: str) -> str:
        """What stands in a file; "" where there is none. Raises EntryError for what is no text."""
        file = self._file(name)
        try:
            return file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise EntryError(f"{printable(str(file))}: cannot be read as text ({error}); save it as UTF-8") from error

    def mark(self, name: str) -> str:
        """What tells whether a file has changed."""
        text = self.text(name)
        return hashlib.sha256(text.encode()).hexdigest() if text else NOTHING

    def marks(self) -> str:
        """The marks of all files that may be written, for a page to hand back."""
        return ";".join(f"{name}={self.mark(name)[:16]}" for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that may be written."""
        return (*WRITABLE, *([remembered_at(self.respondent)] if self.respondent else []), *EVERYWHERE)

    def seen(self, name: str, marks: str) -> None:
        """Raises FileChangedError where a file is not as it was when `marks` were made."""
        if f"{name}={self.mark(name)[:16]}" not in marks.split(";"):
            raise FileChangedError(
                f"{name} of this return has changed since the page was shown: somebody else, or another page, "
                "wrote there. Nothing was written; look again, and say it once more if it still holds"
            )

    def fitting(self, entry: Entry) -> Entry:
        """An entry as it goes into its file: where answers stand there under keys, under a key of its own."""
        lines = (line for line in self.text(entry.name).splitlines() if line.strip() and not line.startswith("#"))
        keyed = entry.name == ANSWERS and next(lines, "-")[0] not in "-["
        return Entry(entry.name, f"accept:\n{entry.text}") if keyed else entry

    def added(self, entry: Entry) -> str:
        """What the file will hold with the entry at its end."""
        before = self.text(entry.name)
        return before + ("" if not before or before.endswith("\n") else "\n") + entry.text

    def without(self, entry: Entry) -> str:
        """What the file will hold without the entry. Raises FileChangedError where it is not there any more."""
        return self._cut(entry, self.text(entry.name))

    def texts_without(self, entries: Iterable[Entry]) -> dict[str, str]:
        """What the files will hold without the entries; raises like `without`."""
        found: dict[str, str] = {}
        for one in entries:
            found[one.name] = self._cut(one, found.get(one.name, self.text(one.name)))
        return found

    def _cut(self, entry: Entry, text: str) -> str:
        before, found, behind = text.rpartition(entry.text)
        if not found or (before and not before.endswith("\n")):
            raise FileChangedError(
                f"{entry.name} of this return does not hold these lines any more: somebody has changed them. "
                "Nothing was taken back"
            )
        return before + behind

    def texts(self, entries: Iterable[Entry], without: Entry | None = None) -> dict[str, str]:
        """What the files will hold with entries at their ends, the first in the place of `without`."""
        found: dict[str, str] = {}
        for one in entries:
            if without is not None and without.name == one.name:
                found[one.name] = self.replaced(without, one)
            elif one.name in found:
                found[one.name] += one.text
            else:
                found[one.name] = self.added(one)
        return found

    def replaced(self, old: Entry, new: Entry) -> str:
        """What the file will hold with one entry in the place of another of the same file."""
        before, found, behind = self.text(old.name).rpartition(old.text)
        if not found:
            raise FileChangedError(f"{old.name} beside this return has changed. Nothing was written; look again")
        return before + new.text + behind

    def write(self, name: str, text: str) -> None:
        """Put the whole of a file into its place in one move; one with nothing in it goes."""
        file = self._file(name)
        if len(text.encode()) > LARGEST:
            raise EntryError(f"{name}: would be longer than {LARGEST:,} bytes, and could not be read")
        if not text.strip():
            file.unlink(missing_ok=True)
            return
        draft = file.with_name(f".{file.name}.part")
        try:
            file.parent.mkdir(exist_ok=True)
            with draft.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, file)
        except OSError as error:
            raise EntryError(f"{printable(str(file))}: cannot be written ({error.strerror})") from error

    def _file(self, name: str) -> Path:
        if name not in self.names or "/" in self.respondent:
            raise EntryError(f"{printable(name)}: is none of the files that may be written: {', '.join(self.names)}")
        if name in EVERYWHERE:
            file = Path(code_tables.__file__).parent / name.removeprefix("schemas/")
        else:
            file = (self.folder if name in WRITABLE else self.raw) / name
        if file.is_symlink() or file.parent.is_symlink() or (file.exists() and not file.is_file()):
            raise EntryError(f"{name} beside this return is a link or no file; make it a plain file")
        return file


@contextmanager
def one_at_a_time(processed: Path) -> Iterator[None]:
    """Hold all writing beside returns for one writer; another on this machine waits."""
    with (processed / ".state" / "review.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
