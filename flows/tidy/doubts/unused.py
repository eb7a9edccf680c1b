"""Words of a table that would say more of its figures and that its reading leaves unused: none is dropped silently.

A column or row of words that is neither of labels nor of figures, or a filter of which it is not known what it lets
through, is in question for every figure beside it; what a filter of ages lets through, a note of its sheet may say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.tidy.dimensions import find, named_over, parse_under
from flows.tidy.labels.meanings import ADULT, Age
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.matrix import Slot, mostly_words
from flows.tidy.layout.meaning.flag_states import FEWEST_LABELS, FEWEST_ROWS, STATES, asks_for_flag
from flows.tidy.minors import count_children

#: What figures would be read as of all of; a filter always lets the years and the offences asked for through.
_SAID = ("age", "sex", "online", "offence", "period")
_OF_FILTERS = ("age", "sex", "online")
_SURE = 0.9
_FEWEST = 2


def doubt_unused(table: Table, beside: Sequence[str]) -> None:
    """Put all figures of a table in doubt where words of it, or `beside` it, are used for nothing, and name those."""
    filters = [s.text for s in table.reading.region.unused if _speaks(s.text, [], _OF_FILTERS)]
    filters = [f for f in filters if not _is_told(table, f)]
    for name in [*filters, *_columns(table), *_rows(table), *beside]:
        for draft in table.drafts:
            draft.doubts.add("label_unused")
            draft.unused.add(name)


def _is_told(table: Table, name: str) -> bool:
    """Whether a filter is of the ages and a note of its sheet says that the figures are of all children."""
    if any(_speaks(name, [], (d,)) for d in _OF_FILTERS if d != "age"):
        return False
    region = table.reading.region
    names = {s.text for s in region.unused}
    ages = [d.values["age"] for d in table.drafts if isinstance(d.values.get("age"), Age)]
    told = count_children(c.text for c in region.matrix.grid.cells if c.text not in names)
    return told and not any(map(_may_be_adult, ages))


def _may_be_adult(age: Age) -> bool:
    return age.kind == "band" and (age.high is None or age.high >= ADULT)


def _columns(table: Table) -> Iterator[str]:
    reading = table.reading
    at = reading.region.matrix.at
    for column in reading.region.columns:
        slots = [s for r in reading.body_rows if (s := at(r, column)) and s.is_anchor and r not in table.sections]
        if _may_be_states(table, column, slots):
            yield next(s.text for r in reading.header_rows if (s := at(r, column)))
        if column in reading.stub_columns or len(slots) < _FEWEST or not mostly_words(slots):
            continue
        over = [s.text for r in reading.header_rows if (s := at(r, column))]
        if _speaks(over[-1] if over else "", [s.text for s in slots if s.value is None], _SAID):
            yield over[-1] if over else slots[0].text


def _may_be_states(table: Table, column: int, slots: Sequence[Slot]) -> bool:
    """`1` and `0` alone below the flag in a list of many labels and a count: its states or figures of it."""
    reading = table.reading
    over = [s for r in reading.header_rows[-1:] if (s := reading.region.matrix.at(r, column))]
    listed = len(reading.label_columns) > FEWEST_LABELS and len(reading.body_columns) > 1
    counted = column in reading.body_columns and bool(over) and asks_for_flag(over[0])
    return listed and counted and len(slots) >= FEWEST_ROWS and all(s.text in STATES for s in slots)


def _rows(table: Table) -> Iterator[str]:
    """A row of headings among the figures: `Male`, `Female` over those below it."""
    reading = table.reading
    at = reading.region.matrix.at
    for row in reading.body_rows:
        slots = [s for c in reading.body_columns if (s := at(row, c)) and s.is_anchor]
        if row not in table.sections and _words_alone(slots) and _speaks("", [s.text for s in slots], _SAID):
            yield slots[0].text


def _words_alone(slots: Sequence[Slot]) -> bool:
    return len({s.text for s in slots}) >= _FEWEST and all(s.value is None for s in slots)


def _speaks(heading: str, texts: Sequence[str], of: Sequence[str]) -> bool:
    """Whether a heading names a dimension or speaks of one, or the words below it are mostly values of one."""
    named = named_over(heading, texts) & set(of)
    if named or any(find(d, heading) for d in of if d in _OF_FILTERS and heading):
        return True
    distinct = set(texts)
    read = [sum((r := parse_under(named, d, t)) is not None and r.certainty >= _SURE for t in distinct) for d in of]
    return 2 * max(read, default=0) > len(distinct)
