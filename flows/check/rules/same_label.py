"""V26: all figures of one row, or of one column, of a table take the same meaning from its label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

from flows.check.coded import NONE, Mask
from flows.check.columns import Columns
from flows.check.figure import figure_name, place_name
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold

Lines = npt.NDArray[np.int64]
TEXTS = ("age_band", "sex", "online", "offence_code", "offence_group", "force_id", "measure")


@rule("V26", "error", "one figure of the line has another code than its neighbours: look at the header in the return")
def same_label_same_meaning(subject: Subject) -> Iterator[Breach]:
    """Where the rows of a table say its ages, or its sexes, years and so on, all figures of each row are of one."""
    figures = subject.figures
    row, column = (_labelled(figures, line) for line in ("row", "column"))
    anything = (row != NONE) & (column != NONE) & ~figures.where(method="records")
    placed = anything & figures.counted
    meanings = {name: figures.text(name).codes for name in TEXTS} | {"period": figures.period, "other": figures.other}
    odd: dict[int, str] = {}
    for name, codes in meanings.items():
        odd |= dict.fromkeys(_odd(figures, placed, row, column, codes), name)
        odd |= dict.fromkeys(_odd(figures, placed, column, row, codes), name)
    for line, across in ((row, column), (column, row)):
        odd |= dict.fromkeys(_odd(figures, anything, line, across, figures.text("unit").codes), "unit")
    total = figures.is_total.astype(np.int64)
    for line, across in ((row, column), (column, row)):
        inside = placed & ~_mostly(across, figures.is_total, placed)
        odd |= dict.fromkeys(_odd(figures, inside, line, across, total), "is_total")
    rows = np.array(sorted(odd), np.int64)

    def say(k: int) -> str:
        found = figures.row(rows[k])
        return f"{odd[int(rows[k])]} of {figure_name(found)} at {place_name(found.place)}"

    yield from breaches(figures, "{n} figures differ in meaning from all others of their line", rows, say)


def _labelled(figures: Columns, line: Literal["row", "column"]) -> Lines:
    """The number of the line that a figure stands in; where its label changes a new one begins."""
    label = figures.text(f"raw_{line}_label")
    place = figures.line(line)
    return np.where(place == NONE, NONE, place * (len(label.words) + 2) + label.codes + 2)


class _Lines:
    """Lines of figures, each with a number from 0: how many figures it has, and whether they have one code."""

    def __init__(self, line: Lines, codes: Lines) -> None:
        _, self.first, self.own, self.size = kinds(line)
        of, _ = kinds(self.own, codes).values
        self.mixed = np.bincount(of, minlength=len(self.size)) > 1


def _odd(figures: Columns, placed: Mask, line: Lines, across: Lines, codes: Lines) -> list[int]:
    """The figures that differ from the rest of their line, in tables whose lines have one meaning each but for few.

    A figure that has its meaning from the line across, as all there have it, is not odd.
    """
    rows = np.flatnonzero(placed)
    if not len(rows):
        return []
    along, other = _Lines(line[rows], codes[rows]), _Lines(across[rows], codes[rows])
    table = np.unique(figures.in_table[rows][along.first], return_inverse=True)[1].reshape(-1)
    many, few = (np.bincount(table, what)[table] for what in (along.size > 1, along.mixed))
    most = np.maximum(many * threshold("V26", "share"), 1)
    suspect = along.mixed & (many >= threshold("V26", "fewest_lines")) & (few <= most)
    found: list[int] = []
    for at in np.flatnonzero(suspect):
        mine = np.flatnonzero(along.own == at)
        values, counts = np.unique(codes[rows[mine]], return_counts=True)
        clear = counts.max() * 2 > counts.sum()
        strange = mine[codes[rows[mine]] != values[np.argmax(counts)]] if clear else mine
        across_own = other.own[strange]
        found += rows[strange[other.mixed[across_own]]].tolist()
    return found


def _mostly(line: Lines, what: Mask, placed: Mask) -> Mask:
    """Whether more than half of a figure's line are `what`."""
    number = np.unique(line, return_inverse=True)[1].reshape(-1)
    share = np.bincount(number, what & placed) / np.maximum(np.bincount(number, placed), 1)
    found: Mask = share[number] > 0.5
    return found
