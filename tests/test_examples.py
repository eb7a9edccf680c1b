"""The examples of processed/README.md run, as they stand, on a data set."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingests import ingest_here

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "processed/README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `processed`: the figures of Kent, of which one is withheld."""
    home = tmp_path_factory.mktemp("examples")
    (home / "raw/2016-17/kent").mkdir(parents=True)
    table = "Number of offences recorded,,\nVictim age,2016/17,2015/16\n0-4,7,<5\n5-17,12,14\nTotal,19,17\n"
    (home / "raw/2016-17/kent/reply.csv").write_text(table, encoding="utf-8")
    ingest_here(home / "raw", home / "processed")
    return home


@pytest.mark.parametrize("example", EXAMPLES, ids=[re.search(r"import (\w+)", e)[1] for e in EXAMPLES])  # type: ignore[index]
def test_an_example_runs_and_prints_the_figures(home: Path, example: str) -> None:
    library = re.findall(r"import (\w+)", example)[0]
    pytest.importorskip(library, reason=f"{library} is not installed")
    ran = subprocess.run([sys.executable, "-c", example], cwd=home, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert re.search(r"\b19\b|\bkent\b|2016/17", ran.stdout)
