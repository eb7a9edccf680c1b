"""What the text of a cell is by its shape: a number, a year, a mark, a date, text, or blank.

No word is asked what it means here: the names of months are the only ones known, as parts of dates.
"""

from __future__ import annotations

import re
from functools import lru_cache

BLANK, NUMBER, YEAR, MARK, DATE, TEXT = range(6)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEARS = re.compile(
    r"(?:1[89]|20)\d\d(?:\.0)?(?:\s?[-/–]\s?\d{2,4})?(?:\s*[\\*#]?\s*[\w*#]|\s*\(\s*\w\s*\))?"
    r"|(?:fy|cy)?\s?['’]?(?:\d{2}|\d{4})\s?[/–-]\s?(?:\d{2}|\d{4})|(?:fy|cy) ?(?:20)?\d\d",
    re.IGNORECASE,
)
_SHORT_YEARS = re.compile(r"(\d\d)\s?[/–-]\s?(\d\d)")
_DATES = re.compile(
    rf"(?:{_MONTH}[\s\-–/,]*)+(?:\d{{1,4}})?|(?:20|19)\d\d[\s\-]{_MONTH}|\d{{1,2}}[a-z]{{0,2}}[\s\-./]{_MONTH}[\s\-./,]*(?:\d{{2,4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.{0,16}|q[1-4][\s,]*.{0,8}|\d{4}-\d\d-\d\d.*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\d{1,3}\s?(?:-|–|to|/)\s?\d{1,3}|\d{1,3}\s?\+|\d{1,3}\s?(?:and|&) (?:over|above|under)", re.IGNORECASE
)
_UNIT = re.compile(r"\((?:1(?:,000)+|000s?|%)\)|['’]000s?|%|[£$€]")
BOUND = re.compile(r"[<≤]\s*=?\s*\d+")
_MARKS = re.compile(rf"[^\w£$€]{{1,4}}|[a-zA-Z]|\([a-zA-Z]{{1,2}}\)|[nN]/?[aA]|{BOUND.pattern}|n\.[a-z]\.|\[[a-z]\]")
BARE_YEAR = re.compile(r"(?:1[89]|20)\d\d[1-9]?(?:\.0)?")


@lru_cache(maxsize=65536)
def kind_of(text: str, exact: bool, sure: bool, may: bool) -> tuple[int, bool, bool, bool]:
    """The kind of a text; whether it can be a figure, may stand in the place of one, and is a band of numbers.

    `exact`: it was read as an exact number; `sure`: it can only be a figure or a mark; `may`: it may be one.
    """
    if not text:
        return BLANK, False, False, False
    if _UNIT.fullmatch(text):
        return TEXT, False, False, False
    if _RANGE.fullmatch(text):
        if sure and not (exact and _is_year(text)):  # two figures; or a note says that figures so printed are withheld
            return (NUMBER, True, False, False) if exact else (MARK, False, False, False)
        return (YEAR if _is_year(text) else TEXT), False, False, True
    if _is_year(text) and "," not in text:
        return YEAR, exact and sure and bool(BARE_YEAR.fullmatch(text)), False, False
    if exact and sure:
        return NUMBER, True, False, False
    if sure or _MARKS.fullmatch(text):
        return MARK, False, False, False
    if may:
        return TEXT, False, True, False
    return (DATE if _DATES.fullmatch(text) else TEXT), False, False, False


def _is_year(text: str) -> bool:
    """Whether a text is a year by its shape; two short numbers follow each other: `16/17`, not `24 / 12`."""
    if not _YEARS.fullmatch(text):
        return False
    short = _SHORT_YEARS.fullmatch(text)
    return short is None or (int(short[1]) + 1) % 100 == int(short[2])
