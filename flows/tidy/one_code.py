"""Different offences of one table that have one code or group, or forces that are one now: labels tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flows.tidy.draft import Draft
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.meaning.resolved import Resolved
from schemas.code_tables import key

_FEWEST_PARTS = 2


def keep_names(table: Table) -> None:
    """Keep the labels of offences and forces as a further dimension of figures that are of one thing but for them.

    `Rape of young child` and `Rape of older child` are both of the group, and neither is a misreading of the other. So
    are `Grampian` and `Tayside` of Police Scotland.
    """
    for axis, levels in (("row", table.rows), ("column", table.columns)):
        for resolved in levels:
            labels = {p: s.printed for p, s in resolved.level.slots.items() if _has_a_code(resolved, s.text)}
            alike: dict[Any, list[Draft]] = defaultdict(list)
            for draft in table.drafts:
                if getattr(draft, axis) in labels and axis not in draft.totals and resolved.name not in draft.other:
                    across = draft.column if axis == "row" else draft.row
                    alike[across, draft.key()].append(draft)
            for drafts in alike.values():
                named = [labels[getattr(d, axis)] for d in drafts]
                if len({key(n) for n in named}) == len(drafts) > 1 and not _one_sums_the_others(drafts):
                    for draft, name in zip(drafts, named, strict=True):
                        draft.other[resolved.name] = name


def _has_a_code(resolved: Resolved, label: str) -> bool:
    meaning = resolved.meanings[label]
    coded = "offence" in meaning.values or "force" in meaning.values
    return coded and not (meaning.total or meaning.other or meaning.doubts)


def _one_sums_the_others(drafts: Sequence[Draft]) -> bool:
    """`Rape` and `Attempted rape` before `Rape including attempts`, which takes in both."""
    lows = [d.low or 0 for d in drafts]
    return len(drafts) > _FEWEST_PARTS and 2 * max(lows) == sum(lows) > 0
