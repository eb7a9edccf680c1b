"""Runs of numbers that are labels rather than figures: years, single years of age, line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.labels.periods.ranges import first_of_glued, month_of_glued
from flows.tidy.labels.wording import without_footnote

YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)")
#: The mark of a line of a list, which brackets or a stop tell from any other letter or number.
_MARK = re.compile(r"\(?(?P<mark>[A-Za-z]|[ivx]{1,5}|\d{1,3})(?:\)\.?|\.)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
GLUED = 5
#: So many ages in turn are no chance, though some come more often than others.
FEWEST_UNLIKE = 6


def looks_like_years(texts: Sequence[str]) -> bool:
    """True for two or more bare years that go up or down by one, or two following years each without their stroke.

    So are months that are written with their year.

    >>> looks_like_years(["2015", "2016", "2017"]), looks_like_years(["2015", "416"]), looks_like_years(["2016"])
    (True, False, False)
    >>> looks_like_years(["1516", "1617"]), looks_like_years(["201617", "201516"]), looks_like_years(["1516", "1621"])
    (True, True, False)
    >>> looks_like_years(["2022", "2023*"]), looks_like_years(["20045", "2005", "2006"])
    (True, True)
    >>> looks_like_years(["202111", "202112", "202201"]), looks_like_years(["202111", "202113"])
    (True, False)
    """
    distinct = list(dict.fromkeys(_without_mark_behind(t, texts) for t in map(_unmarked, texts)))
    if len(distinct) < 2:
        return False
    if all(YEAR.fullmatch(t) for t in distinct):
        years = [int(t) for t in distinct]
    else:
        years = [y for t in distinct if (y := first_of_glued(t)) is not None]
    months = [12 * m.start.year + m.start.month for t in distinct if (m := month_of_glued(t)) is not None]
    return any(len(run) == len(distinct) and _steps(run) in ({1}, {-1}) for run in (years, months))


def _steps(numbers: Sequence[int]) -> set[int]:
    return {b - a for a, b in pairwise(numbers)}


def ages_in_turn(texts: Sequence[str]) -> bool:
    """True for three or more ages, none of them a bare number, each older than the one before it.

    >>> ages_in_turn(["Less than one", "One", "Two"]), ages_in_turn(["1 yr", "2 yrs", "3 yrs", "Not known"])
    (True, True)
    >>> ages_in_turn(["0-4", "13", "15"]), ages_in_turn(["None", "One", "None"])
    (False, False)
    """
    readings = [parse("age", t) for t in texts if not total_kind(t)]
    bands = [r.value for r in readings if r is not None and r.value.kind == "band"]
    lows = [band.low or 0 for band in bands]
    worded = not any(t.replace(",", "").isdecimal() for t in texts)
    return None not in readings and worded and len(lows) > 2 and all(a < b for a, b in pairwise(lows))


def counts_up(texts: Sequence[str]) -> bool:
    """True for whole numbers that go up by one from row to row, as line numbers and single years of age do.

    >>> counts_up(["1", "2", "3"]), counts_up(["3", "1", "2"]), counts_up(["7"])
    (True, False, False)
    """
    if len(texts) < 3 or not all(t.isascii() and t.isdecimal() and len(t) < 7 for t in texts):
        return False
    numbers = [int(t) for t in texts]
    return all(b - a == 1 for a, b in pairwise(numbers))


def counted(texts: Sequence[str]) -> list[str]:
    """The numbers that marks of a list stand for, `(a)`, `(b)` or `1.`, `2.`; the texts as they are where some is none.

    >>> counted(["(a)", "(b)", "(c)"]), counted(["1.", "2."]), counted(["(i)", "(ii)"]), counted(["A", "B", "C"])
    (['1', '2', '3'], ['1', '2'], ['1', '2'], ['A', 'B', 'C'])
    """
    marks = [m["mark"].casefold() for t in texts if (m := _MARK.fullmatch(t.strip()))]
    if len(marks) < len(texts):
        return list(texts)
    if set(marks) <= set(_ROMAN):
        return [str(_ROMAN.index(m) + 1) for m in marks]
    if all(len(m) == 1 and m.isalpha() for m in marks):
        return [str(ord(m) - ord("a") + 1) for m in marks]
    return marks if all(m.isdecimal() for m in marks) else list(texts)


def follows(before: str, text: str) -> bool:
    """True for the whole number after another one.

    >>> follows("5", "6"), follows("5", "7"), follows("Age", "6")
    (True, False, False)
    """
    return all(t.isascii() and t.isdecimal() and len(t) < 7 for t in (before, text)) and int(text) == int(before) + 1


def is_label_sequence(texts: Sequence[str]) -> bool:
    """Bare numbers that can only be labels where they stand: years in turn, or single years of age in turn.

    >>> is_label_sequence(["Under 1", "1", "2", "3"]), is_label_sequence(["12", "13", "15"])
    (True, False)
    >>> is_label_sequence(["9 & under", "10", "11", "12-15", "All"]), is_label_sequence(["9 & under", "10", "12"])
    (True, False)
    """
    numbers = [n for t in texts if (n := _unmarked(t)).isdecimal()]
    return looks_like_years(numbers) or _runs_up(numbers) or _adjoin(texts)


def _adjoin(texts: Sequence[str]) -> bool:
    """Ages in bands and single years, each of which begins where the one before it ends."""
    ages = [r.value for t in texts if (r := parse("age", t)) is not None and not total_kind(t)]
    bands = [age for age in ages if age.kind == "band" and not (age.low in (0, None) and age is not ages[0])]
    worded = sum(not t.isdecimal() and parse("age", t) is not None for t in texts)
    return len(bands) > 2 and worded > 0 and all(a.high is not None and b.low == a.high + 1 for a, b in pairwise(bands))


def _without_mark_behind(text: str, beside: Sequence[str]) -> str:
    """`20045` beside other years is the first of them, with the number of its footnote behind it."""
    glued = len(text) == GLUED and text.isdecimal() and any(YEAR.fullmatch(t) for t in beside)
    return text[:-1] if glued and YEAR.fullmatch(text[:-1]) else text


def _unmarked(text: str) -> str:
    """A year without the mark of its footnote; any other text as it is."""
    bare = without_footnote(text) if len(text) > 4 else None
    return bare if bare is not None and YEAR.fullmatch(bare) else text


def _runs_up(texts: Sequence[str]) -> bool:
    """Single years of age in turn, each perhaps repeated at once, and the whole run perhaps again and again.

    Small counts rise by chance, but not far: a short run is one of ages where each of them comes equally often.

    >>> _runs_up("0 1 2 3".split()), _runs_up("0 0 1 1 2 2".split()), _runs_up("0 1 2 0 1 2".split())
    (True, True, True)
    >>> _runs_up("0 1 0 1 1 1 1 0 1 0 0 0 0 0 1 2".split()), _runs_up("0 0 0 1 1 2".split())
    (False, False)
    """
    numbers = [int(t) for t in texts if len(t) < 4]
    if len(set(numbers)) < 3 or numbers[0] > 2 or max(numbers) > 120:
        return False
    groups = [(n, len(list(same))) for n, same in groupby(numbers)]
    first = groups[0][0]
    in_turn = sum(b in (a + 1, first) for (a, _), (b, _) in pairwise(groups))
    if in_turn * 20 < (len(groups) - 1) * 19:
        return False
    begins = [i for i, (n, _) in enumerate(groups) if n == first]
    lengths = [b - a for a, b in pairwise([*begins, len(groups)])]
    alike = len({times for _, times in groups}) == 1
    return min(lengths) >= (3 if alike else FEWEST_UNLIKE)
