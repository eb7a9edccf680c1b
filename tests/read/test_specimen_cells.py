"""Every printed cell that the truth of the specimens names by address is read as printed."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from flows.read.containers import Opened, read_returns
from flows.read.grid import Grid, Limits
from flows.read.processes.workers import Job

ROOT = Path(__file__).parents[2]
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".docx", ".html", ".eml")


def truth() -> dict[str, list[dict[str, str]]]:
    rows = defaultdict(list)
    with (ROOT / "tests/specimens/truth.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["path"].endswith(ENDINGS):
                rows[row["path"]].append(row)
    return rows


@pytest.fixture(scope="module")
def opened() -> dict[str, Opened]:
    jobs = [Job(ROOT / "raw" / path, display=path) for path in truth()]
    return {file.path: file for _, files in read_returns(jobs, Limits(), workers=2) for file in files}


def text_at(files: dict[str, Opened], path: str, row: dict[str, str]) -> str | None:
    name, _, address = row["address"].rpartition(":")
    grids = dict(files[f"{path}/{name}" if name else path].document.grids)
    if placed := re.fullmatch(r"T(\d+)R(\d+)C(\d+)", address):
        table, line, column = map(int, placed.groups())
        cell = grids[table].by_position().get((line, column))
        return cell.text if cell else ""
    if not row["sheet"] or not re.fullmatch(r"[A-Z]+\d+", address):
        return None
    [sheet] = [grid for grid in grids.values() if grid.sheet == row["sheet"]]
    return next((cell.text for cell in sheet.cells if cell.address == address), "")


@pytest.mark.parametrize("path", sorted(truth()))
def test_cells_are_read_as_printed(opened: dict[str, Opened], path: str) -> None:
    wrong = [
        (row["address"], found, row["raw_value"])
        for row in truth()[path]
        if (found := text_at(opened, path, row)) is not None and found != row["raw_value"]
    ]
    assert not wrong


def test_hidden_cells_of_the_traps_are_marked(opened: dict[str, Opened]) -> None:
    missed = []
    with (ROOT / "tests/specimens/traps.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["why"].startswith("hidden"):
                sheet, address = row["address"].split("!")
                grids = [g for _, g in opened[row["path"]].document.grids if g.sheet == sheet]
                if not any(grid.hidden or is_hidden(grid, address) for grid in grids):
                    missed.append(row["address"])
    assert not missed


def is_hidden(grid: Grid, address: str) -> bool:
    return any(cell.hidden for cell in grid.cells if cell.address == address)
