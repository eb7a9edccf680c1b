"""Observations as one file for other programs: CSV, a workbook, or Parquet; and the log of what was withheld."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from flows.check.figure import figure_name, place_name
from flows.publish.disclosure.publishable import Withheld
from flows.publish.escaping import csv_cell
from flows.publish.export.formats import Format
from schemas.frames import to_table
from schemas.models import OBSERVATIONS
from schemas.rows import Observation

WORDS = ("measure_label", "caption", "raw_row_label", "raw_column_label", "raw_value", "superseded_by")
"""Columns that hold a return's own words: a sentence can tell a figure that is withheld beside it."""
LOG = "withheld.csv"
LOG_COLUMNS = ("observation_id", "campaign", "respondent", "document_id", "place", "figure", "done", "why")


def write_observations(rows: Sequence[Observation], form: Format, folder: Path, words: bool) -> Path:
    """Write the rows to `observations.<form>` in the folder, which is made; `words`: with the returns' own words."""
    table = to_table(OBSERVATIONS, rows)
    table = table if words else table.drop_columns(list(WORDS))
    file = folder / f"observations.{form.value}"
    folder.mkdir(parents=True, exist_ok=True)
    if form is Format.parquet:
        pq.write_table(table, file, compression="zstd")
        return file
    frame = _flat(table)
    if form is Format.csv:
        frame.to_csv(file, index=False, lineterminator="\n")
    else:
        frame.to_excel(file, index=False, sheet_name=OBSERVATIONS.name)
    return file


def write_log(log: Sequence[Withheld], folder: Path) -> Path:
    """Write what was withheld or left out, and why, to `withheld.csv`. It does not hold the figures themselves."""
    file = folder / LOG
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(LOG_COLUMNS)
        for row, done, why in ((one.row, one.done, one.why) for one in log):
            origin = (row.observation_id, row.campaign, row.respondent, row.document_id)
            writer.writerow([csv_cell(cell) for cell in (*origin, place_name(row.place), figure_name(row), done, why)])
    return file


def _flat(table: pa.Table) -> pd.DataFrame:
    """The table with one text in place of a list or of several dimensions, and no text that a program would run."""
    columns = {name: [_cell(value) for value in table[name].to_pylist()] for name in table.column_names}
    return pd.DataFrame(columns, dtype=object)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        pairs = bool(value) and isinstance(value[0], tuple)
        value = json.dumps(dict(value), ensure_ascii=False) if pairs else "|".join(value)
    return csv_cell(value) if isinstance(value, str) else value
