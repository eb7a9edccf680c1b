"""Which values and rows are alike, as whole numbers: what is asked once for all that are alike, be they millions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]


class Kinds(NamedTuple):
    """The rows of several columns that are alike, as kinds from 0 in the order of their values.

    `values`: columns by kinds. `first`, `size`: each kind's first row, and how many it has. `own`: each row's kind.
    """

    values: Numbers
    first: Numbers
    own: Numbers
    size: Numbers

    def mix(self, column: Numbers) -> npt.NDArray[np.bool_]:
        """Whether the rows of each kind have more than one number in another column."""
        other = column != column[:1]
        if other.any():  # few columns have one number throughout, and they are many rules' first question
            other = column != column[self.first][self.own]
        found: npt.NDArray[np.bool_] = np.bincount(self.own[other], minlength=len(self.size)) > 0
        return found


def kinds(*columns: Numbers) -> Kinds:
    """Which rows have the same numbers in all columns: what `np.unique` finds along an axis, many times as fast."""
    number, width = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        codes, wide = _dense(column)
        if wide == 1:
            continue
        if width > 1 and width * wide > _few(len(number)):
            number, width = _packed(number, width)
        number, width = (number * wide + codes if width > 1 else codes), width * wide
    first, own, size = _alike(number, width)
    return Kinds(np.stack([column[first] for column in columns]), first, own, size)


def _dense(column: Numbers) -> tuple[Numbers, int]:
    """Numbers from 0 in the order of those of a column, and how many they can be."""
    low, high = (int(column.min()), int(column.max())) if len(column) else (0, 0)
    if high - low < 2**31:
        return (column - low if low else column), high - low + 1
    _, codes, size = _sorted(column)
    return codes, len(size)


def _packed(number: Numbers, width: int) -> tuple[Numbers, int]:
    """Numbers without those that do not occur, and how many they are."""
    if width > _few(len(number)):
        _, number, size = _sorted(number)
        return number, len(size)
    there = np.zeros(width, bool)
    there[number] = True
    places = np.cumsum(there)
    return (places - 1)[number], int(places[-1])


def _few(rows: int) -> int:
    """Numbers that are so few beside the rows that they are counted, and not sorted."""
    return 8 * rows + 1024


def _alike(number: Numbers, width: int) -> tuple[Numbers, Numbers, Numbers]:
    """The first row of each number that occurs, in their order, each row's place among them, and how many it has."""
    if width == 1:
        return np.zeros(min(len(number), 1), np.int64), number, np.full(min(len(number), 1), len(number))
    if width > _few(len(number)):
        return _sorted(number)
    size = np.bincount(number, minlength=width)
    there = np.flatnonzero(size)
    place, first = np.zeros(width, np.int64), np.zeros(width, np.int64)
    place[there] = np.arange(len(there))
    first[number[::-1]] = np.arange(len(number))[::-1]
    return first[there], place[number], size[there]


def _sorted(number: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The same of numbers of any size."""
    order = np.argsort(number)
    values = number[order]
    starts = np.flatnonzero(np.concatenate([np.ones(min(len(order), 1), bool), values[1:] != values[:-1]]))
    size = np.diff(starts, append=len(order))
    own = np.empty(len(order), np.int64)
    own[order] = np.repeat(np.arange(len(starts)), size)
    return np.minimum.reduceat(order, starts) if len(order) else order, own, size


def numbers(column: pa.Array | pa.ChunkedArray) -> Numbers:
    """A number for each value of a column of any type of the contract: the same for equal values, and one for null.

    >>> numbers(pa.array([["a"], [], ["a", "b"], ["a"], None])).tolist()
    [2, 1, 3, 2, 0]
    """
    values: Any = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_map(values.type):
        pair = pa.struct([pa.field("key", values.type.key_type, False), ("value", values.type.item_type)])
        values = values.cast(pa.list_(pair))
    if pa.types.is_list(values.type):
        return _of_lists(values)
    if pa.types.is_struct(values.type):
        return kinds(*(numbers(part) for part in values.flatten())).own
    codes = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    if codes.null_count == len(codes) or (len(codes.dictionary) == 1 and not codes.null_count):
        return np.zeros(len(codes), np.int64)
    found: Numbers = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _of_lists(lists: Any) -> Numbers:
    """By their length and what stands at each place; what is as long as few others costs as little as they."""
    size = pc.fill_null(pc.list_value_length(lists), -1).to_numpy(zero_copy_only=False).astype(np.int64)
    there = np.maximum(size, 0)
    begin, inner = np.cumsum(there) - there, numbers(lists.flatten())
    found = kinds(size).own
    for place in range(int(there.max(initial=0))):
        rows = np.flatnonzero(there > place)
        found[rows] = int(found.max()) + 1 + kinds(found[rows], inner[begin[rows] + place]).own
    return kinds(found).own
