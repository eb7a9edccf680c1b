"""Tables that are, figure by figure, the sums of the tables beside them: `All victims` under one table a sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.tidy.draft import Draft, sum_of
from flows.tidy.labels.meanings import OF_VICTIMS, is_whole
from schemas.intervals import adds_up

#: So many figures that come out are no chance.
_FEWEST = 4
#: A whole has two parts or more.
_PAIR = 2
_DIMENSIONS = (*OF_VICTIMS, "offence", "force")

Figures = Mapping[tuple[Any, ...], Draft]


def mark_sums_of_tables(tables: Sequence[Sequence[Draft]]) -> None:
    """Mark as totals the figures of a table each of which others of its sheet add up to, one table a sex or class."""
    for dimension in _DIMENSIONS if len(tables) > _PAIR else ():
        keyed = [_keyed(drafts, dimension) for drafts in tables]
        for whole in keyed:
            if whole and all(is_whole(d.values.get(dimension)) for d in whole.values()):
                parts = list(_parts(whole, keyed, dimension))
                if len(parts) >= _PAIR and _add_up(whole, parts):
                    for draft in whole.values():
                        draft.is_total = True


def _keyed(drafts: Sequence[Draft], dimension: str) -> Figures:
    """The counts of a table by what they are of apart from one dimension; empty where two are of one thing."""
    counts = [d for d in drafts if d.unit == "count"]
    keyed = {d.key(dimension, "force"): d for d in counts}
    return keyed if len(keyed) == len(counts) else {}


def _parts(whole: Figures, tables: Sequence[Figures], dimension: str) -> Iterator[Figures]:
    """The tables of the same figures, each of one value of the dimension and none of them of one more than once."""
    seen: list[object] = []
    for table in tables:
        told = [d.values.get(dimension) for d in table.values()]
        if (
            table.keys() == whole.keys()
            and not is_whole(told[0])
            and told[0] not in seen
            and told == told[:1] * len(told)
        ):
            seen.append(told[0])
            yield table


def _add_up(whole: Figures, parts: Sequence[Figures]) -> bool:
    """Whether every figure of a table can be the sum of its parts and enough that are exact and not nought are."""
    pairs = [(total, [part[key] for part in parts]) for key, total in whole.items()]
    proved = sum(bool(total.low) and adds_up(total.amount, (p.amount for p in group)) for total, group in pairs)
    return proved >= _FEWEST and all(sum_of(group).meets(total.amount) for total, group in pairs)
