"""Lines that give a figure and behind it the year that it is of: `191 2017`, `195 2018`, `206 2019`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.labels.numbers import read_cell
from flows.tidy.labels.periods import periods
from flows.tidy.letter.lines.lines import Pair, pairs
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.mention import Mention

_LINE = re.compile(
    r"[^\w<>]{0,3}(?P<figure>[<>]?\s?\d[\d,]*)\s*(?:[-–—:(]|\bin\b|\bfor\b)?\s*(?P<year>\(?(?:FY\s?)?(?:19|20)\d\d\b.*)"
)
_FEWEST = 2
_LONGEST = 40
_SURE = 0.65


def told(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs, with those marked that stand among such lines; a single one may be anything."""
    out = list(stream)
    start = 0
    while start < len(out):
        run = start
        while run < len(out) and isinstance(item := out[run], Paragraph) and pair_of(item.text):
            run += 1
        lines = [item for item in out[start:run] if isinstance(item, Paragraph)]
        if _are_figures([p for item in lines if (p := pair_of(item.text))]):
            out[start:run] = [replace(item, figure_first=True) for item in lines]
        start = max(run, start + 1)
    return out


def lines_of(
    text: str, figure_first: bool, dated: dt.date | None, years: Sequence[Period], asked: Collection[str]
) -> list[Pair]:
    """The keys and figures of a line that is made of them, whichever stand first; empty for any other."""
    first = pair_of(text) if figure_first else None
    return [first] if first else pairs(text, dated, years, asked)


def pair_of(text: str) -> Pair | None:
    """The figure and its year of such a line.

    >>> [pair_of(t) is not None for t in ("191 2017", "1,204 in 2016/17", "(0191) 2017", "Call 191 2017")]
    [True, True, False, False]
    """
    line = _LINE.fullmatch(text) if len(text) < _LONGEST else None
    year = periods.parse(line["year"].strip(" ().")) if line else None
    value = read_cell(line["figure"]) if line else None
    if line is None or year is None or value is None or value.unit != "count" or year.certainty < _SURE:
        return None
    if line["figure"].lstrip("<> ").startswith("0") or year.value.start == year.value.end:
        return None
    count = Count(line.start("figure"), line.end("figure"), value, sure=True)
    mention = Mention("period", 0, line.end("year") - line.start("year"), year.value, max(year.certainty, _SURE))
    return Pair(line.start("year"), line.end("year"), count, (mention,))


def _are_figures(pairs: Sequence[Pair]) -> bool:
    """Whether the years follow one another and what stands before them does not, as years would."""
    years = [m.value for p in pairs for m in p.told if isinstance(m.value, Period)]
    first = [p.count.value.value for p in pairs]
    steps = {b - a for a, b in pairwise(first) if isinstance(a, int) and isinstance(b, int)}
    like_years = bool(steps) and steps <= {1, -1}
    return len(pairs) >= _FEWEST and len(set(years)) == len(years) and in_turn(years) and not like_years
