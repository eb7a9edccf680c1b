"""The rows that head those below them, as outer levels of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.dimensions import total_kind
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.level import Level, Levels
from flows.tidy.layout.levels.outline import is_of_which, kind_of
from flows.tidy.layout.matrix import Slot


def section_ways(frame: Frame, inner: Levels) -> list[Levels]:
    """Sections over all rows below them, and without the totals that close the table."""
    sections = _sections(frame)
    closing = _closing(frame, inner)
    if not sections or not closing:
        return [sections]
    free = [replace(s, labels={r: slot for r, slot in s.labels.items() if r not in closing}) for s in sections]
    return [[s for s in free if s.labels], sections]


def _closing(frame: Frame, inner: Levels) -> set[int]:
    """The last rows of a table whose labels say total, but for the first total of the last section.

    `Of which online` behind such a row is of it.
    """
    texts = {r: [s.text for level in inner if (s := level.labels.get(r))] for r in frame.body}
    totals = [r for r, labels in texts.items() if any(map(total_kind, labels))]
    last = max(frame.sections, default=0)
    behind = [r for r in totals if r > last]
    found: set[int] = set()
    parts: set[int] = set()
    for row in reversed(frame.body):
        if row in behind:
            found |= {row, *parts}
            parts = set()
        elif row > last and any(map(is_of_which, texts[row])):
            parts.add(row)
        else:
            break
    sub = [r for r in totals if r < last]
    return found - {min(behind)} if sub and len(found) > 1 and min(behind) in found else found


def _sections(frame: Frame) -> Levels:
    """The rows that head those below them, as outer levels: by indent and by how many stand on one another."""
    if not frame.sections:
        return []
    heads: dict[int, list[Slot]] = {}
    path: list[tuple[tuple[object, ...], Slot]] = []
    before: int | None = None
    sections = [r for r in frame.sections if frame.anchors(r)]  # One beside all columns heads none of them.
    for row in sorted((*sections, *frame.body)):
        if row in sections:
            slot = frame.anchors(row)[0]
            style = (slot.cell.indent, slot.column, slot.cell.bold, slot.cell.fill, _kind(slot.text))
            at = next((i for i, (other, _) in enumerate(path) if other == style), None)
            if at is None:
                at = len(path) if before in sections else _depth(path, slot)
            path = [*path[:at], (style, slot)]
        else:
            heads[row] = [slot for _, slot in path]
        before = row
    depth = max((len(h) for h in heads.values()), default=0)
    return [
        Level("row", {r: h[d] for r, h in heads.items() if d < len(h)}, "", True, 0)
        for d in range(depth)
        if any(d < len(h) for h in heads.values())
    ]


def _depth(path: Sequence[tuple[tuple[object, ...], Slot]], slot: Slot) -> int:
    """Where a section of a style not met yet belongs: below those that are less indented, else in place of the last."""
    deeper = [i for i, (_, other) in enumerate(path) if other.cell.indent >= slot.cell.indent]
    return deeper[0] if deeper else len(path)


def _kind(text: str) -> str:
    return kind_of(text) if not total_kind(text) else "total"
