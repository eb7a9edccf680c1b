"""Evidence on how a table is cut and labelled, whatever its labels mean, and on figures that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flows.tidy.grammar.figures import Said, together
from flows.tidy.grammar.level import Levels
from flows.tidy.labels.meanings import Offence
from flows.tidy.layout.table import Table

SAMPLE = 40
"""So many rows and columns of a table tell what all of it is like."""


def of_structure(frame: Table, rows: Levels, columns: Levels) -> dict[str, float]:
    """Evidence on how a frame is cut, whatever its labels mean."""
    bare_rows = sum(not any(r in level.labels for level in rows) for r in frame.body) / max(len(frame.body), 1)
    bare_columns = sum(not any(c in level.labels for level in columns) for c in frame.columns) / len(frame.columns)
    return {
        "bare": round(bare_rows + bare_columns + 3.0 * (bare_rows == bare_columns == 1.0), 3),
        "heads.weak": max(len(rows) - 1, 0) + max(sum(not level.heads_all for level in columns) - 1, 0),
    }


def contradictions(frame: Table, rows: Mapping[int, Said], columns: Mapping[int, Said]) -> dict[str, float]:
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
