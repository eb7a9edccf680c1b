"""`foi export --sqlite`: the file as other programs find it, and what Datasette is told of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import main
from flows.publish.dataset import load_observations


def export(processed: Path, file: Path, *more: str) -> Result:
    given = ["export", "--sqlite", str(file), "--processed", str(processed), *more]
    return CliRunner().invoke(main, given)


def test_every_figure_is_found_with_its_cell(ingest: Callable[..., None], processed: Path, tmp_path: Path) -> None:
    ingest()
    file = tmp_path / "figures.db"
    assert export(processed, file, "--report-at", "https://foi.example.org/report/").exit_code == 0
    with sqlite3.connect(file) as database:
        ids = [row[0] for row in database.execute("SELECT observation_id FROM figures ORDER BY rowid")]
        found = database.execute(
            "SELECT forces.name, figures.count, figures.evidence, returns.path FROM figures "
            "JOIN forces USING (force_id) JOIN returns USING (document_id) WHERE period_label = '2016/17' "
            "AND age_band = '11-17' ORDER BY 1"
        ).fetchall()
        searched = database.execute(
            "SELECT count FROM figures JOIN figures_fts ON figures.rowid = figures_fts.rowid WHERE figures_fts MATCH ?",
            ['kent AND "11-17"'],
        ).fetchall()
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
    assert ids == [row.observation_id for row in load_observations(processed)]
    assert [(name, count, path) for name, count, _, path in found] == [
        ("Essex Police", 44, "2016-17/essex/reply.csv"),
        ("Kent Police", 31, "2016-17/kent/reply.csv"),
    ]
    assert all(
        address.startswith("https://foi.example.org/report/2016-17/") and "#f" in address for *_, address, _ in found
    )
    assert sorted(count for (count,) in searched) == [30, 31]
    assert broken == []


def test_datasette_is_told_of_every_column(ingest: Callable[..., None], processed: Path, tmp_path: Path) -> None:
    ingest()
    file = tmp_path / "figures.db"
    export(processed, file)
    told = json.loads((tmp_path / "figures.metadata.json").read_text(encoding="utf-8"))["databases"]["figures"][
        "tables"
    ]
    with sqlite3.connect(file) as database:
        described = dict.fromkeys(database.execute('SELECT "table", "column" FROM columns'))
        for table in ("figures", "returns", "headline", "findings", "forces"):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            assert list(told[table]["columns"]) == columns
            assert all((table, name) in described for name in columns)
            assert {*told[table].get("facets", ())} <= {*columns}
        # Where Datasette looks for what is searched of a table.
        sought = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?"
        index = database.execute(sought, ["%VIRTUAL TABLE%USING FTS%content=[figures]%"]).fetchall()
        assert index == [("figures_fts",)]


@pytest.mark.parametrize(
    ("file", "more", "said"),
    [
        ("figures.xlsx", [], "let it end in .db"),
        ("figures.db", ["--publishable"], "leave out one of --sqlite and --publishable"),
        ("no/such/folder/figures.db", [], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(
    ingest: Callable[..., None], processed: Path, tmp_path: Path, file: str, more: list[str], said: str
) -> None:
    ingest()
    result = export(processed, tmp_path / "new" / file, *more)
    assert result.exit_code in (2, 3)
    assert said in result.stderr
    assert not list(tmp_path.rglob("figures*"))


def test_a_file_that_stands_is_replaced_whole(ingest: Callable[..., None], processed: Path, tmp_path: Path) -> None:
    ingest()
    file = tmp_path / "figures.db"
    assert [export(processed, file).exit_code for _ in range(2)] == [0, 0]
    assert sorted(path.name for path in tmp_path.glob("figures*")) == ["figures.db", "figures.metadata.json"]
