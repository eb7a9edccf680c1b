"""What a sheet may be beyond the plain reading: each production gives further layouts of one, and decides nothing.

A new one is a function in the file of its kind, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.tidy.layout.layout import Layout
from flows.tidy.layout.productions.cell import code_columns, side_notes
from flows.tidy.layout.productions.line import carried_labels, group_rows, spread_headers
from flows.tidy.layout.productions.record import counted_lists
from flows.tidy.layout.productions.table import blocks_abreast, ends, headers_in_turn, repeated_headers
from flows.tidy.layout.shapes import Shapes

Production = Callable[[Shapes, Layout], Iterator[Layout]]

PRODUCTIONS: tuple[Production, ...] = (
    repeated_headers,
    group_rows,
    spread_headers,
    carried_labels,
    blocks_abreast,
    headers_in_turn,
    code_columns,
    side_notes,
    counted_lists,
    ends,
)
