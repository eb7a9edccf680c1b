"""Figures without words of their own whose years are told by their order: `Female 754 / 851`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import read_cell
from flows.tidy.letter.count import Count
from flows.tidy.letter.lines import Pair, unexplained
from flows.tidy.letter.meant import mentions
from flows.tidy.letter.mention import Mention
from flows.tidy.letter.phrases import plain, says

_FIGURE = r"(?:<\s?)?\d[\d,]*"
_SURE, _IN_DOUBT = 0.65, 0.5


def stated_order(text: str, found: Sequence[Mention]) -> tuple[Period, ...]:
    """The years in the order in which a sentence says that figures are given; empty where it says none.

    >>> t = "Where two figures are given the first is for 2015/16 and the second for 2016/17."
    >>> [p.label for p in stated_order(t, mentions(t))]
    ['2015/16', '2016/17']
    """
    if not says("prose", text, "order"):
        return ()
    named = [m.value for m in found if isinstance(m.value, Period) and m.certainty >= _SURE]
    years = tuple(dict.fromkeys(named))
    return years if len(years) > 1 and len(years) == len(named) else ()


def in_order(text: str, years: Sequence[Period], stated: bool = True) -> list[Pair]:
    """A line that ends in as many figures as there are years, strokes between them, each with its year.

    `stated`: the order was said to be that of figures; otherwise it is only that in which they were asked for.

    >>> years = [Period.financial_year(2015), Period.financial_year(2016)]
    >>> [(p.count.value.value, p.told[-1].value.label) for p in in_order("Female 754 / 851", years)]
    [(754, '2015/16'), (851, '2016/17')]
    """
    if len(years) < 2:
        return []
    flat = plain(text)
    tail = re.search(rf"(?<![\w/]){_FIGURE}(?:\s*[/|]\s*{_FIGURE}){{{len(years) - 1}}}\s*\.?\s*$", flat)
    if tail is None:
        return []
    key = flat[: tail.start()].rstrip(" :-–")
    told = tuple(mentions(key))
    if any(m.kind == "period" for m in told):
        return []
    out = []
    for match, year in zip(re.finditer(_FIGURE, tail[0]), years, strict=True):
        start, end = tail.start() + match.start(), tail.start() + match.end()
        value = read_cell(match[0])
        if value is None or value.unit != "count":
            return []
        of_year = Mention("period", start, start, year, 1.0 if stated else _IN_DOUBT)
        out.append(Pair(0, len(key), Count(start, end, value, sure=True), (*told, of_year), unexplained(key, told)))
    return out
