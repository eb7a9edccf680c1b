"""How the columns of two tables answer to each other, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.tables import PageTable

Span = tuple[float, float]
# Pages bound as a book are set off from each other by up to this much (points).
_SHIFTED = 60.0


def column_spans(table: PageTable) -> list[Span | None]:
    """Left and right end of each column, told by the cells that stand in it alone; None where there is none."""
    spans: list[Span | None] = [None] * table.columns
    for cell in table.cells:
        if cell.column_span == 1 and cell.box is not None:
            known = spans[cell.column - 1]
            x0, x1 = cell.box.x0, cell.box.x1
            spans[cell.column - 1] = (min(known[0], x0), max(known[1], x1)) if known else (x0, x1)
    return spans


def matching(above: Sequence[Span | None], below: Sequence[Span | None]) -> list[int] | None:
    """For each column below, the 1-based column above that it goes on with; None where they do not agree."""
    if not 2 <= len(below) <= len(above):
        return None
    for shift in (0.0, _start(above) - _start(below)):
        if abs(shift) > _SHIFTED:
            continue
        columns = [_under(above, span, shift) for span in below]
        found = [column for column in columns if column is not None]
        if len(found) == len(below) and found == sorted(set(found)):
            return found
    return None


def _start(spans: Sequence[Span | None]) -> float:
    return min(span[0] for span in spans if span is not None)


def _under(above: Sequence[Span | None], span: Span | None, shift: float) -> int | None:
    """The one column above that a column stands under."""
    if span is None:
        return None
    x0, x1 = span[0] + shift, span[1] + shift
    best, share = None, 0.5
    for number, other in enumerate(above, start=1):
        if other is None:
            continue
        overlap = min(x1, other[1]) - max(x0, other[0])
        part = overlap / max(min(x1 - x0, other[1] - other[0]), 0.1)
        if part > share:
            best, share = number, part
    return best
