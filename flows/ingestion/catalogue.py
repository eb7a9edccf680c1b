"""The catalogue: every return that the data set is to hold, those of the raw folder and those added by path.

It is the wish; the manifest of the published data is what came of it. A run that is killed between the two leaves
partitions whose fingerprints differ, and the next run makes them.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flows.publish import state
from flows.publish.folders import STATE, remove
from flows.publish.manifest import MANIFEST, Readings
from flows.read.grid import Notice
from flows.read.returns import UNKNOWN, Received, Return
from flows.read.sidecars import Beside, Note, passwords_beside
from flows.read.sources import Source, password_mark

FILE = f"{STATE}/catalogue.json"
COPIES = f"{STATE}/received"


@dataclass(frozen=True, slots=True)
class Found:
    """A file found in reading a return: the file as received first, then all that it holds.

    `names` are its paths below the return's, empty for the return itself; `reading` the key of what was read of it.
    `broke`: its reader broke down or ran out of time, which another run may not. `password_mark`: of the passwords
    that it was read with.
    """

    document_id: str
    container_id: str | None
    names: tuple[str, ...]
    reading: str
    broke: bool = False
    password_mark: str = ""


@dataclass(slots=True)
class Catalogue:
    """The returns by document_id, what was left out in looking for them, and what was found inside each.

    What was added by path is kept as a copy, so that it can be read again. Passwords are not kept, but marks of them.
    `found` holds for one `edition` of the reader alone.
    """

    raw: dict[str, Return] = field(default_factory=dict)
    added: dict[str, Return] = field(default_factory=dict)
    raw_notices: tuple[Notice, ...] = ()
    added_notices: tuple[Notice, ...] = ()
    edition: str = ""
    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.raw_notices + self.added_notices

    def returns(self) -> list[Return]:
        """All returns in the order of their paths. What lies in the raw folder and was added too is one return."""
        merged = self.added | self.raw
        for document_id in self.raw.keys() & self.added.keys():
            merged[document_id] = _together(self.raw[document_id], self.added[document_id])
        return sorted(merged.values(), key=lambda given: given.path)

    def take_raw(self, received: Received, campaign: str | None, respondent: str | None) -> None:
        """The raw folder, or the named part of it, holds these and nothing else."""
        self.raw = {
            document_id: given
            for document_id, given in self.raw.items()
            if campaign not in (None, given.campaign) or respondent not in (None, given.respondent)
        }
        for given in received.returns:
            elsewhere = self.raw.get(given.document_id)
            both = sorted((given, elsewhere), key=lambda one: one.path) if elsewhere else None
            self.raw[given.document_id] = _together(*both) if both else given
        self.raw_notices = received.notices

    def add(self, received: Received, raw: Path, processed: Path) -> None:
        """These are there too; one that lies where an earlier one lay takes its place."""
        home = raw.resolve()
        for given in received.returns:
            inside = given.file.is_relative_to(home)
            held = self.raw if inside else self.added
            for document_id, other in list(held.items()):
                left = tuple(path for path in other.paths if path not in given.paths)
                if left:
                    held[document_id] = dataclasses.replace(other, paths=left)
                else:
                    del held[document_id]
            file = given.file if inside else _copy(given, processed)
            still = held.get(given.document_id)
            held[given.document_id] = dataclasses.replace(_together(given, still) if still else given, file=file)
        again = {notice.place for notice in received.notices} | {path for r in received.returns for path in r.paths}
        kept = [notice for notice in self.added_notices if notice.place not in again]
        self.added_notices = (*kept, *received.notices)

    def forget_other_editions(self, edition: str) -> None:
        """What another edition of the reader found holds no more, nor what was found in returns that are gone."""
        there = self.raw.keys() | self.added.keys()
        same = edition == self.edition
        self.found = {name: found for name, found in self.found.items() if same and name in there}
        self.edition = edition

    def unread(self) -> list[Return]:
        """The returns of which it is not known what they hold: not read, not all of it, or with other passwords."""
        known = {
            (name, found[0].password_mark) for name, found in self.found.items() if not any(one.broke for one in found)
        }
        return [given for given in self.returns() if (given.document_id, given.password_mark) not in known]


def load_catalogue(processed: Path, raw: Path) -> Catalogue:
    """The catalogue as saved; an empty one where there is none.

    Raises DamagedError for a damaged one, and for one that is gone though data are published.
    """
    content = state.load(processed / FILE)
    if content is None:
        if (processed / MANIFEST).exists() or any((processed / COPIES).glob("*/*")):
            raise state.DamagedError(f"{processed / FILE}: is gone; run foi ingest, which makes it anew")
        return Catalogue()
    return Catalogue(
        {row["document_id"]: _return(row, raw.resolve() / row["file"]) for row in content["raw"]},
        {
            row["document_id"]: _return(row, _copy_of(row["document_id"], row["file"], processed))
            for row in content["added"]
        },
        tuple(Notice(**notice) for notice in content["raw_notices"]),
        tuple(Notice(**notice) for notice in content["added_notices"]),
        content["edition"],
        {
            document_id: tuple(Found(**row | {"names": tuple(row["names"])}) for row in rows)
            for document_id, rows in content["found"].items()
        },
    )


def save_catalogue(catalogue: Catalogue, processed: Path, raw: Path) -> None:
    """Write the catalogue in one move, and delete the copies that it no longer names."""
    content = {
        "raw": [_row(given, raw.resolve()) for _, given in sorted(catalogue.raw.items())],
        "added": [_row(given, given.file.parent) for _, given in sorted(catalogue.added.items())],
        "raw_notices": [dataclasses.asdict(notice) for notice in catalogue.raw_notices],
        "added_notices": [dataclasses.asdict(notice) for notice in catalogue.added_notices],
        "edition": catalogue.edition,
        "found": {
            document_id: [dataclasses.asdict(row) for row in rows]
            for document_id, rows in sorted(catalogue.found.items())
        },
    }
    state.save(content, processed / FILE)
    for copy in (processed / COPIES).glob("*"):
        if copy.name not in catalogue.added:
            remove(copy)


def keep_readings(catalogue: Catalogue, processed: Path) -> None:
    """Delete the readings of returns that are gone, and of other editions of the reader."""
    Readings(processed).keep({one.reading for found in catalogue.found.values() for one in found})


def _together(one: Return, other: Return) -> Return:
    """One return that lies in two places: with the respondent of the first, and of the other too."""
    paths = tuple(sorted({*one.paths, *other.paths}))
    others = {*one.others, *other.others, other.respondent} - {one.respondent, UNKNOWN}
    return dataclasses.replace(one, paths=paths, others=tuple(sorted(others)))


def _copy_of(document_id: str, name: str, processed: Path) -> Path:
    return processed / COPIES / document_id / name


def _copy(given: Return, processed: Path) -> Path:
    """A copy under its own name, which tells some kinds of file apart."""
    copy = _copy_of(given.document_id, given.file.name, processed)
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        draft = copy.with_name(f"{copy.name[:100]}.part")
        shutil.copyfile(given.file, draft)
        os.replace(draft, copy)
    return copy


def _row(given: Return, folder: Path) -> dict[str, Any]:
    """A return with the name of its file below `folder`, which is not in the same place on every machine."""
    row = {name: getattr(given, name) for name in ("document_id", "paths", "campaign", "respondent")}
    row["file"] = str(given.file.relative_to(folder))
    said = dataclasses.asdict(given.source) | {"passwords": ()}
    source = {name: value for name, value in said.items() if value}
    for name in {"received", "dated"} & source.keys():
        source[name] = source[name].isoformat()
    beside = {name: note for name, note in dataclasses.asdict(given.beside).items() if note}
    more = {"source": source, "beside": beside, "password_mark": given.password_mark, "others": given.others}
    return row | {name: value for name, value in more.items() if value}


def _return(row: dict[str, Any], file: Path) -> Return:
    source = dict(row.get("source", {}))
    for name in {"received", "dated"} & source.keys():
        source[name] = date.fromisoformat(source[name])
    if "supersedes" in source:
        source["supersedes"] = tuple(source["supersedes"])
    mark = row.get("password_mark", "")
    # They are not kept, but may still stand where they stood.
    passwords = passwords_beside(file) if mark else ()
    if passwords:
        mark = password_mark(passwords, row["document_id"])
    said = row.get("beside", {})
    beside: dict[str, Any] = {name: Note(**note) for name, note in said.items() if name != "second"}
    beside["second"] = tuple(Note(**note) for note in said.get("second", ()))
    return Return(
        row["document_id"], file, tuple(row["paths"]), row["campaign"], row["respondent"],
        Source(**source, passwords=passwords), Beside(**beside), mark, tuple(row.get("others", ())),
    )  # fmt: skip
