"""V25: the years that a document names outside its tables are those of its figures."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.printed import years
from flows.check.registry import Breach, Subject, rule


@rule("V25", "warning", "look whether the title is of an older answer, or the headers are of another year", "document")
def years_of_texts(subject: Subject) -> Iterator[Breach]:
    """Of the financial years that titles and notes name, one at least is a year of the figures."""
    counted = [row for row in subject.figures if row.period_type == "financial_year" and row.period_start]
    texts = [*subject.texts, *(cell.text for cell in subject.cells if cell.fate == "note")]
    named = {year: text for text in texts for year in years(text)}
    if counted and named and not named.keys() & {row.period_start.year for row in counted if row.period_start}:
        text = " ".join(named[min(named)].split())
        there = " and ".join(sorted({row.period_label or "" for row in counted}))
        names = [row.observation_id for row in counted]
        yield Breach(f'"{text[:120]}" names none of the years of the figures, {there}', counted[0], names=names)
