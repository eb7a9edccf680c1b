"""The workbook on which a person reads: a row for each number of the text, and for each label of the tables.

Nothing of the first reading is in it. What is filled in goes back through the same form as a model's answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from flows.second.paper import Paper, Sheet
from flows.second.reading import Answer, ReadingError, parse_answer
from flows.tidy.labels.numbers import read_cell
from schemas.categories import codes

HELP = (
    "Read the document, and say here what each of its numbers means. Do not look at what the program made of it.",
    "Figures: one row for each number of the text. Write yes under 'figure' where it is a count that answers the "
    "request, and fill in what the document says of it. Leave a cell empty where the document says nothing.",
    "Labels: one row for each column heading and row label of a table. Fill in what it means. Write yes under 'total' "
    "for totals, and no under 'figure' for columns and rows that hold no counts (codes, percentages of change).",
    "period: 2016/17, 2016, or 2016-04-01/2016-09-30. age: 0-4, 7-7, 16+, unknown. offence: a code, or a group of the "
    "list. A number withheld as fewer than five: status suppressed, low 1, high 4.",
    "Write your name below, save the file, and run: foi second --import with this file's name.",
)
MEANING = ("period", "offence", "age", "sex", "online", "measure", "unit", "narrowed")
FIGURES = ("at", "printed", "nth", "sentence", "figure", *MEANING, "status", "count", "low", "high", "superseded")
LABELS = ("table", "at", "label", "figure", "total", *MEANING)
LISTS = {"figure": ["yes", "no"], "total": ["yes"], "superseded": ["yes"], "sex": codes("sexes"),
         "online": codes("online_flags"), "measure": codes("measures"), "unit": codes("units"),
         "status": codes("statuses")}  # fmt: skip
_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3})+|\d+|\b(?:none|nil|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
WIDE = {"sentence": 70, "label": 50, "printed": 10, "period": 12, "offence": 18}


def write_sheet(file: Path, paper: Paper, document_id: str, path: str) -> Path:
    """Write the sheet of a document; the path."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Read me"
    for row in (("document", path), ("hash", document_id), ("name", "")):
        cover.append(row)
    for line in HELP:
        cover.append(("", line))
    cover.column_dimensions["B"].width = 110
    for row in cover.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    _fill(book.create_sheet("Figures"), FIGURES, _numbers(paper))
    _fill(book.create_sheet("Labels"), LABELS, (row for sheet in paper.tables.values() for row in _labels(sheet)))
    groups = book.create_sheet("Groups")
    for group in codes("offence_groups"):
        groups.append((group,))
    file.parent.mkdir(parents=True, exist_ok=True)
    book.save(file)
    return file


def _numbers(paper: Paper) -> Iterator[dict[str, Any]]:
    for line in paper.lines.values():
        met: dict[str, int] = {}
        for match in _NUMBER.finditer(line.text):
            met[match[0]] = met.get(match[0], 0) + 1
            value = read_cell(match[0])
            count = value.value if value and value.status == "exact" else None
            yield {"at": line.name, "printed": match[0], "nth": met[match[0]], "sentence": line.text, "count": count}


def _labels(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The columns and the rows of a table with the words that stand in them."""
    for axis, most in (("C", sheet.grid.columns), ("R", sheet.grid.rows)):
        for number in range(1, most + 1):
            own = [c.text for (row, column), c in sheet.cells.items() if (column if axis == "C" else row) == number]
            words = [text for text in own if read_cell(text) is None]
            if own:
                label = " | ".join(words[:6]) or "(numbers alone)"
                yield {"table": sheet.name, "at": f"{axis}{number}", "label": label}


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: Iterator[dict[str, Any]]) -> None:
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_safe(row.get(name)) for name in columns])
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = WIDE.get(name, 11)
        if name in LISTS:
            choice = DataValidation("list", formula1=f'"{",".join(LISTS[name])}"', allow_blank=True)
            sheet.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{max(sheet.max_row, 2)}")


def _safe(value: Any) -> Any:
    """Words of a document as words: none of them is a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" else value


def read_sheet(file: Path) -> tuple[str, str, Answer]:
    """The hash of the document, the name of the person and the answer that a sheet holds. Raises ReadingError."""
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        cover = {str(row[0]): row[1] for row in book["Read me"].iter_rows(max_col=2, max_row=3, values_only=True)}
        figures, labels = (_rows(book[name]) for name in ("Figures", "Labels"))
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise ReadingError(f"{file}: is no sheet of foi second ({error})") from None
    if not str(cover.get("name") or "").strip():
        raise ReadingError(f"{file}: nobody's name stands in B3 of Read me; write yours")
    answer = {"outcome": "answered", "figures": [], "tables": list(_tables(labels))}
    for row in figures:
        if str(row.get("figure", "")).lower() == "yes":
            said = {k: v for k, v in row.items() if k not in ("sentence", "figure")}
            if said.get("status") not in (None, "exact"):
                said.pop("count", None)
            answer["figures"].append(said | {"superseded": bool(said.get("superseded"))})  # type: ignore[attr-defined]
    try:
        return str(cover["hash"]), str(cover["name"]).strip(), parse_answer(json.dumps(answer, default=str))
    except ReadingError as error:
        raise ReadingError(f"{file}: {error}") from None


def _rows(sheet: Any) -> list[dict[str, Any]]:
    rows = sheet.iter_rows(values_only=True)
    names = [str(name) for name in next(rows)]
    return [
        {
            name: str(v).strip() if name not in ("nth", "count", "low", "high") else v
            for name, v in zip(names, row, strict=False)
            if v not in (None, "")
        }
        for row in rows
    ]


def _tables(labels: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One block a table: the columns and rows of which something is said, without those that hold no figures."""
    for name in dict.fromkeys(row["table"] for row in labels if "table" in row):
        own = [row for row in labels if row.get("table") == name]
        says = [
            {"at": row["at"], "total": row.get("total") == "yes"} | {k: row[k] for k in MEANING if k in row}
            for row in own
            if row.get("figure", "yes") != "no"
        ]
        told = [one for one in says if len(one) > 2 or one["total"]]
        if told:
            # Where only the columns, or only the rows, mean something, the others hold figures all the same.
            rows, columns = (",".join(_on(axis, told) or _on(axis, says)) for axis in "RC")
            yield {"at": name, "rows": rows, "columns": columns, "says": told}


def _on(axis: str, said: list[dict[str, Any]]) -> list[str]:
    return [one["at"] for one in said if one["at"].startswith(axis)]
