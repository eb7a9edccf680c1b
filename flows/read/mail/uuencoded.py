"""Files written into the body of an old e-mail between `begin` and `end`."""

from __future__ import annotations

import binascii
import re

from flows.read.grid import Attachment

_BEGIN = re.compile(r"^begin [0-7]{3,4} (.+?)\s*$", re.MULTILINE)
_END = re.compile(r"^end\s*$", re.MULTILINE)


def cut_out_files(text: str) -> tuple[str, tuple[Attachment, ...]]:
    """The text without its uuencoded files, and the files.

    >>> cut_out_files("Hello\\nbegin 644 a.txt\\n#8W0@\\n`\\nend\\nBye")
    ('Hello\\n\\nBye', (Attachment(name='a.txt', content=b'ct '),))
    """
    kept: list[str] = []
    files: list[Attachment] = []
    at = 0
    while (begin := _BEGIN.search(text, at)) is not None:
        end = _END.search(text, begin.end())
        content = _decode(text[begin.end() : end.start() if end else len(text)])
        if content:
            kept.append(text[at : begin.start()])
            files.append(Attachment(begin[1], content))
            at = end.end() if end else len(text)
        else:
            kept.append(text[at : begin.end()])
            at = begin.end()
    kept.append(text[at:])
    return "".join(kept), tuple(files)


def _decode(lines: str) -> bytes:
    content = bytearray()
    for line in lines.splitlines():
        data = line.encode("latin-1", "replace")
        if not data:
            continue
        try:
            content += binascii.a2b_uu(data)
        except binascii.Error:
            # Some programs write more or fewer characters than the count at the head of the line says.
            wanted = ((data[0] - 32) & 63) * 4 // 3 + 3
            try:
                content += binascii.a2b_uu(data[: 1 + wanted // 4 * 4].ljust(1 + wanted // 4 * 4))
            except binascii.Error:
                return b""
    return bytes(content)
