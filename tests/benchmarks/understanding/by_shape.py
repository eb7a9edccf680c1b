"""The program with layouts by shape alone in place of those that ask words, to be measured beside it.

python -m tests.benchmarks.understanding --program tests.benchmarks.understanding.by_shape:tidy --sets specimens
"""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from flows.read.grid import Document
from flows.tidy.judgement import grids
from flows.tidy.layout.candidates import likeliest
from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.told import ToldTable
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy as tidy_today

_CUTS = grids.cuts


def tidy(document: Document, context: Context) -> Tidied:
    """As `flows.tidy.tidy.tidy`, but for how grids are cut; what a person says of a table is cut as it is today."""
    with patch.object(grids, "cuts", _cuts):
        return tidy_today(document, context)


def _cuts(matrix: Matrix, told: Sequence[ToldTable] = ()) -> object:
    return _CUTS(matrix, told) if told else likeliest(matrix)
