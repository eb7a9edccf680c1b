"""What leaves figures in doubt under any reading: headers of bare numbers, rows without figures among their like."""

from __future__ import annotations

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.sequences import is_label_run
from flows.tidy.layout.levels.outline import kind_of


def bare_numbers(frame: Frame) -> float:
    """The share of header cells over figures that are numbers, and neither periods nor ages in turn."""
    at = frame.matrix.at
    labels = [s for r in frame.heads for c in frame.columns if (s := at(r, c)) and s.is_anchor]
    runs = [[s.text for c in frame.columns if (s := at(r, c)) and s.is_figure] for r in frame.heads]
    if any(map(is_label_run, runs)):
        return 0.0
    unlike = [s for s in labels if s.is_figure and not s.is_spelt and parse("period", s.text) is None]
    return len(unlike) / max(len(labels), 1)


def under_stray_sections(frame: Frame) -> set[int]:
    """The rows under sections that say what their rows do, where rows before them have none: rows without figures."""
    labels = {r: slots[0].text for r in (*frame.body, *frame.sections) if (slots := frame.anchors(r))}
    before = [r for r in frame.body if frame.sections and r < min(frame.sections) and not total_kind(labels.get(r, ""))]
    if not before:
        return set()
    kinds = {kind_of(labels[r]) for r in frame.body if r in labels and not total_kind(labels[r])}
    stray = [r for r in frame.sections if r in labels and kinds == {kind_of(labels[r])}]
    return {r for r in frame.body if stray and r > min(stray)}
