"""Sections of an Act in labels, where the words around the table say of which Act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flows.tidy.labels.offences.sections import acts_in, citations, with_act
from flows.tidy.layout.matrix import Matrix


def name_acts(matrix: Matrix, texts: Iterable[str]) -> Matrix:
    """The matrix with its sections cited with the Act that a heading of it, or the nearest words around, name.

    `Section 40` is a label at the edges of a table, and may be why a figure is withheld elsewhere.
    """
    first_row, first_column = min(matrix.rows, default=0), min(matrix.columns, default=0)
    labels = {p: s for p, s in matrix.slots.items() if p[0] == first_row or p[1] == first_column}
    bare = {p: s for p, s in labels.items() if any(c.act is None for c in citations(s.text))}
    act = acts_in([*(s.text for s in labels.values() if not citations(s.text)), *texts]) if bare else None
    if act is None:
        return matrix
    for position, slot in bare.items():
        text = with_act(slot.text, act)
        if text != slot.text:
            matrix.slots[position] = replace(slot, text=text, value=None, is_figure=False)
    return matrix
