"""Rows that have a number in common: each with its counterpart, or with those that repeat it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from flows.check.coded import Indices, Mask
from schemas.alike import kinds


def pairs(
    left: Mask, left_numbers: npt.NDArray[np.int64], right: Mask, right_numbers: npt.NDArray[np.int64]
) -> tuple[Indices, Indices]:
    """Each row of `left` with the first row of `right` that has the same number; those without one left out."""
    lefts, rights = np.flatnonzero(left), np.flatnonzero(right)
    if not len(lefts) or not len(rights):
        return lefts[:0], rights[:0]
    wanted, there = left_numbers[lefts], kinds(right_numbers[rights])
    (values,), first = there.values, there.first
    found = np.minimum(np.searchsorted(values, wanted), len(values) - 1)
    hit = values[found] == wanted
    return lefts[hit], rights[first[found[hit]]]


def repeats(which: Mask, numbers: npt.NDArray[np.int64]) -> tuple[Indices, Indices]:
    """The first of each number's rows and, one by one, each further row of it."""
    rows = np.flatnonzero(which)
    order = rows[np.argsort(numbers[rows], kind="stable")]
    again = np.zeros(len(order), bool)
    again[1:] = numbers[order[1:]] == numbers[order[:-1]]
    starts = np.maximum.accumulate(np.where(again, 0, np.arange(len(order)))) if len(order) else np.arange(0)
    return order[starts[again]], order[again]
