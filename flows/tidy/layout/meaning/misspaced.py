"""Labels of scans in which a space was read that is not there, or one that is there was not: `S exual grooming`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from flows.tidy.dimensions import is_known
from flows.tidy.labels.explain import explain
from flows.tidy.layout.matrix import Matrix

#: Longer texts are no labels.
LONGEST = 90
_BETWEEN = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
_WITHIN = re.compile(r"(?<=[A-Za-z]{2})(?=[A-Za-z]{2})|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{2})")


def put_spaces_right(matrix: Matrix) -> Matrix:
    """The matrix of a scan, its unknown labels read as the known one that they are but for one space. It is changed."""
    if matrix.grid.method == "ocr":
        for place, slot in matrix.slots.items():
            if slot.value is None and (spaced := well_spaced(slot.text)) is not None:
                matrix.slots[place] = replace(slot, text=spaced)
    return matrix


@lru_cache(maxsize=4096)
def well_spaced(label: str) -> str | None:
    """The one label that is known with a space more or less; None where the label is known, or several are.

    >>> well_spaced("S exual grooming"), well_spaced("Sexualassault"), well_spaced("Rape"), well_spaced("Burglary")
    ('Sexual grooming', 'Sexual assault', None, None)
    """
    if len(label) > LONGEST or is_known(label) or explain(label).complete:
        return None
    found = list(dict.fromkeys(other for other in _one_space_off(label) if is_known(other)))
    return found[0] if len(found) == 1 else None


def _one_space_off(label: str) -> Iterator[str]:
    for m in _BETWEEN.finditer(label):
        yield label[: m.start()] + label[m.end() :]
    for m in _WITHIN.finditer(label):
        yield f"{label[: m.start()]} {label[m.start() :]}"
