"""Which figures may be added up together: one block, one measure, one unit, split by the same dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Age, Offence, says_all

SPLITS = ("age", "sex", "offence", "force")


def series_key(draft: Draft) -> str:
    """What makes figures of a document one series: the block, measure, unit and the dimensions that split them.

    A flag that a block gives with both its sides splits the block; "of which online" beside whole figures has
    `online` in its key, so that it stands apart from the whole.
    """
    split = [d for d in SPLITS if not says_all(draft.values.get(d))]
    online = not says_all(draft.values.get("online"))
    offence = draft.values.get("offence")
    if isinstance(offence, Offence) and "offence" in split:
        split.append("code" if offence.code else "group")
    names = [*split, *(["online"] if online else []), *sorted(draft.other)]
    return "|".join([str(draft.block), str(draft.values.get("measure")), draft.unit, *names])


def mark_cumulative(drafts: Iterable[Draft]) -> None:
    """Mark figures whose age band takes in another band of the same series."""
    by_series: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if isinstance(draft.values.get("age"), Age):
            by_series[series_key(draft)].append(draft)
    for group in by_series.values():
        ages = {d.values["age"] for d in group}
        outer = {a for a in ages if any(a.contains(b) for b in ages)}
        for draft in group:
            draft.is_cumulative = draft.values["age"] in outer
