"""A value that a person gives a figure in one dimension, in the columns of its row."""

from __future__ import annotations

from typing import Any

from schemas.rows import Observation

#: The dimensions of which an answer can give the value.
ANSWERABLE = ("period", "age", "sex", "online", "offence", "measure")


def give(row: Observation, dimension: str, value: Any) -> None:
    """Write a value of one of ANSWERABLE, as `read_value` reads it, into a row."""
    if dimension == "period":
        row.period_start, row.period_end = value.start, value.end
        row.period_label, row.period_type = value.label, value.type
    elif dimension == "age":
        row.age_low, row.age_high, row.age_band = value.low, value.high, value.band
    elif dimension == "offence":
        row.offence_code, row.offence_group = value.code, value.group
    else:
        setattr(row, dimension, value)
