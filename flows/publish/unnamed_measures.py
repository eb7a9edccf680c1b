"""Figures whose table does not say what it counts: when they may stand for offences, and marked so."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from flows.check.figure import SPLITS, interval, key
from flows.check.sections import Sections
from schemas.rows import Observation

ASSUMED = "measure_assumed"
LIKELY = 0.5
"""How likely such a figure counts offences."""
MEANING = "nothing says that it counts offences"


def with_offences(rows: Sequence[Observation]) -> list[Observation]:
    """The rows of one document; those without a measure as offences, flagged `measure_assumed`, where that is safe:

    where the document names no other measure than offences, or where they add up to the offences that it prints.
    """
    named = {row.measure for row in rows if row.unit == "count"} - {None}
    if "offences" not in named:
        return list(rows)
    unnamed = [row for row in rows if row.measure is None and row.unit == "count" and row.measure_label is None]
    proved = {row.series_id for row in unnamed} if named == {"offences"} else _adding_up(unnamed, rows)
    return [_assumed(row) if row.measure is None and row.series_id in proved else row for row in rows]


def _adding_up(unnamed: Sequence[Observation], rows: Sequence[Observation]) -> set[str]:
    """The series among rows without a measure that come to a number of offences printed in the same document."""
    printed = {key(row): interval(row) for row in rows if row.measure == "offences" and row.status == "exact"}
    found: set[str] = set()
    sections = Sections(unnamed)
    for row in unnamed:
        whole = key(row).without(*SPLITS)
        offences = printed.get(whole._replace(measure="offences"))
        for parts in sections.finer(whole, row.document_id):
            if parts.interval == offences:
                found |= {part.series_id for part in parts.rows}
    return found


def _assumed(row: Observation) -> Observation:
    """The row as of offences, which is a guess: it is in doubt."""
    confidence = min(row.confidence, LIKELY)
    return dataclasses.replace(row, measure="offences", flags=[*row.flags, ASSUMED], confidence=confidence)
