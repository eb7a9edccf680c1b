"""Tables of weights: `name`, `weight`, `why`, and what else the one has that reads them."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path


@functools.cache
def rows_by_name(file: Path) -> Mapping[str, Mapping[str, str]]:
    """The rows of a table of weights by the names of what they weigh, in order."""
    with file.open(encoding="utf-8", newline="") as handle:
        return {row["name"]: row for row in csv.DictReader(handle)}
