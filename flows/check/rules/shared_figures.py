"""V22: the name of a force is one name, and no figures stand under two forces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from flows.check.figure import amount, figure_name, place_name
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, breaches, rule
from flows.check.same_tables import SAID
from schemas.checks import threshold


@rule("V22", "error", "the name of a force was taken for something else: correct the alias or the comma in the file")
def force_left_over(subject: Subject) -> Iterator[Breach]:
    """No name of a force stands among the further dimensions: `London, City of` is one name, and not two columns."""
    figures = subject.figures
    others, first = np.unique(figures.other, return_index=True)
    held = [n for n, at in zip(others, first, strict=True) if n and force_among(figures.row(at).other)]
    rows = np.flatnonzero(np.isin(figures.other, held))
    rows = np.array([at for at in rows if force_among(figures.row(at).other) != figures.row(at).force_id], np.int64)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)} at {place_name(row.place)}"

    yield from breaches(figures, "{n} figures have the name of a force left over", rows, say)


def force_among(other: dict[str, str]) -> str | None:
    """The force that a value of the further dimensions names."""
    return next((force for value in other.values() if (force := force_of(value))), None)


@rule("V22", "error", "one of the two returns is under the wrong force: look at the letterheads", "campaign")
def figures_of_two_forces(subject: Subject) -> Iterator[Breach]:
    """No two forces have the same figures, unless a person said of both whose they are."""
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
    _, kept = np.unique(np.stack([number[rows], force.codes[rows]]), axis=1, return_index=True)
    rows = rows[np.sort(kept)]
    alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    _, group = np.unique(np.stack([number[rows], figures.low[rows]]), axis=1, return_inverse=True)
    order = np.argsort(group.reshape(-1), kind="stable")
    for same in np.split(rows[order], np.flatnonzero(np.diff(group.reshape(-1)[order])) + 1):
        for one, other in combinations(sorted(same.tolist(), key=lambda at: force.codes[at]), 2):
            if said[one] and said[other]:
                continue
            alike[int(force.codes[one]), int(force.codes[other])].append(other)
    for (one, other), matches in alike.items():
        both = len(np.intersect1d(*(number[rows[force.codes[rows] == code]] for code in (one, other))))
        if len(matches) >= threshold("V22", "fewest") and len(matches) >= both * threshold("V22", "share"):
            row = figures.row(matches[0])
            what = f"{len(matches)} of {both} figures are the same under {force.words[one]} and {force.words[other]}"
            yield Breach(f"{what}, such as {figure_name(row)}: {amount(row)}", row)
