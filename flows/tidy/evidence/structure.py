"""Evidence on how a table is cut and labelled, whatever its labels mean, and on figures that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.grammar.columns import known_as_label
from flows.tidy.grammar.figures import Said, together
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.level import Levels
from flows.tidy.labels.meanings import Offence
from flows.tidy.layout.sequences import is_label_run, is_year

SAMPLE = 40
"""So many rows and columns of a table tell what all of it is like."""


def of_structure(frame: Frame, rows: Levels, columns: Levels) -> dict[str, float]:
    """Evidence on how a frame is cut, whatever its labels mean."""
    at = frame.matrix.at
    body = [s for r in frame.body[:SAMPLE] for c in frame.columns if (s := at(r, c)) and s.is_anchor]
    words = sum(s.value is None for s in body) / max(len(body), 1)
    bare_rows = sum(not any(r in level.labels for level in rows) for r in frame.body) / max(len(frame.body), 1)
    bare_columns = sum(not any(c in level.labels for level in columns) for c in frame.columns) / len(frame.columns)
    return {
        "cut": frame.reasons.get("cut", 0.0),
        "columns": frame.reasons.get("columns", 0.0),
        "words": round(words, 3),
        "numbers": round(max((_numbers(frame, r) for r in frame.heads if not _is_told(frame, r)), default=0.0), 3),
        "lost": _lost(frame),
        "bare": round(bare_rows + bare_columns + 3.0 * (bare_rows == bare_columns == 1.0), 3),
        "heads.weak": max(len(rows) - 1, 0) + max(sum(not level.heads_all for level in columns) - 1, 0),
    }


def _lost(frame: Frame) -> float:
    """The share of the figures in rows that the cut takes for titles or notes."""
    at, width = frame.matrix.at, (*frame.stubs, *frame.columns)

    def figures(rows: Sequence[int]) -> int:
        slots = (at(r, c) for r in rows for c in width)
        return sum(s is not None and s.is_anchor and (s.is_figure or s.is_keyed) and not is_year(s.text) for s in slots)

    aside = figures((*frame.titles, *frame.notes))
    return round(aside / max(aside + figures(frame.body), 1), 3)


def _is_told(frame: Frame, row: int) -> bool:
    """Whether a person says that a row heads the columns."""
    return frame.told is not None and row in (frame.told.heads or ())


def _numbers(frame: Frame, row: int) -> float:
    """The share of the labels of a header row that are numbers, where they are no run of years, ages or codes."""
    labels = [s for c in frame.columns if (s := frame.matrix.at(row, c)) and s.is_anchor]
    unlike = [s for s in labels if s.is_figure and not (is_year(s.text) or known_as_label(s.text))]
    codes = 2 * len(unlike) < len(labels) and all(parse("offence", s.text) for s in labels if not total_kind(s.text))
    if not unlike or codes:
        return 0.0
    odd = {s.column for s in unlike}
    in_turn = is_label_run([s.text for s in labels if s.column in odd or _is_band(s.text)])
    return 0.0 if in_turn else len(unlike) / len(labels)


def _is_band(text: str) -> bool:
    """Whether a label is a band of ages, as stand beside single years: `10 - 14 | 15 | 16 | 17+`."""
    said = parse("age", text)
    return said is not None and said.value.kind == "band"


def contradictions(frame: Frame, rows: Mapping[int, Said], columns: Mapping[int, Said]) -> dict[str, float]:
    """The shares of figures whose labels contradict each other, that are of the very same thing, and of odd signs.

    Odd is a figure that labels call a share, or none, where the table prints `%` behind shares and not behind it.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    signed: Counter[tuple[bool, bool]] = Counter()
    clashes = figures = 0
    for row in frame.body[:SAMPLE]:
        for column in frame.columns[:SAMPLE]:
            slot = frame.matrix.at(row, column)
            if slot is None or slot.value is None:
                continue
            said = together(rows[row], columns[column])
            figures += 1
            clashes += said.clash
            signed[said.unit == "percent", slot.value.unit == "percent"] += 1
            if not said.total and said.unit == "count":
                group = isinstance(o := said.values.get("offence"), Offence) and o.code is None
                titles = tuple(s.text for s in said.labels) if group else ()  # many titles are of one group
                bare = (not rows[row].labels and row, not columns[column].labels and column)  # `bare` counts these
                seen[said.key(), titles, slot.says, bare] += 1
    twins = sum(n for n in seen.values() if n > 1)
    return {
        "clashes": round(clashes / max(figures, 1), 3),
        "twins": round(twins / max(figures, 1), 3),
        "signs": round((signed[True, False] + signed[False, True]) / max(figures, 1), 3) if signed[True, True] else 0.0,
    }
