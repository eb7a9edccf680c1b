"""What reads like a dimension in a sentence and is none: `grew to 19`, a strand of hate crime, a word searched."""

from __future__ import annotations

import re

from flows.tidy.letter.text.phrases import beside, find, plain, says

_OFFENDER = re.compile(
    r"\b(?:suspects?|offenders?|perpetrators?|officers?|defendants?|accused)\b[^,.;]{0,20}$", re.IGNORECASE
)
#: Bounds and ends of a change that are ages only where words say so.
_BOUND = re.compile(
    r"(?:to|from|at least|over|above|more than|no more than|not over|between|minimum|up to|less than|fewer than|<|>"
    r"|below|under)\b",
    re.IGNORECASE,
)
_SAYS_AGE = re.compile(r"\b(?:age[ds]?|years?|yrs?|yo|olds?|babies|infants|toddlers)\b|\d\s?s\b", re.IGNORECASE)
_A_NUMBER_BEFORE = re.compile(
    r"(?:[:=–—-]|\b(?:there (?:is|are|was|were|have been|has been)|recorded|numbered|had|has|have|saw|found|identified"
    r"|received|figure (?:is|was)|number (?:is|was)|total (?:is|was)|answer (?:is|was)|count (?:is|was)"
    r"|fell|rose|grew|grown|risen|fallen|dropped|increased|decreased|reduced|compared|compares?|comes?|came|add|adds|added|amounted"
    r"|stood at|(?:19|20)\d\d(?:[/-]\d\d)?,?))\s*(?:just |only |again |also )*$",
    re.IGNORECASE,
)
#: `numbers less than 5 are not given`
_OF_NUMBERS = re.compile(
    r"\b(?:numbers?|figures?|counts?|values?|totals?|cells?)\s+(?:(?:that|which) are\s+|of\s+)?$", re.IGNORECASE
)
_IS_KEY = re.compile(r"\s*(?:(?:[:=]|\s[–—-]\s)\s*\w|,\s*(?!(?:19|20)\d\d\b)[<\d])")
_COUNTED_BEHIND = re.compile(
    r"\s*(?:(?:such |recorded |sexual )*(?:offences?|crimes?|incidents?|cases|victims)\b"
    r"|(?:in|for|during) (?:the )?(?:19|20)\d\d)"
)
_WHETHER = re.compile(r"\b(?:whether|if|(?:split|broken down|breakdown|by)(?: \w+)? by)\b[^.;,:]{0,50}$", re.IGNORECASE)
#: `Where there are fewer than 5, write "<5"`
_INSTRUCTS = re.compile(
    r"\b(?:write|show|put|mark|enter|use|state|print|give|say|report|display|replace)\s+"
    r"(?:(?:this|these|it|them|those|such|the (?:number|figure|count|cell)s?)\s+)*(?:(?:as|with|by)\s+)?"
    r"[\"'\u201c\u2018]?[<*]\s?\d?",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\W*(?:please|where|if|when|should|any|numbers?|figures?|counts?)\b", re.IGNORECASE)
#: `the change from one year to the next`, `up to 10 years`: a length of time, where nobody is near whose age it may be.
_LENGTH = re.compile(
    r"(?:(?:from|up to|at least|more than|less than|over|under|within)\s+)?(?:\d{1,2}|[a-z]+)\s+(?:years?|yrs?)"
    r"(?:\s+(?:or|and)\s+(?:more|over|less|under|above|below))?",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:age[ds]?|old|child(?:ren)?|victims?|girls?|boys?|persons?|people|pupils?|infants?|bab(?:y|ies)|young\w*"
    r"|youths?|females?|males?|those|complainants?|toddlers?|minors?)\b",
    re.IGNORECASE,
)
#: `a case may hold one or more`: so many, where no word says that it is an age.
_SO_MANY = re.compile(r"(?:[1-9]|one|two|three|four|five|six|seven|eight|nine) or more", re.IGNORECASE)
_NEAR = 45


def no_age(text: str, start: int, end: int) -> bool:
    """Whether what reads as an age at `text[start:end]` is an offender's, or a bound of a count.

    >>> no_age("this grew to 19", 10, 15), no_age("children under 13", 9, 17), no_age("there were under 5", 11, 18)
    (True, False, True)
    """
    before, words = text[:start], text[start:end]
    if _OFFENDER.search(before) or (words[0] == "<" and bool(before.strip())):
        return True
    if is_length(text, start, end):
        return True
    if _SO_MANY.fullmatch(words):
        return _SAYS_AGE.search(text[max(0, start - _NEAR) : end + _NEAR]) is None
    if _SAYS_AGE.search(words):
        return False
    if beside("numbers", text, end, end, "in turn", "times"):
        return True
    if not _BOUND.match(words):
        return False
    if _OF_NUMBERS.search(before):
        return True
    if re.match(r"(?:to|from|at least|more than|no more than|fewer than|over|above)\b", words, re.IGNORECASE):
        return not re.search(r"\baged?\W*$", before, re.IGNORECASE) and re.match(r"over\s+1[0-9]s?\b", words) is None
    if beside("numbers", text, end, end, "of them", "of the whole"):
        return True
    if words[:7].lower() == "between" and _COUNTED_BEHIND.match(text[end:]):
        return True
    return bool(_A_NUMBER_BEFORE.search(before)) and not _IS_KEY.match(text[end:])


def is_length(text: str, start: int, end: int) -> bool:
    """Whether what reads as an age is a length of time.

    >>> is_length("the change from one year to the next", 11, 24), is_length("children from one year up", 9, 22)
    (True, False)
    """
    if not _LENGTH.fullmatch(text[start:end]) or not text[:start].strip() or _IS_KEY.match(text[end:]):
        return False
    return _SOMEBODY.search(text[max(0, start - _NEAR) : end + _NEAR]) is None


def no_sex(text: str, start: int, end: int) -> bool:
    """Whether a sex is that of a suspect or names a strand of hate crime, not the victim.

    >>> no_sex("a transgender hate crime marker", 2, 13), no_sex("12 transgender victims", 3, 14)
    (True, False)
    """
    if _OFFENDER.search(text[:start]) or re.match(
        r"\W*(?:suspects?|offenders?|perpetrators?|officers?|defendants?)\b", text[end:], re.IGNORECASE
    ):
        return True
    around = text[max(0, start - _NEAR) : end + _NEAR]
    return text[start:end].lower().startswith("trans") and says("prose", around, "strand")


def only_named(text: str, start: int, end: int) -> bool:
    """Whether the flag is only named, not said to be set: `by whether the online flag was set`, `it was not in use`.

    >>> only_named("by whether the online flag was set", 15, 26), only_named("those with the online flag", 15, 26)
    (True, False)
    >>> only_named("401 (the online flag did not exist)", 5, 20)
    True
    """
    behind = plain(text[end : end + _NEAR])
    return bool(_WHETHER.search(text[:start])) or any(
        not behind[: hit.start].strip() for hit in find("prose", behind, "flag_named")
    )


def searched_for(text: str) -> bool:
    """Whether a sentence speaks of a search of notes for words, so that `online` in it is no flag.

    >>> searched_for('the word "online" appears in the notes'), searched_for("46 had the online flag")
    (True, False)
    """
    return says("prose", text, "keyword")


def quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand in quotes of their own: a word searched for, or what a flag is called.

    >>> quoted('containing "online" or', 12, 18)
    True
    """
    return bool(re.search(r"[\"“‘']\s*$", text[:start]) and re.match(r"\s*[\"”’']", text[end:]))


def instructs(text: str) -> bool:
    """Whether a sentence says how figures are to be given, and gives none.

    >>> instructs('Where a nationality has fewer than 5, mark it "<5".'), instructs("Where fewer than 5 were named, 4")
    (True, False)
    """
    return _WHERE.match(text) is not None and _INSTRUCTS.search(text) is not None
