"""The numbers of a sentence, each a candidate for a figure, weighed by what stands in it and around it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from flows.tidy.labels import words
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.letter.text.exemptions import cited
from flows.tidy.letter.text.phrases import beside, find, opens, plain, plain_words, says
from flows.tidy.text.statements import measures
from flows.tidy.text.told_periods import Statement

#: A number is taken for a figure from here on; within `DOUBTFUL` of it a person should look.
TAKEN, DOUBTFUL = 0.0, 0.75
_LIKE_YEARS = range(1900, 2100)
_LONGEST_PLAIN, _OLDEST = 6, 25
#: What stands between the figures, or the values, of a list.
LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|and|or|&)\s*", re.IGNORECASE)
#: `2016/17: 61`, `Girls - 12`, `0-3 / 12`: what parts a key from its figure.
SEPARATOR = re.compile(r"\s*(?:[:=\t|]|\s/(?=\s)|\.{3,}|\s[-–—]|(?<=[\s)\w])[-–—](?=\s)|(?<=\d/\d\d)[-–—])\s*[<>≤]?\s*$")
_GLUED = re.compile(
    r"\s?%|\s?per\s?cent\b|[/.:_]\d|\s?(?:st|nd|rd|th)\b|(?-i:[a-z])\b|-(?:year|hour|day|month|minute|page|point|fold)"
    r"|\s?[ap]\.?m\b",
    re.IGNORECASE,
)
_GLUED_BEFORE = re.compile(r"(?:\w\(\s+(?:\d{1,2},\s?)?|[#£$€@._\[]|(?<!\d\d)/|\d[/.:]|\)\s?\()$")
_NOTE_MARK = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+[a-z]")
_NEXT_WORD = re.compile(r"\s*(?:[-–(]\s*)?([A-Za-z][\w'’/-]*)")
_IN_PLACE = re.compile(r"(?P<words>[A-Za-z*][A-Za-z/. ]{0,30}?|\*|[-–—])\s*(?=[,;]|\.(?:\s|$)|\s\(|$)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at `text[start:end]`; `weight` says how surely it counts something (0: as likely as not), `why` why not.

    `noun`: what the words right behind it say that it counts. `base`: the whole of which the figure before is a part.
    """

    start: int
    end: int
    value: CellValue
    weight: float = 0.0
    why: str = ""
    noun: str = ""
    base: bool = False
    approximate: bool = False

    @property
    def number(self) -> int | None:
        return self.value.value if isinstance(self.value.value, int) else None

    @property
    def bare(self) -> bool:
        """Whether it has no noun of its own that means all that is counted: `47` and `47 girls`, not `47 offences`."""
        return not (self.noun and says("nouns", self.noun, "whole"))


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence: `schemas/codes/letter/weights.csv`."""
    path = resources.files("schemas") / "codes" / "letter" / "weights.csv"
    with path.open(encoding="utf-8") as file:
        return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(file)}


def candidates(text: str, told: Sequence[Statement]) -> list[Candidate]:
    """Every number of the text, left to right, those that count nothing as well.

    >>> [(c.number, c.weight > 0) for c in candidates("In 16 days 44 of the 45 forces recorded 1,204 rapes", [])]
    [(16, False), (44, False), (45, False), (1204, True)]
    """
    flat = plain(text)
    found = [_candidate(flat, f.start, f.end, f.reading.value, f.reading.flags) for f in words.find(text)]
    found += _nothing(flat)
    found = [c for c in found if c is not None]
    found += _in_place(flat, found, told)
    found.sort(key=lambda c: c.start)
    weighed = [_weighed(flat, c, told) for c in found]
    return _among_others(flat, weighed, told)


def _candidate(text: str, start: int, end: int, number: int, flags: tuple[str, ...]) -> Candidate:
    """The number with the bound that stands before or behind it: `fewer than 5`, `5 or more`."""
    value = CellValue(number, low=number, high=number, flags=flags)
    behind = next((h for h in find("numbers", text[end : end + 24], "bound behind") if h.start < 2), None)
    before = max((h.start for h in find("numbers", text[max(0, start - 24) : start], "bound before")), default=None)
    if before is not None or behind is not None:
        first = max(0, start - 24) + before if before is not None else start
        last = end + behind.end if behind is not None and before is None else end
        words_ = text[first:last] if behind is None or before is not None else f"{number}{text[end:last]}"
        bounded = read_cell(words_.strip())
        if bounded is not None and bounded.unit == "count":
            return Candidate(first, last, bounded)
    return Candidate(start, end, value)


def _nothing(text: str) -> list[Candidate]:
    value = CellValue(0, low=0, high=0, flags=("number_in_words",))
    hits = [h for h in find("prose", text, "nothing_counted") if not beside("roles", text, h.start, h.end, "no figure")]
    return [Candidate(h.start, h.start + 2, value) for h in hits]


def _in_place(text: str, found: Sequence[Candidate], told: Sequence[Statement]) -> list[Candidate]:
    """Words in place of a figure behind a key: `2013/14: n/a`, `Female - not held`."""
    out = []
    for match in _IN_PLACE.finditer(text):
        keyed = SEPARATOR.search(text[: match.start()])
        behind = any(s.end <= match.start() and not text[s.end : match.start()].strip() for s in told)
        if not (keyed or behind) or any(c.start < match.end("words") and match.start() < c.end for c in found):
            continue
        value = read_cell(match["words"])
        if value is None or value.unit != "count" or (value.value not in (None, 0)):
            continue
        if value.value is None and value.status in ("exact",):
            continue
        out.append(Candidate(match.start("words"), match.end("words"), value))
    return out


# Evidence: each function says what one thing around a number is worth; the weights are data.

Evidence = Callable[[str, Candidate, Sequence[Statement]], bool]


def _inside(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return any(s.start < c.end and c.start < s.end for s in told)


def _glued(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    in_words = "number_in_words" in c.value.flags
    return not in_words and (_GLUED.match(text, c.end) is not None or _GLUED_BEFORE.search(text, 0, c.start) is not None)


def _long(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    digits = text[c.start : c.end]
    return digits.isdecimal() and (len(digits) > _LONGEST_PLAIN or (digits[0] == "0" and len(digits) > 1))


def _like_a_year(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    plain_year = c.number in _LIKE_YEARS and not c.value.flags and not c.noun
    return plain_year and not _keyed(text, c, told)


def _numbers_something(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    if beside("numbers", text, c.start, c.end, "numbering nothing"):
        return False
    section = any(a <= c.start < b for a, b in cited(text))
    return section or bool(beside("numbers", text, c.start, c.end, "numbered"))


def _counted(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return bool(c.noun) and not c.noun.startswith("-")


def _not_counted(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return c.noun.startswith("-")


def _keyed(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """Behind a key: `2016/17: 61`, `under 5 12`."""
    before = next((s for s in reversed(told) if s.end <= c.start), None)
    if before is not None and all(w.lower() in plain_words("links") for w in text[before.end : c.start].strip(" ,(").split()):
        return True
    return SEPARATOR.search(text, 0, c.start) is not None and any(h.isalnum() for h in text[: c.start])


def _before_its_key(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """`191 2017`, `1,204 - 2016/17`: a line of a figure and its year, and nothing else."""
    behind = next((s for s in told if s.start >= c.end and s.kind == "period"), None)
    alone = behind is not None and not text[: c.start].strip(" -") and not text[behind.end :].strip(" .)")
    return alone and behind is not None and not any(ch.isalnum() for ch in text[c.end : behind.start])


def _mark_of_a_note(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """`2 Where a victim met two offences, the first counts`: a raised figure before its note."""
    return not text[: c.start].strip() and _NOTE_MARK.match(text, c.start) is not None


def _small_word(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return c.number == 1 and "number_in_words" in c.value.flags


def _mere_word(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    if c.number is None and c.value.high is None and (c.value.low or 9) <= 2 and not text[c.start].isdigit():
        return True  # `one or more`, `at least one`
    most = {"of a nought": 0, "of any one": 1, "of one or more": 2, "of two known": 5}
    words_ = [kind for kind, n in most.items() if c.number is not None and c.number <= n]
    return bool(words_) and bool(beside("numbers", text, c.start, c.end, *words_))


def _population(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return (c.number or 0) >= 1000 and bool(beside("numbers", text, c.start, c.end, "people of a place"))


def _described(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """What tells figures apart stands right behind: `12 with the cyber flag`, `87 girls`."""
    return any(0 <= s.start - c.end < 30 and s.kind != "period" for s in told)


def _ends_its_clause(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """What is counted is told before, and nothing behind: `Offences with the marker came, all told, to 57.`"""
    behind = text[c.end :].lstrip()[:1]
    return behind in ("", ".", ";") and (bool(measures(text[: c.start])) or any(s.end <= c.start for s in told))


def _counts_nothing(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    kind = beside("no_counts", text, c.start, c.end)
    return bool(kind) and not ("age" in kind.split() and (c.number or 0) > _OLDEST)


def _phrase(name: str, *kinds: str) -> Evidence:
    return lambda text, c, told: bool(beside(name, text, c.start, c.end, *kinds))


EVIDENCE: dict[str, Evidence] = {
    "part of a statement": _inside,
    "part of a larger mark": _glued,
    "a long mark": _long,
    "like a year": _like_a_year,
    "numbers something": _numbers_something,
    "noun that is counted": _counted,
    "noun that is not counted": _not_counted,
    "behind a key": _keyed,
    "before its key": _before_its_key,
    "a remark behind": lambda text, c, told: (
        not text[: c.start].strip(" :-") and opens("prose", text[c.end : c.end + 40].lstrip(" ,(-"), "remark")
    ),
    "its year behind": lambda text, c, told: any(0 <= s.start - c.end < 5 and s.kind == "period" for s in told),
    "mark of a note": _mark_of_a_note,
    "a small word": _small_word,
    "a word": _mere_word,
    "of the population": _population,
    "described behind": _described,
    "said to count nothing": _counts_nothing,
    "verb or total before": _phrase("numbers", "counted"),
    "ends its clause": _ends_its_clause,
    "times": _phrase("numbers", "times"),
    "verb behind": _phrase("numbers", "of which something is said"),
    "of them": _phrase("numbers", "of them", "a part"),
    "of the whole": _phrase("numbers", "of the whole"),
    "one of several": _phrase("numbers", "one"),
}


def _weighed(text: str, c: Candidate, told: Sequence[Statement]) -> Candidate:
    c = replace(c, noun=_noun(text, c.end, told))
    table = weights()
    held = [(table[name], name) for name, evidence in EVIDENCE.items() if evidence(text, c, told)]
    weight = table["any number"] + sum(w for w, _ in held)
    against = min(held, default=(0.0, ""))
    why = f"{against[1]}{': ' + c.noun[1:] if c.noun.startswith('-') else ''}" if against[0] < 0 else "nothing counted"
    approximate = bool(beside("numbers", text, c.start, c.end, "approximate"))
    return replace(c, weight=weight, why=why, approximate=approximate)


def _noun(text: str, end: int, told: Sequence[Statement]) -> str:
    """The noun that the number counts, with `-` before it where it is none that we count; empty where none is near."""
    at, participle = end, ""
    if opens("prose", text[end : end + 40].lstrip(" ,(-"), "remark"):
        return ""
    for _ in range(7):
        word = _NEXT_WORD.match(text, at)
        if not word or (at == end and word[1].lower() in plain_words("no noun")):
            return participle
        if any(s.kind == "period" and s.start <= word.start(1) < s.end for s in told):
            return participle
        for kind, sign in (("not_counted", "-"), ("counted", "")):
            for hit in find("nouns", text[word.start(1) : word.start(1) + 40], kind):
                if hit.start == 0 and not text[word.start(1) + hit.end :][:1].isalnum():
                    noun = sign + text[word.start(1) : word.start(1) + hit.end].lower()
                    if not noun.endswith("ed") and noun != "child":
                        return noun
                    participle = participle or noun
        if word[1].lower() in plain_words("ends noun") or re.match(r"\s*[,.;:)]", text[word.end() :]):
            return participle
        at = word.end()
    return participle


def _among_others(text: str, found: list[Candidate], told: Sequence[Statement]) -> list[Candidate]:
    """What a number is by the numbers beside it: the whole of a part, one of a list, the same again in figures."""
    table, out = weights(), list[Candidate]()
    for c in found:
        last = out[-1] if out else None
        between = text[last.end : c.start] if last else ""
        if last is None:
            pass
        elif says("numbers", between, "out of") and opens("numbers", between.lstrip(), "out of"):
            c = _whole_of(last, c, between)
            if c.base and c.noun and last.why in ("", "nothing counted"):
                out[-1] = replace(last, weight=last.weight + table["a part of what is counted"])
            elif c.weight <= TAKEN and not c.base:
                out[-1] = replace(last, weight=min(last.weight, c.weight), why=c.why)
        elif between.strip() == "(" and last.value.value == c.value.value:
            c = replace(c, weight=table["told again"], why="the same figure again")
        elif between.strip() in ("in", "in every") and (last.number or 9) == 1:
            c = replace(c, weight=table["told again"], why="a proportion")
            out[-1] = replace(last, weight=c.weight, why=c.why)
        elif between.strip() in ("and", "to", "-") and text[: last.start].rstrip().endswith("between"):
            if last.number is not None and c.number is not None and last.number < c.number and last.weight > -2:
                value = CellValue(None, status="suppressed", low=last.number, high=c.number)
                out[-1] = replace(last, end=c.end, value=value, noun=c.noun, weight=max(last.weight, c.weight))
                continue
        out.append(c)
    for place in range(1, len(out)):  # Numbers of questions and sections have lists as well.
        before, c = out[place - 1], out[place]
        numbered = before.why == "numbers something" or (
            before.why == "part of a statement" and _of_a_question(before, told)
        )
        if text[before.end : c.start].strip() == "," and says("numbers", text[: before.start][-20:], "one named"):
            continue  # `In answer to question 3, 31 of them were.`
        if numbered and before.weight <= TAKEN and LISTED.fullmatch(text[before.end : c.start]) and not c.noun:
            out[place] = replace(c, weight=min(c.weight, table["numbers something"]), why="numbers something")
    for place in range(1, len(out)):
        before, c = out[place - 1], out[place]
        listed = LISTED.fullmatch(text[before.end : c.start]) is not None
        if listed and not before.base and before.weight > TAKEN and not c.noun and c.why in ("", "nothing counted"):
            out[place] = replace(c, weight=max(c.weight, before.weight))
    for place in range(len(out) - 2, -1, -1):
        c, after = out[place], out[place + 1]
        listed = LISTED.fullmatch(text[c.end : after.start]) or text[c.end : after.start] == " to "
        if listed and not after.base and after.weight > TAKEN and not c.noun and c.why in ("", "nothing counted"):
            out[place] = replace(c, weight=max(c.weight, after.weight), noun=after.noun)
    return out


def _of_a_question(c: Candidate, told: Sequence[Statement]) -> bool:
    return any(s.kind == "question" and s.start < c.end and c.start < s.end for s in told)


def _whole_of(part: Candidate, whole: Candidate, between: str) -> Candidate:
    """`46 of the 1,694 offences`: both count the same, or neither does; `four out of five` is a proportion."""
    small = all("number_in_words" in c.value.flags and (c.number or 99) <= 10 for c in (part, whole))
    if small and not says("numbers", between, "the whole named"):
        return replace(whole, weight=weights()["told again"], why="a proportion")
    if part.why == "a word" and (whole.number or 99) < 10:  # `any one of the three offences`
        return replace(whole, weight=part.weight, why=part.why)
    if whole.weight <= TAKEN and whole.why.startswith("noun"):
        return whole
    return replace(whole, base=True, weight=max(whole.weight, part.weight))
