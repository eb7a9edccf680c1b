"""The open questions of a data set, where it has them: contract 2.0 adds `questions.parquet`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

FILE = "questions.parquet"


def load_questions(processed: Path) -> list[dict[str, Any]]:
    """The questions as plain records with the columns of the contract; none where the data set has no such table."""
    path = processed / FILE
    if not path.exists():
        return []
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found
