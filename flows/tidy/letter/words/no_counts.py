"""Numbers that stand where figures stand and count nothing: ages, populations, what a letter says exists in all."""

from __future__ import annotations

import re

from flows.tidy.letter.text.phrases import find
from flows.tidy.letter.words.count import AN_AGE

#: `meet it before age 16`
_AGE_BEFORE = re.compile(
    r"\b(?:before|after|by|from|at|until|past|reach\w*|turn\w*)\s+(?:the\s+)?age(?:\s+of)?\s+$", re.IGNORECASE
)
#: `the victims were 12 years old on average`
_ON_AVERAGE = re.compile(r"\s+(?:years?(?: old| of age)?\s+)?on average\b", re.IGNORECASE)
#: `passed to the local force, of which there are 8`: what is counted stands before.
_THERE_ARE = re.compile(r"(?P<what>[A-Za-z]+)\W+of (?:which|whom) there (?:is|are|was|were)(?: now| currently)?\s+$")
#: `some 35,400 males are 18 and over, which is 0.21 per cent`: of how many a share is told.
_PEOPLE_ARE = re.compile(
    r"\s+(?:people|persons|males?|females?|men|women|adults|children|residents|inhabitants|girls|boys)\s+"
    r"(?:who\s+)?(?:are\s+(?:aged\s+)?\d|live\b|lived\b|reside)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?(?:%|per ?cent)|\bone in \d|\bper (?:1,?000|100,?000|head)\b", re.IGNORECASE)
_POPULATION = re.compile(
    r"\bpopulation\s+(?:of|is|was|stands at|stood at|numbers)\s+(?:some |about |around |over |nearly )*$"
)
#: `where the two had nothing to do with each other`: those spoken of.
_THE_TWO = re.compile(r"\b(?:where|when|if|whether|that|between|as)\s+the\s+$", re.IGNORECASE)
_FEW = 5
_THOUSANDS = 1000


def no_count(text: str, start: int, end: int, number: int) -> str:
    """Why a number at `text[start:end]` counts nothing by its place in the sentence; empty where it may.

    >>> no_count("The suspects were 15 on average", 18, 20, 15)
    'an average'
    >>> text = "As some 35,400 men are 18 and over, that is 0.21 per cent"
    >>> no_count(text, 8, 14, 35400), no_count("of the forces, of which there are 43", 34, 36, 43)
    ('of the population', 'not counted: forces')
    """
    before = text[:start]
    if _AGE_BEFORE.search(before):
        return AN_AGE
    if _ON_AVERAGE.match(text, end):
        return "an average"
    told = _THERE_ARE.search(before)
    if told and any(hit.end - hit.start == len(told["what"]) for hit in find("nouns", told["what"], "not_counted")):
        return f"not counted: {told['what']}"
    if number <= _FEW and _THE_TWO.search(before):
        return "a word"
    people = number >= _THOUSANDS and _PEOPLE_ARE.match(text, end) and _SHARE.search(text)
    return "of the population" if people or _POPULATION.search(before) else ""
