"""One number of a sentence that may be a figure of the return."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.tidy.labels.numbers import CellValue

#: `[198765]`, `(206501)`: the number of a question of Parliament.
REFERENCE = re.compile(r"\s*(?:\[\d{3,}\]|\(\d{5,6}\))\W*")
NUMBERED = "a number of something"
AGAIN = "the same figure again"
AN_AGE = "an age"
_WHOLE_NOUN = re.compile(
    r"(?:offences?|crimes?|occurrences?|incidents?|rapes?|assaults?|victims?|reports?|cases?|records?|complainants?)"
)
#: What stands between the figures of a list.
LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|and|or|&)\s*")


@dataclass(frozen=True, slots=True)
class Count:
    """A number at `text[start:end]`. `reason` says why it is no count; empty where it is one or may be one.

    `sure`: a noun that is counted follows, or words such as `a total of` lead to it. `base`: the whole of which a
    part is given (`374 of the 1,681 offences`). `noun` is what it counts by the words right behind it.
    """

    start: int
    end: int
    value: CellValue
    reason: str = ""
    sure: bool = False
    base: bool = False
    approximate: bool = False
    noun: str = ""

    @property
    def bare(self) -> bool:
        """Whether it has no noun of its own that means all that is counted: `47` and `47 girls`, not `47 offences`."""
        return not _WHOLE_NOUN.fullmatch(self.noun)
