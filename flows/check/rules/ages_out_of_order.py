"""V05: age bands stand in the order of age."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flows.check.figure import key
from flows.check.figures import groups, line_of
from flows.check.registry import Breach, Subject, rule
from schemas.rows import Observation


@rule("V05", "warning", "ask whether the labels were sorted as text and the figures beside them were not")
def ages_out_of_order(subject: Subject) -> Iterator[Breach]:
    """The age bands of a column stand in the order of age, from the youngest or from the oldest.

    Single years are not asked about: programs that count them sort them as text, and their figures with them.
    """
    aged = [
        row for row in subject.figures
        if row.unit == "count" and row.age_low is not None and row.age_low != row.age_high
        and row.method != "records" and line_of(row, "column") is not None
    ]  # fmt: skip
    told = set[str]()
    for rows in groups(aged, lambda row: (line_of(row, "column"), key(row).without("age"))).values():
        bands = sorted((row for row in rows if not row.age_is_cumulative), key=lambda row: row.place.row or 0)
        low = [row.age_low or 0 for row in bands]
        ordered = low in (sorted(low), sorted(low, reverse=True))
        if not ordered and len(set(low)) == len(low) and bands[0].document_id not in told:
            told.add(bands[0].document_id)
            yield Breach(f"age bands stand in the order {_listed(bands)}", _first(bands), names=_ids(rows))


def _first(bands: list[Observation]) -> Observation:
    return next(other for one, other in pairwise(bands) if (other.age_low or 0) > (one.age_low or 0))


def _listed(bands: list[Observation]) -> str:
    return ", ".join(row.age_band for row in bands)


def _ids(rows: list[Observation]) -> list[str]:
    return [row.observation_id for row in rows]
