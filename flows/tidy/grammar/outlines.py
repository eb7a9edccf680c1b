"""Labels under labels of one column or header row: by indent, `of which`, or kinds that take turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.tidy.grammar.level import Level, Levels
from flows.tidy.layout.levels.outline import in_turn, parents
from flows.tidy.layout.matrix import Slot


def outlines(level: Level) -> list[Levels]:
    """The ways in which labels of a level stand under others; none where none do."""
    slots = list(level.labels.values())
    under, turns = parents(slots), in_turn(slots)
    return [_outlined(level, way) for way in (under, turns if turns != under else {}) if way]


def _outlined(level: Level, under: Mapping[int, tuple[Slot, ...]]) -> Levels:
    positions = list(level.labels)
    slots = list(level.labels.values())
    heads = {id(head) for path in under.values() for head in path}
    paths = {positions[i]: (*under.get(i, ()), *((slot,) if id(slot) in heads else ())) for i, slot in enumerate(slots)}
    depth = max(map(len, paths.values()))
    outer = [
        Level(
            level.axis, {p: path[d] for p, path in paths.items() if d < len(path)}, level.heading if not d else "", True
        )
        for d in range(depth)
    ]
    inner = {p: s for p, s in level.labels.items() if id(s) not in heads}
    return [*outer, replace(level, labels=inner, heading="" if depth else level.heading)]
