"""What tells whether a later return says the same: marks of its questions, labels and tables, by words and places.

Figures are left out of a mark, and years in it are told from the campaign's: so the same form, filled in for another
year, has the same marks, and other words have others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from flows.tidy.labels.numbers import read_cell
from flows.tidy.people.entries import squeezed
from flows.tidy.people.moved_years import relative
from schemas.agreement import year_of_campaign
from schemas.rows import LEVELS, LedgerCell, Observation, OpenQuestion

_FIGURE, _SENDER = "#", "@"


def of_question(
    question: OpenQuestion, rows: Sequence[Observation], cells: Sequence[LedgerCell], names: Sequence[str] = ()
) -> str:
    """The mark of a question: what it asks, in its words, and the table or the sentences that it is about.

    `names`: what the sender is called, where it is no matter who that is.
    """
    year = year_of_campaign(question.campaign)
    hanging = [row for row in rows if question.question_id in row.questions]
    tables = {row.place.table for row in hanging} or {question.table}
    shapes = [shape for table in sorted(one or 0 for one in tables) for shape in _shape(table, cells, year, names)]
    said = (_without_figures(row.caption or "", hanging) for row in hanging if row.place.table is None)
    words = [_without_figures(question.text, hanging), *dict.fromkeys(said)]
    return _mark("question", question.asks, *(_words(one, year, names) for one in words), *shapes)


def of_label(label: str, campaign: str) -> str:
    """The mark of a label, wherever it stands."""
    return _mark("label", _words(label, year_of_campaign(campaign)))


def of_tables(rows: Sequence[Observation], cells: Sequence[LedgerCell], campaign: str) -> str:
    """The mark of all tables of a document, and of the sentences that hold its figures."""
    year = year_of_campaign(campaign)
    tables = sorted({cell.place.table or 0 for cell in cells})
    text = [row for row in rows if row.place.table is None]
    said = dict.fromkeys(_without_figures(row.caption or "", text) for row in text)
    shapes = (shape for table in tables if table for shape in _shape(table, cells, year))
    return _mark("document", *shapes, *(_words(one, year) for one in said))


def labels_of(rows: Iterable[Observation]) -> set[str]:
    """The labels of figures, those of each level apart."""
    return {
        one
        for row in rows
        for said in (row.raw_row_label, row.raw_column_label, *row.other.values())
        for one in (said or "").split(LEVELS)
        if one
    }


def _shape(table: int, cells: Iterable[LedgerCell], year: int | None, names: Sequence[str] = ()) -> Iterator[str]:
    """The words of a table with their places; of the running text, which is table 0, nothing."""
    for cell in cells if table else ():
        if cell.place.table != table or cell.observation_ids:
            continue
        words = _words(cell.text, year, names)
        if words and read_cell(words) is None:
            yield f"{table} {cell.place.row} {cell.place.column} {words}"


def _words(text: str, year: int | None, names: Sequence[str] = ()) -> str:
    words = squeezed(text).casefold()
    for name in names:
        words = words.replace(name.casefold(), _SENDER)
    return words if year is None else relative(words, year)


def _without_figures(text: str, rows: Iterable[Observation]) -> str:
    """A text in which the figures that were read from it are no matter."""
    for printed in sorted({row.raw_value for row in rows if row.raw_value}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(printed)}(?!\w)", _FIGURE, text)
    return text


def _mark(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
