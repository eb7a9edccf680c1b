"""Figures that end a text begun on the line above: the `15` of `10 to 15`, the `2016` of `Year ending March 2016`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.read.tables.tokens import Run

_AWAITS = re.compile(
    r"(?:^|\s)(?:to|and|or|of|in|from|than|under|over|aged?|between|until|ending|ended|year|fy|[-–—&]"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)$|\w[-–/]$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d)$")
_NEAR = (-0.3, 0.5)
"""The free space (em) between two lines of one text lies between these."""
FLUSH = 0.12
"""Lines of one text are flush, or set about one middle, within this (em)."""


def hangs(figure: Run, above: Iterable[Run]) -> bool:
    """Does a figure stand close under one of the texts above it that a figure has to follow?"""
    return any(
        min(over.x1, figure.x1) > max(over.x0, figure.x0)
        and near_under(over, figure)
        and (awaits(over.text) or breaks_year(over.text, figure.text))
        for over in above
    )


def breaks_year(text: str, more: str) -> bool:
    """Does a text end within two years that follow each other, which the next line completes: `2015/201` over `6`?

    >>> [breaks_year(*t) for t in (("2015/201", "6"), ("2015/20", "16"), ("2015/16", "17"), ("2015", "16"))]
    [True, True, False, False]
    """
    years = _YEARS.search(text + more) if text[-1:].isdecimal() else None
    return years is not None and years.start() < len(text) and _in_turn(years) and not _in_turn(_YEARS.search(text))


def _in_turn(years: re.Match[str] | None) -> bool:
    return years is not None and (int(years[1]) + 1 - int(years[2])) % 100 == 0


def hangs_within(figure: Run, above: Iterable[Run]) -> bool:
    """Does a figure stand under one of several texts that run into one, flush with its words or in their middle?"""
    near = FLUSH * figure.tokens[0].size
    for over in above:
        if not near_under(over, figure):
            continue
        tokens = over.tokens
        for end in (i for i, t in enumerate(tokens) if awaits(t.text)):
            for start in range(max(0, end - 3), end + 1):
                x0, x1 = tokens[start].x0, tokens[end].x1
                if min(abs(x0 - figure.x0), abs(x1 - figure.x1), abs(x0 + x1 - figure.x0 - figure.x1) / 2) <= near:
                    return True
    return False


def near_under(above: Run, under: Run) -> bool:
    """Does a line stand as close under another as lines of one text do?"""
    free = min(t.top for t in under.tokens) - max(t.bottom for t in above.tokens)
    return _NEAR[0] <= free / under.tokens[0].size <= _NEAR[1]


def awaits(text: str) -> bool:
    """Does a text end as only a text does that a figure follows?

    >>> [awaits(t) for t in ("10 to", "Under", "Year ending March", "Total", "Apr 2015 -")]
    [True, True, True, False, True]
    """
    return bool(_AWAITS.search(text))
