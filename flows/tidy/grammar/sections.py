"""The rows that head those below them, as outer levels of labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from flows.tidy.dimensions import total_kind
from flows.tidy.grammar.level import Levels
from flows.tidy.layout.levels.outline import is_of_which
from flows.tidy.layout.table import Table
from flows.tidy.text.phrases import says

DASHES = ("-", "–", "•")


def closing_ways(table: Table, sections: Levels, inner: Levels) -> list[Levels]:
    """Levels of sections as they are, and without the totals that close the table, or each outermost section."""
    labels = {r: [s.text for level in inner if (s := level.labels.get(r))] for r in table.body}
    ways = [sections]
    if closing := _closing(labels, table.groups):
        ways = [_without(sections, closing), *ways]
    outermost = sections[0].labels if len(sections) > 1 else {}
    blocks = (dict(block) for _, block in groupby(labels.items(), key=lambda row: id(outermost.get(row[0]))))
    if outermost and (closing := set[int]().union(*(_closing(b, table.groups) for b in blocks))):
        ways = [[sections[0], *_without(sections[1:], closing)], *ways]
    return ways


def _without(sections: Levels, rows: Collection[int]) -> Levels:
    free = [replace(s, labels={r: slot for r, slot in s.labels.items() if r not in rows}) for s in sections]
    return [s for s in free if s.labels]


def _closing(labels: Mapping[int, Sequence[str]], sections: Sequence[int]) -> set[int]:
    """The last of some rows that say total by their labels, but for the first total of the last of the sections.

    `Of which online` behind such a row is of it, `Of all offences, online` of the table.
    """
    totals = [r for r, texts in labels.items() if any(map(total_kind, texts)) or any(map(_is_of_all, texts))]
    last = max((r for r in sections if r < max(labels)), default=0)
    behind = [r for r in totals if r > last]
    found: set[int] = set()
    parts: set[int] = set()
    for row, texts in reversed([*labels.items()]):
        if row in behind:
            found |= {row, *parts}
            parts = set()
        elif row > last and any(map(is_of_which, texts)):
            parts.add(row)
        else:
            break
    sub = [r for r in totals if r < last]
    return found - {min(behind)} if sub and len(found) > 1 and min(behind) in found else found


def _is_of_all(text: str) -> bool:
    """Whether a label says that its figure is a part of the whole, in whatever section it stands."""
    return says("tables", text, "of the whole")
