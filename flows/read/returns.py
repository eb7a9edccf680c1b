"""The returns as received: a folder of files walked into typed Returns, with what people wrote beside them.

A raw folder is laid out as `<raw>/<campaign>/<respondent>/...`. Nothing here opens a return beyond hashing its bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.read.grid import Notice
from flows.read.sidecars import REQUEST, RESPONDENTS, Beside, Note, is_beside, read_beside, read_note, remembered_at
from flows.read.sources import Source, password_mark

UNKNOWN = "unknown"
CLUTTER = re.compile(r"\..*|~\$.*|__MACOSX|Thumbs\.db|desktop\.ini", re.IGNORECASE)
CAMPAIGN = re.compile(r"\d{4}-\d{2}")
README = "README.md"


@dataclass(frozen=True, slots=True)
class Return:
    """One file received. `document_id` is the SHA-256 of its bytes, `file` where they lie on this machine.

    `paths` are all places where the same bytes were found, sorted: below the raw folder, or below the path given
    with that folder's name. `campaign` and `respondent` are `unknown` where neither path nor option says.
    `others` are further respondents with whom the same bytes lie. `password_mark` tells whether the passwords are
    others than before.
    """

    document_id: str
    file: Path
    paths: tuple[str, ...]
    campaign: str = UNKNOWN
    respondent: str = UNKNOWN
    source: Source = field(default_factory=Source)
    beside: Beside = field(default_factory=Beside)
    password_mark: str = ""
    others: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class Received:
    """The returns found, in the order of their paths, and what a person should know about what was left out."""

    returns: tuple[Return, ...]
    notices: tuple[Notice, ...]


def walk_raw(raw: Path, campaign: str | None = None, respondent: str | None = None) -> Received:
    """Every return of a raw folder, or of one campaign or respondent of it. OSError when there is no such folder."""
    root = raw.resolve(strict=True)
    notices: list[Notice] = []
    found = [
        file
        for file in _raw_files(root, notices)
        if campaign in (None, file.campaign) and respondent in (None, file.respondent)
    ]
    return _collect(found, notices)


def walk_paths(
    paths: Iterable[Path], raw: Path, campaign: str | None = None, respondent: str | None = None
) -> Received:
    """The returns at `paths`, files or folders. Those below `raw` are named and placed as a walk of it does.

    Elsewhere a folder named like `2016-17` is the campaign and the folder below it the respondent; what the path
    does not say is taken from the arguments. OSError when a path is not there.
    """
    home = raw.resolve()
    found: list[_File] = []
    notices: list[Notice] = []
    for path in paths:
        given = path.resolve(strict=True)
        if given.is_relative_to(home):
            found += [file for file in _raw_files(home, notices) if file.path.is_relative_to(given)]
        elif given.is_dir():
            walked = _Walk(given, notices).files(given, _below("", given.name))
            found += [_placed(file, given.parent, campaign, respondent) for file in walked]
        else:
            beside = _Walk(given.parent, notices).files(given.parent, "", only=given.name)
            found += [_placed(file, given.parent, campaign, respondent) for file in beside]
    return _collect(found, notices)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    label: str
    source: Source
    beside: Beside
    campaign: str = UNKNOWN
    respondent: str = UNKNOWN


def _raw_files(root: Path, notices: list[Notice]) -> Iterator[_File]:
    known: dict[str, Note | None] = {}

    def note(path: str) -> Note | None:
        if path not in known:
            known[path] = read_note(root, path, notices)
        return known[path]

    for file in _Walk(root, notices).files(root, ""):
        parts = file.label.split("/")
        if parts == [README] or (len(parts) == 2 and (parts[1] == REQUEST or _is_memory(*parts))):
            continue
        if len(parts) < 3:
            message = f"{file.label}: left out, it lies in no respondent's folder"
            remedy = "Move it to <campaign>/<respondent>/, such as 2016-17/kent/."
            notices.append(Notice("not_in_a_respondents_folder", message, remedy, file.label))
        elif parts[0].isdecimal():
            message = f'{file.label}: left out, "{parts[0]}" cannot be a campaign\'s name as it is a bare number'
            remedy = "Rename the folder, such as 2016-17."
            notices.append(Notice("campaign_is_a_number", message, remedy, file.label, "error"))
        else:
            more = (note(remembered_at(parts[1])), note(f"{parts[0]}/{REQUEST}"))
            beside = replace(file.beside, remembered=more[0], request=more[1])
            yield replace(file, campaign=parts[0], respondent=parts[1], beside=beside)


def _is_memory(folder: str, name: str) -> bool:
    return folder == RESPONDENTS and name.endswith(".yml")


def _placed(file: _File, above: Path, campaign: str | None, respondent: str | None) -> _File:
    said_campaign, said_respondent = _said_by_path((*map(_readable, above.parts), *file.label.split("/")))
    return replace(
        file, campaign=said_campaign or campaign or UNKNOWN, respondent=said_respondent or respondent or UNKNOWN
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk that never leaves `root` and notes what it leaves out."""

    root: Path
    notices: list[Notice]

    def files(self, folder: Path, label: str, only: str | None = None) -> Iterator[_File]:
        """The files at and below `folder`, called `label`, in the order of their names; or the one named `only`.

        OSError where the root itself cannot be read; a folder below it is a notice.
        """
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if folder == self.root:
                raise
            message = f"{label}: left out with all that is in it, as the folder cannot be read ({error.strerror})"
            self.notices.append(Notice("cannot_be_opened", message, "Allow it to be read.", label, "error"))
            return
        wanted = [e for e in entries if not is_beside(e.name) and only in (None, e.name)]
        kept = [e for e in wanted if not self._left_out(e, _below(label, e.name))]
        returns = {e.name for e in entries if _is_file(e) and not is_beside(e.name)}
        beside, sources = read_beside(folder, label, returns, self.notices)
        for entry in kept:
            name = _below(label, entry.name)
            if entry.is_dir():
                yield from self.files(Path(entry.path), name)
            else:
                yield _File(Path(entry.path), name, sources.get(entry.name, Source()), beside)

    def _left_out(self, entry: os.DirEntry[str], name: str) -> bool:
        """Whether the entry is no return, which is never passed over in silence."""
        if CLUTTER.fullmatch(entry.name):
            message = f"{name}: left out, as a file or folder that a computer keeps for itself"
            notice = Notice("not_a_return", message, "None needed; rename it if it is a return.", name, "info")
        elif entry.is_symlink() and not (_is_file(entry) and Path(entry.path).resolve().is_relative_to(self.root)):
            message = f"{name}: left out, as a link to a folder, to nothing, or out of the folder that was read"
            notice = Notice("link_not_followed", message, "Put a copy of the file in its place.", name)
        elif not (entry.is_dir() or _is_file(entry)):
            message = f"{name}: left out, as it is neither a file nor a folder"
            notice = Notice("not_a_return", message, "Delete it.", name)
        else:
            return False
        self.notices.append(notice)
        return True


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link to one: a link may lead in a circle, or where nobody may look."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _below(label: str, name: str) -> str:
    return f"{label}/{_readable(name)}" if label else _readable(name)


def _readable(name: str) -> str:
    r"""A name as text; bytes that are none in UTF-8 are written out, so that two such names stay two.

    >>> _readable("r\udce9ponse.csv")
    'r\\xe9ponse.csv'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _said_by_path(parts: tuple[str, ...]) -> tuple[str | None, str | None]:
    """(campaign, respondent) as the folders of a file's path name them.

    >>> _said_by_path(("returns", "2016-17", "kent", "reply.pdf")), _said_by_path(("documents", "reply.pdf"))
    (('2016-17', 'kent'), (None, None))
    """
    folders = parts[:-1]
    for index, name in reversed(list(enumerate(folders))):
        if CAMPAIGN.fullmatch(name):
            return name, folders[index + 1] if index + 1 < len(folders) else None
    return None, None


def _collect(files: list[_File], notices: list[Notice]) -> Received:
    """One Return for each content, whatever the number of places where it was found."""
    copies: dict[str, dict[str, _File]] = {}
    for file in files:
        try:
            with file.path.open("rb") as stream:
                document_id = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            message = f"{file.label}: left out, as it cannot be opened ({error.strerror})"
            notices.append(Notice("cannot_be_opened", message, "Allow it to be read.", file.label, "error"))
            continue
        copies.setdefault(document_id, {})[file.label] = file
    returns = []
    for document_id, places in copies.items():
        paths = tuple(sorted(places))
        first = places[paths[0]]
        source = next((places[p].source for p in paths if places[p].source != Source()), Source())
        if len({file.campaign for file in places.values()}) > 1:
            elsewhere = ", ".join(paths[1:])
            message = f"{first.label}: the same file lies in other campaigns too ({elsewhere}); counted here alone"
            notices.append(Notice("same_file_twice", message, "Keep it where it belongs.", first.label))
        others = {file.respondent for file in places.values()} - {first.respondent, UNKNOWN}
        place = (document_id, first.path, paths, first.campaign, first.respondent)
        mark = password_mark(source.passwords, document_id)
        returns.append(Return(*place, source, first.beside, mark, tuple(sorted(others))))
    return Received(tuple(sorted(returns, key=lambda r: r.path)), tuple(dict.fromkeys(notices)))
