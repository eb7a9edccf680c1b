"""A second reading held to the paper: figures that are printed where it says, with codes that exist; the rest refused.

A table is said by its labels, and its figures are made here from that. What each number is worth is read by the same
reader of numbers as for the first reading: both read the same ink, and neither can invent any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.second.paper import Paper, Sheet
from flows.second.reading import DIMENSIONS, Amount, Answer, Figure, Meaning, Statement, Table
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.people.values import read_value
from schemas.spot import Spot, squeezed

_CELL = re.compile(r"(T\d+)R(\d+)C(\d+)")
_RANGE = re.compile(r"([RC])(\d+)(?:\s*[-–:]\s*\1?(\d+))?")
#: Words that say that one number is of several years or groups.
_EACH = re.compile(r"\b(?:each|both|either|neither|every|respectively|all|any|per)\b", re.IGNORECASE)
MOST_OF_ONE = 12
"""Figures that one printed number may be."""


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a second reading: where it stands, what is printed there, how much it is and what it means."""

    spot: Spot
    place: str
    printed: str
    value: CellValue
    dimensions: Mapping[str, Any] = field(default_factory=dict)
    narrowed: str | None = None
    total: bool = False
    superseded: bool = False


@dataclass(slots=True)
class Held:
    """What of an answer stands on the paper: its figures, and for each thing refused its place and the reason."""

    figures: list[Said] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def hold(answer: Answer, paper: Paper, marks: Mapping[str, str] | None = None) -> Held:
    """The figures of an answer that are printed where it says that they stand.

    `marks` are of the places when they were read: one that is now numbered otherwise is found again by its words.
    """
    held = Held()
    moved = _moved(paper, marks or {})
    for figure in (one.model_copy(update={"at": _now(one.at, moved)}) for one in answer.figures):
        try:
            held.figures.append(_of_text(figure, paper))
        except ValueError as error:
            held.refused.append(f'{figure.at} "{figure.printed}": {error}')
    held.figures = [*_without_too_many(held, paper)]
    signs = {squeezed(mark.printed): mark for mark in answer.marks}
    for table in (one.model_copy(update={"at": _now(one.at, moved)}) for one in answer.tables):
        sheet = paper.tables.get(table.at)
        if sheet is None:
            held.refused.append(f"{table.at}: no such table in the document")
            continue
        try:
            made = list(_of_table(table, sheet, signs))
        except ValueError as error:
            held.refused.append(f"{table.at}: {error}")
            continue
        taken = {figure.spot for figure in held.figures}
        held.figures += [one for one in made if isinstance(one, Said) and one.spot not in taken]
        held.refused += [one for one in made if isinstance(one, str)]
        held.refused += [f"{one.place}: said twice" for one in made if isinstance(one, Said) and one.spot in taken]
    return held


def _moved(paper: Paper, marks: Mapping[str, str]) -> dict[str, str]:
    """The places that are numbered otherwise than when they were read, and their names now; "" for those gone."""
    names: dict[tuple[str, str], str] = {}
    for name, mark in paper.marks.items():
        names.setdefault((name[0], mark), name)
    return {name: names.get((name[0], mark), "") for name, mark in marks.items() if paper.marks.get(name) != mark}


def _now(place: str, moved: Mapping[str, str]) -> str:
    match = _CELL.fullmatch(place)
    whole = match[1] if match else place
    return moved[whole] + place[len(whole) :] if whole in moved else place


def _without_too_many(held: Held, paper: Paper) -> Iterator[Said]:
    """The figures without those that are more than the numbers printed: one a number, but where words say so."""
    met: Counter[Spot] = Counter()
    meanings: set[tuple[object, ...]] = set()
    for figure in held.figures:
        met[figure.spot] += 1
        key = (figure.spot, *sorted(figure.dimensions.items(), key=str), figure.narrowed)
        words, _ = _standing(figure.place, paper) or ("", None)
        if key in meanings or (met[figure.spot] > 1 and not _EACH.search(words)) or met[figure.spot] > MOST_OF_ONE:
            held.refused.append(f'{figure.place} "{figure.printed}": more figures than numbers are printed')
            continue
        meanings.add(key)
        yield figure


def _standing(place: str, paper: Paper) -> tuple[str, Callable[[int, str], Spot]] | None:
    """The words at a place, and the spot of what is printed from a character of them on; None for no such place."""
    if (line := paper.lines.get(place)) is not None:
        return line.text, line.spot
    match = _CELL.fullmatch(place)
    sheet = paper.tables.get(match[1]) if match else None
    cell = sheet.cells.get((int(match[2]), int(match[3]))) if match and sheet else None
    if cell is None or sheet is None:
        return None
    spot = Spot(sheet.block, cell.row, cell.column)
    return squeezed(cell.text), lambda at, printed: spot._replace(start=at, end=at + len(printed))


def _of_text(figure: Figure, paper: Paper) -> Said:
    """A figure of the text. ValueError, with the reason, for one that is not printed there."""
    standing = _standing(figure.at, paper)
    if standing is None:
        raise ValueError("no such place in the document")
    words, spot = standing
    at = _found(words, figure.printed, figure.nth)
    printed = words[at : at + len(squeezed(figure.printed))]
    value, told = _value(figure, printed), _dimensions(figure)
    return Said(spot(at, printed), figure.at, printed, value, told, figure.narrowed, superseded=bool(figure.superseded))


def _found(words: str, printed: str, nth: int) -> int:
    """At which character of the words the nth of what is printed stands, no part of a longer number."""
    wanted = re.escape(squeezed(printed))
    if not wanted:
        raise ValueError("nothing is printed there")
    before = r"(?<![\d])(?<!\d[.,])" if wanted[:1].isdigit() else r"(?<!\w)" if wanted[:1].isalpha() else ""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else r"(?!\w)" if wanted[-1:].isalpha() else ""
    places = [m.start() for m in re.finditer(before + wanted + after, words, re.IGNORECASE)]
    if not places:
        raise ValueError("is not printed there")
    if nth > len(places):
        raise ValueError(f"is printed there {len(places)} times, not {nth}")
    return places[nth - 1]


def _value(said: Amount, printed: str) -> CellValue:
    """What is printed, which what is said must bear out."""
    read = read_cell(printed)
    if said.status != "exact":
        if said.count is not None:
            raise ValueError("a count that is withheld has no number")
        digits = {int(d) for d in re.findall(r"\d+", printed)}
        bounds = {b for b in (said.low, said.high) if b is not None}
        if read is not None and read.status == "exact" and read.unit == "count" and read.certainty == 1:
            raise ValueError("an exact number is printed there, and no withheld one")
        if digits and not bounds <= {n + d for n in digits for d in (-1, 0, 1)} | {0, 1}:
            raise ValueError("the bounds are not those that are printed")
        return CellValue(None, status=said.status, low=said.low, high=said.high)
    if said.count is None:
        raise ValueError("a count is wanted, or a status")
    counts = {read.value} if read and read.status == "exact" else set()
    counts |= {int(d.replace(",", "").replace(" ", "")) for d in re.findall(r"\d[\d, ]*(?<![, ])", printed)}
    if said.count not in counts:
        raise ValueError(f"{said.count} is not the number that is printed")
    return CellValue(said.count, low=said.count, high=said.count)


def _dimensions(said: Meaning) -> dict[str, Any]:
    """What is said, by dimension, as values of the data set."""
    return {name: read_value(name, value) for name in DIMENSIONS if (value := getattr(said, name))}


def _of_table(table: Table, sheet: Sheet, marks: Mapping[str, Amount]) -> Iterator[Said | str]:
    """The figures of a block, made from its labels; a string for what is refused."""
    rows = _numbers("R", table.rows, sheet.grid.rows)
    columns = _numbers("C", table.columns, sheet.grid.columns)
    of_rows, of_columns = _by_number("R", table.says, sheet), _by_number("C", table.says, sheet)
    for row in sorted(rows):
        for column in sorted(columns):
            cell = sheet.cells.get((row, column))
            place = f"{sheet.name}R{row}C{column}"
            text = squeezed(cell.text) if cell else ""
            value = _value_of_cell(text, marks, table.blank == "zero")
            if value is None:
                continue
            told, against = _merged(table.all, of_columns.get(column, {}), of_rows.get(row, {}))
            if against:
                yield f'{place} "{text}": its row and its column say different things of its {", ".join(against)}'
                continue
            unit = told.pop("unit", None)
            if unit is not None and value.status == "exact" and value.unit in ("count", "other"):
                value = replace(value, unit=read_value("unit", unit))
            dimensions = {name: read_value(name, said) for name, said in told.items() if name in DIMENSIONS}
            yield Said(
                Spot(sheet.block, row, column), place, text, value, dimensions, told.get("narrowed"),
                bool(told.get("total")), bool(told.get("superseded")),
            )  # fmt: skip


def _value_of_cell(text: str, marks: Mapping[str, Amount], blank_is_zero: bool) -> CellValue | None:
    if not text:
        return CellValue(0, low=0, high=0) if blank_is_zero else None
    if (mark := marks.get(text)) is not None and not text[:1].isdigit():
        if mark.status == "exact" and mark.count == 0:
            return CellValue(0, low=0, high=0)
        return None if mark.status == "exact" else CellValue(None, status=mark.status, low=mark.low, high=mark.high)
    return read_cell(text)


def _numbers(axis: str, ranges: str, most: int) -> set[int]:
    """Rows or columns that ranges name. ValueError for what names none, or lies outside the table."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in ranges.split(","))):
        match = _RANGE.fullmatch(part)
        if match is None or match[1] != axis:
            raise ValueError(
                f'"{part}" names no {"rows" if axis == "R" else "columns"}; write {axis}3 or {axis}3-{axis}9'
            )
        first, last = int(match[2]), int(match[3] or match[2])
        if not 1 <= first <= last <= most:
            raise ValueError(f'"{part}" lies outside the table, which ends with {axis}{most}')
        found |= {*range(first, last + 1)}
    return found


def _by_number(axis: str, says: Sequence[Statement], sheet: Sheet) -> dict[int, dict[str, Any]]:
    """What is said of each row or column: the narrower statement goes before the wider."""
    spans: list[tuple[int, set[int], dict[str, Any]]] = []
    for one in says:
        if one.label is not None:
            if axis == "R":
                columns = _numbers("C", one.at, sheet.grid.columns)
                label = squeezed(one.label).casefold()
                rows = {
                    r
                    for (r, c), cell in sheet.cells.items()
                    if c in columns and squeezed(cell.text).casefold() == label
                }
                spans.append((1, _spanned(rows, columns, sheet), one.said))
        elif one.at.strip().startswith(axis):
            numbers = _numbers(axis, one.at, sheet.grid.rows if axis == "R" else sheet.grid.columns)
            spans.append((len(numbers), numbers, one.said))
    found: dict[int, dict[str, Any]] = {}
    for _, numbers, said in sorted(spans, key=lambda span: -span[0]):
        for number in numbers:
            found[number] = found.get(number, {}) | said
    return found


def _spanned(rows: set[int], columns: set[int], sheet: Sheet) -> set[int]:
    """Rows with those that their label cells span."""
    return {r for (row, c), cell in sheet.cells.items() if row in rows and c in columns for r in cell.rows}


def _merged(of_all: Meaning, column: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What holds for a cell, and the fields of which its row and column say different things."""
    told = of_all.said | dict(column)
    against = [name for name, said in row.items() if name in DIMENSIONS and name in column and column[name] != said]
    narrowed = [words for words in (column.get("narrowed"), row.get("narrowed")) if words]
    told |= dict(row)
    if narrowed:
        told["narrowed"] = "; ".join(dict.fromkeys(narrowed))
    return told, against
