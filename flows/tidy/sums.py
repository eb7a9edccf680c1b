"""Rows and columns that are the sum of those beside them, without a word that says so: a region, a nation.

Only a label that names a part of a dimension of the table's own (an area, a type) can be such a sum, and only where
the figures come out in every line: that several unlike sums agree by chance is not to be feared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
        order = [n for n in sorted(lines) if not any(axis in d.totals for d in lines[n].values())]
        for n in [n for n in order if _names_a_part(lines[n].values(), axis)]:
            if _is_sum(n, order, lines):
                others = [d for m in order if m != n for d in lines[m].values()]
                for draft in lines[n].values():
                    _make_total(draft, axis)
                    if not any("force" in d.values for d in others):
                        draft.values.pop("force", None)


def _names_a_part(line: Iterable[Draft], axis: str) -> bool:
    """Whether the line's own label is a value of a dimension that only this table has."""
    labels = {(d.row_labels if axis == "row" else d.column_labels)[-1:] for d in line}
    return all(label and label[0] in d.other.values() for label in labels for d in line)


def _is_sum(n: int, order: Sequence[int], lines: Mapping[int, Mapping[int, Draft]]) -> bool:
    """Whether the lines after or before it, as far as need be, add up to it."""
    at = order.index(n)
    for beside in (order[at + 1 :], order[:at][::-1]):
        for last in range(FEWEST_PARTS, len(beside) + 1):
            odds = _comes_out(lines[n], [lines[m] for m in beside[:last]])
            if odds >= (ODDS_OF_ALL if last == len(order) - 1 else ODDS):
                return True
    return False


def _comes_out(whole: Mapping[int, Draft], parts: Sequence[Mapping[int, Draft]]) -> int:
    """The product of the figures of the line that are sums; 0 where one is not. Blanks among the parts hold nothing."""
    odds = 1
    for position, total in whole.items():
        beside = [p[position] for p in parts if position in p]
        if total.low is None or total.low != total.high or len(beside) < len(parts):
            return 0
        if sum(d.low or 0 for d in beside) != total.low:
            return 0
        odds *= max(total.low, 1)
    return odds


def _make_total(draft: Draft, axis: str) -> None:
    label = (draft.row_labels if axis == "row" else draft.column_labels)[-1]
    draft.totals.add(axis)
    draft.other = {name: value for name, value in draft.other.items() if value != label}
    draft.unknown.discard(label)
    if not draft.unknown:
        draft.doubts.discard("label_unknown")
