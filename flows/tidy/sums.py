"""Rows and columns that are the sum of those beside them, without a word that says so: a region, a nation, `Force`.

Only a label that names a part of a dimension of the table's own (an area, a type) can be such a sum, or one of unknown
words beside the word total (`Total Group 2 crimes`), and only where the figures come out in every line: that several
unlike sums agree by chance is not to be feared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

from flows.tidy.dimensions import parse
from flows.tidy.draft import Draft

FEWEST_PARTS = 2
#: The product of the sums that must come out: the odds against chance, less where all other lines are the parts.
ODDS, ODDS_OF_ALL = 20_000, 200


def name_sums(drafts: Sequence[Draft]) -> None:
    """Mark the rows and columns that head or close the run of those which they are the sum of."""
    counts = [d for d in drafts if d.unit == "count"]
    for axis in ("row", "column"):
        lines: dict[int, dict[int, Draft]] = defaultdict(dict)
        for d in counts:
            lines[d.row if axis == "row" else d.column][d.column if axis == "row" else d.row] = d
        totals = {n for n, line in lines.items() if any(axis in d.totals for d in line.values())}
        parts = [n for n in sorted(lines) if n not in totals]
        for n in sorted(lines):
            others = [d for m in parts if m != n for d in lines[m].values()]
            alone = _names_the_force_alone(lines[n].values(), others, axis)
            if alone or (_names_a_part(lines[n].values(), axis) and _is_sum(n, sorted({*parts, n}), lines)):
                for draft in lines[n].values():
                    _make_total(draft, axis)
                    if not any("force" in d.values for d in others):
                        draft.values.pop("force", None)


def _names_a_part(line: Iterable[Draft], axis: str) -> bool:
    """Whether the line's own label is a value of a dimension that only this table has, or holds words not known."""
    labels = {_own_label(d, axis) for d in line}
    return all(label and (label in d.other.values() or label in d.unknown) for label in labels for d in line)


def _names_the_force_alone(line: Iterable[Draft], others: Sequence[Draft], axis: str) -> bool:
    """`HUMBERSIDE` below `Female` and `Male`: the force as a whole, among labels that all split it."""
    if not all(parse("force", _own_label(d, axis)) is not None for d in line):
        return False
    labels = {_own_label(d, axis) for d in others}
    split = any(d.values.get(name) not in (None, "all") for d in others for name in ("age", "sex", "online", "offence"))
    return len(labels) >= FEWEST_PARTS and split and not any("force" in d.values or d.unknown for d in others)


def _own_label(draft: Draft, axis: str) -> str:
    """The innermost label of a figure along an axis; empty where it has none."""
    return next(iter((draft.row_labels if axis == "row" else draft.column_labels)[-1:]), "")


def _is_sum(n: int, order: Sequence[int], lines: Mapping[int, Mapping[int, Draft]]) -> bool:
    """Whether the lines after or before it, as far as need be, add up to it."""
    whole = {position: d.low for position, d in lines[n].items() if d.low is not None and d.low == d.high}
    odds = prod(max(low, 1) for low in whole.values())
    if len(whole) < len(lines[n]) or odds < ODDS_OF_ALL:
        return False
    at = order.index(n)
    for beside in (order[at + 1 :], order[:at][::-1]):
        for last in _run_to(whole, (lines[m] for m in beside)):
            if last >= FEWEST_PARTS and odds >= (ODDS_OF_ALL if last == len(order) - 1 else ODDS):
                return True
    return False


def _run_to(whole: Mapping[int, int], parts: Iterable[Mapping[int, Draft]]) -> Iterator[int]:
    """How many parts come to the whole in every line. Blanks among them hold nothing; beyond it no more are taken."""
    sums = dict.fromkeys(whole, 0)
    for number, part in enumerate(parts, start=1):
        if not whole.keys() <= part.keys():
            return
        for position in whole:
            sums[position] += part[position].low or 0
        if any(sums[position] > low for position, low in whole.items()):
            return
        if sums == whole:
            yield number


def _make_total(draft: Draft, axis: str) -> None:
    label = _own_label(draft, axis)
    draft.totals.add(axis)
    draft.other = {name: value for name, value in draft.other.items() if value != label}
    draft.settle(label)
