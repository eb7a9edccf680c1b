"""The sections of the law that a letter names as reasons, in one spelling: `s.12`, `s.40(2)`, `art.25`, `reg.12(4)`."""

from __future__ import annotations

import re
from functools import cache

from flows.tidy.labels.forms import one_of
from flows.tidy.text.phrases import LETTER, says
from schemas.code_tables import code_rows

_NUMBER = r"\d{1,2}\s?(?:\(\s?\d{1,2}[A-Z]?\s?\))?(?:\s?\(\s?[a-z]{1,3}\s?\))*"
_NAMED = re.compile(
    rf"\b(?P<word>{one_of('section')})\s?"
    rf"(?P<list>{_NUMBER}(?![\d\w/])(?:\s*(?:,|and|&|or)\s*(?:{one_of('section')}\s*)?{_NUMBER}(?![\d\w/]))*)",
    re.IGNORECASE,
)
#: `by virtue of 40(3)(A)(a)`: brackets upon brackets stand behind the number of a section alone.
_SUBSECTION = re.compile(r"\b\d{1,3}\s?\(\d{1,2}[A-Z]?\)(?:\s?\([A-Za-z]{1,3}\))+")
#: The act that a section is of is named so near behind it.
_NEAR = 80


def law(letter: str) -> str:
    """Which law the letter answers under: `FOIA`, `FOISA`, `Jersey`."""
    if says("roles", letter, "law of Scotland"):
        return "FOISA"
    if says("roles", letter, "law of Jersey"):
        return "Jersey"
    return "FOIA"


@cache
def _table() -> dict[tuple[str, int], bool]:
    rows = code_rows(LETTER, "exemptions")
    return {(row["law"], int(row["section"])): row["refuses"] == "yes" for row in rows}


def cited(text: str) -> list[tuple[int, int]]:
    """Where a text names sections of whatever law, as (start, end).

    >>> [t[a:b] for t in ["exempt under Sections 31(1), 38 (1) and 40 (2)."] for a, b in cited(t)]
    ['Sections 31(1), 38 (1) and 40 (2)']
    """
    return [m.span() for pattern in (_NAMED, _SUBSECTION) for m in pattern.finditer(text)]


def find(text: str, under: str = "FOIA") -> list[str]:
    """The sections named in `text` that are reasons to refuse under this law, in order, each once.

    >>> find("refused under Section 12 (1), and S40(2) (a) applies; section 17 requires this notice")
    ['s.12(1)', 's.40(2)']
    >>> find("sections 30 and 31(3)"), find("section 15A of the Sexual Offences Act"), find("Article 25", "Jersey")
    (['s.30', 's.31(3)'], [], ['art.25'])
    """
    out: list[str] = []
    for match in _NAMED.finditer(text):
        if says("roles", text[match.end() : match.end() + _NEAR], "another law"):
            continue
        first = match["word"].lower()[0]
        sign = {"s": "s", "a": "art", "r": "reg"}[first]
        book = {"s": "FOIA" if under == "Jersey" else under, "a": "Jersey", "r": "EIR"}[first]
        for number in re.finditer(r"(\d{1,2})\s?(?:\(\s?(\d{1,2}[A-Z]?)\s?\))?", match["list"]):
            if _table().get((book, int(number[1]))):
                name = f"{sign}.{int(number[1])}" + (f"({number[2]})" if number[2] else "")
                if name not in out:
                    out.append(name)
    return out
