"""Rows that belong under a row before them in one column of labels: `Female` under `Rape`, `of which online`.

A label of another kind that comes again and again is of the row above it that is not of its kind; so is a label that
begins `of which`. Indented labels belong to the last label that is less indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.layout.matrix import Slot

KINDS = ("offence", "period", "age", "sex", "online", "force")
OTHER = "other"
_OF_WHICH = re.compile(
    r"\s*(?:(?:how many|(?:the )?(?:number|total)) )?"
    r"(?:of (?:which|these|those)|including|incl\.?|with(?:in)? (?:which|these))\b", re.IGNORECASE
)


def parents(column: Sequence[Slot]) -> dict[int, Slot]:
    """Row -> the slot of the row that it belongs under; rows that stand by themselves are absent.

    `column` are the labels of one stub column, top to bottom.
    """
    found = _of_which(column)
    if found:
        return found
    return _by_indent(column) or _by_kind(column)


def is_of_which(text: str) -> bool:
    """True for the label of a part that does not make its row a total: `of which online`."""
    return _OF_WHICH.match(text) is not None


def _of_which(column: Sequence[Slot]) -> dict[int, Slot]:
    found: dict[int, Slot] = {}
    last: Slot | None = None
    for slot in column:
        if not is_of_which(slot.text):
            last = slot
        elif last is not None and not total_kind(last.text):
            found[slot.row] = last
    return found


def _by_indent(column: Sequence[Slot]) -> dict[int, Slot]:
    """Two depths of indent of which the deeper labels come again under each of the others."""
    depths = sorted({s.cell.indent for s in column if not total_kind(s.text)})
    if len(depths) != 2 or column[0].cell.indent != depths[0]:
        return {}
    deep = [s for s in column if s.cell.indent == depths[1]]
    return _under(column, {s.row for s in deep}) if _comes_again(deep) else {}


def _by_kind(column: Sequence[Slot]) -> dict[int, Slot]:
    kinds = {s.row: _kind(s.text) for s in column if not total_kind(s.text)}
    named = list(dict.fromkeys(kinds.values()))
    if len(named) != 2 or not column or column[0].row not in kinds:
        return {}
    outer = kinds[column[0].row]
    inner = [s for s in column if kinds.get(s.row, outer) != outer]
    heads = [s for s in column if kinds.get(s.row) == outer]
    under = _under(column, {s.row for s in inner})
    leading = {head.row for head in under.values()}
    if len({s.text for s in heads}) != len(heads) or not _comes_again(inner) or len(leading) * 5 < len(heads) * 4:
        return {}
    return under


def _comes_again(slots: Sequence[Slot]) -> bool:
    """Most labels stand more than once."""
    texts = [s.text for s in slots]
    repeated = [t for t in set(texts) if texts.count(t) > 1]
    return len(repeated) * 2 >= len(set(texts)) > 0


def _under(column: Sequence[Slot], inner: set[int]) -> dict[int, Slot]:
    found: dict[int, Slot] = {}
    head: Slot | None = None
    for slot in column:
        if total_kind(slot.text):
            continue
        if slot.row not in inner:
            head = slot
        elif head is not None:
            found[slot.row] = head
    return found


def _kind(text: str) -> str:
    """The dimension that reads the label most surely; labels that nothing knows are of one kind."""
    readings = {d: r.certainty for d in KINDS if (r := parse(d, text)) is not None}
    return max(readings, key=lambda d: readings[d]) if readings else OTHER
