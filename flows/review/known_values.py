"""The values that a field offers while a person writes, by what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.publish.figures import campaign_year
from flows.publish.quantities import year_label
from flows.tidy.people.request import Request
from schemas.code_tables import load_codes
from schemas.rows import Observation

TABLES = {
    "sex": "sexes", "online": "online_flags", "force": "forces", "measure": "measures", "unit": "units"
}  # fmt: skip
AGES = ("0-1", "0-4", "0-10", "0-12", "0-15", "0-17", "5-10", "11-17", "unknown", "all")
HINTS = {
    "period": "2016/17, 2016, 2016-04-01/2016-09-30; or one a column: 2016/17; 2015/16",
    "age": "0-4, 7-7, 16+, unknown or all",
    "offence": "19C, 88A, or a group such as rape",
}


def known_values(
    asks: str, campaign: str, observations: Iterable[Observation], request: Request | None = None
) -> Sequence[tuple[str, str]]:
    """What can be said where `asks` is asked: each value with its name, what the campaign asked for first."""
    known = dict(_known(asks, campaign, observations))
    asked = request.asked(asks) if request is not None else []
    return [(value, known.get(value, "")) for value in dict.fromkeys([*asked, *known])]


def _known(asks: str, campaign: str, observations: Iterable[Observation]) -> Iterable[tuple[str, str]]:
    if asks == "period":
        return _periods(campaign, observations)
    if asks == "age":
        bands = {row.age_band for row in observations} - {"all", "unknown"}
        return [(band, "") for band in (*sorted(bands), *AGES)]
    if asks == "offence":
        groups = [(code, row.get("name", "") or code.replace("_", " ")) for code, row in _rows("offence_groups")]
        return [*groups, *((code, row.get("title") or row.get("name", "")) for code, row in _rows("offences"))]
    if asks in TABLES:
        return [(code, row.get("name") or row.get("meaning", "")) for code, row in _rows(TABLES[asks])]
    return []


def _periods(campaign: str, observations: Iterable[Observation]) -> Sequence[tuple[str, str]]:
    rows = list(observations)
    year = campaign_year(campaign, rows)
    asked = [year_label(one) for one in range(year, year - 5, -1)] if year is not None else []
    there = sorted({row.period_label for row in rows if row.period_label}, reverse=True)
    return [(label, "") for label in dict.fromkeys([*asked, *there])]


def _rows(table: str) -> Iterable[tuple[str, dict[str, str]]]:
    return load_codes(table).items()
