"""Members of a ZIP archive under AES, as WinZip and 7-Zip write them; Python's own library opens the old lock only."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
import zlib

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

METHOD = 99
_EXTRA = 0x9901
_ROUNDS = 1000
_CODE = 10


class WrongPasswordError(Exception):
    """The password does not open the member."""


def decrypted(data: bytes, member: zipfile.ZipInfo, password: str) -> bytes:
    """The content of a member of the archive `data`, no longer than its stated size.

    Raises WrongPasswordError; ValueError, struct.error or zlib.error where the member is damaged.
    """
    bits, method = _how_locked(member.extra)
    name, extra = struct.unpack_from("<HH", data, member.header_offset + 26)
    start = member.header_offset + 30 + name + extra
    locked = data[start : start + member.compress_size]
    size = bits // 8
    salt, check, hidden = locked[: size // 2], locked[size // 2 : size // 2 + 2], locked[size // 2 + 2 : -_CODE]
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 2 * size + 2)
    if keys[2 * size :] != check:
        raise WrongPasswordError
    code = hmac.digest(keys[size : 2 * size], hidden, "sha1")[:_CODE]
    if not hmac.compare_digest(code, locked[-_CODE:]):
        raise ValueError("it was changed after it was locked")
    packed = _unmasked(hidden, keys[:size])
    if method == zipfile.ZIP_STORED:
        return packed[: member.file_size]
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(1, member.file_size))
    raise ValueError(f"compression {method} under AES is not known")


def _how_locked(extra: bytes) -> tuple[int, int]:
    """(bits of the key, method of compression) from a member's extra fields."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _EXTRA and length >= 7:
            _, _, strength, method = struct.unpack_from("<H2sBH", extra, 4)
            if strength in (1, 2, 3):
                return 64 + 64 * strength, method
        extra = extra[4 + length :]
    raise ValueError("the member does not say how it is locked")


def _unmasked(hidden: bytes, key: bytes) -> bytes:
    """AES in counter mode; the counter is little-endian and starts at 1, which no library offers."""
    blocks = -(-len(hidden) // 16)
    counters = np.zeros((blocks, 2), dtype="<u8")
    counters[:, 0] = np.arange(1, blocks + 1)
    # Encrypting the counters block by block is the counter mode itself.
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    mask = np.frombuffer(cipher.update(counters.tobytes()) + cipher.finalize(), dtype=np.uint8)
    return (np.frombuffer(hidden, dtype=np.uint8) ^ mask[: len(hidden)]).tobytes()
