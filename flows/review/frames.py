"""A table that was missed, framed by a person on the picture of its page: its cells, and the lines of `table.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.read.grid import Box
from flows.read.sidecars import TABLE
from flows.review.entries import Entry, EntryError
from flows.review.lines import checked
from flows.tidy.labels.explain import explain
from flows.tidy.people.values import amount, written
from schemas.rows import LEVELS

DIMENSIONS = ("period", "age", "sex", "online", "offence", "measure")
COLUMNS = ("file", "page", *DIMENSIONS, "value", "raw_row_label", "raw_column_label", "raw_value", "is_total")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a page, in points, and how many rows at its top and columns at its left hold labels."""

    page: int
    box: Box
    header_rows: int = 1
    stub_columns: int = 1


@dataclass(frozen=True, slots=True)
class FramedFigure:
    """A cell that holds a figure, with its labels, what these mean, and the words of them that nothing knows."""

    row: int
    column: int
    raw: str
    row_label: str
    column_label: str
    values: Mapping[str, str]
    is_total: bool
    unknown: str


@dataclass(frozen=True, slots=True)
class FramedTable:
    """The figures in a frame, and the cells that should be figures and are none."""

    figures: Sequence[FramedFigure] = ()
    left: Sequence[str] = field(default=())


def figures_of(cells: Sequence[Sequence[str]], frame: Frame) -> FramedTable:
    """What stands in a frame, by its labels: a label that stands once over several columns holds for all of them."""
    heads = [_carried(row) for row in cells[: frame.header_rows]]
    figures, left = [], []
    for number, row in enumerate(cells[frame.header_rows :], start=frame.header_rows):
        stub = LEVELS.join(filter(None, row[: frame.stub_columns]))
        for column in range(frame.stub_columns, len(row)):
            raw = row[column]
            if not raw:
                continue
            head = LEVELS.join(dict.fromkeys(filter(None, (one[column] for one in heads))))
            try:
                amount({"value": raw})
            except ValueError:
                left.append(raw)
                continue
            figures.append(_figure(number, column, raw, stub, head))
    return FramedTable(figures, left)


def table_lines(
    file: str, frame: Frame, figures: Sequence[FramedFigure], all_of: Mapping[str, str], there: str
) -> Entry:
    """The lines of figures for the end of `table.csv`, of which `there` is the text. `all_of`: what holds for all.

    Raises EntryError where there is none, where a value is none, or where the file has not the columns for them.
    """
    if not figures:
        raise EntryError("No figure stands in this frame. Nothing was written")
    same = {name: checked(name, words) for name, words in all_of.items() if words.strip()}
    header = next(csv.reader(io.StringIO(there)), list(COLUMNS)) if there.strip() else list(COLUMNS)
    if missing := [name for name in COLUMNS if name not in header]:
        raise EntryError(f"{TABLE} beside this return has no column {', '.join(missing)}; add it. Nothing was written")
    text = io.StringIO()
    lines = csv.DictWriter(text, header, restval="", lineterminator="\n")
    if not there.strip():
        lines.writeheader()
    for one in figures:
        told = {"file": file, "page": frame.page, "value": one.raw, "raw_value": one.raw}
        labels = {"raw_row_label": one.row_label, "raw_column_label": one.column_label}
        lines.writerow(told | labels | same | dict(one.values) | {"is_total": "true" if one.is_total else "false"})
    return Entry(TABLE, text.getvalue())


def _carried(row: Sequence[str]) -> list[str]:
    """A header row in which each label holds up to the next."""
    found: list[str] = []
    for text in row:
        found.append(text or (found[-1] if len(found) > 1 else ""))
    return found


def _figure(row: int, column: int, raw: str, stub: str, head: str) -> FramedFigure:
    values: dict[str, str] = {}
    total, unknown = False, []
    for label in (one for labels in (head, stub) for one in labels.split(LEVELS) if one):
        read = explain(label)
        total = total or read.total
        values |= {name: written(name, one.value) for name, one in read.meanings.items() if name in DIMENSIONS}
        if read.leftover or read.undecided:
            unknown.append(label)
    return FramedFigure(row, column, raw, stub, head, values, total, ", ".join(unknown))
