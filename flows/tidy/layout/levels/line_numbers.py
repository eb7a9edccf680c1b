"""The column of a table that counts its lines, which is no label of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.dimensions import headings
from flows.tidy.layout.levels.carried import carried_down
from flows.tidy.layout.levels.outline import parents
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.reading.readings import Reading
from flows.tidy.layout.sequences import counted, counts_up, looks_like_years
from schemas.code_tables import AliasTable, load_aliases


def line_numbers(reading: Reading, rows: Sequence[int]) -> int | None:
    """The first stub column where it counts the rows from 1, or from where the page before left off; else None.

    A heading says so, `No.` or `Line`, or the labels beside it tell the rows apart without it. Letters count as well
    as numbers: `(a)`, `(b)`, `(c)`.
    """
    first, *others = reading.stub_columns or [0]
    at = reading.region.matrix.at
    heading = next((s.text for r in reversed(reading.header_rows) if (s := at(r, first))), "")
    slots = {r: s for r in rows if (s := at(r, first))}
    texts = counted([s.text for s in slots.values()])
    if not others or headings(heading) & {"age", "period"} or looks_like_years(texts):
        return None
    printed = [{r: s for r in rows if (s := at(r, c))} for c in others]
    labelled = all(any(r in column for column in printed) for r in slots)
    if _named().lookup(heading) is not None and labelled and len(texts) > 1 and _in_turn(texts):
        return first
    return first if counts_up(texts) and _told_apart(printed, slots, rows) else None


def _in_turn(texts: Sequence[str]) -> bool:
    """Numbers of which each is one more than the one before it, however few."""
    return all(t.isdecimal() for t in texts) and all(int(b) - int(a) == 1 for a, b in pairwise(texts))


def _told_apart(printed: Sequence[dict[int, Slot]], numbered: dict[int, Slot], rows: Sequence[int]) -> bool:
    """Do the labels beside the numbers, with those that they stand under, say something else in every row?"""
    carried = [carried_down(printed, i, rows) for i in range(len(printed) - 1)]
    last = printed[-1]
    paths = dict(zip(last, range(len(last)), strict=True))
    under = parents(list(last.values())) if len(printed) == 1 else {}
    outer = [[column[r].text if r in column else "" for column in carried] for r in numbered]
    keys = [(*labels, *_path(r, last, paths, under)) for r, labels in zip(numbered, outer, strict=True)]
    worded = not any(t.isdecimal() for key in keys for t in key)
    return len(keys) > 1 and len(set(keys)) == len(keys) and worded


def _path(
    row: int, labels: dict[int, Slot], order: dict[int, int], under: dict[int, tuple[Slot, ...]]
) -> tuple[str, ...]:
    if row not in labels:
        return ("",)
    return (*(head.text for head in under.get(order[row], ())), labels[row].text)


@functools.cache
def _named() -> AliasTable:
    return load_aliases("line_numbers", frozenset({"line"}))
