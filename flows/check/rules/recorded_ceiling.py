"""V15: figures of children are no more than all sexual offences that were recorded."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figures import least
from flows.check.recorded_bounds import REMEDY, bounded, classes, told_of, wholes
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
    every = bounded(wholes(figures), lambda force, year, _: crime.sexual(force, year, images=True))
    wrong = [one for one in every if least(one.row) > one.bound]
    yield from told_of("more than all sexual offences in", crime.source, wrong)
    share, few = threshold("V15", "share"), threshold("V15", "few")
    far = [one for one in bounded(classes(figures), crime.of_class) if least(one.row) > one.bound * (1 + share) + few]
    yield from told_of("{n} classes far above", crime.source, far)
