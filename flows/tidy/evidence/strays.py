"""What leaves figures in doubt under any reading: rows without figures among their like."""

from __future__ import annotations

from flows.tidy.dimensions import total_kind
from flows.tidy.grammar.frames import Frame
from flows.tidy.layout.levels.outline import kind_of


def under_stray_sections(frame: Frame) -> set[int]:
    """The rows under sections that say what their rows do, where rows before them have none: rows without figures."""
    labels = {r: slots[0].text for r in (*frame.body, *frame.sections) if (slots := frame.anchors(r))}
    before = [r for r in frame.body if frame.sections and r < min(frame.sections) and not total_kind(labels.get(r, ""))]
    if not before:
        return set()
    kinds = {kind_of(labels[r]) for r in frame.body if r in labels and not total_kind(labels[r])}
    stray = [r for r in frame.sections if r in labels and kinds == {kind_of(labels[r])}]
    return {r for r in frame.body if stray and r > min(stray)}
