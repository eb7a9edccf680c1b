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
_NEAR = (-0.3, 0.5)
"""The free space (em) between two lines of one text lies between these."""


def hangs(figure: Run, above: Iterable[Run]) -> bool:
    """Does a figure stand close under one of the texts above it that a figure has to follow?"""
    size = figure.tokens[0].size
    top = figure.tokens[0].top
    return any(
        min(over.x1, figure.x1) > max(over.x0, figure.x0)
        and _NEAR[0] * size <= top - max(t.bottom for t in over.tokens) <= _NEAR[1] * size
        and _AWAITS.search(over.text)
        for over in above
    )
