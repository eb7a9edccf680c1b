"""Figures that stand alone, each on the line below its own caption, as in a sheet of one column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.dimensions import headings
from flows.tidy.labels.explain import explain
from flows.tidy.layout.matrix import Matrix, Slot, distinct

#: What a caption speaks of that is more than the name of a label.
_TOLD = frozenset({"period", "age", "sex", "online", "offence", "measure"})


def captioned(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """The rows of captions, each with that of its figure.

    A caption has nothing above it but a title, and its figure nothing below it but a blank row or another such pair.
    """
    place = {r: i for i, r in enumerate(matrix.rows)}
    lines = {r: line for r in rows if (line := distinct(s for c in columns if (s := matrix.at(r, c))))}
    after = dict(pairwise(lines))
    apart = {a for a, b in after.items() if place[b] - place[a] > 1}
    begins = {*list(lines)[:1], *(after[a] for a in apart)}
    pairs: dict[int, int] = {}
    for over, under in after.items():
        first = over in begins or over in {after.get(figure) for figure in pairs.values()}
        if first and over not in apart and _is_captioned(lines[over], lines[under]):
            pairs[over] = under
        elif first and len(lines[over]) == 1 and not lines[over][0].is_figure:
            begins.add(under)
    for over, under in reversed(list(pairs.items())):
        if under in after and under not in apart and after[under] not in pairs:
            del pairs[over]
    return list(pairs.items())


def _is_captioned(over: Sequence[Slot], under: Sequence[Slot]) -> bool:
    if len(over) != 1 or len(under) != 1 or over[0].column != under[0].column or over[0].is_figure:
        return False
    value = under[0].value
    told = explain(over[0].text).meanings
    return (
        under[0].is_figure and value is not None and value.status == "exact" and under[0].text.isdecimal()
        and bool(_TOLD & set(told)) and not headings(over[0].text)
    )  # fmt: skip
