"""What the published data rest on: what each partition was made of, and the checksum of every file.

The manifest is committed together with the data, so that it never says more than they hold.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from flows.publish import state
from flows.publish.folders import STATE, Partition, remove
from schemas.models import CONTRACT_VERSION, reads

MANIFEST = f"{STATE}/manifest.json"


@dataclass(slots=True)
class Manifest:
    """`partitions`: fingerprint of all that a partition was made of; `files`: SHA-256."""

    partitions: dict[Partition, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as text, the same manifest always the same text."""
        content = {
            "contract_version": CONTRACT_VERSION,
            "partitions": [[*partition, mark] for partition, mark in sorted(self.partitions.items())],
            "files": dict(sorted(self.files.items())),
        }
        return state.text_of(content)


def load_manifest(processed: Path) -> Manifest:
    """The manifest of the published data; an empty one where there are none, or where they are of another contract.

    Raises DatasetError for a damaged one.
    """
    content = None if other_contract(processed) else state.load(processed / MANIFEST)
    if content is None:
        return Manifest()
    return Manifest(
        {Partition(campaign, respondent): mark for campaign, respondent, mark in content["partitions"]},
        content["files"],
    )


def other_contract(processed: Path) -> str | None:
    """The version of the data contract that the published data keep, where this program does not read it."""
    version = kept_contract(processed)
    return None if version is None or reads(version) else version


def kept_contract(processed: Path) -> str | None:
    """The version of the data contract that the published data keep; None where there are none."""
    try:
        return str(json.loads((processed / MANIFEST).read_bytes())["contract_version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


class Readings:
    """The cache of readings, bytes by key. It is safe to delete; a reading that is half written is not seen."""

    def __init__(self, processed: Path) -> None:
        self.folder = processed / STATE / "readings"

    def has(self, key: str) -> bool:
        """Whether a reading is kept under `key`."""
        return (self.folder / key).exists()

    def get(self, key: str) -> bytes | None:
        """The reading kept under `key`, or None."""
        path = self.folder / key
        return path.read_bytes() if path.exists() else None

    def put(self, key: str, content: bytes) -> None:
        """Keep a reading under `key`, a file name such as a hash."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{key}.part"
        part.write_bytes(content)
        os.replace(part, self.folder / key)

    def drop(self, key: str) -> None:
        """Delete the reading kept under `key`, where there is one."""
        (self.folder / key).unlink(missing_ok=True)

    def keep(self, keys: Collection[str]) -> None:
        """Delete every reading, and every rest of one, that is not of `keys`."""
        for path in self.folder.glob("*"):
            if path.name not in keys:
                remove(path)
