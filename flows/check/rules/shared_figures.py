"""V22: no figures stand under two forces, neither a whole table nor a good part of what a force gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from flows.check.figure import amount, figure_name, place_name
from flows.check.registry import Breach, Subject, rule
from flows.check.same_tables import SAID, Twin, same_tables
from schemas.alike import kinds
from schemas.checks import threshold

REMEDY = "look whose figures they are; take the other return out, or say whose each is in source.yml (force)"


@rule("V22", "error", REMEDY, "campaign")
def figures_of_two_forces(subject: Subject) -> Iterator[Breach]:
    """No two forces have the same table or, laid out anew, the same figures, unless a person said whose they are.

    The figures of such a table enter no sum until then. Two forces of which a table is told are not told again.
    """
    twins = same_tables(subject.figures)
    yield from _same_tables(subject, twins)
    told = {frozenset({twin.first.force_id, twin.other.force_id}) for twin in twins}
    for breach, pair in _same_figures(subject):
        if pair not in told:
            yield breach


def _same_tables(subject: Subject, twins: Sequence[Twin]) -> Iterator[Breach]:
    paths = {row.document_id: row.path for row in subject.documents}
    for twin in twins:
        first, other = twin.first, twin.other
        there = f"{paths.get(other.document_id, other.document_id)} {place_name(other.place)}".strip()
        what = f"{len(twin.names)} figures stand under {first.force_id}, and the same under {other.force_id} in {there}"
        yield Breach(f"{what}: none of them is counted until a person says whose they are", first, names=twin.names)


def _same_figures(subject: Subject) -> Iterator[tuple[Breach, frozenset[str | None]]]:
    """Each two forces with the same figures, whatever tables these stand in."""
    figures = subject.figures
    said = figures.flagged(SAID)
    force = figures.text("force_id")
    large = (
        figures.exact
        & (force.codes >= 0)
        & (figures.low > threshold("V22", "above"))
        & (figures.other == 0)
        & (figures.dimensions <= 1)
    )
    number = figures.figure("campaign", without=["force"])
    rows = np.flatnonzero(large)
    rows = rows[np.sort(kinds(number[rows], force.codes[rows]).first)]
    alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    group = kinds(number[rows], figures.low[rows]).own
    order = np.argsort(group, kind="stable")
    for same in np.split(rows[order], np.flatnonzero(np.diff(group[order])) + 1):
        for one, other in combinations(sorted(same.tolist(), key=lambda at: force.codes[at]), 2):
            if said[one] and said[other]:
                continue
            alike[int(force.codes[one]), int(force.codes[other])].append(other)
    for (one, other), matches in alike.items():
        both = len(np.intersect1d(*(number[rows[force.codes[rows] == code]] for code in (one, other))))
        if len(matches) >= threshold("V22", "fewest") and len(matches) >= both * threshold("V22", "share"):
            row = figures.row(matches[0])
            what = f"{len(matches)} of {both} figures are the same under {force.words[one]} and {force.words[other]}"
            names = figures.ids(np.flatnonzero(np.isin(force.codes, (one, other)) & figures.exact))
            breach = Breach(f"{what}, such as {figure_name(row)}: {amount(row)}", row, names=names)
            yield breach, frozenset({force.words[one], force.words[other]})
