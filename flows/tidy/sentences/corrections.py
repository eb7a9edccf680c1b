"""Figures that a sentence puts in place of others: `for 88 read 136`, `136 in place of 88`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.text.number_evidence import Candidate, weights
from flows.tidy.text.phrases import plain, says

#: Why a number counts nothing: another takes its place.
REPLACED = "corrected away"


def with_replaced(words: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The numbers of a sentence, those that replace another with its number, and those replaced as no figures.

    >>> from flows.tidy.labels.numbers import CellValue
    >>> found = [Candidate(4, 6, CellValue(88)), Candidate(12, 15, CellValue(136))]
    >>> [c.replaces for c in with_replaced("for 88 read 136", found)]
    [None, 88]
    """
    flat, out = plain(words), list(found)
    for n, (a, b) in enumerate(pairwise(found)):
        between = flat[a.end : b.start]
        if says("prose", between, "replaced by"):
            old, new = n, n + 1
        elif says("prose", between, "in place of"):
            old, new = n + 1, n
        else:
            continue
        table = weights()
        gone, stands = out[old], out[new]
        out[old] = replace(gone, weight=min(gone.weight, 0.0) + table[REPLACED], why=REPLACED)
        out[new] = replace(stands, weight=max(stands.weight, table["of the whole"]), replaces=gone.number)
    return out
