"""Labels that only name what the labels further in are of: `Age` over `0-4` and `5-10`, `Online flag` beside `Yes`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.breakdowns import is_list_of_names, named_in
from flows.tidy.dimensions import headings, parse
from flows.tidy.labels.meanings import is_whole
from flows.tidy.labels.online import parse_flag
from flows.tidy.layout.levels.level import Level


def named_by_outer(levels: list[Level]) -> list[Level]:
    """A level under labels that name dimensions (`Age`, `Gender`) falls into one level for each of them.

    A column of row labels names what stands beside it only where nearly all of its labels are names.
    """
    found: list[Level] = []
    for i, level in enumerate(levels):
        level.names_below = i + 1 < len(levels) and not level.is_section and _names(level, levels[i + 1])
        upper = found[-1] if found and found[-1].names_below else None
        if upper is None or level.names_below:
            found.append(level)
            continue
        for name in upper.texts:
            places = [p for p, s in upper.slots.items() if s.text == name]
            part = {p: s for p, s in level.slots.items() if p in places}
            if part:
                found.append(Level(level.axis, part, name, positions=places))
        rest = {p: s for p, s in level.slots.items() if p not in upper.slots}
        if rest:
            found.append(Level(level.axis, rest, level.heading, positions=list(rest)))
    return found


def _names(level: Level, below: Level) -> bool:
    """Do the labels of a level name dimensions rather than give values of one?"""
    names = [
        t
        for t in level.texts
        if (headings(t) or (level.axis == "column" and is_list_of_names(t))) and not _is_counted(t, level, below)
    ]
    enough = len(names) > 1 and len(names) * 5 >= len(level.texts) * 3 if level.axis == "row" else bool(names)
    return enough and not _has_values(level.texts)


def _is_counted(name: str, level: Level, below: Level) -> bool:
    """Is a name of the flag over no answers of it what is counted there: `Online flag` over `2015/16` and `2016/17`?"""
    under = {s.text for p, slot in level.slots.items() if slot.text == name and (s := below.slots.get(p))}
    return "online" in (headings(name) or named_in(name)) and bool(under) and not any(map(parse_flag, under))


def _has_values(texts: Sequence[str]) -> bool:
    """True where labels are two values of one dimension: `Flag` and `Cyber flag` beside `No flag` name nothing.

    `All victims` beside `Sex` is no such value.
    """
    for dimension in ("online", "sex", "age", "period"):
        readings = {t: r.value for t in texts if (r := parse(dimension, t)) is not None and not is_whole(r.value)}
        answered = bool(readings) and any(dimension in headings(t) for t in texts if t not in readings)
        if len(set(readings.values())) > 1 or answered:
            return True
    return False
