"""The levels of labels of a reading: each stub column, header row and run of section rows, with its labels spread out.

A level is a map from body rows (or columns) to the label that holds there; blank positions are filled only where
the table shows that a label goes on.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from flows.tidy.breakdowns import names_only
from flows.tidy.dimensions import headings, parse, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import CODED, in_turn, takes_in
from flows.tidy.layout.around.caption_units import says_how
from flows.tidy.layout.levels.carried import carried_down, stepped
from flows.tidy.layout.levels.closing import closing_totals
from flows.tidy.layout.levels.level import Axis, Level
from flows.tidy.layout.levels.line_numbers import line_numbers
from flows.tidy.layout.levels.naming import named_by_outer
from flows.tidy.layout.levels.nesting import sections_over
from flows.tidy.layout.levels.outline import parents
from flows.tidy.layout.levels.summed import summed
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.reading.readings import Reading

#: The label above goes on, where labels stand.
DITTO = frozenset({"-", "–", '"', "''", "〃", "ditto"})


def column_levels(reading: Reading) -> list[Level]:
    """The header rows over the body, top first."""
    levels: list[Level] = []
    at = reading.region.matrix.at
    for i, row in enumerate(reading.header_rows):
        below = reading.header_rows[i + 1 :]
        slots = {c: s for c in reading.body_columns if (s := at(row, c))}
        if below and slots:
            slots = _spread(slots, reading, below)
        if len({id(s.cell) for s in slots.values()}) == 1 and says_how(next(iter(slots.values())).text):
            # `Thousands` alone at the end of a row of its own holds for all columns.
            slots = dict.fromkeys(reading.body_columns, next(iter(slots.values())))
        heading = _side_heading(reading, row)
        under = _of_labels_before(slots) if len(reading.header_rows) == 1 else {}
        levels += (
            _outlined("column", slots, under, heading)
            if under
            else [Level("column", slots, heading, positions=reading.body_columns)]
        )
    return named_by_outer([level for level in levels if level.slots])


def row_levels(reading: Reading) -> tuple[list[Level], list[int]]:
    """The stub columns beside the body, left first, section rows as the outermost level; and the section rows."""
    sections = _section_rows(reading)
    at = reading.region.matrix.at
    rows = [r for r in reading.body_rows if r not in sections]
    levels: list[Level] = []
    named = [_alone_in(reading, r).text for r in sorted(sections)]
    reading.line_column = line_numbers(reading, rows)
    stubs = [c for c in reading.label_columns if not _is_no_count(_top_heading(reading, c))]
    if sections and _name_dimensions(named) and len(stubs) == 1:
        return _named_by_sections(reading, sections), sorted(sections)
    if sections or reading.region.banner:
        levels += _section_levels(reading, rows, sections)
    printed = [{r: s for r in rows if (s := at(r, c)) and s.text not in DITTO} for c in stubs]
    if not sections and (steps := stepped(printed, rows)):
        return [
            Level("row", slots, _top_heading(reading, c), is_section=c != stubs[-1], positions=list(slots))
            for c, slots in zip(stubs, steps, strict=True)
        ], []
    outlined = [i for i, slots in enumerate(printed) if len({s.text for s in slots.values()}) > 1]
    for i, column in enumerate(stubs):
        slots = printed[i]
        if i + 1 < len(stubs):
            carried = carried_down(printed, i, rows)
            slots = {r: s for r, s in carried.items() if not any(s.row < section < r for section in sections)}
        alone = outlined == [i] and i + 1 == len(stubs)
        if alone and (under := _by_position(slots, parents(list(slots.values()))) or summed(reading, slots)):
            levels += _outlined("row", slots, under, _top_heading(reading, column))
        else:
            levels.append(Level("row", slots, _top_heading(reading, column), positions=rows))
    return named_by_outer([level for level in levels if level.slots]), sorted(sections)


def _is_no_count(heading: str) -> bool:
    """Whether a heading asks for what is no count, nor the label of one: `Age and sex of the youngest victim`."""
    reading = parse("unit", heading)
    return reading is not None and reading.value == "other"


def _by_position(slots: dict[int, Slot], under: dict[int, tuple[Slot, ...]]) -> dict[int, tuple[Slot, ...]]:
    """What labels belong under, by their rows or columns rather than by their order."""
    positions = list(slots)
    return {positions[i]: heads for i, heads in under.items()}


def _of_labels_before(slots: dict[int, Slot]) -> dict[int, tuple[Slot, ...]]:
    """`2015/16 | of which online | 2016/17 | of which online`: each of the label before it, where each has its own."""
    under = _by_position(slots, parents(list(slots.values())))
    heads = {slots[c].text for c in slots if c not in under and not total_kind(slots[c].text)}
    return under if heads == {head.text for path in under.values() for head in path} else {}


def _outlined(axis: Axis, slots: dict[int, Slot], under: dict[int, tuple[Slot, ...]], heading: str) -> list[Level]:
    """The levels in one column or row: the labels that others stand under, outermost first, and those."""
    heads = {id(head) for path in under.values() for head in path}
    paths = {p: (*under.get(p, ()), slot) if id(slot) in heads else under.get(p, ()) for p, slot in slots.items()}
    outer = [
        {p: path[depth] for p, path in paths.items() if depth < len(path)}
        for depth in range(max(map(len, paths.values())))
    ]
    inner = {p: slot for p, slot in slots.items() if id(slot) not in heads}
    return [
        *(Level(axis, level, is_section=True, positions=list(level)) for level in outer),
        Level(axis, inner, heading, positions=list(inner)),
    ]


def _spread(slots: dict[int, Slot], reading: Reading, below: Sequence[int]) -> dict[int, Slot]:
    """Labels of an upper header row over the columns that they head, where the cells themselves do not span.

    They go on over columns that are labelled in the same rows below as the first of theirs.
    """
    at = reading.region.matrix.at
    columns = reading.body_columns
    if len(slots) == len(columns):
        return slots
    distinct = list({id(s.cell): s for s in slots.values()}.values())
    labelled = {c: [r for r in below if at(r, c)] for c in columns}
    low = [s.text if labelled[c] and (s := at(labelled[c][-1], c)) else "" for c in columns]
    cycle, remainder = divmod(len(columns), len(distinct))
    repeats = len(distinct) > 1 and remainder == 0 and cycle > 1
    if repeats and low == low[:cycle] * len(distinct) and low[0] != low[-1]:
        return {c: distinct[i // cycle] for i, c in enumerate(columns)}
    spread: dict[int, Slot] = {}
    current: Slot | None = None
    for i, column in enumerate(columns):
        current = slots.get(column, current)
        stands_apart = column not in slots and total_kind(low[i]) and i == len(columns) - 1
        if stands_apart and not any(total_kind(t) for t in low[:i]):
            continue
        if current is None:
            continue
        first = labelled.get(current.column, labelled[column])
        goes_on = current.cell.column_span == 1 and not set(first).isdisjoint(labelled[column])
        if column in slots or goes_on:
            spread[column] = current
    return spread


def _section_rows(reading: Reading) -> set[int]:
    """Body rows that hold a label alone and head the rows below them, rather than a row of blanks."""
    at = reading.region.matrix.at
    lone: dict[int, Slot] = {}
    texts: list[str] = []
    for row in reading.body_rows:
        anchors = reading.region.row_anchors(row)
        figures = [s for c in reading.body_columns if (s := at(row, c))]
        if (
            len(anchors) == 1
            and anchors[0].column in reading.stub_columns
            and (not figures or len(anchors[0].cell.columns) > len(reading.stub_columns))
        ):
            lone[row] = anchors[0]
        elif anchors:
            texts.append(anchors[0].text)
    siblings = {"period"} if follow_on(texts) else _dimensions(texts)
    if follow_on([s.text for s in lone.values()]):
        siblings = siblings - {"age", "period"}
    sections: set[int] = set()
    for row in reading.body_rows[:-1]:
        slot = lone.get(row)
        if slot is None or total_kind(slot.text):
            continue
        like_its_neighbours = bool(siblings and siblings & _dimensions([slot.text])) and not slot.cell.bold
        if not like_its_neighbours or _takes_in_the_next(reading, row, lone):
            sections.add(row)
    sections |= {row for row in lone if sections and _begins_the_rows_again(reading, row, lone)}
    kinds = _dimensions([lone[r].text for r in sorted(sections)])
    for row in reading.body_rows[:-1] if sections else ():
        slot = lone.get(row)
        if slot and slot.text not in texts and (slot.is_figure or _dimensions([slot.text]) & kinds):
            sections.add(row)
    return sections


def _begins_the_rows_again(reading: Reading, row: int, lone: Container[int]) -> bool:
    """`All offences` over the same rows as the sections before it: the total of those sections, row by row."""
    below = next((r for r in reading.body_rows if r > row), row)
    if below in lone or below == row or not total_kind(_alone_in(reading, row).text):
        return False
    label = _alone_in(reading, below).text
    return any(r < row and _alone_in(reading, r).text == label for r in reading.body_rows)


def _takes_in_the_next(reading: Reading, row: int, lone: Container[int]) -> bool:
    """`Rape` over its classes: what the label below it says is a part of what it says."""
    below = next((r for r in reading.body_rows if r > row), row)
    if below in lone:
        return False
    head, first = _alone_in(reading, row).text, _alone_in(reading, below).text
    read = [(parse(d, head), parse(d, first)) for d in ("offence", "age", "period")]
    return any(whole and part and takes_in(whole.value, part.value) for whole, part in read)


def follow_on(texts: Sequence[str]) -> bool:
    """True for two or more years in turn: `15/16` and `16/17` over ages are years."""
    periods = {r.value for t in texts if (r := parse("period", t)) is not None}
    return len(periods) > 1 and in_turn(periods)


def _dimensions(texts: Sequence[str]) -> set[str]:
    """The dimensions that most of the labels read in."""
    distinct = [t for t in dict.fromkeys(texts[:60]) if not total_kind(t)]
    if not distinct:
        return set()
    return {d for d in CODED if sum(parse(d, t) is not None for t in distinct) * 2 >= len(distinct)}


def _alone_in(reading: Reading, row: int) -> Slot:
    """The label of a section row."""
    at = reading.region.matrix.at
    return next(s for c in reading.region.columns if (s := at(row, c)))


def _name_dimensions(labels: Sequence[str]) -> bool:
    """Whether section rows name what the labels under them are of; a few may hold a remark in place of a name."""
    remarks = [t for t in labels if not names_only(t)]
    return 2 * len(remarks) < len(labels) and all(set(explain(t).meanings) <= {"measure"} for t in remarks)


def _named_by_sections(reading: Reading, sections: set[int]) -> list[Level]:
    """Sections that only name dimensions (`Age of victim`, `Gender`): the labels under each are a level.

    A remark (`Younger victims, counted above`) stays as an outer label of those under it.
    """
    column = reading.label_columns[0]
    at = reading.region.matrix.at
    parts: list[tuple[str, dict[int, Slot]]] = [(_top_heading(reading, column), {})]
    remarks: dict[int, Slot] = {}
    head: Slot | None = None
    for row in reading.body_rows:
        if row in sections:
            head = _alone_in(reading, row)
            parts.append((head.text if names_only(head.text) else "", {}))
        elif slot := at(row, column):
            parts[-1][1][row] = slot
            if head is not None and not names_only(head.text):
                remarks[row] = head
    levels = [Level("row", slots, heading, positions=list(slots)) for heading, slots in parts if slots]
    return [Level("row", remarks, is_section=True, positions=list(remarks)), *levels] if remarks else levels


def _section_levels(reading: Reading, rows: Sequence[int], sections: set[int]) -> list[Level]:
    closing = closing_totals(reading, sections)
    over = sections_over(reading, {row: _alone_in(reading, row) for row in sections})
    spread = {row: heads for row, heads in over.items() if row not in closing}
    made: list[Level] = []
    for depth in range(max(map(len, spread.values()), default=0)):
        slots = {row: heads[depth] for row, heads in spread.items() if depth < len(heads)}
        made.append(Level("row", slots, is_section=True, positions=list(rows)))
    return made


def _top_heading(reading: Reading, column: int) -> str:
    """What stands over a stub column, lowest first if several; a corner that names another level is not its heading."""
    at = reading.region.matrix.at
    words = [s.text for r in reversed(reading.header_rows) if (s := at(r, column))]
    return words[0] if words else ""


def _side_heading(reading: Reading, row: int) -> str:
    """What stands in the corner beside a header row; several words there are the names of the columns under them."""
    at = reading.region.matrix.at
    words = [s.text for c in reversed(reading.stub_columns) if (s := at(row, c)) and s.is_anchor]
    if len(words) > 1 and row == reading.header_rows[-1]:
        return ""
    return next((w for w in words if headings(w)), "")
