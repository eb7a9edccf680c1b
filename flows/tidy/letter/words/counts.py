"""The numbers of a sentence: which are counts of something, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.tidy.labels import words
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.letter.text.phrases import FAR, any_of, beside, find, plain
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import NOTHING
from flows.tidy.letter.words.mention import Mention
from flows.tidy.letter.words.no_counts import no_count
from flows.tidy.letter.words.together import ages_told, in_lists, of_wholes, withheld

_QUANTIFIED = re.compile(
    r"(?:(?:fewer than|less than|under|below|no more than|(?<!add )(?<!adds )(?<!added )(?<!adding )up to"
    r"|at least|more than|over|in excess of|at most)\s+"
    r"|[<>≤≥]=?\s*)$",
    re.IGNORECASE,
)
_AFTER_BOUND = re.compile(
    r"\s+(?:(?:or|and)\s+(?:fewer|less|under)|or\s+(?:more|over|above))\b(?!\s+than)", re.IGNORECASE
)
_IN_WORDS = re.compile(r"\s*\([a-z\s-]+\)", re.IGNORECASE)
#: `2018 - 1991`: a figure behind its year.
_OF_A_YEAR = re.compile(r"\s*[:=]\s*|\s+[-–—]\s+")
#: `in 12 of these the sex was not known`: what follows is not what was counted.
_NEW_SUBJECT = re.compile(r"\s+of (?:these|those|them|which|whom)\W+(?:the|an?|no|its|their|his|her)\b", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:[-–(]\s*)?([A-Za-z][\w'’/-]*)")
#: `rose by 12% to 96`
_CHANGED_TO = re.compile(
    rf"(?:{any_of('prose', 'changed')}|\b(?:doubled|trebled|tripled|halved))"
    r"(?: by (?:over |nearly |about )?[\d.]+\s?(?:%|per cent))? to\s*$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\b(?:there (?:is|are) |means? (?:that )?(?:there (?:were|was|are) )?|denotes? )$")
#: `Child abuse is no offence of its own`, but not `the total is no offences`.
_IS_NONE = re.compile(
    r"(?<!\bthere)(?<!\bthat)(?<!\bthis)(?<!\bit)(?<!\btotal)(?<!\banswer)(?<!\bfigure)(?<!\bnumber)(?<!\bresult)(?<!\bcount)"
    r"\s(?:is|are|was|were)\s+$",
    re.IGNORECASE,
)
#: `Three cases resulted in no conviction`: what came of them, and no figure of its own.
_CAME_TO = re.compile(r"[^,;.]*\b(?:result|led|lead|end)\w*\s+(?:in|to)\s+", re.IGNORECASE)
#: `had one of these titles`, `under one of those headings`: any of what nobody counts, and no subject.
_ANY_OF = re.compile(
    r"\s+of\s+(?:these|those|the|our|its)\s+(?:\w+\s+)?(?!(?:was|is|has|does|as|this|its)\b)[a-z]+s\b", re.IGNORECASE
)
_WITHIN_A_CLAUSE = re.compile(
    r"(?<!\band)(?<!\bbut)(?<!\bwhich)(?<!\bwhile)(?<!\bonly)(?<!\bjust)(?<=\w)\s+$", re.IGNORECASE
)
_OF_THE = re.compile(r"\s+of\s+the\s+", re.IGNORECASE)
_ENDS = re.compile(r"\W*$")
_CLOSED = re.compile(r"\s*(?:[,.;]|$)")
_LIKE_YEARS = range(1900, 2100)
_COLON = re.compile(r"[^\W\d][\w)\"'”’]*\s*[:=]\s*$|\)\s*[:=]\s*$")
_KEYED = re.compile(r"[)\s]*(?:[:=|]|['’]s\b|\s[–—-](?=\s)|\s/(?=\s)|,?\s*(?:is|was|were|are|saw|had)\b)\s*")


def counts(text: str, found: Sequence[Mention]) -> list[Count]:
    """Every whole number of the sentence, left to right; `found` are the mentions within which a number is no count.

    >>> [(c.value.value, c.reason) for c in counts("In 16 days 44 of the 45 forces recorded 1,204 rapes", [])]
    [(16, 'not counted: days'), (44, 'not counted: forces'), (45, 'not counted: forces'), (1204, '')]
    >>> [(c.value.value, c.reason) for c in counts("Two were 17. In the cases in question 42 persons were men", [])]
    [(2, ''), (17, 'an age'), (42, '')]
    """
    return list(_counts(text, tuple(found)))


@lru_cache(maxsize=4096)
def _counts(text: str, found: tuple[Mention, ...]) -> tuple[Count, ...]:
    """Kept, as the same sentence is looked at from many sides."""
    flat = plain(text)
    out = [
        _count(flat, f.start, f.end, f.reading.value, f.reading.flags, found)
        for f in words.find(text)
        if f.reading.certainty == 1
    ]
    out += [
        Count(m.start("no"), m.end("no"), CellValue(0, low=0, high=0, flags=("number_in_words",)), sure=True)
        for m in NOTHING.finditer(flat)
        if not _says_how_it_is(flat, m.start(), m.end(), out)
    ]
    out += withheld(flat, out, found)
    out.sort(key=lambda c: c.start)
    return tuple(ages_told(flat, in_lists(flat, of_wholes(flat, out))))


def _says_how_it_is(text: str, start: int, end: int, before: Sequence[Count]) -> bool:
    """Whether `no convictions` explains a mark or a present state, or what came of a figure right before it."""
    if _EXPLAINED.search(text, 0, start) or _IS_NONE.search(text, 0, start):
        return True
    led = any(not c.reason and _CAME_TO.fullmatch(text, c.end, start) for c in before)
    return led and _CLOSED.match(text, end) is not None


def _count(text: str, start: int, end: int, number: int, flags: tuple[str, ...], found: Sequence[Mention]) -> Count:
    value = CellValue(number, low=number, high=number, flags=flags)
    reason = no_count(text, start, end, number, flags, found)
    if reason:
        return Count(start, end, value, reason)
    approximate = bool(beside("numbers", text, start, end, "approximate"))
    closes = _ENDS.match(text, end) is not None
    alone = number == 1 and bool(beside("numbers", text, start, end, "one"))
    of_them = bool(beside("numbers", text, start, end, "of them"))
    near = max(0, start - FAR)
    quantified, bound = _QUANTIFIED.search(text, near, start), _AFTER_BOUND.match(text, end)
    if quantified or bound:
        first = quantified.start() if quantified else start
        last = bound.end() if bound else end
        withheld = read_cell(f"{number}{bound[0]}" if bound and not quantified else text[first:last])
        if withheld is not None:
            start, end, value = first, last, withheld
    stated = bool(_CHANGED_TO.search(text, near, start) or beside("numbers", text, start, end, "counted", "times"))
    noun = _noun(text, end, found)
    if noun == "-times" and any(m.kind == "online" for m in found):
        noun = "flagged"
    if noun.startswith("-"):
        return Count(start, end, value, f"not counted: {noun[1:]}")
    in_words = flags == ("number_in_words",) and number == 1
    of_them = of_them or (in_words and _of_those_of_a_year(text, end, found))
    if in_words and not noun and _ANY_OF.match(text, end) and _WITHIN_A_CLAUSE.search(text, 0, start):
        return Count(start, end, value, "a word")
    if in_words and not (noun or alone or of_them or (stated and closes)):
        return Count(start, end, value, "a word")
    behind_year = any(m.kind == "period" and _OF_A_YEAR.fullmatch(text[m.end : start]) for m in found)
    if number in _LIKE_YEARS and not (flags or noun or behind_year):
        return Count(start, end, value, "a year")
    return Count(start, end, value, sure=bool(noun or stated or (alone and closes)), approximate=approximate, noun=noun)


def _of_those_of_a_year(text: str, end: int, found: Sequence[Mention]) -> bool:
    """`one of the 2015/16 offences`"""
    years = [m for m in found if m.kind == "period" and _OF_THE.fullmatch(text, end, m.start)]
    words = text[years[0].end :].lstrip() if years else ""
    return any(hit.start == 0 for hit in find("nouns", words, "counted"))


def _noun(text: str, end: int, found: Sequence[Mention]) -> str:
    """The noun that the number counts, with `-` before it where it is none that we count; empty where none is near.

    The words of a period (`the 1,247 of the year before`) are none.
    """
    if _NEW_SUBJECT.match(text, end):
        return ""
    repeated = _IN_WORDS.match(text, end)
    at = repeated.end() if repeated else end
    participle = ""
    for _ in range(7):
        word = _WORD.match(text, at)
        if not word or (at == end and word[1].lower() in ("the", "no", "its", "their")):
            return participle
        if any(m.kind == "period" and m.start <= word.start(1) < m.end for m in found):
            return participle
        for kind, sign in (("not_counted", "-"), ("counted", "")):
            for hit in find("nouns", text[word.start(1) : word.start(1) + 40], kind):
                if hit.start == 0 and not re.match(r"\w", text[word.start(1) + hit.end :]):
                    noun = sign + text[word.start(1) : word.start(1) + hit.end].lower()
                    if not noun.endswith("ed") and noun != "child":
                        return noun
                    participle = participle or noun
        if re.fullmatch(
            r"(?:had|have|has|was|were|is|are|and|in|against|with|for|which|who|where|by|including|on|at|from|did|to)",
            word[1],
            re.IGNORECASE,
        ):
            return participle
        at = word.end()
        if re.match(r"\s*[,.;:)]", text[at:]):
            return participle
    return participle


def keyed(text: str, count: Count, found: Sequence[Mention]) -> bool:
    """Whether a figure stands behind a key: `2016/17: 61`, `to 31 March 2017 is 401`, `0-3 / 12`."""
    before = text[: count.start]
    if re.match(r"\W*$", text[count.end :]) and any(re.fullmatch(r"\s*,\s*", before[m.end :]) for m in found):
        return True
    return bool(_COLON.search(before)) or any(
        m.end <= count.start and _KEYED.fullmatch(text[m.end : count.start]) for m in found
    )


def predicated(text: str, end: int) -> bool:
    """Whether a verb or `against` follows, so that a number without a noun stands for what was counted before.

    >>> predicated("289 had a male victim", 3), predicated("289 copies", 3)
    (True, False)
    """
    return bool(beside("numbers", text, end, end, "of which something is said"))
