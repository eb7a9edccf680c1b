"""Numbers that name and do not count, by the company they keep: single ages, numbers of lines and months, years.

And the other way round: bare years in no order that count, bands of numbers that stand for figures withheld.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from flows.tidy.labels.periods.ranges import first_of_glued
from flows.tidy.layout.kinds import BARE_YEAR, MARK, NUMBER, TEXT, YEAR

if TYPE_CHECKING:
    from flows.tidy.layout.shapes import Shapes

_MONTH_NUMBER = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:\.0)?")
_WHOLE = re.compile(r"\d+(?:\.0)?")
_DIGITS = re.compile(r"\d+")
FEWEST_IN_TURN = 5


def name_by_company(shapes: Shapes) -> None:
    """Numbers that name by the company they keep are as years are: single ages, months, years with a note."""
    ended: set[float] = set()  # with what number runs across ended: a further row may go on from there
    for i in range(shapes.h):
        places = [(i, j) for j in range(shapes.w) if _numbered(shapes, i, j)]
        _run(shapes, places, across=True, after=ended)
        if len(places) > 2 and all(shapes.figure[p] and shapes.kind[p] == YEAR for p in places):
            ended.add(float(shapes.value[places[-1]]))
    _counts_like_years(shapes)
    for j in range(shapes.w):
        _run(shapes, [(i, j) for i in range(shapes.h) if _numbered(shapes, i, j)], across=False, after=())


def _counts_like_years(shapes: Shapes) -> None:
    """Bare years in no order down a column, or few among its numbers, beside other numbers in their rows, count."""
    for j in range(shapes.w):
        years = np.nonzero((shapes.kind[:, j] == YEAR) & shapes.figure[:, j])[0]
        numbers = int((shapes.kind[:, j] == NUMBER).sum())
        steps = {abs(shapes.value[b, j] - shapes.value[a, j]) for a, b in pairwise(years)}
        if not len(years) or (not steps - {0, 1, 2, 5, 10} and 2 * numbers <= len(years)):
            continue
        for i in years:
            others = shapes.figure[i] & (shapes.kind[i] == NUMBER)
            if others.any() and (numbers or len(years) > 1):
                shapes.kind[i, j] = NUMBER


def withhold_bands(shapes: Shapes) -> None:
    """Bands of numbers in columns that are mostly numbers are figures withheld: `1 to 4` between `56` and `5`."""
    counts = shapes.figure & (shapes.kind == NUMBER)
    for j in range(1, shapes.w):
        bands = shapes.range_[:, j] & (shapes.kind[:, j] == TEXT)
        first = int(counts[:, j].argmax())
        header = {shapes.text[i][j] for i in range(first)}
        bands &= np.array([i > first and shapes.text[i][j] not in header for i in range(shapes.h)])
        if bands.any() and counts[:, j].sum() > bands.sum():
            shapes.soft[bands, j], shapes.kind[bands, j] = True, MARK


def withhold_texts(shapes: Shapes) -> None:
    """Texts with a number that stand among the numbers of columns again and again: `Less then 5`."""
    times: Counter[str] = Counter()
    for j in range(1, shapes.w):
        numbers = np.nonzero(shapes.figure[:, j] & (shapes.kind[:, j] == NUMBER))[0]
        if len(numbers):
            texts = np.nonzero((shapes.kind[:, j] == TEXT) & ~shapes.range_[:, j])[0]
            times.update(t for i in texts if i >= numbers[0] and _DIGITS.search(t := shapes.text[i][j]))
    withheld = {t for t, n in times.items() if n > 2}
    for i, texts_of_row in enumerate(shapes.text if withheld else ()):
        for j in range(1, shapes.w):
            if texts_of_row[j] in withheld:
                shapes.soft[i, j], shapes.kind[i, j] = True, MARK


def _counts(shapes: Shapes, i: int, j: int) -> bool:
    """Whether a number that is no year stands there."""
    return bool(shapes.figure[i, j]) and shapes.kind[i, j] == NUMBER


def _numbered(shapes: Shapes, i: int, j: int) -> bool:
    """Whether a number or a band of numbers stands there."""
    return bool(shapes.figure[i, j] or shapes.range_[i, j])


def _run(shapes: Shapes, places: list[tuple[int, int]], across: bool, after: Collection[float]) -> None:
    numbers = [p for p in places if shapes.figure[p]]
    if len(numbers) < 2:
        return
    if not across and not _filled_left(shapes, numbers):
        if _numbers_lines(shapes, numbers):
            for place in numbers:
                shapes.kind[place] = YEAR
            return
    elif not across and len(numbers) < FEWEST_IN_TURN:
        return  # few numbers behind others in their rows count
    if across and len(numbers) < FEWEST_IN_TURN and _is_headed(shapes, numbers):
        return
    texts = [shapes.text[i][j] for i, j in numbers]
    glued = across and all(map(BARE_YEAR.fullmatch, texts))
    months = len(texts) > 2 and (
        all(map(_MONTH_NUMBER.fullmatch, texts)) or all(first_of_glued(t.removesuffix(".0")) is not None for t in texts)
    )
    if (
        glued
        or months
        or (
            all(map(_WHOLE.fullmatch, texts))
            and (_in_turn([shapes.value[p] for p in numbers], after) or _tile(shapes, places))
        )
    ):
        for place in numbers:
            shapes.kind[place] = YEAR


def _is_headed(shapes: Shapes, numbers: list[tuple[int, int]]) -> bool:
    """Whether texts or bands right above head the columns of some numbers, which so count."""
    i, columns = numbers[0][0] - 1, [j for _, j in numbers]
    return i >= 0 and all(shapes.kind[i, j] in (TEXT, YEAR) and not _counts(shapes, i, j) for j in columns)


def _filled_left(shapes: Shapes, numbers: list[tuple[int, int]]) -> bool:
    """Whether anything stands to the left of some numbers of a column."""
    return any((shapes.kind[i, :j] > 0).any() for i, j in numbers)


def _numbers_lines(shapes: Shapes, numbers: list[tuple[int, int]]) -> bool:
    """Whether the first cells of rows number them: from one on, rows that belong together alike, texts behind."""
    values = [shapes.value[p] for p in numbers]
    steps = {b - a for a, b in pairwise(values)}
    worded = all((shapes.kind[i, j + 1 :] == TEXT).any() for i, j in numbers)
    alone = not any((shapes.figure[i, j + 1 :]).any() for i, j in numbers)
    return bool(
        values[0] == 1 and worded and steps <= {0, 1, 2} and 1 in steps and (alone or (0 in steps and len(values) > 3))
    )


def _tile(shapes: Shapes, places: list[tuple[int, int]]) -> bool:
    """Whether single numbers go on with bands, as ages do: `0-4 | 5 | 6 | 7-9`."""
    if len(places) < 3 or not any(shapes.range_[p] for p in places):
        return False
    ends: list[tuple[int, int]] = []
    for i, j in places:
        found = [int(n) for n in _DIGITS.findall(shapes.text[i][j])]
        if not found or len(found) > 2:
            return False
        ends.append((found[0], found[-1]))
    return all(a[1] + 1 == b[0] for a, b in pairwise(ends))


def _in_turn(numbers: Sequence[Any], after: Collection[float]) -> bool:
    """Whether whole numbers name by going up by one: from nought or one, or so often that no counts would.

    So they do where a run before ended just below the first: `after`.
    """
    begins = [k for k, x in enumerate(numbers) if x == numbers[0]]
    long = {b - a for a, b in zip(begins, [*begins[1:], len(numbers)], strict=True)}
    if len(long) != 1 or len(numbers) < 3:
        return False
    n = long.pop()
    up = all(numbers[a + k] == numbers[0] + k for a in begins for k in range(n))
    return up and n > 1 and (numbers[0] in (0, 1) or n >= FEWEST_IN_TURN or numbers[0] - 1 in after)
