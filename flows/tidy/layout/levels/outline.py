"""Labels that belong under a label before them in one column or header row: `Female` under `Rape`, `of which online`.

A label of another kind that comes again and again is of the label before it that is not of its kind; so is a label
that begins `of which`. Indented labels belong to the last label that is less indented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import UNKNOWN
from flows.tidy.layout.matrix import Slot
from flows.tidy.text.phrases import says

#: The first of those that read a label as surely: `Other` among offences is one.
KINDS = ("offence", "period", "age", "sex", "online", "force")
OTHER = "other"


def parents(labels: Sequence[Slot]) -> dict[int, tuple[Slot, ...]]:
    """Index of a label -> the labels that it belongs under, outermost first; those that stand alone are absent.

    `labels` are those of one stub column, top to bottom, or of one header row, left to right.
    """
    return _by_indent(labels) if _is_deep(labels) else _with_parts(labels, _by_kind)


def in_turn(labels: Sequence[Slot]) -> dict[int, tuple[Slot, ...]]:
    """As `parents`, of labels that nothing indents and that need not come again: all must be known."""
    known = all(is_of_which(s.text) or total_kind(s.text) or kind_of(s.text) != OTHER for s in labels)
    return _with_parts(labels, alternating) if known else {}


def _with_parts(
    labels: Sequence[Slot], grouped: Callable[[Sequence[Slot]], dict[int, Slot]]
) -> dict[int, tuple[Slot, ...]]:
    """Labels grouped without those that begin `of which`, and these under the label that they are a part of.

    That is the one before them, or the head of its group where they do not come behind each label of it.
    """
    plain = [i for i, s in enumerate(labels) if not is_of_which(s.text)]
    under = {plain[i]: head for i, head in grouped([labels[i] for i in plain]).items()}
    heads = {id(head) for head in under.values()}
    of_heads = len(labels) - len(plain) <= len(heads)
    found: dict[int, tuple[Slot, ...]] = {i: (head,) for i, head in under.items()}
    for before, i in pairwise((*plain, len(labels))):
        for part in range(before + 1, i):
            if before in under:
                found[part] = (under[before],) if of_heads else (under[before], labels[before])
            elif heads or not total_kind(labels[before].text):
                found[part] = (labels[before],)
    return found


def is_of_which(text: str) -> bool:
    """True for the label of a part that does not make its row a total: `of which online`."""
    return says("tables", text, "of which")


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
    kinds: dict[int, str] = {}
    for i, slot in enumerate(labels):
        if not total_kind(slot.text):
            # `Unknown` goes with the labels before it.
            shared = [d for d, value in UNKNOWN.items() if (r := parse(d, slot.text)) is not None and r.value == value]
            last = next(reversed(kinds.values()), OTHER)
            kinds[i] = last if len(shared) > 1 and last in shared else kind_of(slot.text)
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
    times = Counter(s.text for s in slots)
    return sum(n > 1 for n in times.values()) * 2 >= len(times) > 0


def _under(labels: Sequence[Slot], inner: set[int]) -> dict[int, Slot]:
    """A total heads what comes behind it where that stood under the label before the total already."""
    found: dict[int, Slot] = {}
    head: Slot | None = None
    total: Slot | None = None
    taken: set[str] = set()
    for i, slot in enumerate(labels):
        if total_kind(slot.text):
            total = slot
        elif i not in inner:
            head, total, taken = slot, None, set()
        elif head is not None:
            if total is not None and slot.text in taken:
                head, taken = total, set()
            total = None
            taken.add(slot.text)
            found[i] = head
    return found


def kind_of(text: str) -> str:
    """The dimension that reads the label most surely; labels that nothing knows are of one kind."""
    readings = {d: r.certainty for d in KINDS if (r := parse(d, text)) is not None}
    if readings:
        return max(readings, key=lambda d: readings[d])
    told = explain(text)
    return "offence" if told.complete and "offence" in told.meanings else OTHER  # `All offences, victim under 18`
