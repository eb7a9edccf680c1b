"""Why a number counts nothing: it is part of a mark, numbers something, or its words say that it is no figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.tidy.labels.periods.dates import MONTH, NAMES
from flows.tidy.letter.text.phrases import FAR, beside, find
from flows.tidy.letter.words.count import NUMBERED
from flows.tidy.letter.words.mention import Mention
from flows.tidy.letter.words.months import parts_named
from flows.tidy.letter.words.referring import SPLIT_OF

_PROPORTION = re.compile(r"\s*(?:%|per\s?cent)", re.IGNORECASE)
_GLUED_AFTER = re.compile(
    r"(?!(?-i:[A-Z][a-z]))(?:\s?%|\s?per\s?cent|[/.:_]\d|\s?(?:st|nd|rd|th)\b|[a-z]\b"
    r"|-(?:year|hour|day|month|minute|page|point|fold)|\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
#: `£12`, `12/`, `cautioned( 1)`, `2007( 4,5)`, `(0) 12`: signs and marks of footnotes.
_GLUED_BEFORE = re.compile(r"(?:\w\(\s+(?:\d{1,2},\s?)?|[#£$€@/._]|\d[/.:]|\d\(|\)\s?\(|\d\s\(?0\d{0,3}\)?\s?)$")
_LONGEST_PLAIN = 6
_WORDS = re.compile(r"[A-Za-z]{3,}")
_ALL = re.compile(r"\b(?:totals?|figures?|numbers?|counts?|sum|answers?|all)\b", re.IGNORECASE)
#: `71 Abuse of children ... - 5`: a class before its name.
_CODE = r"\d{1,3}[A-Za-z]?\s+(?=[A-Z][a-z])(?=.*\S\W*[:=–—-]\s*[<\d])"
#: `2. 3 offences have no gender recorded`: the second of several notes.
_ENUMERATED = r"\d+(?<!\d\d\d)\.\s+(?=\d)(?=.*[a-z]{3})"
#: `2 Where someone faced several, the gravest is taken`: the mark of a footnote before its words.
_NOTE_MARK = (
    r"\d{1,2}\s+(?:Where|When|If|The|This|These|Those|Some|Please|Note|All|Each|Every|Any|An?|In|For|From|As|It|They|We"
    r"|Only|Not|Includes?|Excludes?|Including|Excluding|Data|Figures|Due|Because|Since|May)\s"
)
_OPENS = re.compile(rf"(?:{_CODE}|{_ENUMERATED}|{_NOTE_MARK})")
#: `(17A): 12` behind the name of an offence.
_CODE_IN_BRACKETS = re.compile(r"[A-Z]?\)\s*[:=–-]\s*[<\d]")
#: The first half of a postcode: `DH1 ` before `5RU`.
_INWARD = re.compile(r"[A-Z]{2}\b")
_OUTWARD = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?\s+$")
#: `[198765]` behind a question of Parliament is its number.
_LARGEST_NOTE = 99
#: `ADR 160 knife crime`: how a thing is filed, for what is counted would be several.
_FILED = re.compile(r"\b(?-i:[A-Z]{2,5}) $")
_ONE_THING = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:crime|offence|incident|case|victim|rape|assault)\b(?!\s+[a-z-]{3,}s\b)"
)
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{NAMES})\b", re.IGNORECASE)
#: `Statutory Instrument 3244 of 2004`, `Circular 18 of 2009`: the number within its year of what a name names.
_OF_ITS_YEAR = re.compile(r"\s+of\s+(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<=\w\s)[A-Z][\w.’'-]*\s+$")
_DATE_BEFORE = re.compile(rf"\b{MONTH}\s+$", re.IGNORECASE)
_SPLIT_OF = re.compile(SPLIT_OF, re.IGNORECASE)
#: `passed to the local force, of which there are 8`: what is counted stands before.
_THERE_ARE = re.compile(r"(?P<what>[A-Za-z]+)\W+of (?:which|whom) there (?:is|are|was|were)(?: now| currently)?\s+$")
_SHARE = re.compile(r"\d\s?(?:%|per ?cent)|\bone in \d|\bper (?:1,?000|100,?000|head)\b", re.IGNORECASE)
_THOUSANDS = 1000
#: The greatest number of which words say no more than how many there need be.
_MERE_WORDS = {"of a nought": 0, "of any one": 1, "of one or more": 2, "of two known": 5}
_YEARS_IN_TURN = range(7)


def no_count(text: str, start: int, end: int, number: int, flags: Sequence[str], found: Sequence[Mention]) -> str:
    """Why a number at `text[start:end]` counts nothing; empty where it may. `found` are the mentions of the sentence.

    >>> text = "As some 35,400 men are 18 and over, that is 0.21 per cent"
    >>> no_count(text, 8, 14, 35400, (), []), no_count("of the forces, of which there are 43", 34, 36, 43, (), [])
    ('of the population', 'not counted: forces')
    >>> no_count("32,433 or 89 incidents per day", 10, 12, 89, (), [])
    'a rate'
    """
    before = text[max(0, start - FAR) : start]
    inside = next((m for m in found if m.start < end and m.end > start), None)
    if inside:
        return f"part of the {inside.kind}"
    if _PROPORTION.match(text, end):
        return "a proportion"
    if "number_in_words" not in flags and _GLUED_AFTER.match(text, end):
        return "part of a larger mark"
    if _is_a_mark(text, start, end, number, flags) or _is_a_code(text, start, end, found):
        return NUMBERED
    if not found and _may_be_dialled(text, start, end):
        return NUMBERED
    if reason := beside("no_counts", text, start, end):
        return reason
    told = _THERE_ARE.search(before)
    if told and any(hit.end - hit.start == len(told["what"]) for hit in find("nouns", told["what"], "not_counted")):
        return f"not counted: {told['what']}"
    if number >= _THOUSANDS and beside("numbers", text, start, end, "people of a place"):
        lived = beside("numbers", text, start, end, "people who live there")
        if lived or _SHARE.search(text):
            return "of the population"
    if any(a <= start and end <= b for a, b in parts_named(text)):
        return "a part of a year"
    if _DATE_AFTER.match(text, end) or _DATE_BEFORE.search(before):
        return "a date"
    if _OF_ITS_YEAR.match(text, end) and _named(text[:start], found):
        return NUMBERED
    if _numbers_something(text, start, end, number, found):
        return NUMBERED
    words = [kind for kind, most in _MERE_WORDS.items() if number <= most]
    return "a word" if words and beside("numbers", text, start, end, *words) else ""


def _is_a_mark(text: str, start: int, end: int, number: int, flags: Sequence[str]) -> bool:
    """Whether a number looks like the mark of a note, a reference or half a postcode."""
    long = end - start > _LONGEST_PLAIN and "," not in text[start:end]
    if "number_in_words" not in flags and (long or (text[start] == "0" and end - start > 1)):
        return True
    reference = text[start - 1 : start] == "[" and text[end : end + 1] == "]" and number > _LARGEST_NOTE
    opens = not text[:start].strip() and _OPENS.match(text, start)
    return bool(reference or opens or (_INWARD.match(text, end) and _OUTWARD.search(text, max(0, start - FAR), start)))


def _may_be_dialled(text: str, start: int, end: int) -> bool:
    """Whether six digits without a comma close a sentence of other things than are counted: `Help line: 440099.`"""
    if not text[start:end].isdecimal() or end - start != _LONGEST_PLAIN or re.search(r"\w", text[end:]):
        return False
    return len(_WORDS.findall(text[:start])) > 1 and not any(find("nouns", text, "counted")) and not _ALL.search(text)


def _is_a_code(text: str, start: int, end: int, found: Sequence[Mention]) -> bool:
    """Whether a number in brackets is the class of the offence named before it."""
    named = any(m.kind == "offence" and text[m.end : start].strip() == "(" for m in found if m.end <= start)
    return named and _CODE_IN_BRACKETS.match(text, end) is not None


def _named(before: str, found: Sequence[Mention]) -> bool:
    """Whether a name of something that nobody counts stands right before a number."""
    name = _NAME.search(before)
    if name is None or any(m.start < len(before) and m.end > name.start() for m in found):
        return False
    return not any(hit.start == 0 for hit in find("nouns", before[name.start() :], "counted"))


@lru_cache(maxsize=256)
def _splits_named(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names the question whose figures are split; kept for its other numbers."""
    return tuple(m.span("n") for m in _SPLIT_OF.finditer(text))


def _numbers_something(text: str, start: int, end: int, number: int, found: Sequence[Mention]) -> bool:
    """Whether a number is that of a section, a question, a year in turn, or whatever the word before it names."""
    if any(a <= start and end <= b for a, b in _splits_named(text)):
        return True
    if number in _YEARS_IN_TURN and beside("numbers", text, start, end, "a year in turn"):
        return True
    if any(m.kind == "online" and m.end <= start and not text[m.end : start].strip() for m in found):
        return False
    near = max(0, start - FAR)
    if number > 1 and _FILED.search(text, near, start) and _ONE_THING.match(text, end):
        return True
    named = _GLUED_BEFORE.search(text, near, start) or beside("numbers", text, start, end, "numbered")
    return bool(named) and not beside("numbers", text, start, end, "numbering nothing")
