"""What speaks for a number being a figure and what against: small tests, each with its weight in `weights.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.tidy.labels.forms import one_of
from flows.tidy.labels.numbers import CellValue
from flows.tidy.text.exemptions import cited
from flows.tidy.text.phrases import LETTER, beside, find, opens, plain_words, says
from flows.tidy.text.several_questions import named_together
from flows.tidy.text.statements import measures
from flows.tidy.text.told_periods import Statement
from schemas.code_tables import code_rows

#: A number is taken for a figure from here on; within `DOUBTFUL` of it a person should look.
TAKEN, DOUBTFUL = 0.0, 0.75
#: Nothing speaks against such a number, only too little for it.
NOTHING_COUNTED = "nothing counted"
#: The number is no figure but what the figures behind it are of.
A_KEY = "a key itself"
_LIKE_YEARS = range(1900, 2100)
_LONGEST_PLAIN, _OLDEST = 6, 25
#: `2016/17: 61`, `Girls - 12`, `0-3 / 12`: what parts a key from its figure.
SEPARATOR = re.compile(
    r"\s*(?:[:=\t|]|\s/(?=\s)|\.{3,}|\s[-–—]|(?<=[\s)\w])[-–—](?=\s)|(?<=\d/\d\d)[-–—])\s*[<>≤]?\s*$"
)
_GLUED = re.compile(
    rf"\s?%|\s?per\s?cent\b|[/.:_]\d|\s?{one_of('th')}\b|(?-i:[a-z]|[A-EG-LO-TVWZ])\b"
    rf"|-{one_of('unit')}|\s?[ap]\.?m\b",
    re.IGNORECASE,
)
#: `402/520`: the figures of two years, behind a value that they are of.
_PAIR = re.compile(r"(?<![\w/.-])(?P<one>\d{1,3}(?:,\d{3})*|\d+)/(?P<other>\d{1,3}(?:,\d{3})*|\d+)(?![\w/-]|[.,]\d)")
_GLUED_BEFORE = re.compile(r"(?:\w\(\s+(?:\d{1,2},\s?)?|[#£$€@._\[]|(?<!\d\d)/|\d[/.:]|\)\s?\()$")
_NOTE_MARK = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+[a-z]")
#: `(2 )Includes ...`, `2005 to 2013 (1)(2)`
_NOTE_MARKS = re.compile(r"^\s*\(\s?\d{1,2}\s?\)\s*(?=[A-Z][a-z])|(?:\(\s?\d\s?\)\s?){2,}")
_AN_AGE = rf"\W*(?P<key>\d{{1,2}}(?:\s*{one_of('joined')}\s*\d{{1,2}})?)\s*"
#: `11: 41`, `16 or 17: 138`: what an age before a figure is.
_KEY = re.compile(rf"{_AN_AGE}[:=]\s*[<≤]?\d")
#: `16 and 17 - 2015/16: 100`: the same before the years of its figures.
_KEY_OF_YEARS = re.compile(rf"{_AN_AGE}[-–—:=]\s*")
_A_FIGURE_BEHIND = re.compile(r"\s*[:=]\s*[<≤]?\d")
#: `All 2,210 2,034`: a label and the figures of a row.
_ROW_OF_FIGURES = re.compile(r"\W*[A-Za-z].*?(?P<figures>(?:\s+\d[\d,]*){2,})\W*")
_NEXT_WORD = re.compile(r"\s*(?:[-–(]\s*)?([A-Za-z][\w'’/-]*)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at `text[start:end]`; `weight` says how surely it counts something (0: as likely as not), `why` why not.

    `noun`: what the words right behind it say that it counts. `base`: the whole of which the figure before is a part,
    or the figure behind where it stands `ahead`: `Of the 1,681 offences 402 were rapes`.
    `replaces`: the number that it corrects.
    """

    start: int
    end: int
    value: CellValue
    weight: float = 0.0
    why: str = ""
    noun: str = ""
    base: bool = False
    ahead: bool = False
    approximate: bool = False
    replaces: int | None = None

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
    return {row["evidence"]: float(row["weight"]) for row in code_rows(LETTER, "weights")}


Evidence = Callable[[str, Candidate, Sequence[Statement]], bool]


def _inside(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return any(s.start < c.end and c.start < s.end for s in told)


def _glued(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    stroke = "/" in (text[c.start - 1 : c.start], text[c.end : c.end + 1])
    if stroke and any(pair.start() <= c.start < pair.end() for pair in pairs(text, told)):
        return False
    in_words = "number_in_words" in c.value.flags
    in_words = in_words or any(text[s.end : c.start] == ":" and s.kind == "period" for s in told)  # `2015/16:39`
    return not in_words and (
        _GLUED.match(text, c.end) is not None or _GLUED_BEFORE.search(text, 0, c.start) is not None
    )


def pairs(text: str, told: Sequence[Statement]) -> list[re.Match[str]]:
    """Two numbers at a time right behind a value that they are of: `10-13: 402/520`, and not `Ref: 402/17`."""
    keyed = [
        (pair, any(s.end <= pair.start() and not text[s.end : pair.start()].strip(" :=-–—") for s in told))
        for pair in _PAIR.finditer(text)
    ]
    return [p for p, key in keyed if key and all(s.end <= p.start() or p.end() <= s.start for s in told)]


def _long(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    digits = text[c.start : c.end]
    return digits.isdecimal() and (len(digits) > _LONGEST_PLAIN or (digits[0] == "0" and len(digits) > 1))


def _like_a_year(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    plain_year = c.number in _LIKE_YEARS and not c.value.flags and not c.noun
    return plain_year and not _keyed(text, c, told)


def _numbers_something(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    if beside("numbers", text, c.start, c.end, "numbering nothing"):
        return False
    _, first, last = named_together(text)
    section = first <= c.start < last or any(a <= c.start < b for a, b in cited(text))
    return section or bool(beside("numbers", text, c.start, c.end, "numbered"))


def _counted(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    return bool(c.noun) and not c.noun.startswith("-")


def _not_counted(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    if c.noun != "-times":
        return c.noun.startswith("-")
    # `The marker was used 24 times` counts what bears it, `rape was recorded 41 times` the offences.
    kinds = {s.kind for s in told}
    return "online" not in kinds and not ("offence" in kinds and beside("numbers", text, c.start, c.end, "counted"))


def _keyed(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """Behind a key: `2016/17: 61`, `under 5 12`."""
    before = next((s for s in reversed(told) if s.end <= c.start), None)
    if before is not None and all(
        w.lower() in plain_words("links") for w in text[before.end : c.start].strip(" ,(").split()
    ):
        return True
    if any(not text[h.end : c.start].strip(" ,:-(") for h in find("prose", text[: c.start], "unknown")):
        return True
    return SEPARATOR.search(text, 0, c.start) is not None and any(h.isalnum() for h in text[: c.start])


def _in_a_row(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    row = _ROW_OF_FIGURES.fullmatch(text)
    return row is not None and c.start >= row.start("figures") and not says("prose", text, "verb")


def _key_itself(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    found, of_years = _KEY.match(text), _KEY_OF_YEARS.match(text)
    if found is None and of_years is not None:
        year = next((s for s in told if s.kind == "period" and s.start == of_years.end()), None)
        found = of_years if year is not None and _A_FIGURE_BEHIND.match(text, year.end) else None
    return found is not None and c.end <= found.end("key")


def _mark_of_a_note(text: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """`2 Where a victim met two offences, the first counts`: a raised figure before its note, or where one is cited."""
    if any(m.start() <= c.start < m.end() for m in _NOTE_MARKS.finditer(text)):
        return True
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
    unknown = any(not text[c.end : c.end + h.start].strip(" (") for h in find("prose", text[c.end :][:30], "unknown"))
    return unknown or any(0 <= s.start - c.end < 30 and s.kind not in ("period", "aside") for s in told)


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
    "in a row of figures": _in_a_row,
    "a remark behind": lambda text, c, told: (
        not text[: c.start].strip(" :-") and opens("prose", text[c.end : c.end + 40].lstrip(" ,(-"), "remark")
    ),
    "its year behind": lambda text, c, told: any(0 <= s.start - c.end < 5 and s.kind == "period" for s in told),
    A_KEY: _key_itself,
    "mark of a note": _mark_of_a_note,
    "a small word": _small_word,
    "a word": _mere_word,
    "a bare none": lambda text, c, told: c.number == 0 and not c.noun and not told and not text[c.start].isdigit(),
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


def weighed(text: str, c: Candidate, told: Sequence[Statement]) -> Candidate:
    c = replace(c, noun=_noun(text, c.end, told))
    table = weights()
    held = [(table[name], name) for name, evidence in EVIDENCE.items() if evidence(text, c, told)]
    weight = table["any number"] + sum(w for w, _ in held)
    against = min(held, default=(0.0, ""))
    why = f"{against[1]}{': ' + c.noun[1:] if c.noun.startswith('-') else ''}" if against[0] < 0 else NOTHING_COUNTED
    why = beside("no_counts", text, c.start, c.end) if why == "said to count nothing" else why
    approximate = bool(beside("numbers", text, c.start, c.end, "approximate"))
    return replace(c, weight=weight, why=why, approximate=approximate)


def _noun(text: str, end: int, told: Sequence[Statement]) -> str:
    """The noun that the number counts, with `-` before it where it is none that we count; empty where none is near."""
    at, participle = end, ""
    if opens("prose", text[end : end + 40].lstrip(" ,(-"), "remark"):
        return ""
    before = ""
    for _ in range(7):
        years = (s for s in told if s.kind == "period" and s.start - at in (1, 2) and not text[at : s.start].strip())
        at = next((s.end for s in years if at > end), at)
        word = _NEXT_WORD.match(text, at)
        if not word or (at == end and word[1].lower() in plain_words("no noun")):
            return participle
        if any(s.kind == "period" and s.start <= word.start(1) < s.end for s in told):
            return participle
        if before and word[1].lower() in plain_words("determiner") and before not in plain_words("before determiner"):
            return participle
        before = word[1].lower()
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
