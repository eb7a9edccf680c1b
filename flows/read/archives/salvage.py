"""What is left of a ZIP whose directory is lost or whose end is cut off: the members that still unpack."""

from __future__ import annotations

import struct
import zlib

from flows.read.grid import Limits

_LOCAL_HEADER = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_FIELDS = struct.Struct("<4s5H3I2H")


def salvage_zip(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Name -> content of the members found by their own headers; a member cut short gives what it has.

    Stops quietly at `limits.archive_members` and `limits.archive_bytes`: what is beyond is as good as lost.
    """
    found: dict[str, bytes] = {}
    left = limits.archive_bytes
    at = data.find(_LOCAL_HEADER)
    while at != -1 and len(found) < limits.archive_members and left > 0:
        after = at + 4
        if at + _FIELDS.size <= len(data):
            _, _, flags, method, _, _, _, packed, _, name_length, extra_length = _FIELDS.unpack_from(data, at)
            start = at + _FIELDS.size + name_length + extra_length
            name = data[at + _FIELDS.size :][:name_length].decode("utf-8" if flags & 0x800 else "cp437", "replace")
            content, used = _unpack(memoryview(data), start, method, packed, left)
            if content and not name.endswith("/"):
                found[name.lstrip("/")] = content
                left -= len(content)
                after = max(after, start + used)
        at = data.find(_LOCAL_HEADER, after)
    return found


def _unpack(data: memoryview, start: int, method: int, packed: int, left: int) -> tuple[bytes, int]:
    """The content of a member and the bytes of the file that it takes up."""
    if method == _STORED:
        return bytes(data[start : start + min(packed, left)]), packed
    if method != _DEFLATED:
        return b"", 0
    unpacker = zlib.decompressobj(-15)
    try:
        content = unpacker.decompress(data[start:], left)
    except zlib.error:
        return _until_damage(data[start:], left), 0
    return content, len(data) - start - len(unpacker.unused_data)


def _until_damage(packed: memoryview, left: int) -> bytes:
    """As much of a damaged deflate stream as unpacks, byte blocks at a time."""
    unpacker, content = zlib.decompressobj(-15), bytearray()
    for at in range(0, len(packed), 512):
        try:
            content += unpacker.decompress(packed[at : at + 512], left)
        except zlib.error:
            break
        if len(content) >= left:
            break
    return bytes(content)
