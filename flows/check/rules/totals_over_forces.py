"""V17: a total over the figures of several forces is no figure of one of them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import amount, figure_name, labels_of, some
from flows.check.registry import Breach, Subject, rule
from flows.check.totals_of_forces import totals_of_forces


@rule("V17", "error", "say by a recipe that the row is a total of several forces, or whose figures they are")
def total_over_forces(subject: Subject) -> Iterator[Breach]:
    """In a table whose labels name several forces no total stands under one of them that its labels do not name."""
    for found in totals_of_forces(subject.figures):
        rows = found.totals
        listed = some(f'{figure_name(row)}: {amount(row)}, labelled "{labels_of(row)}"' for row in rows)
        what = f"{len(rows)} figures stand under one force in a table of {some(sorted(found.forces))}"
        yield Breach(f"{what}, and may be of all: {listed}", rows[0], names=[row.observation_id for row in rows])
