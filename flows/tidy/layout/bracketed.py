"""Two figures in one cell: `1,681 (374)`, `251 (7.8%)`, `153 / 3`, and what the notes say of the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flows.tidy.dimensions import find
from flows.tidy.labels.marks import Marks
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.labels.periods.within_years import year_before
from flows.tidy.text.phrases import find as find_phrases
from flows.tidy.text.sentences import sentences

_TWO = re.compile(r"(?P<first>[^()\[\]]+?)\s*[(\[](?P<second>[^()\[\]]+)[)\]]")
_OVER = re.compile(r"\s*(\d[\d,]*)\s*\n\s*(\d[\d,]*)\s*")
_STROKE = re.compile(r"(?P<first>\d[\d,]*)\s*/\s*(?P<second>\d[\d,]*)")
_FEWEST = 4
#: `Each cell shows: crimes recorded / of which cyber`
_BEHIND_STROKE = re.compile(r"(?:^|[:,;–-]\s|\s-\s)\s*(?P<first>[^:/;.]{3,40})\s/\s(?P<second>[^/;.:]{3,40})(?:[;.]|$)")


def two_figures(text: str, marks: Marks, strokes: bool = False) -> tuple[CellValue, CellValue] | None:
    """The figure of a cell and the one in brackets (or behind a stroke); None where the cell is anything else.

    >>> first, second = two_figures("1,681 (374)", Marks()); first.value, second.value
    (1681, 374)
    """
    match = _TWO.fullmatch(text) or (_STROKE.fullmatch(text) if strokes else None)
    if match is None:
        return None
    first, second = read_cell(match["first"], marks), read_cell(match["second"], marks)
    if first is None or second is None or not (match["second"].lstrip()[0].isalnum() or match["second"][0] == "<"):
        return None
    both = all(v.value is not None or v.status == "suppressed" for v in (first, second))
    return (first, second) if both else None


def on_one_line(text: str) -> str:
    """The text of a cell on one line, of two figures over one another with a stroke between.

    >>> on_one_line("167\\n1"), on_one_line("Sexual\\nassault")
    ('167 / 1', 'Sexual assault')
    """
    return " ".join(_OVER.sub(r"\1 / \2", text).split()) if _OVER.fullmatch(text) else " ".join(text.split())


def prints_strokes(texts: Sequence[str]) -> bool:
    """Whether the figures of a table are pairs of a count and a part of it behind a stroke, and no years.

    >>> prints_strokes(["153 / 3", "96/1", "0 / 0", "12 / 4"]), prints_strokes(["15/16", "16/17", "153"])
    (True, False)
    """
    pairs = [
        (int(m["first"].replace(",", "")), int(m["second"].replace(",", "")))
        for m in map(_STROKE.fullmatch, texts)
        if m
    ]
    figures = sum(any(c.isdecimal() for c in t) and not any(c.isalpha() for c in t) for t in texts)
    return len(pairs) >= _FEWEST and 2 * len(pairs) > figures and all(b <= a for a, b in pairs)


def meaning_of_brackets(notes: Sequence[str]) -> dict[str, Any]:
    """What a figure in brackets counts, by dimension, where a note says it; its year may be `the previous year`.

    >>> meaning_of_brackets(["Figures in brackets are those with the cyber flag."])
    {'online': 'yes'}
    >>> meaning_of_brackets(["Each cell shows: crimes recorded / of which cyber"])
    {'online': 'yes'}
    >>> meaning_of_brackets(["The first line of each cell is all victims, the second those with the online marker."])
    {'online': 'yes', 'measure': 'victims'}
    >>> meaning_of_brackets(["The number for 2016/17, and in brackets for 2015/16."])["period"].label
    '2015/16'
    """
    for note in notes:
        for stroke in _BEHIND_STROKE.finditer(note):
            told = {d: {f.reading.value for f in find(d, stroke["second"])} for d in ("online", "sex", "age")}
            said = {d: values.pop() for d, values in told.items() if len(values) == 1}
            if len(said) == 1 and find("measure", stroke["first"]):
                return said
        for sentence in sentences(note):
            if second := next(find_phrases("tables", sentence, "second figure"), None):
                found: dict[str, Any] = {}
                for dimension in ("online", "sex", "age", "measure"):
                    readings = {f.reading.value for f in find(dimension, sentence)}
                    if len(readings) == 1:
                        found[dimension] = readings.pop()
                before = year_before(sentence)
                years = {before} if before else {f.reading.value for f in find("period", sentence[second.end :])}
                if found.keys() <= {"measure"} and len(years) == 1:
                    found["period"] = years.pop()
                return found
    return {}
