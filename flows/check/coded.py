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
    """A column of texts as numbers: `codes` into `words`, null as NONE."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        encoded = column.combine_chunks().dictionary_encode() if column.num_chunks else pa.array([]).dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.unify_dictionaries().combine_chunks()
        self.words: list[str] = encoded.dictionary.to_pylist()
        self.codes: npt.NDArray[np.int64] = (
            encoded.indices.fill_null(NONE).to_numpy(zero_copy_only=False).astype(np.int64)
        )

    def code(self, word: str | None) -> int:
        """The number of a word; one that no row has where it does not occur."""
        if word is None:
            return NONE
        return self.words.index(word) if word in self.words else NONE - 1

    def each(self, judge: Callable[[str], Any], null: Any) -> npt.NDArray[Any]:
        """`judge` of each row's word, asked once a word; `null` where there is none."""
        return np.array([*(judge(word) for word in self.words), null])[self.codes]


def whole_numbers(column: Any, null: int) -> npt.NDArray[np.int64]:
    """A column of whole numbers, `null` where there is none."""
    found: npt.NDArray[np.int64] = pc.fill_null(pc.cast(column, pa.int64()), null).to_numpy(zero_copy_only=False)
    return found
