"""V22, V23: the name of a force is one name, and forces are told by their exact names, never by likeness."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import labels_of, place_name, says
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import LEVELS, Observation


@rule("V23", "error", "the label names one force and the figure is under another: look at the label")
def label_names_another_force(subject: Subject) -> Iterator[Breach]:
    """A figure whose label is the exact name of a force is about that force; likeness of names decides nothing.

    Where the name stands among its further dimensions `force_left_over` tells it.
    """
    wrong = [row for row in subject.figures if _names_another(row) and not _left_over(row)]
    yield from told(
        "{n} figures have a label of another force",
        [(row,) for row in wrong],
        lambda row: f'{says(row)}, but "{labels_of(row)}" at {place_name(row.place)}',
    )


def _names_another(row: Observation) -> bool:
    named = {_force_in(label) for label in (row.raw_row_label, row.raw_column_label) if label}
    return bool(named - {None, row.force_id})


@functools.lru_cache(maxsize=16384)
def _force_in(label: str) -> str | None:
    """The one force that some level of a label is the name of; None where none or several."""
    found = {force for part in label.split(LEVELS) if (force := force_of(part.strip()))}
    return found.pop() if len(found) == 1 else None


@rule("V22", "error", "the name of a force was taken for something else: correct the alias or the comma in the file")
def force_left_over(subject: Subject) -> Iterator[Breach]:
    """No name of a force stands among the further dimensions: `London, City of` is one name, and not two columns.

    In a list of regions, councils or hospitals some have the name of a force: there most names are of none.
    """
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in subject.figures:
        for dimension, name in row.other.items():
            names[row.document_id, dimension].add(name)
    of_forces = {at for at, own in names.items() if 2 * sum(force_of(name) is not None for name in own) >= len(own)}
    wrong = [
        (row,) for row in subject.figures
        if _left_over(row) and any(force_of(n) and (row.document_id, at) in of_forces for at, n in row.other.items())
    ]  # fmt: skip
    yield from told(
        "{n} figures have the name of a force left over", wrong, lambda row: f"{says(row)} at {place_name(row.place)}"
    )


def _left_over(row: Observation) -> bool:
    """Whether a figure has the name of another force among its further dimensions."""
    named = next((force for value in row.other.values() if (force := force_of(value))), None)
    return named is not None and named != row.force_id
