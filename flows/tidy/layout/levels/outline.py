"""Labels that belong under a label before them in one column or header row: `Female` under `Rape`, `of which online`.

A label of another kind that comes again and again is of the label before it that is not of its kind; so is a label
that begins `of which`. Indented labels belong to the last label that is less indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.layout.matrix import Slot

#: The first of those that read a label as surely: `Other` among offences is one.
KINDS = ("offence", "period", "age", "sex", "online", "force")
OTHER = "other"
_OF_WHICH = re.compile(
    r"\s*(?:(?:how many|(?:the )?(?:number|total)) )?"
    r"(?:of (?:which|these|those)|including|incl\.?|with(?:in)? (?:which|these))\b",
    re.IGNORECASE,
)


def parents(labels: Sequence[Slot]) -> dict[int, tuple[Slot, ...]]:
    """Index of a label -> the labels that it belongs under, outermost first; those that stand alone are absent.

    `labels` are those of one stub column, top to bottom, or of one header row, left to right.
    """
    if _is_deep(labels):
        return _by_indent(labels)
    return {i: (head,) for i, head in (_of_which(labels) or _by_kind(labels)).items()}


def is_of_which(text: str) -> bool:
    """True for the label of a part that does not make its row a total: `of which online`."""
    return _OF_WHICH.match(text) is not None


def _of_which(labels: Sequence[Slot]) -> dict[int, Slot]:
    found: dict[int, Slot] = {}
    last: Slot | None = None
    for i, slot in enumerate(labels):
        if not is_of_which(slot.text):
            last = slot
        elif last is not None and not total_kind(last.text):
            found[i] = last
    return found


def _is_deep(labels: Sequence[Slot]) -> bool:
    """True where indents speak: the first label is the least indented, and deeper ones come again under others."""
    depths = [s.cell.indent for s in labels]
    if len(labels) < 2 or len(set(depths)) < 2 or depths[0] != min(depths):
        return False
    deepest = max(depths)
    return _comes_again([s for s in labels if s.cell.indent == deepest and not total_kind(s.text)])


def _by_indent(labels: Sequence[Slot]) -> dict[int, tuple[Slot, ...]]:
    """Each label under the last of every lesser indent: a year, a sex under it, an age under that."""
    found: dict[int, tuple[Slot, ...]] = {}
    path: list[Slot] = []
    for i, slot in enumerate(labels):
        path = [head for head in path if head.cell.indent < slot.cell.indent]
        if path and not total_kind(slot.text):
            found[i] = tuple(path)
        path.append(slot)
    return found


def _by_kind(labels: Sequence[Slot]) -> dict[int, Slot]:
    under = alternating(labels)
    return under if under and _comes_again([labels[i] for i in sorted(under)]) else {}


def alternating(labels: Sequence[Slot]) -> dict[int, Slot]:
    """Index of a label -> the label of another kind before it, where labels of two kinds take turns.

    Those of one kind differ, and nearly each of them has others behind it.
    """
    kinds = {i: kind_of(s.text) for i, s in enumerate(labels) if not total_kind(s.text)}
    named = list(dict.fromkeys(kinds.values()))
    if len(named) != 2 or 0 not in kinds:
        return {}
    outer = kinds[0]
    heads = [s for i, s in enumerate(labels) if kinds.get(i) == outer]
    under = _under(labels, {i for i, kind in kinds.items() if kind != outer})
    leading = {(head.row, head.column) for head in under.values()}
    if len({s.text for s in heads}) != len(heads) or len(leading) * 5 < len(heads) * 4:
        return {}
    return under


def _comes_again(slots: Sequence[Slot]) -> bool:
    """Most labels stand more than once."""
    texts = [s.text for s in slots]
    repeated = [t for t in set(texts) if texts.count(t) > 1]
    return len(repeated) * 2 >= len(set(texts)) > 0


def _under(labels: Sequence[Slot], inner: set[int]) -> dict[int, Slot]:
    found: dict[int, Slot] = {}
    head: Slot | None = None
    for i, slot in enumerate(labels):
        if total_kind(slot.text):
            continue
        if i not in inner:
            head = slot
        elif head is not None:
            found[i] = head
    return found


def kind_of(text: str) -> str:
    """The dimension that reads the label most surely; labels that nothing knows are of one kind."""
    readings = {d: r.certainty for d in KINDS if (r := parse(d, text)) is not None}
    return max(readings, key=lambda d: readings[d]) if readings else OTHER
