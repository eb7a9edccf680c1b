"""Words that nothing knows, and that narrow further figures than the one beside them: `in schools 30, then 20`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.wording import blanked_at
from flows.tidy.letter.figures.clauses import Clause
from flows.tidy.letter.figures.memory import NARROW
from flows.tidy.letter.figures.strange import strange
from flows.tidy.letter.text.sentences import Span
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.mention import Mention

#: `30 offences in 2015/16 and 20 in 2016/17 were in schools`: what lies between figures of which the same is said.
_JOINED = re.compile(r"\W*(?:(?:offences|crimes|cases|reports|incidents|in|for|during|and|or|of)\b\W*)*")


def narrowed(
    text: str, told: Sequence[Clause], found: Sequence[Mention], counted: Sequence[Count], before: bool
) -> list[bool]:
    """Which figures of a sentence such words may narrow; `before`: the figure before was one of them.

    A figure that says no more than a year or a place speaks on of what the figure before it counts.
    """
    out = [bool(strange(text, c.span, found, counted)) for c in told]
    for place, clause in enumerate(told):
        out[place] = out[place] or (_speaks_on(clause) and (out[place - 1] if place else before))
    plain = blanked_at(text, [(m.start, m.end) for m in found])
    for place in range(len(told) - 2, -1, -1):
        left, right = told[place].count, told[place + 1].count
        behind = strange(text, Span(right.end, told[place + 1].span.end), found, counted)
        out[place] = out[place] or (bool(behind) and _JOINED.fullmatch(plain, left.end, right.start) is not None)
    return out


def _speaks_on(clause: Clause) -> bool:
    return not (clause.count.noun or clause.count.base or clause.own.measure or clause.own.kinds & NARROW)
