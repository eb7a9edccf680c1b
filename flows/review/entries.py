"""Entries added to the files beside a return, and taken out again, never over another's.

The file is the truth. An entry is text that a person could have written at its end; a file of entries alone goes when
the last of them is taken out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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

    def texts(
        self, entries: Iterable[Entry], without: Entry | None = None, held: Mapping[str, str] = MappingProxyType({})
    ) -> dict[str, str]:
        """What the files will hold with entries at their ends, the first in the place of `without`.

        `held`: what they are to hold before that, where it is not what they hold now.
        """
        found = dict(held)
        for one in entries:
            before = found.get(one.name, self.text(one.name))
            if without is not None and without.name == one.name:
                found[one.name] = _replaced(before, without, one.text)
                without = None
            else:
                found[one.name] = before + ("" if not before or before.endswith("\n") else "\n") + one.text
        return found

    def texts_without(self, entries: Iterable[Entry], held: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """What the files will hold without entries. Raises FileChangedError where one is not there any more."""
        found = dict(held)
        for one in entries:
            found[one.name] = _replaced(found.get(one.name, self.text(one.name)), one, "")
        return found

    def file(self, name: str, text: str) -> Path:
        """The file of a name, to hold a text. Raises EntryError for one that may not be written, or not with it."""
        if len(text.encode()) > LARGEST:
            raise EntryError(f"{name}: would be longer than {LARGEST:,} bytes, and could not be read")
        return self._file(name)

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


def _replaced(text: str, old: Entry, new: str) -> str:
    """A text with the last entry that is like `old` given way to another."""
    before, found, behind = text.rpartition(old.text)
    if not found or (before and not before.endswith("\n")):
        raise FileChangedError(
            f"{old.name} of this return does not hold these lines any more: somebody has changed them. "
            "Nothing was written or taken back; look again"
        )
    return before + new + behind
