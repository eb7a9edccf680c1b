"""What the levels of a table and its caption settle for each other."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from flows.tidy.dimensions import find
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.labels.online import names_a_flag, parse_flag
from flows.tidy.layout.around.breakdowns import named_in
from flows.tidy.layout.meaning.meaning import resolve
from flows.tidy.layout.meaning.resolved import Resolved


def agree(caption: str, told: Mapping[tuple[str, int], str], *axes: list[Resolved]) -> list[Resolved]:
    """All levels of both axes, those that another level or the caption settles read accordingly."""
    _under_caption(caption, told, axes)
    levels = [*chain(*axes)]
    sure = {r.dimension for r in levels if r.ambiguous_with is None}
    for resolved in levels:
        if resolved.ambiguous_with in sure:  # `15/16` over ages is a year.
            resolved.ambiguous_with = None
    return levels


def _under_caption(caption: str, told: Mapping[tuple[str, int], str], axes: tuple[list[Resolved], ...]) -> None:
    """`Present` and `Absent` below `Online crime flag`, which no label of the table speaks of: the caption does."""
    said = {d for resolved in chain(*axes) for meaning in resolved.meanings.values() for d in meaning.values}
    named = (named_in(caption) & {*OF_VICTIMS}) - said
    flagged = {"online"} - said if find("online", caption) else set()
    for levels in axes if named or flagged else ():
        for i, resolved in enumerate(levels):
            if resolved.unknown_kind and (resolved.level.axis, resolved.level.number) not in told:
                levels[i] = resolve(resolved.level, captioned=named | (flagged if _are_states(resolved) else set()))


def _are_states(resolved: Resolved) -> bool:
    """Are the labels of a level states of a flag, of which one is that it is not set, and of nothing else?"""
    if resolved.level.heading and not names_a_flag(resolved.level.heading):
        return False
    states = {reading.value if (reading := parse_flag(text)) else None for text in resolved.meanings}
    return states == {"yes", "no"}
