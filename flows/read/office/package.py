"""An office document that is a ZIP of XML parts (xlsx, docx, ods), opened within limits."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from flows.read.archives.salvage import salvage_zip
from flows.read.grid import Limits, UnreadableError
from flows.read.office.markup import attribute, parse_xml, refuse_entities

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")


@dataclass(slots=True)
class Package:
    """The parts of an office document by name. `repaired`: the directory of the ZIP was lost and was rebuilt."""

    parts: dict[str, bytes]
    repaired: bool = False
    changed: bool = field(default=False)

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises UnreadableError, naming it, where it is missing."""
        try:
            return self.parts[name]
        except KeyError as error:
            raise UnreadableError(f"{name}: this part of the file is missing; ask for the file again") from error

    def replace(self, name: str, data: bytes) -> None:
        """Put other bytes in place of a part."""
        self.parts[name] = data
        self.changed = True

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id -> (kind of relation, name of the part it leads to), for parts inside the package."""
        folder, name = posixpath.split(part)
        rels = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if rels is None:
            return {}
        found = {}
        for relation in parse_xml(rels, f"{name}.rels"):
            target = attribute(relation, "Target") or ""
            if attribute(relation, "TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = (attribute(relation, "Type") or "").rpartition("/")[2]
                found[attribute(relation, "Id") or ""] = (kind, path)
        return found

    def to_zip(self) -> bytes:
        """The package written anew."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return buffer.getvalue()


def open_package(data: bytes, limits: Limits) -> Package:
    """Open a ZIP of XML parts: pictures and the like are left out, entities refused, strict OOXML made transitional.

    Raises UnreadableError beyond `limits.archive_members` or `limits.archive_bytes`, or where nothing can be opened.
    """
    parts, repaired = _members(data, limits)
    strict = False
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            refuse_entities(content, name)
            if b"http://purl.oclc.org/ooxml/" in content:
                parts[name] = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content)
                strict = True
    return Package(parts, repaired, changed=repaired or strict)


def _members(data: bytes, limits: Limits) -> tuple[dict[str, bytes], bool]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > 20 * limits.archive_members:
                raise UnreadableError(f"the file has {len(members)} parts, more than any office document: not opened")
            size = sum(member.file_size for member in members)
            if size > limits.archive_bytes:
                raise UnreadableError(
                    f"the file unpacks to {size / 2**20:.0f} MB, more than the {limits.archive_bytes / 2**20:.0f} MB "
                    "allowed; ask the force for a smaller file, or raise the limit if it is genuine"
                )
            return {member.filename.lstrip("/"): archive.read(member) for member in members}, False
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        found = salvage_zip(data, limits)
        if not any(name.endswith(".xml") for name in found):
            raise UnreadableError(f"the file is damaged ({error}); ask the force to send it again") from error
        return found, True
