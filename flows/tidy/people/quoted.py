"""What a document says behind words that a person quotes: its period, where another date stands nearer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flows.tidy.dimensions import find


def behind(words: str, texts: Iterable[str]) -> Any:
    """The first period behind some words, in the first of the texts that has both; None where none has.

    >>> behind("Period:", ["Run date: 30/08/2017", "Run 1/9/2017. Period: 01/04/2015 - 31/03/2016"]).label
    '2015/16'
    """
    wanted = " ".join(words.casefold().split())
    for text in texts:
        flat = " ".join(text.split())
        at = flat.casefold().find(wanted)
        if at >= 0:
            hits = find("period", flat[at + len(wanted) :]) or find("period", flat[at:])
            if hits:
                return hits[0].reading.value
    return None
