"""The numbers of a sentence, each a candidate for a figure, weighed by what stands in it and around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.tidy.labels import words
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.text.listed import LISTED
from flows.tidy.text.number_evidence import (
    NOTHING_COUNTED,
    SEPARATOR,
    TAKEN,
    Candidate,
    pairs,
    weighed,
    weights,
)
from flows.tidy.text.phrases import beside, find, opens, plain, says, whole
from flows.tidy.text.told_periods import Statement

_BROKEN = re.compile(r"[^,]*?[:=]\s*(?P<high>[1-9]\d?),\s(?P<low>\d{3})\W*")
#: No greater number is told as a share: `2 in 3 victims`.
_FEW = 10
_CLAUSE = re.compile(r"[^.,;:]*$")
_IN_PLACE = re.compile(
    r"(?P<words>[A-Za-z*][A-Za-z/. ]{0,30}?|\*|[-–—])\s*"
    rf"(?=[,;]|\.(?:\s|$)|\s\(|(?:\b{one_of('joined')}\s+)?$)"
)


def candidates(text: str, told: Sequence[Statement]) -> list[Candidate]:
    """Every number of the text, left to right, those that count nothing as well.

    >>> [(c.number, c.weight > 0) for c in candidates("In 16 days 44 of the 45 forces recorded 1,204 rapes", [])]
    [(16, False), (44, False), (45, False), (1204, True)]
    """
    flat = plain(text)
    found = [_candidate(flat, f.start, f.end, f.reading.value, f.reading.flags, told) for f in words.find(text)]
    found = [*_rejoined(flat, found, told), *_of_pairs(flat, told)]
    found += _nothing(flat)
    found = [c for c in found if c is not None]
    found += _in_place(flat, found, told)
    found.sort(key=lambda c: c.start)
    every = [weighed(flat, c, told) for c in found]
    return _among_others(flat, every, told)


def _candidate(
    text: str, start: int, end: int, number: int, flags: tuple[str, ...], told: Sequence[Statement]
) -> Candidate:
    """The number with the bound that stands before or behind it: `fewer than 5`, `5 or more`."""
    value = CellValue(number, low=number, high=number, flags=flags)
    behind = next((h for h in find("numbers", text[end : end + 24], "bound behind") if h.start < 2), None)
    before = max((h.start for h in find("numbers", text[max(0, start - 24) : start], "bound before")), default=None)
    if before is not None and any(s.start <= max(0, start - 24) + before < s.end <= start for s in told):
        before = None  # `10 or under 269`
    if before is not None or behind is not None:
        first = max(0, start - 24) + before if before is not None else start
        last = end + behind.end if behind is not None and before is None else end
        words_ = text[first:last] if behind is None or before is not None else f"{number}{text[end:last]}"
        bounded = read_cell(words_.strip())
        if bounded is not None and bounded.unit == "count":
            return Candidate(first, last, bounded)
    return Candidate(start, end, value)


def _rejoined(text: str, found: list[Candidate], told: Sequence[Statement]) -> list[Candidate]:
    """`2011: 77, 686`: one key has one figure, which a space behind the comma of its thousands broke."""
    broken = _BROKEN.fullmatch(text)
    kinds = [s.kind for s in told]
    value = read_cell(f"{broken['high']},{broken['low']}") if broken and len(kinds) == len(set(kinds)) else None
    if broken is None or value is None:
        return found
    value = replace(value, flags=(*value.flags, "value_ambiguous"))  # it may be two figures
    return [
        *(c for c in found if c.end <= broken.start("high")),
        Candidate(broken.start("high"), broken.end("low"), value),
    ]


def _of_pairs(text: str, told: Sequence[Statement]) -> Iterator[Candidate]:
    """The numbers on both sides of a stroke that stands right between them."""
    for pair in pairs(text, told):
        for side in ("one", "other"):
            number = int(pair[side].replace(",", ""))
            yield Candidate(pair.start(side), pair.end(side), CellValue(number, low=number, high=number))


def _nothing(text: str) -> list[Candidate]:
    value = CellValue(0, low=0, high=0, flags=("number_in_words",))
    hits = [h for h in find("prose", text, "nothing_counted") if not beside("roles", text, h.start, h.end, "no figure")]
    return [Candidate(h.start, h.start + 2, value) for h in hits]


def _in_place(text: str, found: Sequence[Candidate], told: Sequence[Statement]) -> list[Candidate]:
    """Words in place of a figure behind a key: `2013/14: n/a 2014/15: 5`, `Female - not held`."""
    out = []
    edges = sorted({0, len(text), *(s.start for s in told)})
    for match in (m for start, end in itertools.pairwise(edges) for m in _IN_PLACE.finditer(text, start, end)):
        keyed = SEPARATOR.search(text[: match.start()])
        behind = any(s.end <= match.start() and not text[s.end : match.start()].strip() for s in told)
        glued = not match["words"][0].isalnum() and text[: match.start()][-1:].isalnum()  # `Rape*`: the mark of a note
        if not keyed and match["words"] in "-–—" and match.end() < len(text):
            continue  # `Rapes - 15/16 310`
        if glued or not (keyed or behind) or any(c.start < match.end("words") and match.start() < c.end for c in found):
            continue
        value = read_cell(match["words"])
        if value is None or value.unit != "count" or (value.value not in (None, 0)):
            continue
        if value.value is None and value.status in ("exact",):
            continue
        out.append(Candidate(match.start("words"), match.end("words"), value))
    return out


def _among_others(text: str, found: list[Candidate], told: Sequence[Statement]) -> list[Candidate]:
    """What a number is by the numbers beside it: the whole of a part, one of a list, the same again in figures."""
    table, out = weights(), list[Candidate]()
    for c in _with_marks_of_lists(text, found):
        last = out[-1] if out else None
        between = text[last.end : c.start] if last else ""
        if last is None:
            pass
        elif says("numbers", between, "out of") and opens("numbers", between.lstrip(), "out of"):
            c = _whole_of(last, c, between)
            if c.base and c.noun and last.why in ("", NOTHING_COUNTED):
                out[-1] = replace(last, weight=last.weight + table["a part of what is counted"])
            elif c.weight <= TAKEN and not c.base and c.why != "part of a statement":
                out[-1] = replace(last, weight=min(last.weight, c.weight), why=c.why)
        elif between.strip() == "(" and _in_figures_and_words(last, c):
            out[-1] = replace(last, weight=max(last.weight, c.weight), noun=last.noun or c.noun)
            c = replace(c, weight=table["told again"], why="the same figure again")
        elif between.strip() == "(" and c.weight > TAKEN and last.why == NOTHING_COUNTED:
            out[-1] = replace(last, weight=max(last.weight, c.weight))  # `19 (11 in 2015/16)`
        elif between == " (" and text[c.end :].startswith(")") and c.why == NOTHING_COUNTED:
            if (c.number or 0) > _FEW or (last.number or 0) <= _FEW:  # `put on 93 (138) of them`, and no mark of a note
                c = replace(c, weight=max(c.weight, last.weight))
        elif (
            between.strip() in ("in", "in every")
            and "part of a statement" not in (last.why, c.why)  # `4 in 2011`
            and (last.number or _FEW) < min(c.number or 0, _FEW)
        ):
            c = replace(c, weight=table["told again"], why="a proportion")
            out[-1] = replace(last, weight=c.weight, why=c.why)
        elif _is_interval(text, last, c, between):
            value = CellValue(None, status="suppressed", low=last.number, high=c.number)
            weight = c.weight if c.noun.startswith("-") else max(last.weight, c.weight)  # `four and five hours`
            out[-1] = replace(last, end=c.end, value=value, noun=c.noun, weight=weight, why=c.why)
            continue
        out.append(c)
    for place, after in enumerate(out[1:]):
        lead = _CLAUSE.search(text[: out[place].start])
        of_all = lead is not None and whole("numbers", lead[0].strip(), "whole before its part")
        if of_all and min(out[place].weight, after.weight) > TAKEN and not after.base:
            out[place] = replace(out[place], base=True, ahead=True)
    for place in range(1, len(out)):  # Numbers of questions and sections have lists as well.
        before, c = out[place - 1], out[place]
        between = text[before.end : c.start]
        if between.strip() == "," and says("numbers", text[: before.start][-20:], "one named"):
            continue  # `In answer to question 3, 31 of them were.`
        asked = any(s.kind == "question" and 0 <= s.start - c.end < 2 for s in told)  # `7 for 1 and 4 for 2`
        if (
            before.why == "numbers something"
            and not asked
            and before.weight <= TAKEN
            and (LISTED.fullmatch(between) or between == " to ")
            and not (c.noun and text[c.end :].lstrip().casefold().startswith(c.noun))  # `parts 1 and 5 of the request`
        ):
            out[place] = replace(c, weight=min(c.weight, table["numbers something"]), why="numbers something")
    for place in range(1, len(out)):
        before, c = out[place - 1], out[place]
        listed = LISTED.fullmatch(text[before.end : c.start]) is not None
        if listed and not before.base and before.weight > TAKEN and not c.noun and c.why in ("", NOTHING_COUNTED):
            out[place] = replace(c, weight=max(c.weight, before.weight))
    for place in range(len(out) - 2, -1, -1):
        c, after = out[place], out[place + 1]
        between = text[c.end : after.start]
        listed = LISTED.fullmatch(between) is not None or between == " to "
        if listed and not after.base and after.weight > TAKEN and not c.noun and c.why in ("", NOTHING_COUNTED):
            out[place] = replace(c, weight=max(c.weight, after.weight), noun=after.noun)
    return out


def _with_marks_of_lists(text: str, found: list[Candidate]) -> list[Candidate]:
    """Numbers in brackets counting up before words mark a list: `(1) by age, (2) by sex`, not `boys (1), girls (2)`."""
    marks = [c for c in found if text[: c.start].endswith("(") and text[c.end :].startswith(")")]
    if len(marks) < 2 or [c.number for c in marks] != list(range(1, len(marks) + 1)):
        return found
    why, listed = "numbers something", text[marks[-1].end + 1 :].lstrip()[:1].isalpha()
    return [replace(c, weight=weights()[why], why=why) if listed and c in marks else c for c in found]


def _in_figures_and_words(one: Candidate, other: Candidate) -> bool:
    """`46 (forty-six)`: one number told twice, and not `14 (14)` of two years."""
    in_words = ["number_in_words" in c.value.flags for c in (one, other)]
    return one.value.value == other.value.value and any(in_words)


def _is_interval(text: str, low: Candidate, high: Candidate, between: str) -> bool:
    """`between 1 and 4 offences`: one withheld figure."""
    if low.number is None or high.number is None or low.number >= high.number:
        return False
    spoken = between.strip() in ("and", "to", "-") and text[: low.start].rstrip().lower().endswith("between")
    return spoken and (low.weight > -2 or low.why == "a small word")


def _whole_of(part: Candidate, whole: Candidate, between: str) -> Candidate:
    """`46 of the 1,694 offences`: both count the same, or neither does; `four out of five` is a proportion."""
    small = all("number_in_words" in c.value.flags and (c.number or 99) <= 10 for c in (part, whole))
    if small and not says("numbers", between, "the whole named"):
        return replace(whole, weight=weights()["told again"], why="a proportion")
    if part.why == "a word" and (whole.number or 99) < 10:  # `any one of the three offences`
        return replace(whole, weight=part.weight, why=part.why)
    if whole.weight <= TAKEN and whole.why.startswith(("noun", "part of a statement")):
        return whole
    return replace(whole, base=True, weight=max(whole.weight, part.weight))
