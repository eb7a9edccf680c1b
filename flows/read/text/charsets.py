"""Bytes of text whose encoding nobody states, as characters."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536


def decode(data: bytes, stated: str | None = None) -> tuple[str, str]:
    """(text, name of the encoding): by its mark, as stated, UTF-8, UTF-16 without a mark, else the likeliest.

    Never fails: bytes that the encoding does not know become U+FFFD.

    >>> decode("£5 – 10".encode("cp1252"))
    ('£5 – 10', 'cp1252')
    >>> decode("a,1".encode("utf-16-le"))
    ('a,1', 'utf-16-le')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    for likely in (stated, "utf-8"):
        if likely and (text := _strictly(data, likely)) is not None and "\0" not in text:
            return text, likely
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace"), wide
    # British office machines write Windows-1252; another guess must be clearly better on text that is not it.
    if (text := _strictly(data, "cp1252")) is not None:
        return text, "cp1252"
    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best is not None else "latin-1"
    return data.decode(name, "replace"), name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.2 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.2 * half:
        return "utf-16-be"
    return None
