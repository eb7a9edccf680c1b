"""V23: forces are told by their exact names, never by likeness."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from flows.check.figure import labels_of, place_name, says
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import LEVELS, Observation


@rule("V23", "error", "the label names one force and the figure is under another: look at the label")
def label_names_another_force(subject: Subject) -> Iterator[Breach]:
    """A figure whose label is the exact name of a force is about that force; likeness of names decides nothing.

    A name among its further dimensions is none: in a list of regions or councils some are called like a force.
    """
    wrong = [row for row in subject.figures if _names_another(row) and not any(map(force_of, row.other.values()))]
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
