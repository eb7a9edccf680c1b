"""Titles of offences that stand in two columns: `Rape`, and beside it `Female child under 16`."""

from __future__ import annotations

from dataclasses import replace

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Offence
from flows.tidy.layout.matrix import Matrix, Slot

#: So many different titles show that a column holds the ends of titles and no ages or sexes.
FEWEST_TITLES = 2


def join_titles(matrix: Matrix) -> Matrix:
    """The matrix with the ends of titles read behind the groups that they stand under. It is changed.

    Nothing is joined in a column of which one label that gives an age or a sex ends no title: those are ages and sexes.
    """
    for outer, inner in zip(matrix.columns, matrix.columns[1:], strict=False):
        joined: dict[tuple[int, int], Slot] = {}
        codes: set[str] = set()
        group: Slot | None = None
        offence: Offence | None = None
        for row in matrix.rows:
            over, end = matrix.at(row, outer), matrix.at(row, inner)
            if over is not None:
                group, offence = over, _group(over.text)
            if group is None or offence is None or end is None or end.cell is group.cell:
                continue
            if end.is_figure or total_kind(end.text):
                continue
            whole = f"{group.text} {end.text}"
            if code := _code_of(whole, offence, end.text):
                codes.add(code)
                joined[row, inner] = replace(end, text=whole, value=None)
            elif {"age", "sex"} & set(explain(end.text).meanings):
                joined = {}
                break
        if len(codes) >= FEWEST_TITLES:
            matrix.slots.update(joined)
    return matrix


def _group(text: str) -> Offence | None:
    """The group of offences that a label names without giving a code."""
    reading = parse("offence", text)
    return reading.value if reading is not None and reading.value.code is None else None


def _code_of(whole: str, group: Offence, end: str) -> str | None:
    """The code whose title the two together are; None where `end` is a title by itself or they are none."""
    if parse("offence", end) is not None:
        return None
    reading = parse("offence", whole)
    return reading.value.code if reading is not None and reading.value.group == group.group else None
