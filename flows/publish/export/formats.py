"""The kinds of file that observations can be written to."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A kind of file, by its ending."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"


ENDINGS = (".db", ".sqlite", ".sqlite3")
"""Of a database."""
REPORT_AT = "http://127.0.0.1:8001/report"
"""Where Datasette shows the pages of `foi report`, started as `foi export --sqlite` says."""
