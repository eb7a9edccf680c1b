"""The levels of labels on the two axes of a table: header rows, stub columns, sections, and labels under labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

from flows.tidy.dimensions import find, headings, is_part_of_year, named_over, parse, parse_under, total_kind
from flows.tidy.grammar.label_levels import column_levels, row_levels
from flows.tidy.grammar.level import Level, Levels
from flows.tidy.grammar.outlines import outlines
from flows.tidy.grammar.sections import closing_ways
from flows.tidy.labels.meanings import CODED, OF_VICTIMS
from flows.tidy.labels.offences.names import begins_title
from flows.tidy.labels.people import named_in
from flows.tidy.layout.table import Table

MOST_AXES = 6
SAMPLE = 12
"""So many labels of a column tell what it is of."""


def axes(table: Table) -> list[tuple[Levels, Levels]]:
    """The ways to see levels in a frame: (row levels, column levels), the plainest first."""
    ways = [*product(_named_rows(table), _named_columns(table))]
    return [(rows, columns) for rows, columns in ways[:MOST_AXES]]


def _named_rows(table: Table) -> list[Levels]:
    levels = row_levels(table)
    if not levels:
        return [[]]
    last = levels[-1]
    numbers = [
        level
        for level in levels[:-1]
        if level.numbers_lines and "age" not in headings(level.heading) and not level.outer
    ]
    inner = _titles_joined([level for level in levels if level not in numbers and not level.outer])
    over = [level for level in levels if level.outer]
    ways: list[Levels] = []
    for sections in closing_ways(table, over, inner):
        made = [*numbers, *sections, *inner]
        ways += (
            [_parted(_named([*made[:-1], *outlined])) for outlined in outlines(made[-1])]
            if made and not last.outer
            else []
        )
        ways.append(_parted(_named(made)))
    return ways


def _named_columns(table: Table) -> list[Levels]:
    levels = [replace(level, heading=_side(table, level.number)).without_numbers for level in column_levels(table)]
    ways = [_parted(_named([*levels[:-1], *outlined])) for outlined in outlines(levels[-1])] if levels else []
    return [*ways, _parted(_named(levels))]


def _side(table: Table, row: int) -> str:
    """The name of a header row, in the corner beside it, where the stub column below has no labels that it names."""
    at = table.matrix.at
    corners = [(c, s.text) for c in table.stubs if (s := at(row, c)) and s.column == s.cell.column]
    return next((text for c, text in reversed(corners) if headings(text) and not _names_stub(table, c, text)), "")


def _names_stub(table: Table, column: int, name: str) -> bool:
    """Whether most labels of a stub column are values of what its corner names: `Age group` over `10 to 19`."""
    texts = [s.text for r in table.body[:SAMPLE] if (s := table.matrix.at(r, column)) and s.is_anchor]
    months = sum(map(is_part_of_year, texts)) if "period" in headings(name) else 0
    values = (sum(parse(d, t) is not None for t in texts) for d in headings(name) & set(CODED))
    return 2 * max(months, *values, 0) > len(texts)


def _named(levels: Levels) -> Levels:
    """Levels whose labels only name the level below them become its heading."""
    kept: Levels = []
    for i, level in enumerate(levels):
        below = levels[i + 1] if i + 1 < len(levels) else None
        if below is not None and all(_is_name(t, _under(level, t, below)) for t in level.texts):
            named = list(dict.fromkeys(level.texts))
            if len(named) == 1:
                levels[i + 1] = replace(below, heading=named[0], names=level.labels)
                continue
        kept.append(level)
    return kept


def _under(level: Level, text: str, below: Level) -> list[str]:
    """The labels of a level further in that stand under a label."""
    return list(dict.fromkeys(s.text for p, s in below.labels.items() if (o := level.labels.get(p)) and o.text == text))


def _is_name(text: str, below: Sequence[str]) -> bool:
    """Whether a label only names a dimension that tells figures apart: `Age`, and not `Number`.

    `Cyber flag` does over `Yes` and `No`, and over `Male` it is a value.
    """
    named = named_over(text, below) & set(CODED)
    split = (sum(parse_under(named, d, t) is not None for t in below) for d in named)
    return not total_kind(text) and (any(parse(d, text) is None for d in named) or any(n > 1 for n in split))


def _parted(levels: Levels) -> Levels:
    """A level under one that names several dimensions (`Age` | `Sex`) is a level of its own under each name."""
    made: Levels = []
    skip = False
    for i, level in enumerate(levels):
        if skip:
            skip = False
            continue
        below = levels[i + 1] if i + 1 < len(levels) else None
        names = [t for t in level.texts if below is not None and _names(t, _under(level, t, below), level.texts)]
        if below is None or not names:
            made.append(level)
            continue
        others = {p: s for p, s in level.labels.items() if s.text not in names}
        groups = {t: {p for p, s in level.labels.items() if s.text == t} for t in names}
        if others:
            made.append(replace(level, labels=others))
        for name, positions in groups.items():
            part = {p: s for p, s in below.labels.items() if p in positions}
            if part:
                named = {p: s for p, s in level.labels.items() if p in positions}
                made.append(replace(below, labels=part, heading=name, gaps=below.gaps & positions, names=named))
        rest = {p: s for p, s in below.labels.items() if all(p not in g for g in groups.values())}
        if rest:
            gaps = below.gaps.difference(*groups.values())
            made.append(replace(below, labels=rest, gaps=gaps))
        skip = True
    return made


def _names(text: str, below: Sequence[str], beside: Sequence[str]) -> bool:
    named = _is_name(text, below) or _is_of_suspects(text, below)
    return named and (_heads_values(text, below) or not _is_value_beside(text, beside))


def _is_of_suspects(text: str, below: Sequence[str]) -> bool:
    """Whether a label says of whom the ages or sexes under it are, if not of victims: `Perpetrator` over `Adult`."""
    told = any(parse(d, t) is not None for d in OF_VICTIMS for t in below)
    return told and named_in(text) == {"suspect"} and not find("offence", text)


def _heads_values(name: str, below: Sequence[str]) -> bool:
    """Whether all labels under a name are periods or ages where it names these: `FY` over `22/23`."""
    return any(all(parse(d, t) is not None for t in below) for d in headings(name) & {"period", "age"})


def _is_value_beside(name: str, texts: Sequence[str]) -> bool:
    """`Flag` beside `No flag` names the dimension of which the other is a value, and is its other value."""
    named = headings(name) & set(CODED)
    others = [t for t in texts if t != name and not total_kind(t)]  # `All ages` beside `Age` is no value beside it
    return any(parse(d, t) is not None for d in named for t in others)


def _titles_joined(levels: Levels) -> Levels:
    """Titles of offences of which two columns hold the parts, or codes beside titles that are cut off, put together."""
    made = [*levels]
    for i, (outer, inner) in enumerate(pairwise(levels)):
        if "offence" not in headings(outer.heading) & headings(inner.heading):
            continue
        beside = {
            p: o for p, s in inner.labels.items() if (o := outer.labels.get(p)) is not None and o.cell is not s.cell
        }
        joined = {p: replace(s, text=f"{beside[p].text} {s.text}") for p, s in inner.labels.items() if p in beside}
        joined = {p: s for p, s in joined.items() if not total_kind(inner.labels[p].text)}
        titles = [r for s in joined.values() if (r := parse("offence", s.text)) is not None and r.value.code]
        parts = 2 * len(titles) > len(joined) and not any(parse("offence", s.text) for s in inner.labels.values())
        joined = (
            joined if parts else {p: s for p, s in joined.items() if _is_cut_off(inner.labels[p].text, beside[p].text)}
        )
        made[i + 1] = replace(inner, labels={**inner.labels, **joined})
    return made


def _is_cut_off(title: str, code: str) -> bool:
    """Whether a text is the beginning of the title of a code, and says of itself something else or nothing."""
    reading, own = parse("offence", code), parse("offence", title)
    if reading is None or reading.value.code is None or (own is not None and own.value == reading.value):
        return False
    return begins_title(title, reading.value.code)
