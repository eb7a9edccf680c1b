"""A letterhead in the cells of a row over a table: `Kent Police | FOI 2017/061 | 15 May 2017` heads no columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.tidy.dimensions import parse
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.text.phrases import says, without

#: The header of a table has as many cells as this at least.
_PAIR = 2


def letterheads(matrix: Matrix) -> Iterator[Slot]:
    """The references and days of rows that print nothing else, but for the name of the force, over a table's header.

    Each is printed once in its row, and a row of words stands between it and the first figures.
    """
    found: list[Slot] = []
    for row in matrix.rows:
        line = [s for c in matrix.columns if (s := matrix.at(row, c)) and s.is_anchor]
        if any(s.is_figure for s in line[1:]):
            return
        if _is_letterhead(line):
            found += [s for s in line if _kind(s.text) != "force"]
        elif len(line) >= _PAIR:
            yield from found
            return


def _is_letterhead(line: Sequence[Slot]) -> bool:
    kinds = [_kind(s.text) for s in line]
    return len(line) >= _PAIR and "" not in kinds and len(set(kinds)) == len(kinds)


def _kind(text: str) -> str:
    """Whether a text is the name of a force, a reference or a day; empty: none of these.

    >>> [_kind(t) for t in ("Kent Police", "FOI 2017-FOI-1120", "Date: 15 September 2017", "2016/17", "Rape")]
    ['force', 'reference', 'day', '', '']
    """
    if parse("force", text) is not None:
        return "force"
    if says("tables", text, "reference"):
        return "reference"
    day = parse("period", without("tables", text.strip(), "date"))
    return "day" if day is not None and day.value.start == day.value.end else ""
