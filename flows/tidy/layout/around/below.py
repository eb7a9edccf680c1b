"""Captions that a document prints under its tables: `Q1 You asked for ...` below the figures that answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from flows.read.grid import Block, Grid, Text

ASIDE = ("page_header", "page_footer", "furniture", "chart", "footnote")
FEWEST = 2
_NUMBERED = re.compile(r"\W*(?:[A-Za-z]{1,8}\W{0,2})?(\d{1,2})\b")


def captions_below(blocks: Sequence[Block]) -> Mapping[int, str]:
    """The caption under each Grid by the place of the Grid; empty where captions stand above, or are not numbered.

    They stand below where each table is followed by one, numbered in turn from 1, and none stands over the first.
    """
    order = [(i, b) for i, b in enumerate(blocks) if isinstance(b, Grid) or b.role not in ASIDE]
    found: dict[int, str] = {}
    numbers: list[int] = []
    for (index, block), (_, behind) in pairwise([*order, (0, Text(""))]):
        if not isinstance(block, Grid):
            continue
        numbered = _NUMBERED.match(behind.text) if isinstance(behind, Text) else None
        if numbered is None:
            return {}
        numbers.append(int(numbered[1]))
        found[index] = behind.text if isinstance(behind, Text) else ""
    first = next((n for n, (_, b) in enumerate(order) if isinstance(b, Grid)), 0)
    over = order[first - 1][1] if first else None
    led = isinstance(over, Text) and _NUMBERED.match(over.text) is not None
    return found if len(found) >= FEWEST and numbers == list(range(1, len(numbers) + 1)) and not led else {}
