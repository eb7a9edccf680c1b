"""V15: figures of children are no more than all sexual offences that were recorded."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.recorded_bounds import REMEDY, bounded, classes, told, wholes
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold


@rule("V15", "error", REMEDY, "campaign")
def recorded_ceiling(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no more than all sexual offences that the Home Office has of the force.

    Looks where `--prc` gives the open data. Images of children are no sexual offences there: they are added.
    """
    crime, figures = subject.recorded_crime, subject.figures
    if crime is None:
        return
    rows, most = bounded(figures, wholes(figures), lambda force, year, _: crime.sexual(force, year, images=True))
    yield from told(figures, "more than all sexual offences in", crime.source, rows, most, figures.low[rows] > most)
    rows, most = bounded(figures, classes(figures), crime.of_class)
    far = figures.low[rows] > most * (1 + threshold("V15", "share")) + threshold("V15", "few")
    yield from told(figures, "{n} classes far above", crime.source, rows, most, far)
