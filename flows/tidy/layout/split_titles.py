"""Titles of offences that stand in two columns: `Rape`, and beside it `Female child under 16`."""

from __future__ import annotations

from dataclasses import replace

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.labels.explain import explain
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
        for row in matrix.rows:
            over, end = matrix.at(row, outer), matrix.at(row, inner)
            if over is not None:
                group = over
            if group is None or end is None or end.cell is group.cell or end.is_figure or total_kind(end.text):
                continue
            whole, code = _title(group.text, end.text)
            if code:
                codes.add(code)
                joined[row, inner] = replace(end, text=whole, value=None)
            elif {"age", "sex"} & set(explain(end.text).meanings) and _is_group(group.text):
                joined = {}
                break
        if len(codes) >= FEWEST_TITLES:
            matrix.slots.update(joined)
    return matrix


def _is_group(text: str) -> bool:
    reading = parse("offence", text)
    return reading is not None and reading.value.code is None


def _title(group: str, end: str) -> tuple[str, str]:
    """The two together and the code whose title they are; empty where `end` is one by itself or they are none."""
    if not _is_group(group) or parse("offence", end) is not None:
        return "", ""
    whole = f"{group} {end}"
    reading = parse("offence", whole)
    if reading is None or reading.value.code is None or reading.value.group != _group(group):
        return "", ""
    return whole, reading.value.code


def _group(text: str) -> str | None:
    reading = parse("offence", text)
    return reading.value.group if reading is not None else None
