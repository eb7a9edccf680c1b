"""From a chosen reading to the figures of a table, each with all that its labels and surroundings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from flows.tidy.dimensions import find, headings
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import OF_VICTIMS, Age, Offence, is_whole
from flows.tidy.layout.around.caption_units import counts
from flows.tidy.layout.around.surroundings import Surroundings
from flows.tidy.layout.figures.amounts import doubt_labels, settle_unit
from flows.tidy.layout.figures.merged import labels_of
from flows.tidy.layout.figures.parts import said_of_parts, with_part
from flows.tidy.layout.levels.gaps import unheaded
from flows.tidy.layout.levels.level import Level
from flows.tidy.layout.levels.levels import column_levels, row_levels
from flows.tidy.layout.levels.outline import is_of_which
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.agreement import agree
from flows.tidy.layout.meaning.blank_labels import fill_blank_labels, read_blank_labels
from flows.tidy.layout.meaning.combine import combine
from flows.tidy.layout.meaning.corner import corner_values
from flows.tidy.layout.meaning.meaning import resolve
from flows.tidy.layout.meaning.other_flags import settle_other_flags
from flows.tidy.layout.meaning.resolved import Meaning, Resolved
from flows.tidy.layout.meaning.years import parts_of_years, year_before
from flows.tidy.layout.reading.readings import Reading

_JOINED = re.compile(r"[,;&/]|\band\b", re.IGNORECASE)
NOT_OF_TOTALS = ("period", *OF_VICTIMS)


@dataclass(slots=True)
class Table:
    """A region understood: its figures, its levels and the section rows; `words` are body slots that are no figures."""

    reading: Reading
    rows: list[Resolved]
    columns: list[Resolved]
    sections: list[int]
    drafts: list[Draft] = field(default_factory=list)
    words: list[Slot] = field(default_factory=list)


def attach(
    reading: Reading, around: Surroundings, block: int, caption: str, blanks: dict[str, object],
    brackets: dict[str, object],
) -> Table:  # fmt: skip
    """Every figure and every blank of the body, with its labels.

    `blanks` and `brackets` say by dimension what a blank label and a figure in brackets mean where a note tells.
    """
    matrix = reading.region.matrix
    rows, sections = row_levels(reading)
    resolved_columns = _resolve_all(column_levels(reading), frozenset(), reading.told)
    taken = frozenset(r.dimension for r in resolved_columns if r.dimension)
    resolved_rows = _resolve_all(rows, taken, reading.told)
    levels = _settled(agree(caption, reading.told, resolved_rows, resolved_columns), around)
    table = Table(reading, resolved_rows, resolved_columns, sections)
    broken_off = unheaded([r.level for r in resolved_columns], reading.body_columns)
    heads = _outline_heads(reading, resolved_rows) - set(sections)
    corner = corner_values(reading, {r.dimension for r in levels})
    names_forces = any(r.dimension == "force" for r in levels)
    if corner.get("measure") or around.values.get("measure"):
        _without_measures_of_totals(levels)
    unread = {id(r) for r in levels if _is_unread(r)}
    said = _said(levels, said_of_parts(matrix))
    split = _axes_of_groups(levels)
    at = matrix.at
    above = {column: _meanings(resolved_columns, column) for column in reading.body_columns}
    for row in sorted({*reading.body_rows}.difference(sections)):
        told = _meanings(resolved_rows, row)
        for column in reading.body_columns:
            slot = at(row, column)
            if slot is not None and not slot.is_anchor:
                continue
            if slot is not None and slot.value is None:
                table.words.append(slot)
                continue
            beside, merged = labels_of(resolved_rows, slot)
            row_meanings, row_slots = told if beside is resolved_rows else _meanings(beside, row)
            column_meanings, column_slots = above[column]
            cell = slot.cell if slot else matrix.empty_cell(row, column)
            draft = Draft(
                block, row, column, slot.value if slot else None, slot.printed if slot else None, cell,
                matrix.grid.method, tuple(s.printed for s in row_slots),
                tuple(s.printed for s in column_slots), caption, how=set(matrix.flags_of(row)),
            )  # fmt: skip
            _say(draft, row_meanings, "row")
            draft.doubts |= merged
            doubt_labels(draft, [*row_slots, *column_slots], [m for _, m in (*row_meanings, *column_meanings)])
            if row in heads:
                draft.totals.add("row")
            _say(draft, column_meanings, "column")
            parts_of_years(draft)
            year_before(draft, any(m.years_back for _, m in [*row_meanings, *column_meanings]), "period" in said)
            fill_blank_labels(draft, beside, row, blanks)
            read_blank_labels(draft, [*row_meanings, *column_meanings], [*row_slots, *column_slots], blanks)
            in_doubt = any(id(r) in unread and not _only_counts(m) for r, m in (*row_meanings, *column_meanings))
            _surround(draft, corner, around, said, split, in_doubt)
            parts_of_years(draft)
            settle_unit(draft, slot.second if slot else None)
            if column in broken_off:
                draft.doubts.add("header_missing")
            if names_forces:
                draft.values.setdefault("force", None)
            table.drafts += with_part(draft, slot, brackets)
    return table


def _resolve_all(levels: Iterable[Level], taken: frozenset[str], told: dict[tuple[str, int], str]) -> list[Resolved]:
    return [resolve(level, taken, told.get((level.axis, level.number))) for level in levels]


def _without_measures_of_totals(levels: Iterable[Resolved]) -> None:
    """`All victims` beside `Female` and `Male` says that it is their total, where other words say what is counted."""
    for resolved in levels:
        meanings = list(resolved.meanings.values())
        if not any("measure" in m.values for m in meanings if not m.total):
            for meaning in meanings:
                meaning.values.pop("measure", None)


def _settled(levels: Sequence[Resolved], around: Surroundings) -> Sequence[Resolved]:
    return _named_apart(levels if around.speaks_of_online else settle_other_flags(levels))


def _named_apart(levels: Sequence[Resolved]) -> Sequence[Resolved]:
    """The levels, each with a name of its own where it has labels to keep under it: none is to hide another's."""
    names: set[str] = set()
    for resolved in levels:
        if not any(m.other for m in resolved.meanings.values()):
            continue
        axis = resolved.level.axis
        choices = chain((resolved.name, axis), (f"{axis} {n}" for n in count(2)))
        resolved.own_name = next(n for n in choices if n not in names)
        names.add(resolved.own_name)
    return levels


def _meanings(levels: Sequence[Resolved], position: int) -> tuple[list[tuple[Resolved, Meaning]], list[Slot]]:
    """The meanings that hold at a row or column, outermost first, and the labels themselves."""
    found: list[tuple[Resolved, Meaning]] = []
    labels: list[Slot] = []
    for resolved in levels:
        slot = resolved.level.slots.get(position)
        if slot is None:
            continue
        if labels and slot.cell is labels[-1].cell:
            if found[-1][0].level.names_below:
                found[-1] = (resolved, resolved.meanings[slot.text])
            continue
        found.append((resolved, resolved.meanings[slot.text]))
        labels.append(slot)
    return found, labels


def _say(draft: Draft, meanings: Sequence[tuple[Resolved, Meaning]], axis: str) -> None:
    for resolved, meaning in meanings:
        for dimension, value in meaning.values.items():
            if dimension == "unit":
                draft.unit = value if draft.unit in ("count", "other") else draft.unit
                continue
            if dimension in draft.values:
                value, clash = combine(dimension, draft.values[dimension], value)
                if clash:
                    draft.doubts.add("labels_disagree")
            draft.values[dimension] = value
        if meaning.other:
            draft.other[resolved.name] = meaning.other
        if "label_unknown" in meaning.doubts:
            draft.unknown.add(meaning.other or meaning.name)
        draft.doubts |= meaning.doubts
        draft.how |= meaning.how
        if resolved.ambiguous_with:
            draft.doubts.add("reading_ambiguous")
        draft.confidence = min(draft.confidence, max(meaning.certainty, 0.5))
        if meaning.total:
            draft.totals.add(axis)


def _is_unread(resolved: Resolved) -> bool:
    """Whether the labels of a level are unknown but for words for a total, a measure or a unit."""
    meanings = list(resolved.meanings.values())
    unknown = [m for m in meanings if m.other and "label_unknown" in m.doubts]
    return bool(unknown) and all(set(m.values) <= {"measure", "unit"} for m in meanings)


def _only_counts(meaning: Meaning) -> bool:
    """Whether a label says no more than that its figures are counts, or of what: `No` beside words not known."""
    return bool(meaning.values) and set(meaning.values) <= {"measure", "unit"} and not (meaning.total or meaning.other)


def _outline_heads(reading: Reading, rows: Sequence[Resolved]) -> set[int]:
    """The rows that others stand under as their parts; `of which` rows make no total of the row above them."""
    at = reading.region.matrix.at
    heads = set()
    for resolved in rows:
        for row, head in resolved.level.slots.items() if resolved.level.is_section else ():
            own = at(row, head.column) or next((s for c in reversed(reading.stub_columns) if (s := at(row, c))), None)
            if own is not None and row != head.row and not is_of_which(own.text):
                heads.add(head.row)
    return heads


def _said(levels: Iterable[Resolved], parts: Iterable[tuple[str, object]] = ()) -> dict[str, list[object]]:
    """The values that labels of the table give, by dimension, and those that words in its cells give of `parts`."""
    said: dict[str, list[object]] = {}
    labels = (item for r in levels for m in r.meanings.values() for item in m.values.items())
    for dimension, value in chain(labels, parts):
        said.setdefault(dimension, []).append(value)
    return said


def _axes_of_groups(levels: Iterable[Resolved]) -> set[str]:
    """The axes whose labels name offences of several groups."""
    groups: dict[str, set[str]] = {}
    for resolved in levels:
        for meaning in resolved.meanings.values():
            offence = meaning.values.get("offence")
            if isinstance(offence, Offence) and not is_whole(offence):
                groups.setdefault(resolved.level.axis, set()).add(offence.group)
    return {axis for axis, named in groups.items() if len(named) > 1}


def _names_only(dimension: str, value: object, said: Mapping[str, Sequence[object]]) -> bool:
    """Whether words around a table name what labels of it say: the flag, or values that theirs is not part of."""
    others = [v for v in said.get(dimension, ()) if v != value]
    if dimension == "age" and isinstance(value, Age):
        return any(isinstance(v, Age) and not value.contains(v) for v in others)
    return bool(others) or (dimension == "online" and "online" in said)


def _is_of_other_rows(dimension: str, around: Surroundings, draft: Draft) -> bool:
    """`Babies, and crimes involving the internet` over a row of each: the second is not of babies."""
    words = around.sources.get(dimension, "")
    own, others = find(dimension, words), [f for d in OF_VICTIMS if d in draft.values for f in find(d, words)]
    between = [words[min(a.end, b.end) : max(a.start, b.start)] for a in own for b in others]
    return any(_JOINED.search(text) for text in between)


def _surround(
    draft: Draft, corner: dict[str, object], around: Surroundings, said: Mapping[str, Sequence[object]],
    split: set[str], in_doubt: bool,
) -> None:  # fmt: skip
    """What the corner and the words around say where no label does (`said`: what labels of the table say).

    A total has no one value of a dimension that other labels carry: not the year, nor the flag. A cover does not know
    the figures of a table that has years of its own. `split`: what sums offences of several groups, along the axis of
    their labels, is of no one group, whatever a caption says. `in_doubt`: `Combined` beside labels that nothing knows
    may be the total of what the caption names.
    """
    counted = corner.get("measure")
    for dimension, value in corner.items():
        if dimension != "measure":
            draft.values.setdefault(dimension, value)
    if "unit" in around.doubts and draft.unit == "count" and not counts([*draft.row_labels, *draft.column_labels]):
        draft.doubts.add(around.doubts["unit"])
    unread = {d for heading in draft.other for d in headings(heading)}
    for dimension, value in around.values.items():
        if dimension == "unit":
            draft.unit = value if draft.unit == "count" else draft.unit
            draft.how |= around.how if draft.unit == "count" else set()
            continue
        if dimension in draft.values or (dimension in NOT_OF_TOTALS and dimension in said and draft.totals):
            continue
        if dimension in said and around.adds_nothing(dimension):
            if dimension == "offence" and not is_whole(value) and not draft.totals:
                draft.doubts.add("label_guessed")
            continue
        if dimension == "offence" and split & draft.totals:
            continue
        if dimension in OF_VICTIMS and (dimension in unread or _names_only(dimension, value, said)):
            continue
        if dimension in OF_VICTIMS and dimension in said and _is_of_other_rows(dimension, around, draft):
            continue
        draft.values[dimension] = value
        if in_doubt and dimension in OF_VICTIMS and not is_whole(value):
            draft.doubts.add("reading_ambiguous")
        if dimension in around.doubts:
            draft.doubts.add(around.doubts[dimension])
    if counted is not None:
        draft.values.setdefault("measure", counted)
