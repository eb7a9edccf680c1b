"""The one place where the reading of sentences asks vocabularies what words mean.

All of this package asks here, and nothing else of `labels`, `dimensions` and `breakdowns`, so that a single lexicon can
take the place of what stands behind; phrases of letters are asked through `flows.tidy.text.phrases`.
"""

from __future__ import annotations

from flows.tidy.breakdowns import named_in, names_several, without_breakdown, without_listed_flag
from flows.tidy.dimensions import find, parse
from flows.tidy.labels import online
from flows.tidy.labels.forces import parts_of_the_country
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.marks import SIGNS, Marks, explain_marks, key_of
from flows.tidy.labels.meanings import Reading
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.labels.offences.named_together import named_together as offences_together
from flows.tidy.labels.vocabulary import units
from flows.tidy.labels.wording import blanked_at

__all__ = [
    "SIGNS",
    "CellValue",
    "Marks",
    "blanked_at",
    "explain_marks",
    "find",
    "flag_of",
    "key_of",
    "named_in",
    "names_several",
    "names_the_flag",
    "offences_together",
    "one_of",
    "parse",
    "parts_of_the_country",
    "read_cell",
    "unit_of",
    "without_breakdown",
    "without_listed_flag",
]


def unit_of(words: str) -> str:
    """The unit that words behind a number begin with: `percent`, `money`; `count` where they name none."""
    return str(next((f.reading.value for f in units.find(words) if not words[: f.start].strip()), "count"))


def flag_of(key: str) -> Reading[str] | None:
    """What a key says where the flag tells figures apart: `Yes`, `Not flagged`; None where it says nothing of it."""
    return online.parse_flag(key)


def names_the_flag(text: str) -> bool:
    """Whether a text says that something has the flag."""
    return any(f.reading.value == "yes" for f in online.find(text))
