"""Rows that have a number in common: each with its counterpart, or with those that repeat it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from flows.check.coded import Indices, Mask


def pairs(
    left: Mask, left_numbers: npt.NDArray[np.int64], right: Mask, right_numbers: npt.NDArray[np.int64]
) -> tuple[Indices, Indices]:
    """Each row of `left` with the first row of `right` that has the same number; those without one left out."""
    lefts, rights = np.flatnonzero(left), np.flatnonzero(right)
    if not len(lefts) or not len(rights):
        return lefts[:0], rights[:0]
    wanted, there = left_numbers[lefts], right_numbers[rights]
    order = np.argsort(there, kind="stable")
    found = np.searchsorted(there[order], wanted)
    hit = found < len(order)
    hit[hit] = there[order[found[hit]]] == wanted[hit]
    return lefts[hit], rights[order[found[hit]]]


def repeats(which: Mask, numbers: npt.NDArray[np.int64]) -> tuple[Indices, Indices]:
    """The first of each number's rows and, one by one, each further row of it."""
    rows = np.flatnonzero(which)
    order = rows[np.argsort(numbers[rows], kind="stable")]
    again = np.zeros(len(order), bool)
    again[1:] = numbers[order[1:]] == numbers[order[:-1]]
    starts = np.maximum.accumulate(np.where(again, 0, np.arange(len(order)))) if len(order) else np.arange(0)
    return order[starts[again]], order[again]
