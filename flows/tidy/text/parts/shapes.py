"""The shapes of a line: a figure alone, a line that gives a figure, a heading."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.tidy.labels.numbers import read_cell
from flows.tidy.text.candidates import candidates
from flows.tidy.text.number_evidence import TAKEN
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.phrases import opens, plain
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import statements

_LONGEST_FIGURE = 60
_LONGEST_HEADING = 26
_LONG = 400
_ONLY_NUMBERS = re.compile(r"\W*(?:\d[\d,]*\W+(?:and\W+)?)*\d[\d,]*(?:\W+respectively)?\W*", re.IGNORECASE)
#: `[198765]`, `(206501)`: the number of a question of Parliament.
REFERENCE = re.compile(r"\s*(?:\[\d{3,}\]|\(\d{5,6}\))\W*")


@lru_cache(maxsize=4096)
def figure_alone(text: str) -> bool:
    """Whether the text is a figure, or a list of them, and nothing else: `1,694`, `Nil`, `<5`, `98 and 66`."""
    if not text.strip() or REFERENCE.fullmatch(text):
        return False
    if _ONLY_NUMBERS.fullmatch(text):
        years = statements(text)
        return not (years and years[0].end - years[0].start >= len(text.strip(" .")))
    found = read_cell(plain(text).strip(" .")) if len(text) < _LONGEST_FIGURE else None
    return found is not None and found.unit == "count" and found.status in ("exact", "suppressed")


@lru_cache(maxsize=4096)
def holds_figure(text: str) -> bool:
    """Whether words give a figure: one that counts something, or stands behind its key.

    >>> holds_figure("Cyber flag: 61 (2015/16), 72 (2016/17)"), holds_figure("Table 3: offences in 12 months to May")
    (True, False)
    """
    if len(text) > _LONG:  # Sentence by sentence, so that the work grows with the length.
        return any(holds_figure(text[a:b]) for a, b in split(text) if b - a <= len(text) - 2)
    told = statements(text)
    if not told and not any(c.isdigit() for c in text) and len(text) > _LONGEST_FIGURE:
        return any(c.weight > TAKEN + 1 for c in candidates(text, told))
    return any(c.weight > TAKEN for c in candidates(text, told))


def heading_like(paragraph: Paragraph, start: int = 0) -> bool:
    """Whether the paragraph stands over others: marked as a heading, or a short line that is no sentence."""
    text = paragraph.text[start:].strip()
    if figure_alone(text) or (paragraph.side and not text.endswith(":") and holds_figure(text)):
        return False
    if paragraph.role == "heading":
        return True
    numbered_item = paragraph.role == "list_item" and any(map(str.isdigit, text))  # `Age 2 – 5` after `Age 1 – 3`
    if len(text) > _LONG / 2 or (numbered_item and not text.endswith(":")):
        return False
    told = statements(text)
    if len(told) == 1 and told[0].kind == "period" and told[0].end - told[0].start >= len(text.strip(" .:")):
        return True
    if opens("markers", text, "announces") and not holds_figure(text):
        return True
    if text.endswith(":"):
        return not any(not c.why.startswith("part") and c.weight > 2 for c in candidates(text, told))
    return len(text.split()) <= _LONGEST_HEADING and text[-1:] not in ".?!;," and not holds_figure(text)
