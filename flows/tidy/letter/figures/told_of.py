"""Numbers without a noun of which something is told: `in the other 28 no gender was entered`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import is_unknown
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import measures
from flows.tidy.letter.words.mention import Mention

#: `A conviction has followed for 1,207`, `and in 12 the outcome is not known`: what is told of so many of those before.
_TOLD_OF = re.compile(r"\b(?:has|have|had|was|were|is|are)\b[^.;,:]{0,40}\b(?:for|in|against)\s+$", re.IGNORECASE)
_OPENS_WITH = re.compile(
    r"(?:^|[,;]\s*|\b(?:and|but|while)\s+)(?:for|in)\s+(?:(?:the|a)\s+)?(?:(?:other|others|remaining|further)\s+)?$",
    re.IGNORECASE,
)
_SUBJECT_BEHIND = re.compile(
    r",?\s+(?:the|an?|no)\s+[a-z]+(?:\s+\w+){0,3}?\s+(?:has|have|had|was|were|is|are|does|do|did)\b"
)
_SO_FAR = re.compile(r"\W*(?:(?:so far|to date|as yet|yet|already|up to now)\b\W*)?(?:$|[,.;])", re.IGNORECASE)


def is_told_of(text: str, count: Count, found: Sequence[Mention]) -> bool:
    """Whether a number without a noun says of how many of those before something is told.

    `The age was not known in nine`: what is told may be that one does not know.
    """
    before = text[: count.start]
    if _OPENS_WITH.search(before) and _SUBJECT_BEHIND.match(text, count.end):
        return True
    told = _TOLD_OF.search(before)
    unknown = any(is_unknown(m.value) and m.end <= count.start for m in found)
    return told is not None and (unknown or bool(measures(before))) and _SO_FAR.match(text, count.end) is not None
