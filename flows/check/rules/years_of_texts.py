"""V25: the years that a document names outside its tables are those of its figures."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.printed import years
from flows.check.registry import Breach, Subject, rule


@rule("V25", "error", "look whether the title is of an older answer, or the headers are of another year", "document")
def years_of_texts(subject: Subject) -> Iterator[Breach]:
    """Of the financial years that titles and notes name, one at least is a year of the figures.

    A title of one sheet is held against its figures alone.
    """
    counted = [row for row in subject.figures if row.period_type == "financial_year" and row.period_start]
    notes = [(cell.text, cell.place.sheet) for cell in subject.cells if cell.fate == "note"]
    texts = [*((text, None) for text in subject.texts), *notes]
    named = {year: told for told in texts for year in years(told[0])}
    if counted and named and not named.keys() & {row.period_start.year for row in counted if row.period_start}:
        text, sheet = named[min(named)]
        below = [row for row in counted if sheet in (None, row.place.sheet)] or counted
        there = " and ".join(sorted({row.period_label or "" for row in below}))
        names = [row.observation_id for row in below]
        what = f'"{" ".join(text.split())[:120]}" names none of the years of the figures, {there}'
        yield Breach(what, below[0], names=names)
