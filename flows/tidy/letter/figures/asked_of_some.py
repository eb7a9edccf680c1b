"""Questions that ask of some of those before, by what no dimension takes: `how many took place in a dwelling?`"""

from __future__ import annotations

import re

from flows.tidy.letter.figures.strange import strange
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.text.sentences import Span, split
from flows.tidy.letter.words.meant import measures, mentions

_OF_HOW_MANY = re.compile(
    r"\W*(?:and\s+)?(?P<those>(?:out )?of (?:these|those|them|the same)[\s,]+)?(?:(?:and|also)\s+)?"
    r"(?:in |for )?how many"
    r"(?P<them>\s+of (?:these|those|them|which)(?:\s+(?:offences|crimes|cases|incidents|reports|charges))?)?\s+",
    re.IGNORECASE,
)
#: `(i) a girl (ii) a boy`
_MARK = re.compile(r"\((?:[ivx]{1,4}|[a-h])\)", re.IGNORECASE)
#: Words of a question that say nothing of what is asked.
_ASKING = frozenset({"how", "many", "if", "not", "whether", "ones"})


def narrowing(question: str) -> str:
    """What a question asks of some of those before, in its own words; empty where the coded dimensions tell it all.

    >>> narrowing("Of these, how many took place at a residential property?")
    'took place at a residential property'
    >>> narrowing("How many of those were girls?"), narrowing("How many offences were recorded in schools?")
    ('', '')
    >>> narrowing("How many investigations of cruelty were there in those years?")
    ''
    """
    asked = _OF_HOW_MANY.match(question)
    if asked is None or len(split(question)) > 1:
        return ""
    if not (asked["those"] or asked["them"] or says("questions", question, "no noun")):
        return ""
    words = question[asked.end() :].strip(" ?.:")
    if any(m.value not in ("offences", "victims") for m in measures(words)):
        return ""  # `In how many did you disclose it?` counts disclosures.
    said = _MARK.sub(" ", words)
    unknown = strange(said, Span(0, len(said)), mentions(said), [])
    return words if {w.lower() for w in unknown} - _ASKING else ""
