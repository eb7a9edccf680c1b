"""The few figures that every force is asked for, by force and year: what is held against the other forces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schemas.rows import Observation

Name = Literal["total", "online", "not_online", "female", "male", "ten_and_under", "four_and_under"]


class Of(NamedTuple):
    """A force and the year in which a financial year begins."""

    force_id: str
    year: int


@dataclass(slots=True)
class Printed:
    """One of the figures as a return prints it: the first row that does, and the ids of all that print the same."""

    count: int
    row: Observation
    names: list[str] = field(default_factory=list)


def asked_figures(rows: Iterable[Observation]) -> dict[Of, dict[Name, Printed]]:
    """What is printed of recorded offences against children; of two values of one figure the first."""
    found: defaultdict[Of, dict[Name, Printed]] = defaultdict(dict)
    for row in rows:
        name = _name(row)
        if name is None or row.force_id is None or row.period_start is None or row.count is None:
            continue
        printed = found[Of(row.force_id, row.period_start.year)].setdefault(name, Printed(row.count, row))
        if printed.count == row.count:
            printed.names.append(row.observation_id)
    return found


def _name(row: Observation) -> Name | None:
    """Which of the figures a row is, if any."""
    kind = (row.measure, row.unit, row.status, row.period_type, row.offence_code, row.offence_group)
    if kind != ("offences", "count", "exact", "financial_year", None, "all") or row.other:
        return None
    match ("all" if row.age_band == "0-17" else row.age_band, row.sex, row.online):
        case ("all", "all", "all"):
            return "total"
        case ("all", "all", "yes"):
            return "online"
        case ("all", "all", "no"):
            return "not_online"
        case ("all", "female", "all"):
            return "female"
        case ("all", "male", "all"):
            return "male"
        case ("0-10", "all", "all"):
            return "ten_and_under"
        case ("0-4", "all", "all"):
            return "four_and_under"
    return None
