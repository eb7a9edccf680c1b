"""Totals that nothing calls so: `Other` that is as many as all beside it, and figures without a label among others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import prod
from typing import Any

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import CODED, Age, Offence
from schemas.intervals import adds_up

FEWEST_PARTS = 2
#: The product of the sums that come out: as small as this they may do so by chance.
ODDS = 30


def doubt_unsaid_totals(drafts: Sequence[Draft]) -> None:
    """Doubt the figures of what is left over where every one of them is the sum of those beside it."""
    counts = [d for d in drafts if d.unit == "count" and not d.is_total and not d.totals]
    for dimension in CODED:
        groups: dict[tuple[Any, ...], list[Draft]] = defaultdict(list)
        for draft in counts if any(_is_rest(d.values.get(dimension)) for d in counts) else ():
            groups[draft.key(dimension)].append(draft)
        rests: list[Draft] = []
        for group in groups.values():
            left = [d for d in group if _is_rest(d.values.get(dimension))]
            parts = [d for d in group if d not in left]
            if not left:
                continue
            if len(left) > 1 or len(parts) < FEWEST_PARTS or not adds_up(left[0].amount, [p.amount for p in parts]):
                rests.clear()
                break
            rests += left
        if prod(max(d.low or 0, 1) for d in rests) >= ODDS:
            for draft in rests:
                draft.doubts.add("total_unsaid")


def doubt_unlabelled(drafts: Sequence[Draft]) -> None:
    """Doubt the figures that no label of their row says anything of, where others of their table have one.

    The sum of all others needs none: a total that comes out is marked as one by now.
    """
    labelled = {draft.block for draft in drafts if draft.row_labels}
    for draft in drafts:
        said = draft.row_labels or draft.blank_told or draft.is_total or draft.totals
        if draft.block in labelled and not said:
            draft.doubts.add("label_blank")


def _is_rest(value: object) -> bool:
    """Whether a value is what no other one of its dimension takes in."""
    if isinstance(value, Offence):
        return value.code is None and value.group == "other"
    return value in ("other", "unknown") or (isinstance(value, Age) and value.kind == "unknown")
