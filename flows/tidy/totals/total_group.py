"""The group of offences of a total: where all that it adds up are of one group, so is the sum of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Offence, is_whole
from schemas.intervals import adds_up

FEWEST_PARTS = 2


def name_groups_of_totals(drafts: Sequence[Draft]) -> None:
    """Give totals the one offence or group of the lines that they close or head, where every one of them comes out.

    `Total` below `Communicating indecently with young child` and `... older child` counts no rape.
    """
    counts = [d for d in drafts if d.unit == "count"]
    for axis in ("row", "column"):
        lines: dict[int, list[Draft]] = defaultdict(list)
        for d in counts:
            lines[d.row if axis == "row" else d.column].append(d)
        order = sorted(lines)
        totals = [n for n in order if all(axis in d.totals for d in lines[n])]
        if len(totals) != 1 or totals[0] not in (order[0], order[-1]):
            continue
        (total,) = totals
        parts = [d for n in order if n != total for d in lines[n]]
        offences = {d.values.get("offence") for d in parts}
        groups = {o.group for o in offences if isinstance(o, Offence)}
        of_all = all(is_whole(d.values.get("offence")) or "offence" not in d.values for d in lines[total])
        if None in offences or len(groups) != 1 or "all" in groups or len(lines) <= FEWEST_PARTS or not of_all:
            continue
        if all(_comes_out(d, parts, axis) for d in lines[total]):
            offence = offences.pop() if len(offences) == 1 else Offence(None, groups.pop())
            for d in lines[total]:
                d.values["offence"], d.is_total = offence, True


def _comes_out(total: Draft, parts: Sequence[Draft], axis: str) -> bool:
    """Whether the figures along its line are printed as they are and add up to it."""
    along = [d for d in parts if (d.column == total.column if axis == "row" else d.row == total.row)]
    return len(along) >= FEWEST_PARTS and adds_up(total.amount, (d.amount for d in along))
