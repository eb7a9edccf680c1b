"""Paragraphs, headings, list items and footnotes out of lines of print.

Lines join while they go on in one style at the usual distance and the line before is full; a heading or a caption
stays apart from what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from flows.read.grid import Role, Text, around
from flows.read.pdf.glyphs import UNDECODABLE
from flows.read.pdf.lines import Line

_FAR = 2.4
_LOOSER = 1.3
# So many lines that read on show how far apart they stand.
_ENOUGH = 3
_RESIZED = 0.08
# Sizes that OCR measures differ from line to line by more than that.
_RESIZED_SEEN = 0.5
_LARGE = 1.15
_SMALL = 0.93
_HEADING_LENGTH = 150
_SHORT = 60
_STOP = re.compile(r"[.?!:;][\"'”’)\]]*$")
_OPEN_END = re.compile(
    r"(?:[,(/&]|\b(?:and|or|of|the|a|an|in|to|for|by|with|on|from|at|as|not|under|per|is|between))$", re.IGNORECASE
)
#: Words that a number must follow: `a figure from 1 to`, and `4.` below is no number of a list.
_AWAITS = re.compile(r"\b(?:of|the|an?|in|to|by|with|on|from|at|under|over|per|than|between)$", re.IGNORECASE)
#: A number that ends its line in what joins it to the next: `2017-` over `118`.
_PARTED = re.compile(r"(\d[-–/])\n(?=\d)")
_NOTE = re.compile(r"[*†‡§¹²³⁴-⁹]|note\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:Q|Question|Table|Figure|Annex|Appendix)\s?\d", re.IGNORECASE)

#: `2015/16: female 480, male 162` over `2016/17: female 511`: one line a year.
_YEAR_KEY = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?\s?[:=]\s")


def paragraphs(page: int, lines: Sequence[Line], body_size: float) -> list[Text]:
    """The blocks of text that lines make, in their order; `body_size` is the font size of the document's prose."""
    if not lines:
        return []
    pitch = _usual_pitch(lines)
    margin = _Margins(lines)
    groups: list[list[Line]] = []
    for line in lines:
        group = next((g for g in reversed(groups[-4:]) if _goes_on(g, line, pitch, margin)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return [_text(page, group, body_size) for group in groups]


class _Margins:
    """How far the lines over and under a line reach."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def of(self, line: Line) -> tuple[float, float]:
        """Left and right end of the lines in like type that stand over or under the line."""
        beside = [
            other.box
            for other in self._lines
            if not _resized(other, line) and other.box.x0 < line.box.x1 and other.box.x1 > line.box.x0
        ]
        return min(box.x0 for box in beside), max(box.x1 for box in beside)


def _resized(line: Line, other: Line) -> bool:
    """Whether two lines are set in type of different size."""
    allowed = _RESIZED if line.printed and other.printed else _RESIZED_SEEN
    return abs(line.size - other.size) > allowed * other.size


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Distance of baselines within paragraphs, in em: the median of those that are not far.

    Lines that read on from the one above tell it where paragraphs of a line or two are many.
    """
    steps = [
        ((below.box.bottom - above.box.bottom) / above.size, below.text[0].islower() and not _STOP.search(above.text))
        for above, below in pairwise(lines)
        if 0.8 < (below.box.bottom - above.box.bottom) / above.size < 1.9
    ]
    sure = [step for step, reads_on in steps if reads_on]
    usual = sure if len(sure) >= _ENOUGH else [step for step, _ in steps]
    return median(usual) if usual else 1.2


def _goes_on(group: Sequence[Line], line: Line, pitch: float, margin: _Margins) -> bool:
    """Whether a line is the next one of the paragraph."""
    last = group[-1]
    step = (line.box.bottom - last.box.bottom) / max(last.size, line.size)
    if not 0.5 < step < _FAR or step > pitch * _LOOSER:
        return False
    if line.box.x0 >= last.box.x1 or line.box.x1 <= last.box.x0 or _resized(line, last):
        return False
    if _QUESTION.match(line.text) or (line.bold != last.bold and not _turns_bold(last, line, margin)):
        return False
    first = group[0].words[1] if group[0].label else group[0].words[0]
    if _YEAR_KEY.match(line.text) and _YEAR_KEY.match(group[0].text):
        return False
    if line.label and not (_AWAITS.search(last.text) and abs(line.box.x0 - first.box.x0) < 1):
        return False
    goes_on_inside = line.text[0].islower() or bool(_OPEN_END.search(last.text))
    if line.box.x0 < group[0].box.x0 - last.size and not goes_on_inside and not _centred(last, line):
        return False
    if goes_on_inside:
        return True
    if line.box.x0 > max(first.box.x0, last.box.x0) + last.size and _STOP.search(last.text):
        return False
    return _is_full(last, line, margin)


def _is_full(last: Line, line: Line, margin: _Margins) -> bool:
    """Whether a line has no room for the first word of the next."""
    width = line.words[0].box.x1 - line.words[0].box.x0
    left, right = margin.of(last)
    room = right - last.box.x1
    if _centred(last, line) or _flush_right(last, line):
        room += last.box.x0 - left
    return room < width + last.size


def _turns_bold(last: Line, line: Line, margin: _Margins) -> bool:
    """Whether type changes its weight in the midst of a sentence: a full line ends in `the`, then `year before`."""
    return line.text[0].islower() and not _STOP.search(last.text) and _is_full(last, line, margin)


def _centred(above: Line, below: Line) -> bool:
    """Whether two lines are set about one middle and not flush left."""
    middles = (above.box.x0 + above.box.x1) / 2, (below.box.x0 + below.box.x1) / 2
    return abs(middles[0] - middles[1]) < 2 and abs(above.box.x0 - below.box.x0) > 4


def _flush_right(above: Line, below: Line) -> bool:
    """Whether two lines end together and begin apart, more than the indent of a paragraph explains."""
    step = below.box.x0 - above.box.x0
    return abs(above.box.x1 - below.box.x1) < 2 and (step > 4 or step < -6 * above.size)


def _text(page: int, group: Sequence[Line], body_size: float) -> Text:
    label = group[0].label
    text = _PARTED.sub(r"\1", "\n".join(line.text for line in group)).replace("\n", " ")
    words = [word for line in group for word in line.words]
    # A bullet of a font that says nothing of its letters leaves the words after it as sure as they are.
    said = words[1:] if label == UNDECODABLE else words
    doubts = dict.fromkeys(doubt for word in said for doubt in word.doubts)
    return Text(
        text[len(label) :].strip(),
        _role(group, text, label, body_size),
        "•" if label == UNDECODABLE else label,
        page,
        around(line.box for line in group),
        min(word.confidence for word in said),
        tuple(doubts),
    )


def _role(group: Sequence[Line], text: str, label: str, body_size: float) -> Role:
    size = group[0].size
    first = group[0].words[0]
    raised = first.text.isdecimal() and first.size < 0.85 * size
    if size < _SMALL * body_size and (_NOTE.match(text) or raised):
        return "footnote"
    if label:
        return "list_item"
    ends = (";", ",") if len(text) <= _SHORT else (".", ";", ",")
    large = _LARGE if group[0].printed else 1 + _RESIZED_SEEN
    styled = all(line.bold for line in group) or size > large * body_size
    if styled and len(text) <= _HEADING_LENGTH and any(map(str.isalpha, text)) and not text.endswith(ends):
        return "heading"
    return "body"
