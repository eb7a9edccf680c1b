"""What a report prints above its table: lines of a name and a value, such as who asked, and filters of a pivot table.

`Our reference | FOI 12/17` is no header of the columns under it. What the lines name holds for the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Any

from flows.read.grid import Cell
from flows.tidy.dimensions import find, headings, is_known, named_over, parse, parse_under
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.labels.online import asks
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions.regions import Region

PAIR = 2
_FLAG = frozenset({"online"})
#: What a pivot table shows of a filter that filters nothing, and of one that lets several values through.
_ANYTHING = frozenset({"(all)", "all", "- all -"})
_SEVERAL = frozenset({"(multiple items)", "- multiple -", "(multiple values)"})
#: The cells over the labels and the figures of a pivot table.
_CORNER = re.compile(r"(?:row|column) labels|(?:count|sum|distinct count)(?: of\b|\s*-).*", re.IGNORECASE)


def set_preamble_aside(region: Region) -> None:
    """Make titles of the lines of names and values above the header of a region.

    A filter that lets anything through says nothing; which values one lets through that has several is not known.
    """
    rows = _filters(region) or (_over_a_list(region) if len(region.columns) == PAIR else _over_a_gap(region))
    for row in rows:
        name, *values = region.row_anchors(row)
        told = [v.text for v in values if v.text.lower() not in _ANYTHING]
        if any(t.lower() in _SEVERAL for t in told) or (told and _denies(name.text, told[0])):
            region.unused.append(name)
        elif len(told) == 1:
            region.filtered |= _let_through(name.text, told[0])
        if values and (not told or name in region.unused):
            region.notes.append(name)
        else:
            region.titles.append(_named_with(name, ", ".join(told)))
        region.notes.extend(values)
    region.rows = [r for r in region.rows if r not in rows]


def _let_through(name: str, told: str) -> dict[str, Any]:
    """What the value of a filter says of all that it lets through, where its name is that of a dimension."""
    named = [d for d in OF_VICTIMS if d in headings(name) or (d == "online" and asks(name))]
    read = {d: reading.value for d in named if (reading := parse_under(frozenset({d}), d, told)) is not None}
    return read if len(read) == 1 else {}


def _named_with(name: Slot, told: str) -> Slot:
    """A name with its value; `Yes` behind what is no question of the flag says that it holds: `Under 18 | Y`."""
    answer = parse_under(_FLAG, "online", told) if told else None
    asked = bool(named_over(name.text, [told])) or _is_flag(name.text)
    holds = answer is not None and answer.value == "yes" and not asked
    return replace(name, text=f"{name.text.rstrip(' :')}: {told}") if told and not holds else name


def _denies(name: str, told: str) -> bool:
    """`Under 18 | N`: what the name says does not hold."""
    answer = parse_under(_FLAG, "online", told)
    return answer is not None and answer.value == "no" and not _is_flag(name) and bool(find("age", name))


def _is_flag(name: str) -> bool:
    return bool(find("online", name))


def _filters(region: Region) -> list[int]:
    """The filters over a pivot table, all over its corner, else those that let all through."""
    corner = next((c.row for c in _corners(region) if c.row >= region.rows[0]), region.rows[-1] + 1)
    lines = [(row, region.row_anchors(row)) for row in region.rows]
    pairs = list(takewhile(lambda line: len(line[1]) == PAIR and line[0] < corner, lines))
    if len(pairs) < len(lines) and lines[len(pairs)][0] >= corner:
        return [row for row, _ in pairs]
    plain = [i for i, (_, line) in enumerate(pairs) if line[1].text.lower() in _ANYTHING | _SEVERAL and not _sums(line)]
    return [row for row, _ in pairs[: plain[-1] + 1]] if plain else []


def _corners(region: Region) -> list[Cell]:
    """The cells of the grid over the labels or the figures of a pivot table; they may have been set aside."""
    return [c for c in region.matrix.grid.cells if _CORNER.fullmatch(" ".join(c.text.split()))]


def _sums(line: Sequence[Slot]) -> bool:
    """`Age | All`: the header of a column of labels and one of figures, where a filter would have brackets."""
    return line[1].text.lower() == "all"


def _over_a_gap(region: Region) -> list[int]:
    """The lines that a blank row parts from a table of more columns, which begins with words."""
    place = {r: i for i, r in enumerate(region.matrix.rows)}
    gap = next((i for i, (a, b) in enumerate(pairwise(region.rows)) if place[b] - place[a] > 1), None)
    if gap is None or len(region.columns) <= PAIR:
        return []
    above, header = region.rows[: gap + 1], region.row_anchors(region.rows[gap + 1])
    lines = [region.row_anchors(r) for r in above]
    pairs = all(len(line) <= PAIR and not any(s.is_figure for s in line[1:]) for line in lines)
    beside = all(line[0].column == region.columns[0] and _no_header(line, region.columns[1]) for line in lines)
    over_figures = len(header) >= PAIR or header[0].column > region.columns[0]
    headed = over_figures and not any(s.is_figure for s in header)
    return above if pairs and beside and headed and any(len(line) == PAIR for line in lines) else []


def _no_header(line: Sequence[Slot], second: int) -> bool:
    """Whether a line is a name and its value, or one of which the first cell spans row labels and figures alike."""
    return line[-1].column <= second or second in line[0].cell.columns


def _over_a_list(region: Region) -> list[int]:
    """The lines of words over a list of keys and figures."""
    pairs: list[tuple[int, Sequence[Slot]]] = []
    for row in region.rows:
        anchors = region.row_anchors(row)
        if len(anchors) != PAIR or anchors[0].is_figure or anchors[1].value is not None:
            break
        pairs.append((row, anchors))
    if len(pairs) < PAIR or len(pairs) == len(region.rows):
        return []
    if _heads_figures(*pairs[-1][1]):
        pairs.pop()
    return [row for row, _ in pairs]


def _heads_figures(key: Slot, value: Slot) -> bool:
    """True for the words over two columns of labels and figures: `Age | 2016/17`, `Offence | Number`."""
    if not is_known(value.text):
        return False
    day = parse("period", value.text)
    return day is None or day.value.start != day.value.end
