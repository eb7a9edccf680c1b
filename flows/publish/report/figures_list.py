"""The figures of one return as a list, table by table, each with what is to be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.check.figure import amount, place_name
from flows.publish.report.marks import Mark, cells_of_figures, kind_of, numbered
from flows.publish.report.mending import place_lines
from flows.publish.report.understood import Understood, said, understood
from schemas.categories import flag_words, reasons
from schemas.doubt import in_doubt
from schemas.rows import Observation

PART = 100
"""Figures that are drawn together."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure: its number in the list, what it counts, how much, the cells that it rests on."""

    number: int
    kind: str
    what: str
    amount: str
    printed: str
    count: int | None
    labels: str
    place: str
    doubts: Sequence[str]
    notes: Sequence[str]
    superseded_by: str | None
    cells: Sequence[int]
    mending_place: str
    observation_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of one table of the return, or of its text, in parts; and how it was understood."""

    title: str
    understood: Understood
    parts: Sequence[Sequence[FigureView]]


def figure_tables(observations: Sequence[Observation], found: Sequence[Mark]) -> list[FigureTable]:
    """The figures of one document, in the order of their tables; last those of the text, as it goes.

    `found` are the marks of the document in the order in which a person meets them.
    """
    cells = cells_of_figures(found)
    told = _told(found)
    numbers = numbered(observations)
    by_table: defaultdict[int | None, list[Observation]] = defaultdict(list)
    for row in observations:
        by_table[row.place.table].append(row)
    tables = []
    for meaning in understood(observations):
        rows = by_table[meaning.table]
        if meaning.table is None:
            rows = sorted(rows, key=lambda row: _place_in_text(row, told.get(numbers[row.observation_id])))
        views = [_view(row, numbers[row.observation_id], meaning, cells, told) for row in rows]
        parts = [views[at : at + PART] for at in range(0, len(views), PART)]
        tables.append(FigureTable(_title(rows[0], meaning), meaning, parts))
    return tables


def _told(found: Sequence[Mark]) -> dict[int, tuple[int, str]]:
    """Number of a figure -> the place among the marks of the first that it rests on, and that one's words."""
    told: dict[int, tuple[int, str]] = {}
    for at, mark in enumerate(found):
        for number in mark.figures:
            told.setdefault(number, (at, mark.text))
    return told


def _place_in_text(row: Observation, told: tuple[int, str] | None) -> tuple[bool, int, int]:
    """Where a figure of the text stands: by its sentence, then within it; one that rests on none is last."""
    at, words = told or (0, "")
    return told is None, at, words.find(row.raw_value or "")


def _title(first: Observation, meaning: Understood) -> str:
    if meaning.table is None:
        return "In the text"
    if first.place.sheet:
        return f"Sheet {first.place.sheet}"
    return f"Table {meaning.table}" + (f", page {first.place.page}" if first.place.page else "")


def _view(
    row: Observation,
    number: int,
    meaning: Understood,
    cells: Mapping[int, Sequence[int]],
    told: Mapping[int, tuple[int, str]],
) -> FigureView:
    _, words = told.get(number, (0, ""))
    own = [value for value in said(row).values() if value not in meaning.all]
    why = reasons(row.flags) if in_doubt(row) else []
    return FigureView(
        number,
        kind_of(row),
        ", ".join(own) or ", ".join(meaning.all),
        amount(row),
        row.raw_value or "",
        row.count,
        " · ".join(filter(None, (row.raw_row_label, row.raw_column_label))),
        place_name(row.place) or "in the text",
        [flag_words(flag) for flag in why],
        [flag_words(flag) for flag in row.flags if flag not in why],
        row.superseded_by,
        cells.get(number, ()),
        "\n  ".join(place_lines(row.place)),
        row.observation_id,
        words if row.place.table is None and words != row.raw_value else "",
    )
