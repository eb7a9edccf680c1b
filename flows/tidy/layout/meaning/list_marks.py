"""Labels that begin with what only counts them: `a) Rape` over `b) Sexual assault`."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.sequences import without_list_marks


def leave_out_list_marks(matrix: Matrix) -> Matrix:
    """The matrix, its labels without what only counts those of their column. It is changed."""
    for column in matrix.columns:
        labels = [s for r in matrix.rows if (s := matrix.at(r, column)) and s.is_anchor and s.value is None]
        for slot, text in zip(labels, without_list_marks([s.text for s in labels]), strict=True):
            if text != slot.text:
                for place in product(slot.cell.rows, slot.cell.columns):
                    if (covered := matrix.slots.get(place)) and covered.cell is slot.cell:
                        matrix.slots[place] = replace(covered, text=text)
    return matrix
