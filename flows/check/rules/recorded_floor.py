"""V14: figures of children are no fewer than the offences that only children suffer."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.recorded_bounds import REMEDY, bounded, classes, of_children, told, wholes
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold


@rule("V14", "warning", REMEDY, "campaign")
def recorded_floor(subject: Subject) -> Iterator[Breach]:
    """Offences against children are no fewer than the Home Office has under the classes that only children suffer.

    Looks where `--prc` gives the open data: a later snapshot, so a figure of one class may fall somewhat short.
    """
    crime, figures = subject.recorded_crime, subject.figures
    if crime is None:
        return
    rows, floor = bounded(figures, wholes(figures), lambda force, year, _: crime.of_children(force, year))
    yield from told(
        figures, "fewer than the classes of children in", crime.source, rows, floor, figures.high[rows] < floor
    )
    rows, floor = bounded(figures, classes(figures) & of_children(figures), crime.of_class)
    far = (figures.high[rows] < floor * threshold("V14", "share")) & (
        floor - figures.high[rows] > threshold("V14", "few")
    )
    yield from told(figures, "{n} classes far below", crime.source, rows, floor, far)
