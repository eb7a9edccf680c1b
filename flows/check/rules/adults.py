"""V28: figures of all ages are of children alone: adults in a return about children."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.adults import ADULT, totals_with_adults
from flows.check.figure import amount, figure_name
from flows.check.registry import Breach, Subject, breaches, rule

REMEDY = "take the figures of children's age bands; ask for a total of those under 18 where there is none"


@rule("V28", "warning", REMEDY)
def total_with_adults(subject: Subject) -> Iterator[Breach]:
    """A figure of all ages counts children alone; one that counts adults too is no figure of the campaign."""
    figures = subject.figures
    documents = figures.text("document_id").codes
    # A band of adults bears on its own document only, and few documents have one.
    near = np.flatnonzero(np.isin(documents, documents[figures.age_high >= ADULT]))
    counted = figures.rows(near)
    wrong = {id(row) for row in totals_with_adults(counted)}
    found = near[[id(row) in wrong for row in counted]]

    def say(k: int) -> str:
        row = figures.row(found[k])
        return f"{figure_name(row)}: {amount(row)}"

    yield from breaches(figures, "{n} figures of all ages count adults too and are left out", found, say)
