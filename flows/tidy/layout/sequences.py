"""Runs of numbers that are labels where they stand: years in turn, single years of age in turn, line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from string import ascii_lowercase

from flows.tidy.dimensions import is_part_of_year, parse
from flows.tidy.labels import wording
from flows.tidy.labels.meanings import Age
from flows.tidy.labels.periods.ranges import first_of_glued
from flows.tidy.text.numbering import alone
from flows.tidy.text.phrases import led

_MARKED = re.compile(r"\(?(?P<mark>[A-Z]|[a-z]|\d{1,2}|[ivx]{2,4})[.)]\s+(?P<said>[A-Za-z].*)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)\s*#?")
FEWEST_AGES = 4
OLDEST = 110


def is_year(text: str) -> bool:
    """Whether a text is a bare year of four digits, with the sign of a note if any: `2006(2)`, `2017¹`."""
    return _YEAR.fullmatch(wording.without_footnote(text) or text) is not None


def is_label_run(texts: Sequence[str], anywhere: bool = False) -> bool:
    """Years alone, or numbers that go up in turn as single ages do, with bands and words of ages among them.

    Ages alone may begin `anywhere` where something else says that they are such.

    >>> is_label_run(["2015", "2016"]), is_label_run(["0", "1", "2", "3", "4"]), is_label_run(["0", "1", "0", "1"])
    (True, True, False)
    >>> is_label_run(["Under 1", "1-4", "5", "6"]), is_label_run(["12", "13", "15", "20"])
    (True, False)
    >>> is_label_run(["Under 18", "18+", "Under 18", "18+"]), is_label_run(["<5", "6", "<5", "6"])
    (True, False)
    """
    distinct = list(texts)
    if len(distinct) < 2:
        return False
    if looks_like_years(distinct):
        return True
    ages = [r.value if (r := parse("age", t)) is not None else None for t in distinct]
    bands = [a for a in ages if isinstance(a, Age) and a.kind == "band"]
    if len(bands) < max(FEWEST_AGES, len(distinct) - 1) or any((a.low or 0) > OLDEST for a in bands):
        return False
    begins = anywhere or (bands[0].low or 0) <= 2 or any(not t.isdecimal() for t in distinct)
    again = next((n for n, band in enumerate(bands[1:], 1) if band == bands[0]), len(bands))
    run = bands[:again]
    turns = all(a.high is not None and b.low == a.high + 1 for a, b in pairwise(run))
    few = len(run) < 3 and run[-1].high is not None  # `Under 18 | 18+` are all ages
    return begins and not few and turns and all(band == run[n % again] for n, band in enumerate(bands))


def looks_like_years(texts: Sequence[str]) -> bool:
    """Two or more bare years, or two following years each without their stroke.

    >>> looks_like_years(["2015", "2016"]), looks_like_years(["1516", "1617"]), looks_like_years(["1516", "1621"])
    (True, True, False)
    """
    distinct = list(dict.fromkeys(texts))
    if len(distinct) < 2:
        return False
    return all(map(is_year, distinct)) or all(first_of_glued(t) is not None for t in distinct)


def without_list_marks(labels: Sequence[str]) -> list[str]:
    """Labels without the letters or numbers that count them one after another; all of them as they are otherwise.

    Numbers of questions do, too, where they can be no quarters, which have the same words again or a year. A label that
    asks keeps its own, by which it is known again.

    >>> without_list_marks(["1. How many?", "2. Sex of victim"]), without_list_marks(["A. Age", "0-4", "B. Sex"])
    (['1. How many?', 'Sex of victim'], ['Age', '0-4', 'Sex'])
    >>> without_list_marks(["F. Rape", "M. Rape"])
    ['F. Rape', 'M. Rape']
    >>> without_list_marks(["Q1 All", "Q2 Girls", "Q2 Boys"]), without_list_marks(["Q1 Girls", "Q2 Girls"])
    (['All', 'Girls', 'Boys'], ['Q1 Girls', 'Q2 Girls'])
    """
    behind = {t: t[led("tables", t, "number of a question") :] for t in labels if not t.endswith("?")}
    told = {said: alone(t.removesuffix(said).strip()) for t, said in behind.items() if said != t}
    dated = any(not t or is_part_of_year(t) or (parse("period", t) and not parse("age", t)) for t in told)
    if len(set(told.values())) > 1 and not dated and len(told) == sum(said != t for t, said in behind.items()):
        return [behind.get(t, t) for t in labels]
    found = [_MARKED.fullmatch(label) for label in labels]
    marks = list(dict.fromkeys(m["mark"].lower() for m in found if m))
    in_turn = (ascii_lowercase, [str(n) for n in range(1, 100)], _ROMANS)
    if len(marks) < 2 or not any(marks == list(run[: len(marks)]) for run in in_turn):
        return list(labels)
    return [m["said"] if m and not label.endswith("?") else label for m, label in zip(found, labels, strict=True)]


def counts_up(texts: Sequence[str], fewest: int = 3) -> bool:
    """True for whole numbers that go up by one from row to row, as line numbers and single years of age do.

    >>> counts_up(["1", "2", "3"]), counts_up(["3", "1", "2"]), counts_up(["7"])
    (True, False, False)
    """
    numbers = _whole(texts, 6)
    return len(numbers) >= fewest and all(b - a == 1 for a, b in pairwise(numbers))


def _whole(texts: Sequence[str], longest: int) -> list[int]:
    """Texts as whole numbers of so many digits at most; none where one is no such number."""
    told = all(t.isascii() and t.isdecimal() and len(t) <= longest for t in texts)
    return [int(t) for t in texts] if told else []
