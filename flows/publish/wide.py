"""The observations as a workbook: a row a thing counted, a column a year, then one for each other span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from flows.check.figure import amount, place_name
from flows.publish.escaping import csv_cell
from schemas.doubt import in_doubt
from schemas.rows import DocumentRow, Observation

LABELS = (
    *("campaign", "respondent", "force_id", "measure", "unit", "offence_code", "offence_group", "age_band", "sex"),
    *("online", "other", "is_total", "age_is_cumulative"),
)
BESIDE = ("in_doubt", "path", "places", "series_id")

Value = str | int | None


def wide_table(observations: Iterable[Observation], documents: Iterable[DocumentRow]) -> pd.DataFrame:
    """The figures that stand: exact ones as numbers, others as they are known (`1 to 4`, `refused`).

    Superseded rows are left out. Where one series gives a year twice, both stand in the cell, and nothing is added up.
    """
    paths = {row.document_id: row.path for row in documents}
    rows: defaultdict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for row in observations:
        if row.superseded_by is None:
            rows[(*(_label(row, name) for name in LABELS), row.document_id, row.series_id)].append(row)
    # Years side by side, so that they can be read across; behind them the spans that are none.
    types = {_year(row): row.period_type for found in rows.values() for row in found}
    years = sorted(types, key=lambda year: (types[year] != "financial_year", types[year] != "calendar_year", year))
    content: list[list[Value]] = []
    for key, found in rows.items():
        by_year: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in found:
            by_year[_year(row)].append(row)
        places = "; ".join(place_name(row.place) or "in the text" for row in found)
        beside = ("yes" if any(map(in_doubt, found)) else "no", paths.get(found[0].document_id, ""), places, key[-1])
        figures = [_figures(by_year[year]) for year in years]
        content.append([*map(csv_cell, key[:-2]), *figures, *map(csv_cell, beside)])
    return pd.DataFrame(content, columns=[*LABELS, *years, *BESIDE], dtype=object)


def write_wide(table: pd.DataFrame, file: Path) -> None:
    """Write it as a workbook: text is text there, so that no age band becomes a date and no cell a formula."""
    with pd.ExcelWriter(file, engine="openpyxl") as book:
        table.to_excel(book, sheet_name="figures", index=False, freeze_panes=(1, 0))


def _label(row: Observation, name: str) -> str:
    value = getattr(row, name) or (row.measure_label if name == "measure" else None)
    if isinstance(value, dict):
        return "; ".join(f"{header}: {said}" for header, said in sorted(value.items()))
    return ("yes" if value else "no") if isinstance(value, bool) else value or ""


def _figures(rows: list[Observation]) -> Value:
    if len(rows) == 1 and rows[0].count is not None:
        return rows[0].count
    return " | ".join(amount(row) for row in rows) or None


def _year(row: Observation) -> str:
    return row.period_label or "no period"
