"""V14: figures of children are no fewer than the offences that only children suffer."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figures import most
from flows.check.recorded_bounds import REMEDY, bounded, classes, is_of_children, told_of, wholes
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
    every = bounded(wholes(figures), lambda force, year, _: crime.of_children(force, year))
    wrong = [one for one in every if most(one.row) < one.bound]
    yield from told_of("fewer than the classes of children in", crime.source, wrong)
    share, few = threshold("V14", "share"), threshold("V14", "few")
    of_children = bounded(filter(is_of_children, classes(figures)), crime.of_class)
    far = [one for one in of_children if most(one.row) < one.bound * share and one.bound - most(one.row) > few]
    yield from told_of("{n} classes far below", crime.source, far)
