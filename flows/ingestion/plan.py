"""The plan of a run: which documents make up which partition, and which partitions are to be made anew."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.ingestion.catalogue import Catalogue
from flows.publish.checksums import verify
from flows.publish.dataset import load_findings
from flows.publish.folders import Partition, partition_of
from flows.publish.manifest import load_manifest
from flows.read.edition import version
from flows.read.returns import UNKNOWN, Return

CODE = Path(__file__).resolve().parents[1]
PARTS = ("tidy", "second", "check", "publish", "ingestion", "../schemas")
"""What decides, beside the reader, what becomes of a return."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of the data set: a return, or a file inside one. `given` is the return that brings it.

    `others` are further respondents with whom it lies, by itself or in a return of theirs.
    """

    document_id: str
    paths: tuple[str, ...]
    container_id: str | None
    given: Return
    broke: bool = False
    others: tuple[str, ...] = ()

    @property
    def partition(self) -> Partition:
        return Partition(self.given.campaign, self.given.respondent)


def list_documents(catalogue: Catalogue) -> dict[Partition, list[Listed]]:
    """The documents by partition, in the order of their paths.

    A document is listed once, with all its places: by the return that brings it under the first of them.
    """
    places: defaultdict[str, list[Listed]] = defaultdict(list)
    for given in catalogue.returns():
        for found in catalogue.found[given.document_id]:
            paths = tuple(f"{given.path}/{name}" for name in found.names) or given.paths
            places[found.document_id].append(Listed(found.document_id, paths, found.container_id, given, found.broke))
    partitions: defaultdict[Partition, list[Listed]] = defaultdict(list)
    for listed in places.values():
        first = min(listed, key=lambda one: one.paths[0])
        paths = tuple(sorted({path for one in listed for path in one.paths}))
        others = {name for one in listed for name in (one.given.respondent, *one.given.others)}
        others -= {first.given.respondent, UNKNOWN}
        partitions[first.partition].append(dataclasses.replace(first, paths=paths, others=tuple(sorted(others))))
    return {name: sorted(documents, key=lambda one: one.paths) for name, documents in sorted(partitions.items())}


def fingerprint(documents: list[Listed]) -> str:
    """A hash of all that a partition is made of: the files, what is known of them, and the program."""
    content = [
        {
            "document": [one.document_id, one.paths, one.container_id, one.broke, one.others],
            "source": dataclasses.asdict(one.given.source) | {"passwords": one.given.password_mark},
            "beside": dataclasses.asdict(one.given.beside),
        }
        for one in documents
    ]
    text = json.dumps([program(), content], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def program() -> str:
    """A hash of the program and its code tables, and of the reader with its libraries."""
    digest = hashlib.sha256(version().encode())
    for part in PARTS:
        folder = (CODE / part).resolve()
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".csv", ".json"}:
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents and the fingerprint of each partition that there is to be, and what is to be done for it."""

    documents: dict[Partition, list[Listed]]
    marks: dict[Partition, str]
    changed: tuple[Partition, ...]
    gone: tuple[Partition, ...]
    notices_differ: bool

    @property
    def is_empty(self) -> bool:
        """Whether everything stands as it is to be."""
        return not (self.changed or self.gone or self.notices_differ)


def plan(catalogue: Catalogue, processed: Path, again: Collection[str] = ()) -> Plan:
    """What is to be done so that the published data are those of the catalogue.

    A partition whose files are not as they were published is made anew, and all are where a file of the whole is not;
    so is one that holds a return of `again`, given by document_id.
    """
    documents = list_documents(catalogue)
    marks = {partition: fingerprint(listed) for partition, listed in documents.items()}
    made = load_manifest(processed).partitions
    broken = {partition_of(str(finding.path)) for finding in verify(processed)}
    broken |= {name for name, ones in documents.items() if any(one.given.document_id in again for one in ones)}
    changed = [name for name, mark in marks.items() if made.get(name) != mark or None in broken or name in broken]
    readable = made and None not in broken  # else all is made anew, whatever the findings said
    published = [finding for finding in load_findings(processed) if finding.campaign is None] if readable else []
    said = sorted((finding.check, finding.path or "", finding.message) for finding in published)
    to_say = sorted((notice.check, notice.place, notice.message) for notice in catalogue.notices)
    return Plan(documents, marks, tuple(changed), tuple(sorted(made.keys() - marks.keys())), said != to_say)


def alone(planned: Plan, partitions: Collection[Partition], processed: Path) -> Plan:
    """A plan for some partitions: all others stand as they were published, whatever has changed since."""
    marks = load_manifest(processed).partitions
    changed = tuple(one for one in planned.changed if one in partitions)
    mine = {one: mark for one, mark in planned.marks.items() if one in partitions}
    return dataclasses.replace(planned, marks=marks | mine, changed=changed, gone=())
