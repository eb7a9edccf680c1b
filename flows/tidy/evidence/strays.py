"""What leaves figures in doubt under any reading: rows without labels of their own, ages that nothing names."""

from __future__ import annotations

from collections.abc import Iterable

from flows.tidy.dimensions import find, headings
from flows.tidy.grammar.senses import LevelReading
from flows.tidy.labels.wording import blanked
from flows.tidy.layout.table import Table

LAST_MONTH = 12
"""Numbers up to here may as soon be those of months, quarters, districts or questions."""


def unlabelled_rows(table: Table) -> set[int]:
    """The rows that print no label of their own where others do: of which rows they are the sum, shape does not say."""
    bare = {r for r in table.body if not any(table.matrix.at(r, c) for c in table.stubs)}
    return bare if len(table.stubs) > 1 and len(bare) < len(table.body) else set()


def ages_by_number_alone(level: LevelReading, around: Iterable[str]) -> bool:
    """Whether a level says ages by bare numbers (`2`, `5+`) in no order, or by small ones that no word names.

    A list of rows names them in the order in which they come, under its own heading.
    """
    ages = [text for text in level.level.texts if "age" in level.senses[text].values]
    bare = [number for text in ages if (number := text.removesuffix("+").strip()).isdecimal()]
    if not ages or len(bare) < len(ages) or _names_ages(level.level.heading):
        return False
    years = [int(number) for number in bare]
    if sorted(years) not in (years, years[::-1]):  # counts that were taken for labels
        return True
    printed = (*(slot.text for slot in level.level.names.values()), *around)
    return max(years) <= LAST_MONTH and not any(_names_ages(text) for text in printed)


def _names_ages(text: str) -> bool:
    """Whether a text names ages, beside those that it gives: `by age`, and not `aged under 18`."""
    return any(headings(word.strip(",.:;()?")) == {"age"} for word in blanked(text, find("age", text)).split())
