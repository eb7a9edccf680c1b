"""The rows that head those below them, as outer levels of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from flows.tidy.dimensions import headings, parse_under, total_kind
from flows.tidy.grammar.frames import Frame
from flows.tidy.grammar.level import Level, Levels
from flows.tidy.grammar.rows import tells_value
from flows.tidy.labels.explain import explain
from flows.tidy.layout.levels.outline import is_of_which, kind_of
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.table import Table
from flows.tidy.text.phrases import says

DASHES = ("-", "–", "•")


def section_ways(frame: Frame, inner: Levels) -> list[Levels]:
    """Sections over all rows below them, and without the totals that close the table, or each outermost section."""
    return closing_ways(frame, _sections(frame), inner)


def closing_ways(frame: Frame | Table, sections: Levels, inner: Levels) -> list[Levels]:
    """Levels of sections as they are, and without the totals that close the table, or each outermost section."""
    labels = {r: [s.text for level in inner if (s := level.labels.get(r))] for r in frame.body}
    ways = [sections]
    if closing := _closing(labels, frame.sections):
        ways = [_without(sections, closing), *ways]
    outermost = sections[0].labels if len(sections) > 1 else {}
    blocks = (dict(block) for _, block in groupby(labels.items(), key=lambda row: id(outermost.get(row[0]))))
    if outermost and (closing := set[int]().union(*(_closing(b, frame.sections) for b in blocks))):
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


def _sections(frame: Frame) -> Levels:
    """The rows that head those below them, as outer levels: by indent and by how many stand on one another."""
    if not frame.sections:
        return []
    heads: dict[int, list[Slot]] = {}
    path: list[tuple[tuple[object, ...], Slot]] = []
    ended: int | None = None  # how many of the path still hold, where a row sums up those behind
    before: int | None = None
    # One that stands beside all columns heads none of them.
    printed = {r: slots for r in frame.sections if (slots := frame.anchors(r))}
    valued = {r: slots for r, slots in printed.items() if tells_value(slots)}
    names = {id(value): name for name, value in valued.values()}
    sections = {r: slots[0] for r, slots in printed.items()} | {r: value for r, (_, value) in valued.items()}
    times = Counter(s.text for s in sections.values())
    outer = _outer(sections, times, frame.body)
    deeper: dict[int, bool] = {}
    for row in sorted((*sections, *frame.body)):
        first = next(iter(frame.anchors(row)), None)
        slot = sections.get(row) or (first if first and times[first.text] > 1 else None)
        if slot is None and first and not total_kind(first.text):
            # One over labels further in ends where these do.
            within = [_place(first) > _place(head) for _, head in path]
            ends = [deeper.setdefault(id(h), now) > now for (_, h), now in zip(path, within, strict=True)]
            path = path[: ends.index(True)] if True in ends else path
        elif slot is not None:
            kind = names[id(slot)].text if id(slot) in names else _kind(slot.text)
            style = (slot.cell.indent, slot.column, slot.cell.bold, slot.cell.fill, kind, row in outer)
            at = next((i for i, (other, _) in enumerate(path) if other == style), None)
            if at is None:
                at = len(path) if before in sections else _depth(path, slot)
            path, ended = [*path[:at], (style, slot)], None
        if row not in sections:  # A section with figures of its own is their label already.
            heads[row] = [s for _, s in path[:ended] if s is not slot]
            summed = [first is not None and _sums_up(first.text, s, names.get(id(s))) for _, s in path[:ended]]
            ended = summed.index(True) if True in summed and before in heads else ended
        before = row
    depth = max((len(h) for h in heads.values()), default=0)
    levels = [{r: h[d] for r, h in heads.items() if d < len(h)} for d in range(depth)]
    return [_level(labels, names) for labels in levels if labels]


def _level(labels: dict[int, Slot], names: Mapping[int, Slot]) -> Level:
    """A level of sections; `names`: by the id of a label what its own row names it by, `Victim sex` before `F`."""
    named = {r: name for r, s in labels.items() if (name := names.get(id(s)))}
    texts = {s.text for s in named.values()}
    heading = texts.pop() if len(texts) == 1 and len(named) == len(labels) else ""
    return Level("row", labels, heading, True, 0, names=named)


def _sums_up(text: str, section: Slot, name: Slot | None) -> bool:
    """Whether a row is the count of its section, which ends it: `Sex F count` under `Victim sex | F`.

    So is one that says no more than how the section begins: `Recorded count` under `Recorded 1/4/2015 - 31/3/2016`.
    """
    told = explain(text)
    if name is not None:
        named = headings(name.text)
        values = {d: r.value for d in named if (r := parse_under(named, d, section.text)) is not None}
        return (
            bool(values)
            and not told.leftover
            and {d: r.value for d, r in told.meanings.items() if d != "unit"} == values
        )
    begins = text.casefold().split()[0] == section.text.casefold().split()[0]
    return begins and set(told.meanings) == {"unit"} and text.casefold() != section.text.casefold()


def _place(label: Slot) -> tuple[int, int, bool]:
    """How far in a label stands: `- Fiction` stands further in than `Books`."""
    return label.column, label.cell.indent, label.text.startswith(DASHES)


def _outer(sections: Mapping[int, Slot], times: Mapping[str, int], body: Sequence[int]) -> set[int]:
    """The sections that come once, each right over one that comes again under others: areas over `Custody`."""
    rows = sorted((*sections, *body))
    above = {row for row, below in pairwise(rows) if below in sections and times[sections[below].text] > 1}
    return {row for row in above if row in sections and times[sections[row].text] == 1}


def _depth(path: Sequence[tuple[tuple[object, ...], Slot]], slot: Slot) -> int:
    """Where a section of a style not met yet belongs: below those that are less indented, else in place of the last."""
    deeper = [i for i, (_, other) in enumerate(path) if other.cell.indent >= slot.cell.indent]
    return deeper[0] if deeper else len(path)


def _kind(text: str) -> str:
    return kind_of(text) if not total_kind(text) else "total"
