"""Labels with a space that is not there, or without one that is: `S exual grooming`, `2015/1` over `6`, `FY_2015_16`.

A narrow cell breaks a word or year where it is full, and the break looks like the space between two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product

from flows.tidy.dimensions import is_known
from flows.tidy.labels.explain import explain
from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.sequences import without_list_marks

#: Longer texts are no labels.
LONGEST = 90
#: Nor do labels in words run over more lines.
MOST_LINES = 5
_YEARS = re.compile(r"((?:19|20)\d\d)_((?:\d\d){1,2})(?!\d)")
_BETWEEN = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
_WITHIN = re.compile(r"(?<=[A-Za-z]{2})(?=[A-Za-z]{2})|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{2})")


def put_spaces_right(matrix: Matrix) -> Matrix:
    """The matrix, its unknown labels read as the known one that they are but for a break in a cell. It is changed.

    In a scan they may be so but for one space.
    """
    scanned = matrix.grid.method == "ocr"
    for place, slot in matrix.slots.items():
        if slot.value is None:
            known = unbroken(slot.cell.text) or of_a_field(slot.text) or (well_spaced(slot.text) if scanned else None)
            if known:
                matrix.slots[place] = replace(slot, text=known)
    return matrix


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


@lru_cache(maxsize=4096)
def unbroken(printed: str) -> str | None:
    """The one label that is known where a break within a word is no space; None where the label is known, or several.

    >>> unbroken("2015/1\\n6"), unbroken("un-\\nknown"), unbroken("Sexual\\nassault"), unbroken("Burg\\nlary")
    ('2015/16', 'unknown', None, None)
    """
    lines = [line.strip() for line in printed.split("\n")]
    label = " ".join(lines)
    if not 1 < len(lines) <= MOST_LINES or len(label) > LONGEST or is_known(label) or explain(label).complete:
        return None
    # A hyphen where a word is broken is none of it.
    parts = [
        re.sub(r"(?<=[a-z])-$", "", a) if b[:1].islower() else a for a, b in zip(lines, (*lines[1:], ""), strict=True)
    ]
    joints = product(("", " "), repeat=len(lines) - 1)
    joined = ("".join(a + b for a, b in zip(parts, (*by, ""), strict=True)) for by in joints)
    found = list(dict.fromkeys(other for other in joined if is_known(other)))
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def of_a_field(name: str) -> str | None:
    """The words of a name that a database gives a column, where they are known; None for any other label.

    >>> of_a_field("FY_2015_16"), of_a_field("VIC_FEMALE"), of_a_field("Rape"), of_a_field("XY_12")
    ('FY 2015/16', None, None, None)
    """
    if "_" not in name or " " in name or is_known(name):
        return None
    words = _YEARS.sub(r"\1/\2", name).replace("_", " ")
    return words if is_known(words) or explain(words).complete else None


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
