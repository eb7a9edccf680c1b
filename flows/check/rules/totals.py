"""V02: what a return prints as a whole is what its parts come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.check.contradictions import causes, contradictions, sections_of
from flows.check.figure import SPLITS, FigureKey, amount, figure_name, interval, key, some
from flows.check.figures import groups, is_known
from flows.check.registry import Breach, Subject, rule
from flows.check.sections import Sections, Sum
from schemas.rows import Observation

BY_SEX = frozenset({"sex"})


@rule(
    "V02",
    "warning",
    "compare the total with its parts in the return; a row may be lost, or the force may count otherwise",
)
def total_of_parts(subject: Subject) -> Iterator[Breach]:
    """A printed figure is what its parts come to, as intervals where parts are withheld."""
    yield from causes(subject, [found for found in contradictions(subject) if found.over != BY_SEX])


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


@rule("V02", "warning", "look at both files: one of them may be of another scope, or replace the other")
def total_in_another_document(subject: Subject) -> Iterator[Breach]:
    """What one file prints as a whole is what the parts in another file of the same return come to."""
    for mine in groups(filter(is_known, subject.figures), lambda row: (row.campaign, row.respondent)).values():
        if len({row.document_id for row in mine}) > 1:
            files: defaultdict[FigureKey, set[str]] = defaultdict(set)
            for row in mine:
                files[_thing(row)].add(row.document_id)
            yield from _between(subject, [row for row in mine if len(files[_thing(row)]) > 1])


def _thing(row: Observation) -> FigureKey:
    """What a figure is of, split or not, in whatever year."""
    return key(row).without(*SPLITS)._replace(start=None, end=None)


def _between(subject: Subject, rows: list[Observation]) -> Iterator[Breach]:
    found = Sections(rows)
    documents = dict.fromkeys(row.document_id for row in rows)
    own = {(row.document_id, key(row)) for row in rows}
    differing: defaultdict[tuple[str, str], list[tuple[Observation, Sum]]] = defaultdict(list)
    for row in rows:
        if set(key(row).splits) <= {"online"}:
            for other in documents:
                if other != row.document_id and (other, key(row)) not in own:
                    parts = next((s for s in found.finer(key(row), other) if s.contradicts(interval(row), False)), None)
                    if parts is not None:
                        differing[row.document_id, other].append((row, parts))
    for (_, other), cases in differing.items():
        listed = some(f"{figure_name(row)}: {amount(row)}, parts there {parts.interval}" for row, parts in cases)
        names = [one.observation_id for row, parts in cases for one in (row, *parts.rows)]
        yield Breach(f"differs from its parts in {subject.path(other)}: {listed}", cases[0][0], names=names)
