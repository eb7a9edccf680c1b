"""V25: a financial year is printed as one."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import labels_of
from flows.check.printed import mistyped_years
from flows.check.registry import Breach, Subject, rule


@rule("V25", "warning", "look which year is meant: the last two digits were believed; else say it by a recipe")
def year_mistyped(subject: Subject) -> Iterator[Breach]:
    """No label prints a financial year that is none, such as 2006/17, and is read as the one that ends as it does."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in subject.figures:
        if row.period_type != "financial_year" or row.period_start is None:
            continue
        printed = mistyped_years(labels_of(row)).get(row.period_start.year)
        if printed is None:
            continue
        if (row.document_id, printed) not in found:
            names = found[row.document_id, printed] = []
            yield Breach(f'"{printed}" is no financial year and is read as {row.period_label}', row, names=names)
        found[row.document_id, printed].append(row.observation_id)
