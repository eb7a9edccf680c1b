"""How many lines at the top of a table in text are header: told by the first line of figures that counts something."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from flows.read.instead import instead
from flows.read.tables.headers.headers import DASH, DATE, YEAR
from flows.read.tables.lines.hanging import breaks_year, hangs, hangs_within
from flows.read.tables.lines.placed import Placed
from flows.read.tables.lines.rows import label_column
from flows.read.tables.lines.wraps import goes_on
from flows.read.tables.tokens import Run, is_number

SINGLE_AGES = 5
"""So many numbers each one more than the last name columns, though a label stands before them."""
_SHORT_YEAR = re.compile(r"(\d\d)[/–-](\d\d)")
_UNIT = re.compile(r"\(\D{0,2}0{2,3}s?\)|\(\d\)|0{3}s?|%")


def header_height(placed: Sequence[Placed], outer: Sequence[float]) -> int:
    """How many lines at the top are header: those before the first line of figures that has a label or is no year.

    Where more than two of the rules that begin over the labels (`outer`) lie above that line, it is the first of them.
    """
    first = next(
        (
            i
            for i, p in enumerate(placed)
            if p.has_data() and not _headlike(p, placed[i + 1 :]) and not _hanging(p, placed[:i])
        ),
        None,
    )
    if first is None:
        after_rule = next((i for i, p in enumerate(placed) if p.band > placed[0].band), 1)
        return min(after_rule, len(placed) - 1)
    if (worded := next((i for i in range(1, first) if _worded(placed[: i + 2])), None)) is not None:
        return worded
    if sum(placed[0].top < at < placed[first].top for at in outer) > 2:
        return next(i for i, p in enumerate(placed) if p.band > placed[0].band)
    first = _under_rule(placed, first)
    label = label_column(placed[first:])
    while first > 1 and (placed[first - 1].holds_only(label) or _over_labels(placed[first - 1], placed[first])):
        if all(p.holds_only(label) for p in placed[: first - 1]):
            read_on = all(goes_on(a, b) for a, b in itertools.pairwise(placed[: first + 1]))
            return 0 if label == 0 and read_on else first
        if _ends_header(placed, first):
            break
        first -= 1
    return first


def _under_rule(placed: Sequence[Placed], first: int) -> int:
    """Where the row of the first figures begins: with the lines of labels alone that a rule parts from the header."""
    figures = {c for c, runs in placed[first].entries.items() if c and any(is_number(r.text) for r in runs)}
    start = first
    while start > 0 and placed[start - 1].band == placed[first].band:
        start -= 1
    labels = all(not p.spans and figures.isdisjoint(p.entries) for p in placed[start:first])
    return start if start > 0 and labels else first


def _worded(placed: Sequence[Placed]) -> bool:
    """Is the last line but one a row of words in place of figures (`Withheld`), below names of all its columns?

    A name may be such a word too: so they are told by the next line, which says the same, or where several columns
    say one word.
    """
    *above, line, below = placed
    texts = {r.text for c, runs in line.entries.items() if c for r in runs}
    if not line.stub or line.spans or not texts or not all(map(instead, texts)):
        return False
    names = {c for p in above for c in p.entries} | {c for p in above for a, b, _ in p.spans for c in range(a, b + 1)}
    under = {r.text for c, runs in below.entries.items() if c for r in runs}
    return set(line.entries) - {0} <= names and (under == texts or len(texts) < len(line.entries) - 1)


def _ends_header(placed: Sequence[Placed], first: int) -> bool:
    """Does a rule part the line before the first figures from them, and none from names of columns right above it?"""
    over, line, below = placed[first - 2 : first + 1]
    named = len(over.entries) > 1 and line.top - over.bottom <= 0.5 * line.size
    return named and over.band == line.band < below.band


def _over_labels(line: Placed, below: Placed) -> bool:
    """Is a line one text alone that begins where the labels do and is too long for their column?"""
    if line.entries or len(line.spans) != 1 or line.spans[0][0] != 0 or 0 not in below.entries:
        return False
    return abs(line.spans[0][2].x0 - below.entries[0][0].x0) <= 1.5 * line.size


def _headlike(line: Placed, below: Sequence[Placed]) -> bool:
    """Figures that are column headers: years, or ages over figures that carry labels."""
    texts = [r.text for c, runs in line.entries.items() if c > 0 for r in runs if is_number(r.text)]
    texts = [t for t in texts if not _UNIT.fullmatch(t)]
    following = next((p for p in below if p.has_data()), None)
    if following is None:
        return False
    if all(_broken(r, below[0]) for c, runs in line.entries.items() if c > 0 for r in runs if is_number(r.text)):
        return True
    figures = [r.text for c, runs in following.entries.items() if c > 0 for r in runs if is_number(r.text)]
    if not texts and 0 not in line.entries:
        return True
    over_names = 0 not in line.entries and not below[0].has_data() and set(line.entries) <= set(below[0].entries)
    if over_names and below[0].top - line.bottom <= 0.5 * line.size:
        return True
    if texts and all(map(_dated, texts)) and not all(map(_dated, figures)):
        return True
    if texts and all(DASH.fullmatch(t) for t in texts) and _ends_dates(line, below[0]):
        return True
    if following.band < line.band or 0 not in following.entries or not _counting(texts):
        return False
    return 0 not in line.entries or (len(texts) >= SINGLE_AGES and not is_number(line.stub))


def _broken(year: Run, below: Placed) -> bool:
    """Does the line below complete a figure to two years: `2015/201` over `6`?"""
    return any(breaks_year(year.text, r.text) and hangs(r, [year]) for r in below.runs)


def _dated(text: str) -> bool:
    short = _SHORT_YEAR.fullmatch(text)
    return bool(YEAR.fullmatch(text) or DATE.fullmatch(text)) or (
        short is not None and (int(short[1]) + 1) % 100 == int(short[2])
    )


def _ends_dates(line: Placed, below: Placed) -> bool:
    """Do dates stand under all the dashes of a line, which therefore join them to the dates above?"""
    dashes = {c for c, runs in line.entries.items() if any(DASH.fullmatch(r.text) for r in runs)}
    return all(c in below.entries and DATE.fullmatch(below.entries[c][0].text) for c in dashes)


def _hanging(line: Placed, above: Sequence[Placed]) -> bool:
    """Does each figure end a text that the lines above it leave open in its column, as `10 to` does?"""
    figures = [r for c, rs in line.entries.items() if c > 0 for r in rs if is_number(r.text)]
    joined = [r for p in above for _, _, r in p.spans]
    return all(hangs(r, (over for p in above for over in p.runs)) or hangs_within(r, joined) for r in figures)


def _counting(texts: Sequence[str]) -> bool:
    """1, 2, 3 ...: numbers that count columns or name ages."""
    numbers = [int(t) for t in texts if t.isdecimal()]
    return len(numbers) >= 3 and all(b == a + 1 for a, b in itertools.pairwise(numbers))
