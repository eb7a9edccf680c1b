"""Numbers by which rows are told apart: few, so that what is alike is counted and not sorted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from flows.check.coded import NONE, Indices, Mask
from schemas.alike import kinds


def numbered(which: Mask, *columns: Indices) -> Indices:
    """A number from 0 for each of the rows by what they have in the columns, NONE for the others."""
    if which.all():
        return kinds(*columns).own
    found = np.full(len(which), NONE, np.int64)
    found[which] = kinds(*(column[which] for column in columns)).own
    return found


class Dimension(NamedTuple):
    """The numbers of the rows from 0, the number of the whole, which need not occur, and how many there can be."""

    codes: Indices
    whole: int
    size: int


def dimension(codes: Indices, whole: int) -> Dimension:
    """Codes numbered as they occur, and the whole among them or after them."""
    found = kinds(codes)
    own, many = found.values[0], len(found.first)
    at = int(np.searchsorted(own, whole))
    occurs = at < many and own[at] == whole
    return Dimension(found.own, at if occurs else many, many if occurs else many + 1)
