"""The year that a heading or question says its figures are of, where it names another only to say that none are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.phrases import plain, says
from flows.tidy.letter.words.mention import Mention

_ONLY_BEHIND = re.compile(r"\s*(?:figures?|data|offences|crimes)?\s*(?:only|alone)\b", re.IGNORECASE)
_ONLY_BEFORE = re.compile(r"\b(?:only|solely|just)\s+(?:(?:for|in|of|covers?|the|financial|year)\s+)*$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|excluding|except|without|no (?:figures|data) for)\s+(?:(?:for|in|of)\s+)*$", re.IGNORECASE
)
_NOT_GIVEN = re.compile(
    r"\b(?:not|never|nor|no longer)\s+(?:been\s+|be\s+)?"
    r"(?:held|recorded|available|given|provided|included|searched|known|kept|extracted|counted|disclosed)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"[();:,]|\.\s|\s-\s|\b(?:as|because|so|since|but|and|while)\b", re.IGNORECASE)


def of_figures(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions without the years of which the text gives no figures; all of them where it does not tell.

    >>> from flows.tidy.letter.words.meant import mentions
    >>> def years(text): return [m.value.label for m in of_figures(text, mentions(text)) if m.kind == "period"]
    >>> years("Age of the victims (2016/17 only, age for 2015/16 would exceed the time limit)")
    ['2016/17']
    >>> years("Age of the victims, 2016/17 (2015/16 is not held)"), years("Age of the victims, 2016/17 and 2015/16")
    (['2016/17'], ['2016/17', '2015/16'])
    """
    years = [m for m in found if m.kind == "period"]
    only = [m for m in years if _is_only(text, m)]
    given = only or [m for m in years if not _is_aside(text, m)]
    if len({repr(m.value) for m in given}) != 1:
        return list(found)
    return [m for m in found if m.kind != "period" or m.value == given[0].value]


def _is_only(text: str, year: Mention) -> bool:
    return bool(_ONLY_BEHIND.match(text, year.end) or _ONLY_BEFORE.search(text[: year.start]))


def _is_aside(text: str, year: Mention) -> bool:
    """Whether the words round a year, as far as the next turn of the sentence, withhold or deny its figures."""
    flat = plain(text)
    start = max((t.end() for t in _TURN.finditer(flat, 0, year.start)), default=0)
    turn = _TURN.search(flat, year.end)
    clause = flat[start : turn.start() if turn else len(flat)]
    withheld = verdicts(clause) & {"refused", "not_held", "not_recorded", "workload"}
    denied = _DENIED.search(flat[start : year.start]) or _NOT_GIVEN.search(clause)
    return bool(withheld or denied or says("outcomes", clause, "limit"))
