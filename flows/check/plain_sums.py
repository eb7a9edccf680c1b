"""Documents whose printed sums plainly come out: told from columns, so that only others are looked at row by row.

A document is plainly sound where all its counts are printed, no two bands of ages overlap, no figure that is added up
is printed with two values, and every figure is exactly what its parts come to, for each finer split and each series of
it. Then no sum of `Sections` can contradict a figure of it. Where one of these does not hold nothing is said.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from flows.check.coded import NONE, Mask
from flows.check.columns import Columns
from flows.check.figure import SPLITS, Split
from schemas.alike import kinds

Numbers = npt.NDArray[np.int64]


def not_plainly_sound(figures: Columns) -> Mask:
    """Whether a row's document needs a look, of rows that are all counts."""
    document = figures.text("document_id").codes
    unclear = np.zeros(len(figures.text("document_id").words), bool)
    unclear[document[~figures.exact]] = True
    unclear[with_overlapping_ages(figures)] = True
    way = figures.ways
    scope, same = figures.figure("document", without=SPLITS), figures.figure("document")
    series, together = figures.text("series_id").codes, np.zeros(len(figures), np.int64)
    # Where each section stands in one series, all of them together are no other sections.
    apart = kinds(scope, way).mix(series).any()
    for own in (together, series) if apart else (together,):
        part = _parts(figures, kinds(scope, way, own).own) & (way > 0)
        twice = kinds(same[part], own[part])
        unclear[document[part][figures.low[part] != figures.low[part][twice.first][twice.own]]] = True
        once = np.flatnonzero(part)[np.sort(twice.first)]
        for whole in (names for size in range(len(SPLITS)) for names in combinations(SPLITS, size)):
            unclear[document[_other_than_parts(figures, whole, way, once, own)]] = True
    found: Mask = unclear[document]
    return found


def _parts(figures: Columns, section: Numbers) -> Mask:
    """The figures that are added up: no totals, unless a section holds nothing else."""
    plain = ~figures.is_total & ~figures.is_cumulative
    found: Mask = plain | (~figures.is_cumulative & ~(np.bincount(section, plain) > 0)[section])
    return found


def with_overlapping_ages(figures: Columns) -> Numbers:
    """The documents, by their codes, that have two bands of ages of which some ages are in both."""
    aged = figures.splits("age") & (figures.age_low != NONE)
    documents = figures.text("document_id").codes[aged]
    (of, low, high), *_ = kinds(documents, figures.age_low[aged], figures.age_high[aged])
    found: Numbers = of[1:][(of[1:] == of[:-1]) & (low[1:] <= high[:-1])]
    return found


def _other_than_parts(
    figures: Columns, whole: tuple[Split, ...], way: Numbers, parts: Numbers, series: Numbers
) -> Numbers:
    """The rows split by `whole` that are not what `parts` of a finer split come to, in each series that has some."""
    bits = sum(1 << SPLITS.index(name) for name in whole)
    rows = np.flatnonzero(way == bits)
    if not len(rows):
        return rows
    number = figures.figure("document", without=[name for name in SPLITS if name not in whole])
    wrong = np.zeros(len(rows), bool)
    for finer in np.flatnonzero(np.bincount(way[parts])).tolist():
        if finer & bits != bits or finer == bits:
            continue
        own = parts[way[parts] == finer]
        sections = kinds(number[own], series[own])
        (there,), first, *_ = kinds(sections.values[0])
        sums = np.bincount(sections.own, figures.low[own])
        least, most = np.minimum.reduceat(sums, first), np.maximum.reduceat(sums, first)
        at = np.minimum(np.searchsorted(there, number[rows]), len(there) - 1)
        differs = (least[at] != figures.low[rows]) | (most[at] != figures.low[rows])
        wrong |= (there[at] == number[rows]) & differs
    return rows[wrong]
