"""What the levels of a table and its caption settle for each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from flows.tidy.breakdowns import named_in
from flows.tidy.dimensions import find, headings, parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.flag_answers import names_a_flag
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.labels.online import parse_flag
from flows.tidy.labels.wording import noise
from flows.tidy.layout.meaning.meaning import resolve
from flows.tidy.layout.meaning.resolved import Resolved
from schemas.code_tables import words


def agree(
    caption: str, told: Mapping[tuple[str, int], str], rows: list[Resolved], columns: list[Resolved]
) -> list[Resolved]:
    """All levels of both axes, those that another level or the caption settles read accordingly."""
    _under_caption(caption, told, (rows, columns))
    for axis in (rows, columns):
        _borne_out_by_codes(axis)
    _said_again(rows, columns)
    levels = [*rows, *columns]
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
    """Are the labels of a level, but for its totals, states of a flag, of which one is that it is not set?

    Over columns `Year` may be the name of the labels beside them.
    """
    heading = resolved.level.heading
    of_rows = resolved.level.axis == "column" and bool(headings(heading))
    if heading and not of_rows and not names_a_flag(heading):
        return False
    labels = [text for text, meaning in resolved.meanings.items() if not meaning.total]
    states = {reading.value if (reading := parse_flag(text)) else None for text in labels}
    return states == {"yes", "no"}


def _borne_out_by_codes(levels: Sequence[Resolved]) -> None:
    """`Possessing an image of a child` beside `86/10`: words that no list has, and of the title of that code."""
    for resolved in levels:
        for text, meaning in resolved.meanings.items():
            if not meaning.other or "label_unknown" not in meaning.doubts:
                continue
            places = [p for p, slot in resolved.level.slots.items() if slot.text == text]
            beside = {s.text for r in levels if r is not resolved for p in places if (s := r.level.slots.get(p))}
            reading = parse("offence", f"{beside.pop()} {text}") if len(beside) == 1 else None
            if reading is not None and reading.value.code and not reading.flags:
                meaning.values["offence"], meaning.other = reading.value, ""
                meaning.doubts.discard("label_unknown")


def _said_again(rows: Sequence[Resolved], columns: Sequence[Resolved]) -> None:
    """`Number of times each method was used` beside rows under `Method used`: it says no more than their heading."""
    heads = {w.key for resolved in rows for w in words(resolved.level.heading)}
    for text, meaning in ((t, m) for resolved in columns for t, m in resolved.meanings.items() if m.other):
        own = {w.key for w in words(explain(text).leftover)} - noise("any")
        if "label_unknown" in meaning.doubts and own and own <= heads:
            meaning.other = ""
            meaning.doubts.discard("label_unknown")
