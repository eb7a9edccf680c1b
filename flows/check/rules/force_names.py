"""V22 and V23: forces are told by their exact names, whole, and no figures stand under two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from flows.check.figure import amount, figure_name, place_name
from flows.check.force_names import force_of
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.checks import threshold

LEVELS = " > "


@rule("V23", "error", "the label names one force and the figure is under another: look at the label")
def label_names_another_force(subject: Subject) -> Iterator[Breach]:
    """A figure whose label is the exact name of a force is about that force; likeness of names decides nothing."""
    figures = subject.figures
    force = figures.text("force_id").each(str, "")
    named = [figures.text(name).each(_force_in, "") for name in ("raw_row_label", "raw_column_label")]
    wrong = np.zeros(len(figures), bool)
    for names in named:
        wrong |= (names != "") & (names != force)
    rows = np.flatnonzero(wrong)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = LEVELS.join(filter(None, (row.raw_row_label, row.raw_column_label)))
        return f'{figure_name(row)}: {amount(row)}, but "{label}" at {place_name(row.place)}'

    yield from breaches(figures, "{n} figures have a label of another force", rows, say)


def _force_in(label: str) -> str:
    """The one force that some level of a label is the name of; empty where none or several."""
    found = {force for part in label.split(LEVELS) if (force := force_of(part.strip()))}
    return found.pop() if len(found) == 1 else ""


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
    """No two forces have the same figures."""
    figures = subject.figures
    force = figures.text("force_id")
    large = figures.exact & (force.codes >= 0) & (figures.low > threshold("V22", "above")) & (figures.other == 0)
    number = figures.figure("campaign", without=["force"])
    rows = np.flatnonzero(large)
    _, kept = np.unique(np.stack([number[rows], force.codes[rows]]), axis=1, return_index=True)
    rows = rows[np.sort(kept)]
    alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    _, group = np.unique(np.stack([number[rows], figures.low[rows]]), axis=1, return_inverse=True)
    order = np.argsort(group.reshape(-1), kind="stable")
    for same in np.split(rows[order], np.flatnonzero(np.diff(group.reshape(-1)[order])) + 1):
        for one, other in combinations(sorted(same.tolist(), key=lambda at: force.codes[at]), 2):
            alike[int(force.codes[one]), int(force.codes[other])].append(other)
    for (one, other), matches in alike.items():
        both = len(np.intersect1d(*(number[rows[force.codes[rows] == code]] for code in (one, other))))
        if len(matches) >= threshold("V22", "fewest") and len(matches) >= both * threshold("V22", "share"):
            row = figures.row(matches[0])
            what = f"{len(matches)} of {both} figures are the same under {force.words[one]} and {force.words[other]}"
            yield Breach(f"{what}, such as {figure_name(row)}: {amount(row)}", row)
