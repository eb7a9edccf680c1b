"""The kinds of file that observations can be written to."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A kind of file, by its ending."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
