"""ZIP archives: their members as attachments, never written under their own names."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from flows.read.archives import aes as archive_aes
from flows.read.archives.salvage import salvage_zip
from flows.read.grid import Attachment, Document, Limits, Notice, UnreadableError

_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)
# What systems put into archives beside the files that people meant to send.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The members as attachments, within `limits.archive_members` and `limits.archive_bytes` unpacked.

    Raises UnreadableError where the archive cannot be opened, is a bomb, or where no password opens a member.
    """
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive, data, limits, passwords)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        found = salvage_zip(data, limits)
        if not found:
            raise UnreadableError(f"the archive is damaged ({error}); ask the force to send it again") from error
        notice = Notice("repaired", "the archive is damaged; what could be recovered was read", "ask for it again")
        kept = tuple(Attachment(safe_name(name), content) for name, content in found.items())
        return Document("zip", notices=(notice,), attachments=kept, partial=True)


def _members(archive: zipfile.ZipFile, data: bytes, limits: Limits, passwords: tuple[str, ...]) -> Document:
    members = [m for m in archive.infolist() if not m.is_dir() and not any(part in m.filename for part in _LITTER)]
    size = sum(member.file_size for member in members)
    if size > limits.archive_bytes:
        raise UnreadableError(
            f"the archive unpacks to {size / 2**20:,.0f} MB, more than the {limits.archive_bytes / 2**20:,.0f} MB "
            "allowed; ask for the files themselves, or raise the limit if they are genuine"
        )
    notices = []
    if len(members) > limits.archive_members:
        left = len(members) - limits.archive_members
        notices.append(
            Notice(
                "attachments_left_out",
                f"{left} members beyond the limit were not opened",
                "raise the limit",
                "",
                "error",
            )
        )
    links = [member for member in members if stat.S_ISLNK(member.external_attr >> 16)]
    if links:
        message = f"{len(links)} members are links to other files and were not followed"
        notices.append(Notice("link_left_out", message, "ask for the files themselves", safe_name(links[0].filename)))
    members = [member for member in members if member not in links]
    attachments = []
    for member in members[: limits.archive_members]:
        name = safe_name(member.filename)
        if name != member.filename:
            notices.append(
                Notice("name_changed", f"a member's name climbs out of the archive; it is called {name!r} here")
            )
        try:
            attachments.append(Attachment(name, _content(archive, data, member, passwords)))
        except _DAMAGE as error:
            notices.append(
                Notice("member_damaged", f"{name} does not unpack ({error})", "ask for it again", name, "error")
            )
    partial = len(attachments) < len(members)
    return Document("zip", notices=tuple(notices), attachments=tuple(attachments), partial=partial)


def _content(archive: zipfile.ZipFile, data: bytes, member: zipfile.ZipInfo, passwords: tuple[str, ...]) -> bytes:
    if not member.flag_bits & _ENCRYPTED:
        return archive.read(member)
    for password in passwords:
        try:
            if member.compress_type == archive_aes.METHOD:
                return archive_aes.decrypted(data, member, password)
            return archive.read(member, pwd=password.encode())
        except (archive_aes.WrongPasswordError, RuntimeError, zipfile.BadZipFile, zlib.error):
            continue
    raise UnreadableError(
        "the archive has a password that is not among those given: write it into source.yml beside the file "
        "(passwords: [...])"
    )


def attachments_left_out(names: Sequence[str]) -> Notice:
    """What is said of files inside a file that are beyond the limits."""
    return Notice(
        "attachments_left_out",
        f"{len(names)} files inside were not opened, beyond the limits on depth, number or size: "
        f"{', '.join(safe_name(name) for name in names[:3])}",
        "unpack the file by hand and add what belongs to the answer",
        severity="error",
    )


def safe_name(name: str) -> str:
    """A member's name without drive, root or climbing parts, and without control characters.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\data\\\\a.csv"), safe_name("/abs/x.pdf"), safe_name("..")
    ('etc/passwd', 'data/a.csv', 'abs/x.pdf', 'unnamed')
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0].endswith(":"):
        parts = parts[1:]
    clean = "/".join(parts)
    return "".join(letter for letter in clean if letter.isprintable()).strip()[:200] or "unnamed"
