"""Which section rows hold at a row, by how far the labels are indented where a table indents at all.

A row as far out as a section row whose own rows stood further in closes that section; a section row further in, or with
rows further in, among the rows of another is a part of it. Of two section rows in turn the first heads all that follow,
up to one of its own kind or the next two in turn.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from flows.tidy.breakdowns import names_only
from flows.tidy.dimensions import is_known, parse, total_kind
from flows.tidy.labels.meanings import CODED
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.reading.readings import Reading


@dataclass(slots=True)
class _Open:
    """A section that goes on; `deeper`: its rows stand further in than it does, None before the first of them.

    `chief`: it heads sections that stand no further in than it does.
    """

    head: Slot
    deeper: bool | None = None
    chief: bool = False

    @property
    def indent(self) -> int:
        return self.head.cell.indent


def sections_over(reading: Reading, heads: dict[int, Slot]) -> dict[int, list[Slot]]:
    """Body row -> the section rows that it stands under, outermost first; `heads` are the section rows' labels."""
    found: dict[int, list[Slot]] = {}
    going = [_Open(reading.region.banner)] if reading.region.banner else []
    for i, row in enumerate(reading.body_rows):
        if row in heads:
            head = heads[row]
            if i and reading.body_rows[i - 1] in heads and _heads(going[-1].head, head):
                last = going[-1].head
                going = [section for section in going if section.indent < last.cell.indent]
                going.append(_Open(last, chief=True))
            going = _among(going, head, _deeper_below(reading, i, heads))
            going.append(_Open(head))
            continue
        label = _label(reading, row)
        if label is not None and not total_kind(label.text):
            going = _still_open(going, label.cell.indent)
        if going:
            found[row] = [section.head for section in going]
    return found


def _heads(first: Slot, second: Slot) -> bool:
    """Does the first of two section rows in turn head the second, rather than a section without rows?"""
    return first.cell.indent == second.cell.indent and not _alike(first, second)


def _alike(first: Slot, second: Slot) -> bool:
    """Do two labels speak of one dimension?"""
    return any(parse(d, first.text) and parse(d, second.text) for d in CODED)


def _among(going: list[_Open], head: Slot, deeper: bool) -> list[_Open]:
    """The sections that a new one is a part of."""
    kept = [section for section in going if section.indent <= head.cell.indent]
    while kept and kept[-1].indent == head.cell.indent:
        if (kept[-1].deeper is False and deeper) or (kept[-1].chief and not _alike(kept[-1].head, head)):
            return kept
        if _is_of(kept[-1].head, head):
            return kept
        kept.pop()
    return kept


def _is_of(year: Slot, head: Slot) -> bool:
    """`Age of victim:` under `2016/17`, with rows between: the name of a breakdown ends no year."""
    named = names_only(head.text) or (head.text.rstrip().endswith(":") and not is_known(head.text))
    return named and parse("period", year.text) is not None


def _still_open(going: list[_Open], indent: int) -> list[_Open]:
    """The sections that a row so far in does not close."""
    kept = list(going)
    while kept and kept[-1].deeper and indent <= kept[-1].indent:
        kept.pop()
    if kept and kept[-1].deeper is None:
        kept[-1].deeper = indent > kept[-1].indent
    return kept


def _deeper_below(reading: Reading, place: int, heads: Container[int]) -> bool:
    """Is the row below a section row no section row, and further in?"""
    here, *below = reading.body_rows[place : place + 2]
    head, label = _label(reading, here), _label(reading, below[0]) if below and below[0] not in heads else None
    return head is not None and label is not None and label.cell.indent > head.cell.indent


def _label(reading: Reading, row: int) -> Slot | None:
    """The first label of a row."""
    at = reading.region.matrix.at
    return next((s for c in reading.label_columns if (s := at(row, c))), None)
