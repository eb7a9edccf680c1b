"""V22, V23: the name of a force is one name, and forces are told by their exact names, never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from flows.check.coded import NONE, Indices, Mask
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, labels_of, place_name
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.rows import LEVELS


@rule("V23", "error", "the label names one force and the figure is under another: look at the label")
def label_names_another_force(subject: Subject) -> Iterator[Breach]:
    """A figure whose label is the exact name of a force is about that force; likeness of names decides nothing.

    Where the name stands among its further dimensions `force_left_over` tells it.
    """
    figures = subject.figures
    force = figures.text("force_id")
    wrong = np.zeros(len(figures), bool)
    for name in ("raw_row_label", "raw_column_label"):
        named = figures.text(name).each(lambda label: force.code(_force_in(label)), NONE)
        wrong |= (named != NONE) & (named != force.codes)
    rows = np.setdiff1d(np.flatnonzero(wrong), _left_over(figures)) if wrong.any() else np.flatnonzero(wrong)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = labels_of(row)
        return f'{figure_name(row)}: {amount(row)}, but "{label}" at {place_name(row.place)}'

    yield from breaches(figures, "{n} figures have a label of another force", rows, say)


def _force_in(label: str) -> str | None:
    """The one force that some level of a label is the name of; None where none or several."""
    found = {force for part in label.split(LEVELS) if (force := force_of(part.strip()))}
    return found.pop() if len(found) == 1 else None


@rule("V22", "error", "the name of a force was taken for something else: correct the alias or the comma in the file")
def force_left_over(subject: Subject) -> Iterator[Breach]:
    """No name of a force stands among the further dimensions: `London, City of` is one name, and not two columns.

    In a list of regions, councils or hospitals some have the name of a force: there most names are of none.
    """
    figures = subject.figures
    rows = _left_over(figures)
    rows = rows[_in_lists_of_forces(figures, rows)]

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)} at {place_name(row.place)}"

    yield from breaches(figures, "{n} figures have the name of a force left over", rows, say)


def _left_over(figures: Columns) -> Indices:
    """The figures with the name of another force among their further dimensions."""
    named = np.array([force_among(other) or "" for other in figures.others])
    rows = np.flatnonzero((named != "")[figures.other])
    force = figures.text("force_id").each(str, "")[rows]
    found: Indices = rows[named[figures.other[rows]] != force]
    return found


def _in_lists_of_forces(figures: Columns, rows: Indices) -> Mask:
    """Whether at least half of what each row's document has in the dimension of the name are names of forces."""
    document = figures.text("document_id").codes
    near = np.flatnonzero(np.isin(document, document[rows]))
    names: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for of, other in kinds(document[near], figures.other[near]).values.T.tolist():
        for dimension, name in figures.others[other].items():
            names[of, dimension].add(name)
    of_forces = {at for at, own in names.items() if 2 * sum(force_of(name) is not None for name in own) >= len(own)}
    alike = kinds(document[rows], figures.other[rows])
    found = [
        any(force_of(name) and (of, dimension) in of_forces for dimension, name in figures.others[other].items())
        for of, other in alike.values.T.tolist()
    ]
    return np.array(found, bool)[alike.own]


def force_among(other: dict[str, str]) -> str | None:
    """The force that a value of the further dimensions names."""
    return next((force for value in other.values() if (force := force_of(value))), None)
