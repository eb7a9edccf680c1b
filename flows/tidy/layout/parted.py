"""A figure and a part of it in one cell, with words that say which part: `412 (of which 98 online)`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from flows.tidy.labels.forms import one_of
from flows.tidy.labels.marks import Marks
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.labels.wording import blanked_at
from flows.tidy.text.lines import left_words
from flows.tidy.text.statements import statements

_LEAD = one_of("part of it")
_TWO = re.compile(
    rf"(?P<whole>\d+(?:,\d{{3}})*(?:\s[a-z]+){{0,3}}?)(?:\s+(?:were\s+)?recorded|\s+in (?:total|all))?"
    rf"(?P<between>\s*[(\[]|\s*[,;:–-]?\s)\s*(?P<lead>{_LEAD}\s)?\s*(?:(?:was|were)\s+)?"
    rf"(?P<part>(?:<\s?|(?:fewer|less) than\s)?\d+(?:,\d{{3}})*)\s+(?P<words>[a-z][^()\[\]]*)(?P<end>[)\]])?\W*",
    re.IGNORECASE,
)
_OF_IT = re.compile(rf"{_LEAD}\b", re.IGNORECASE)
_SPLITS = frozenset({"online", "sex", "age", "offence"})


class Parted(NamedTuple):
    """The whole, the part, and the (dimension, value) that tells the part."""

    whole: CellValue
    part: CellValue
    says: tuple[str, Any]


def parted(text: str, marks: Marks) -> Parted | None:
    """A figure and its part; None where the words say less, or more, than which part it is.

    >>> found = parted("12 offences, 3 of which online", Marks()); found.whole.value, found.part.value, found.says
    (12, 3, ('online', 'yes'))
    >>> parted("412 (98 solved)", Marks()), parted("12 girls, 3 boys", Marks())
    (None, None)
    """
    match = _TWO.fullmatch(text)
    if match is None:
        return None
    words = match["words"]
    in_brackets = match["between"].strip() in ("(", "[")
    if in_brackets != bool(match["end"]) or not (in_brackets or match["lead"] or _OF_IT.match(words)):
        return None
    whole, part = read_cell(match["whole"], marks), read_cell(match["part"], marks)
    told = statements(words)
    rest = blanked_at(words, ((m.start, m.end) for m in told))
    said = {(m.kind, m.value) for m in told}
    if whole is None or part is None or len(said) != 1 or left_words(words, told) or re.search(r"\d", rest):
        return None
    dimension, value = said.pop()
    counted = whole.unit == part.unit == "count" and whole.status == "exact" and whole.value is not None
    if not counted or dimension not in _SPLITS or (part.low or 0) > (whole.value or 0):
        return None
    return Parted(whole, part, (dimension, value))
