"""Numbers that are figures by what stands beside them: lists, parts of wholes, words in place of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.letter.text import exemptions
from flows.tidy.letter.text.phrases import any_of
from flows.tidy.letter.words.count import AGAIN, AN_AGE, LISTED, NUMBERED, Count
from flows.tidy.letter.words.mention import Mention

_ONE_IN = re.compile(r"\s+(?:in\s+(?:every\s+)?|out of every\s+)", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"(?:[:=]|\s[-–—]|\w[-–—](?=\s))\s*(?P<words>[A-Za-z*][A-Za-z/. ()0-9]{0,40}?)\s*(?=[,;]|\.(?:\s|$)|\s\(|$)",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(
    r"\s+(?P<words>n/?a|nil|not (?:held|available|recorded|known|applicable)|withheld|exempt)"
    r"(?=\s*(?:[,;(]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)
#: `F = female, U = unknown`; `- : nil. n/k : not known`
_LEGEND = re.compile(
    r"(?:\b[A-Z]{1,2}\s*=|(?:^|[\s'\"(])[-–*.#~]['\")]?\s*[=:]|\b[Nn][./]?\s?([A-Za-z])\.?\s*[=:](?=\s*[Nn]ot (?i:\1)))"
    r"\s*[^=:]+$"
)
#: `classes 17, 19 to 23 and 88`
_CLASSES = re.compile(r"\b(?:classes|codes)\s+$", re.IGNORECASE)
#: `Requests 2, 3 and 4 are exempt`: numbers of several questions, though some of them are not quoted.
_SEVERAL_NAMED = re.compile(r"\b(?:questions|queries|requests|points|parts|items|answers|qs)\.?\s+$", re.IGNORECASE)
_OF_QUESTION = "part of the question"
#: `Of the offences in question 1, 49 carried the flag`: the number of one question, and no list.
_ONE_NAMED = re.compile(r"\b(?:question|point|part|item|request|table|section|answer)\.?\s+$", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"\s*(?:,|&|and\b|or\b)\s*\d", re.IGNORECASE)
_CLOSES_LIST = re.compile(r"\s*,?\s*(?:and|or|&)\s*", re.IGNORECASE)
#: `2 were 17 and 3 were 18`
_WERE = re.compile(r"\s+(?:was|were|is|are)(?: aged)?\s+", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;]|and\b|$)")
_AGES = range(1, 100)
_SMALL = 10
_SPREAD = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(?:\s*\([\d.]+\s?(?:%|per cent)\))?\s+(?:out\s+)?of\s+(?:(?:the|all|these|those|our|its|their|a|total|of)\s+)*",
    re.IGNORECASE,
)
#: `one of the nine rapes`: what is named is a whole, and no proportion.
_THE_WHOLE = re.compile(r"\b(?:the|these|those|our)\b", re.IGNORECASE)
#: A change from one year's figure to the next one's.
_CHANGED = re.compile(rf"(?:{any_of('prose', 'changed')}|\bup|\bdown)\s+from\s+$", re.IGNORECASE)


def withheld(text: str, numbers: Sequence[Count], found: Sequence[Mention] = ()) -> list[Count]:
    """Words in place of a figure behind a key or a value: `2013/14: n/a`, `Female - not held`, `2015/16 nil`.

    >>> [c.value.status for c in withheld("2015/16: not held; 2016/17: n/a", [])]
    ['not_held', 'missing']
    >>> withheld("- : nil", []), withheld("n/k : not known", []), withheld("N.K. = not known.", [])
    ([], [], [])
    """
    out = []
    places = list(_IN_PLACE.finditer(text))
    places += [p for m in found if (p := _RIGHT_BEHIND.match(text, m.end))]
    for match in places:
        value = read_cell(match["words"])
        nil = value is not None and value.value == 0 and match["words"].isalpha()
        if value is None or (value.value is not None and not nil) or value.unit != "count":
            continue
        if _LEGEND.search(text[: match.end("words")]):
            continue
        if all(c.end <= match.start() or c.start >= match.end("words") for c in numbers):
            out.append(Count(match.start("words"), match.end("words"), value, sure=True))
    return out


def ages_told(text: str, found: list[Count]) -> list[Count]:
    """`Of the 40, 2 were 17 and 3 were 18`: what some are said to be is their age; whose is not said, so in doubt."""
    out = list(found)
    for place in range(1, len(out)):
        if _is_told_of(text, out[place - 1], out[place]):
            out[place - 1 : place + 1] = [
                replace(out[place - 1], approximate=True),
                replace(out[place], reason=AN_AGE),
            ]
    return out


def _is_told_of(text: str, people: Count, age: Count) -> bool:
    told = not people.reason and not age.reason and not age.noun and _WERE.fullmatch(text[people.end : age.start])
    return bool(told) and age.value.value in _AGES and _ENDS.match(text, age.end) is not None


def in_lists(text: str, found: list[Count]) -> list[Count]:
    """What the last figure of a list counts, those before it count as well: `201, 233 and 260 offences`.

    The numbers of questions and sections have lists as well.
    """
    cited = exemptions.cited(text)
    out = [
        replace(c, reason=NUMBERED) if not c.reason and any(a <= c.start < b for a, b in cited) else c for c in found
    ]
    several = closed = False
    for place in range(1, len(out)):
        before, count = out[place - 1], out[place]
        several = before.reason == _OF_QUESTION and (
            _SEVERAL_NAMED.search(text[: before.start]) is not None
            or (several and LISTED.fullmatch(text[out[place - 2].end : before.start]) is not None)
        )
        numbered = several or before.reason == NUMBERED or _CLASSES.search(text[: before.start])
        between = text[before.end : count.start]
        if closed and between.strip() == ",":  # `Questions 2 and 3, 45 offences`: the list is over.
            closed = False
            continue
        closed = bool(numbered) and _CLOSES_LIST.fullmatch(between) is not None
        one = between.strip() == "," and _ONE_NAMED.search(text[: before.start])
        if one and not _LIST_GOES_ON.match(text, count.end):
            continue
        if numbered and re.fullmatch(r"[A-Za-z]?\s*(?:,|and|or|&|to|-)\s*", between):
            out[place] = replace(count, reason=NUMBERED)
    for place in range(len(out) - 2, -1, -1):
        count, after = out[place], out[place + 1]
        between = text[count.end : after.start]
        listed = not count.reason and not after.reason and LISTED.fullmatch(between)
        if between == " to " and not count.reason and not after.reason and _CHANGED.search(text[: count.start]):
            out[place] = replace(count, sure=True)
            for n in range(place + 1, len(out)):
                if out[n].reason or text[out[n - 1].end : out[n].start] != " to ":
                    break
                out[n] = replace(out[n], sure=True)
        if listed and not after.base and not count.noun:
            out[place] = replace(count, sure=count.sure or after.sure, noun=after.noun)
    return out


def of_wholes(text: str, found: list[Count]) -> list[Count]:
    """Marks `N` of `M`: both count the same, or neither does; `between 1 and 4` is one withheld figure."""
    out: list[Count] = []
    for count in found:
        last = out[-1] if out else None
        between = text[last.end : count.start] if last else ""
        if last and _OUT_OF.fullmatch(between):
            if last.reason == "a word":
                # `Any one of the three offences`
                count = replace(count, reason=last.reason) if (count.value.value or _SMALL) < _SMALL else count
            elif _in_words_both(last, count) and not _THE_WHOLE.search(between):
                out[-1], count = replace(last, reason="a proportion"), replace(count, reason="a proportion")
            elif count.reason and not count.reason.startswith("part of the"):
                out[-1] = replace(last, reason=count.reason)
            elif not last.reason:
                out[-1] = replace(last, sure=last.sure or count.sure)
                count = replace(count, base=True, sure=count.sure)
        elif last and between == " (" and last.value.value == count.value.value:
            count = replace(count, reason=AGAIN)
        elif last and last.reason in ("", "a word") and not count.reason and _ONE_IN.fullmatch(between):
            out[-1] = replace(last, reason="a proportion")
            count = replace(count, reason="a proportion")
        elif (
            last
            and last.reason in ("", "a word")
            and _SPREAD.search(text[: last.start])
            and re.fullmatch(r"\s*(?:and|to|-)\s*", between)
        ):
            low, high = last.value.value, count.value.value
            changed = isinstance(high, int) and high > _SMALL and text[: last.start].endswith("from ")
            if isinstance(low, int) and isinstance(high, int) and low < high and not changed:
                value = CellValue(None, status="suppressed", low=low, high=high)
                out[-1] = replace(last, end=count.end, value=value, sure=True, reason="")
                continue
        out.append(count)
    return out


def _in_words_both(part: Count, whole: Count) -> bool:
    """Whether `four out of five` is a proportion."""
    small = isinstance(whole.value.value, int) and whole.value.value <= _SMALL
    return small and all("number_in_words" in c.value.flags or c.value.value is None for c in (part, whole))
