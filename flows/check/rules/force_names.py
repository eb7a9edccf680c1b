"""V22, V23: the name of a force is one name, and forces are told by their exact names, never by likeness."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, labels_of, place_name
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.rows import LEVELS


@rule("V23", "error", "the label names one force and the figure is under another: look at the label")
def label_names_another_force(subject: Subject) -> Iterator[Breach]:
    """A figure whose label is the exact name of a force is about that force; likeness of names decides nothing.

    Where the name stands among its further dimensions `force_left_over` tells it.
    """
    figures = subject.figures
    force = figures.text("force_id").each(str, "")
    named = [figures.text(name).each(_force_in, "") for name in ("raw_row_label", "raw_column_label")]
    wrong = np.zeros(len(figures), bool)
    for names in named:
        wrong |= (names != "") & (names != force)
    rows = np.flatnonzero(wrong)
    rows = np.setdiff1d(rows, _left_over(figures)) if len(rows) else rows

    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = labels_of(row)
        return f'{figure_name(row)}: {amount(row)}, but "{label}" at {place_name(row.place)}'

    yield from breaches(figures, "{n} figures have a label of another force", rows, say)


def _force_in(label: str) -> str:
    """The one force that some level of a label is the name of; empty where none or several."""
    found = {force for part in label.split(LEVELS) if (force := force_of(part.strip()))}
    return found.pop() if len(found) == 1 else ""


@rule("V22", "error", "the name of a force was taken for something else: correct the alias or the comma in the file")
def force_left_over(subject: Subject) -> Iterator[Breach]:
    """No name of a force stands among the further dimensions: `London, City of` is one name, and not two columns."""
    figures = subject.figures
    rows = _left_over(figures)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)} at {place_name(row.place)}"

    yield from breaches(figures, "{n} figures have the name of a force left over", rows, say)


def _left_over(figures: Columns) -> Indices:
    """The figures with the name of another force among their further dimensions."""
    others, first = np.unique(figures.other, return_index=True)
    held = [n for n, at in zip(others, first, strict=True) if n and force_among(figures.row(at).other)]
    rows = np.flatnonzero(np.isin(figures.other, held))
    return np.array([at for at in rows if force_among(figures.row(at).other) != figures.row(at).force_id], np.int64)


def force_among(other: dict[str, str]) -> str | None:
    """The force that a value of the further dimensions names."""
    return next((force for value in other.values() if (force := force_of(value))), None)
