"""The filters that a report prints over all its tables: `Fin year = 2015/2016 | Age = 0 to 17 | Status <> No crime`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.read.grid import Block, Text

_PARTED = re.compile(r"\s*(?:[|;]|\n)\s*")
_FILTER = re.compile(r"[^=<>]*[^\W\d_][^=<>]*(?:=|<>|≠|<=|>=)\s*\S.*")
FEWEST = 2


def selected_over(blocks: Sequence[Block], index: int) -> str:
    """The last line of filters before the block at a place; empty where there is none.

    >>> from flows.read.grid import Text
    >>> selected_over([Text("Fin year = 2015/2016 | Status <> No crime"), Text("Offences")], 1)
    'Fin year = 2015/2016 | Status <> No crime'
    """
    texts = (b.text for b in reversed(blocks[:index]) if isinstance(b, Text))
    return next((t for t in texts if _is_of_filters(t)), "")


@lru_cache(maxsize=16384)
def _is_of_filters(text: str) -> bool:
    parts = _PARTED.split(text)
    filters = sum(_FILTER.fullmatch(part) is not None for part in parts)
    return filters >= FEWEST and 2 * filters > len(parts)
