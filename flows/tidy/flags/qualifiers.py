"""A last look at figures of tables: what their labels say of the victim or the flag, and they do not bear.

Whatever rule set the words aside, a figure of all victims under `Girls` is not to go out without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from flows.tidy.breakdowns import without_breakdown, without_listed_flag
from flows.tidy.dimensions import find
from flows.tidy.flags.raising import flag, warning
from flows.tidy.labels.wording import blanked
from schemas.rows import LEVELS, Finding, Observation

DIMENSIONS = ("sex", "online")
#: How sure a word must be of its dimension to be missed.
SURE = 0.6
_OF_OTHERS = "of suspect"


def flag_unused_qualifiers(observations: Iterable[Observation]) -> list[Finding]:
    """Flag the figures of all victims, or of all offences, whose own label says that they are of some.

    `Total (online)` over `45 (6)` says so of the figure in brackets alone.
    """
    rows = list(observations)
    heard = {(_cell(row), d) for row in rows for d in DIMENSIONS if getattr(row, d) != "all"}
    unheard: dict[str, list[Observation]] = {}
    for row in rows:
        if row.unit == "count" and row.place.table is not None and not any(_OF_OTHERS in name for name in row.other):
            asked = [d for d in DIMENSIONS if (_cell(row), d) not in heard]
            words = next((w for d in asked for w in _saying_some(row, d)), None)
            if words is not None:
                unheard.setdefault(words, []).append(row)
    flag((row for rows in unheard.values() for row in rows), "qualifier_unused")
    said = "the words say more than was taken from them"
    return [
        warning(
            "qualifier_unused", f"{said}: {len(rows)} figure(s)", "say in recipe.yml what they count", rows[0], words
        )
        for words, rows in unheard.items()
    ]


def _cell(row: Observation) -> tuple[object, ...]:
    place = row.place
    return place.sheet, place.table, place.row, place.column


def flag_unnamed_flag(observations: Iterable[Observation], words: Iterable[str]) -> list[Finding]:
    """Flag the figures of the flag in tables of a return of which no word says what its flag is: there are others."""
    rows = [o for o in observations if o.place.table is not None and o.online in ("yes", "no") and o.method != "recipe"]
    if not rows or any(find("online", text) for text in (*words, *(o.place.sheet or "" for o in rows))):
        return []
    flag(rows, "flag_unnamed")
    said = f"nothing says that the flag is that of online crime: {len(rows)} figure(s)"
    return [warning("flag_unnamed", said, "say in recipe.yml what they are", rows[0])]


def _saying_some(row: Observation, dimension: str) -> Iterator[str]:
    """The labels of a row that say some; beside a code `SA female 13+` may be its title, cut short."""
    if dimension == "sex" and row.offence_code is not None:
        return
    for text in (row.raw_row_label, row.raw_column_label):
        # `Rape > Female child under 16` is a title as a whole.
        if text and _says_some(text.replace(LEVELS, " "), dimension):
            yield from (part for part in text.split(LEVELS) if _says_some(part, dimension))


@lru_cache(maxsize=16384)
def _says_some(text: str, dimension: str) -> bool:
    """Whether a label gives just one value that is not all of it: the title of an offence says nothing of victims."""
    plain = without_breakdown(without_listed_flag(blanked(text, find("offence", text))))
    said = {f.reading.value for f in find(dimension, plain) if f.reading.certainty >= SURE}
    return len(said) == 1 and said.isdisjoint(("all", "unknown"))
