"""`table.csv`: a table that no rule can read, copied out by hand with the pages that it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flows.tidy.draft import Draft
from flows.tidy.labels.numbers import CellValue
from flows.tidy.observe import observation
from flows.tidy.people.entries import Origin
from flows.tidy.people.values import DIMENSIONS, amount, read_value
from flows.tidy.people.yaml_lines import AdviceError
from flows.tidy.result import Context
from schemas.rows import LedgerCell, Observation, Place

HOW_MUCH = ("count", "value", "status", "exemption", "count_low", "count_high")
WHERE = ("file", "page", "sheet")
AS_PRINTED = ("caption", "raw_row_label", "raw_column_label", "raw_value", "is_total")
COLUMNS = (*WHERE, *DIMENSIONS, *HOW_MUCH, *AS_PRINTED)
OTHER = "other:"


class Line:
    """One line of the file: its number, its text, the file it is of and the figure that it gives."""

    def __init__(self, number: int, row: dict[str, str]) -> None:
        self.number = number
        self.row = row
        self.text = ",".join(row.values())
        self.origin = Origin(number, self.text)
        self.values = {d: self._value(d) for d in DIMENSIONS if row.get(d)}
        self.other = {name.removeprefix(OTHER): said for name, said in row.items() if name.startswith(OTHER) and said}
        self.page = self._whole("page")
        self.value = self._figure()
        if row.get("is_total", "") not in ("", "true", "false"):
            raise self._error(row["is_total"], "is_total is true or false")

    def _value(self, dimension: str) -> object:
        try:
            return read_value(dimension, self.row[dimension])
        except ValueError as error:
            raise self._error(self.row[dimension], str(error)) from error

    def _whole(self, column: str) -> int | None:
        said = self.row.get(column)
        if said and not (said.isdecimal() and int(said) > 0):
            raise self._error(said, f"{column} is a whole number from 1")
        return int(said) if said else None

    def _figure(self) -> CellValue:
        said = {name: self.row[name] for name in HOW_MUCH if self.row.get(name)}
        if "count" in said:
            said.setdefault("value", said.pop("count"))
        if said.get("status") == "exact":
            del said["status"]
        try:
            return amount(said)
        except ValueError as error:
            raise self._error(said.get("value", ""), str(error)) from error

    def _error(self, said: str, message: str) -> AdviceError:
        return AdviceError(f'line {self.number} "{said}": {message}')


def parse_table(content: str) -> list[Line]:
    """The lines of a transcription. Raises AdviceError for an unknown column, or a value of the wrong form."""
    reader = csv.reader(io.StringIO(content, newline=""))
    try:
        first, *rows = [(reader.line_num, row) for row in reader] or [(1, [])]
    except csv.Error as error:
        raise AdviceError(f"line {reader.line_num}: not CSV, {error}") from error
    header = [name.strip() for name in first[1]]
    for name in header:
        if name not in COLUMNS and not (name.startswith(OTHER) and name != OTHER):
            raise AdviceError(
                f'line 1 "{name}": not a column of table.csv; they are {", ".join(COLUMNS)}, other:<header>'
            )
    if "file" not in header or not {"count", "value", "status"} & set(header) or len(set(header)) < len(header):
        raise AdviceError('line 1: "file" and one of count, value, status are wanted as columns, and each column once')
    lines = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise AdviceError(f"line {number}: {len(row)} cells under {len(header)} columns; quote commas")
        lines.append(Line(number, {name: cell.strip() for name, cell in zip(header, row, strict=True)}))
    return lines


def transcribed(
    lines: Iterable[Line], table: int, block: int, context: Context, force_id: str | None
) -> tuple[list[Observation], list[LedgerCell]]:
    """The figures of the lines, as the `table`-th table and `block`-th block of the document, and their ledger rows."""
    rows: list[Observation] = []
    cells: list[LedgerCell] = []
    for line in lines:
        said = line.row
        draft = Draft(
            block, line.number, 1, line.value, said.get("raw_value") or said.get("count") or said.get("value"), None,
            "recipe", caption=said.get("caption", ""), values=dict(line.values), other=line.other,
            unit=str(line.values.get("unit", line.value.unit)), is_total=said.get("is_total") == "true",
        )  # fmt: skip
        draft.row_labels = (said["raw_row_label"],) if said.get("raw_row_label") else ()
        draft.column_labels = (said["raw_column_label"],) if said.get("raw_column_label") else ()
        place = Place(page=line.page, sheet=said.get("sheet") or None, table=table, row=line.number, column=1)
        row = observation(draft, place, context, force_id)
        rows.append(row)
        origin = (context.campaign, context.respondent, context.document_id)
        reason = f"transcribed in {context.table_path} line {line.number}"
        cells.append(LedgerCell(*origin, place, line.text, "observation", reason, [row.observation_id]))
    return rows, cells
