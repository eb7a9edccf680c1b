"""Sections of the Freedom of Information Act as they are cited: `Section 40(2)`, `s40`, `s.12`."""

from __future__ import annotations

import re

from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.wording import fold


def parse(text: str) -> str | None:
    """The exemption that is all the text says, as `s.40(2)`.

    >>> parse("s40"), parse("Exempt s.40(2)"), parse("Section 12"), parse("s40 of them")
    ('s.40', 's.40(2)', 's.12', None)
    """
    m = form("law", "exemption").fullmatch(fold(text))
    return _canonical(m["number"], m["parts"]) if m else None


def find(text: str) -> list[Found[str]]:
    """Every section cited in a text, of whatever law; which law and whether it is relied on is for the reader to say.

    >>> [f.reading.value for f in find("exempt under Section 40(2) and s.31 (1)(a)")]
    ['s.40(2)', 's.31(1)(a)']
    """
    cited = form("law", "exemption cited").finditer(fold(text))
    return [Found(m.start(), m.end(), Reading(_canonical(m["number"], m["parts"]))) for m in cited]


def _canonical(number: str, subsections: str) -> str:
    inner = re.sub(r"\s", "", subsections)
    return f"s.{number.upper()}{inner}"
