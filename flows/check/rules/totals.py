"""V02, V07: what a return prints as a whole is what its parts come to."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.contradictions import causes, contradictions, sections_of
from flows.check.figure import figure_name, some
from flows.check.registry import Breach, Subject, rule

BY_SEX = frozenset({"sex"})


@rule(
    "V02",
    "warning",
    "compare the total with its parts in the return; a row may be lost, or the force may count otherwise",
)
def total_of_parts(subject: Subject) -> Iterator[Breach]:
    """A printed figure is what its parts come to, as intervals where parts are withheld."""
    yield from causes(subject, [found for found in contradictions(subject) if found.over != BY_SEX])


@rule(
    "V07",
    "warning",
    "compare the figures by sex with the total: one is misread, or victims of unknown sex are left out",
)
def sexes_add_up(subject: Subject) -> Iterator[Breach]:
    """Figures of female and male victims, with those of unknown sex, come to the figure of all victims."""
    yield from causes(subject, [found for found in contradictions(subject) if found.over == BY_SEX])


@rule("V02", "error", "look whether the years, or other headers, of one of the two tables are exchanged")
def parts_of_two_tables(subject: Subject) -> Iterator[Breach]:
    """Two tables of one return that split the same whole in two ways come to the same, though nobody prints it."""
    for _, sections in sections_of(subject).values():
        found = [*sections.disagreeing()]
        if found:
            listed = some(
                f"{figure_name(one.rows[0])} and others: {one.interval}; {figure_name(other.rows[0])} and others: "
                f"{other.interval}"
                for one, other in found
            )
            names = [row.observation_id for one, other in found for row in (*one.rows, *other.rows)]
            yield Breach(f"parts come to two wholes: {listed}", found[0][0].rows[0], names=names)
