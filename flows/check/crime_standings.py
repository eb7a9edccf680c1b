"""Crimes that labels say to be cancelled, transferred or attempted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import Indices, Mask
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, labels_of, place_name
from flows.check.registry import Breach, breaches
from schemas.code_tables import load_aliases, load_codes


def standing(figures: Columns, *wanted: str) -> Mask:
    """Whether a label of a figure says one of these of its crimes: a code of `codes/crime_standings.csv`."""
    table = load_aliases("crime_standings", frozenset(load_codes("crime_standings")))

    def says(label: str) -> bool:
        return any(hit.alias.code in wanted for hit in table.find(label))

    found: Mask = np.zeros(len(figures), bool)
    for name in ("raw_row_label", "raw_column_label"):
        found |= figures.text(name).each(says, False).astype(bool)
    return found


def told(figures: Columns, cause: str, rows: Indices) -> Iterator[Breach]:
    """A breach for each document that has some of `rows`, with their labels."""

    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = labels_of(row)
        return f'"{label}" {figure_name(row)}: {amount(row)} at {place_name(row.place)}'

    return breaches(figures, cause, rows, say)
