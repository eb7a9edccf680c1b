"""Columns of texts and of whole numbers as arrays: what is compared, sorted and counted by the million."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NONE = -1
"""The code of null."""


class Words:
    """A column of texts as numbers: `codes` into `words`, in the order in which they first occur, null as NONE."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        whole = column.unify_dictionaries().combine_chunks() if column.num_chunks else pa.array([], column.type)
        encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
        codes = encoded.indices.fill_null(NONE).to_numpy(zero_copy_only=False).astype(np.int64)
        self.words, self.codes = _as_they_occur(encoded.dictionary.to_pylist(), codes)

    @classmethod
    def either(cls, one: Words, other: Words) -> Words:
        """The texts of one column, and those of the other where it has none."""
        found = cls.__new__(cls)
        places = {word: at for at, word in enumerate(dict.fromkeys(one.words + other.words))}
        of_other = np.array([*(places[word] for word in other.words), NONE])
        codes = np.where(one.codes == NONE, of_other[other.codes], one.codes)
        found.words, found.codes = _as_they_occur(list(places), codes)
        return found

    def code(self, word: str | None) -> int:
        """The number of a word; one that no row has where it does not occur."""
        if word is None:
            return NONE
        return self.words.index(word) if word in self.words else NONE - 1

    def each(self, judge: Callable[[str], Any], null: Any) -> npt.NDArray[Any]:
        """`judge` of each row's word, asked once a word; `null` where there is none."""
        return np.array([*(judge(word) for word in self.words), null])[self.codes]


def _as_they_occur(words: list[str], codes: Indices) -> tuple[list[str], Indices]:
    """The words that occur, in the order in which they do, and the codes into them."""
    first = np.full(len(words) + 1, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    order = np.argsort(first[:-1], kind="stable")
    order = order[first[order] < len(codes)]
    if len(order) == len(words) and bool((order[1:] > order[:-1]).all()):
        return words, codes
    places = np.full(len(words) + 1, NONE, np.int64)
    places[order] = np.arange(len(order))
    return [words[at] for at in order], places[codes]


def whole_numbers(column: Any, null: int) -> npt.NDArray[np.int64]:
    """A column of whole numbers, `null` where there is none."""
    found: npt.NDArray[np.int64] = pc.fill_null(pc.cast(column, pa.int64()), null).to_numpy(zero_copy_only=False)
    return found
