"""Made rows for the tests of the rules: only what a test is about is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from flows.check import rules as _rules  # noqa: F401  registers them
from flows.check.registry import RULES, Subject
from schemas.agreement import period_label
from schemas.categories import reasons
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

BY_SEX: list[dict[str, Any]] = [
    {"count": 3, "sex": "female"},
    {"count": 4, "sex": "male"},
    {"count": 1, "sex": "unknown"},
]
TOTAL: dict[str, Any] = {"is_total": True, "series": "t"}
BOYS: dict[str, Any] = {"offence_code": "17B", "offence_group": "sexual_assault", "sex": "male"}
KENT = DocumentRow("2016-17", "kent", "a", "2016-17/kent/a.pdf")


def year(first: int) -> tuple[dt.date, dt.date]:
    """First and last day of a financial year."""
    return dt.date(first, 4, 1), dt.date(first + 1, 3, 31)


def confidence(flags: Iterable[str]) -> float:
    """How sure a figure with such flags is: in doubt where any of them says why somebody may look."""
    return 0.2 if reasons(flags) else 1.0


def row(number: int, count: int | None = None, band: str = "all", year_from: int = 2016, **given: Any) -> Observation:
    """An observation of the offences of Kent; `table`, `at`, `column` say where it stands."""
    low, _, high = band.rstrip("+").partition("-")
    ages = {"age_low": int(low), "age_high": int(high) if high else None} if low.isdecimal() else {}
    amount: dict[str, Any] = {}
    if count is not None:
        amount = {
            "count": count,
            "value": float(count),
            "count_low": count,
            "count_high": count,
            "raw_value": str(count),
        }
    given.setdefault("confidence", confidence(given.get("flags", ())))
    place = Place(table=given.pop("table", 1), row=given.pop("at", number + 1), column=given.pop("column", 2))
    start, end = year(year_from)
    fields = {
        "force_id": "kent", "measure": "offences", "age_band": band, "period_type": "financial_year",
        "period_start": start, "period_end": end, "period_label": period_label(start, end), "place": place,
        **ages, **amount, **given,
    }  # fmt: skip
    sender = (fields.pop("campaign", "2016-17"), fields.pop("respondent", "kent"), fields.pop("document", "a"))
    return Observation(*sender, str(number), fields.pop("series", "s"), **fields)


def rows(*given: dict[str, Any]) -> list[Observation]:
    """An observation for each, one below the other."""
    return [row(number, **one) for number, one in enumerate(given)]


def many(*counts: int, **given: Any) -> list[dict[str, Any]]:
    """Figures of as many offences."""
    codes = ("19C", "19D", "19E", "19F", "19G", "19H", "19J", "19K", "17A", "17B")
    groups = ("rape",) * 8 + ("sexual_assault",) * 2
    named = zip(counts, codes, groups, strict=False)
    return [{"count": count, "offence_code": code, "offence_group": group, **given} for count, code, group in named]


def withheld(mark: str = "<5", low: int = 1, high: int | None = 4, **given: Any) -> dict[str, Any]:
    """A figure that is withheld."""
    return {"status": "suppressed", "count_low": low, "count_high": high, "raw_value": mark, **given}


def subject(
    observations: Sequence[Observation], documents: Sequence[DocumentRow] = (KENT,), cells: Sequence[LedgerCell] = ()
) -> Subject:
    return Subject(documents, observations, cells)


def found(name: str, observations: Sequence[Observation] | Subject, *given: Any) -> list[tuple[str, str]]:
    """Severity and message of what one rule finds."""
    rule = RULES[name]
    about = observations if isinstance(observations, Subject) else subject(observations, *given)
    return [(breach.severity or rule.severity, breach.message) for breach in rule.look(about)]
