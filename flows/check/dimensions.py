"""Numbers by which rows are told apart: few, so that what is alike is counted and not sorted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flows.check.coded import NONE, Mask
from schemas.alike import kinds


def numbered(which: Mask, *columns: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A number from 0 for each of the rows by what they have in the columns, NONE for the others."""
    if which.all():
        return kinds(*columns).own
    found = np.full(len(which), NONE, np.int64)
    found[which] = kinds(*(column[which] for column in columns)).own
    return found


class Dimension(NamedTuple):
    """The numbers of the rows from 0, the number of the whole, which need not occur, and how many there can be."""

    codes: npt.NDArray[np.int64]
    whole: int
    size: int


def dimension(codes: npt.NDArray[np.int64], whole: int) -> Dimension:
    found = kinds(codes)
    own, many = found.values[0], len(found.first)
    at = int(np.searchsorted(own, whole))
    occurs = at < many and own[at] == whole
    return Dimension(found.own, at if occurs else many, many if occurs else many + 1)
