"""What only looks like a table: prose, lists, contents pages, forms, charts, letterheads."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from flows.read.tables.tokens import Line, Run, is_number

_MARK = re.compile(r"[•●▪■◦‣·*o➢➔–—-]|\(?[0-9ivxl]{1,4}[.)]|\(?[a-z][.)]|\d+(?:\.\d+)+\.?|\(\w\)", re.IGNORECASE)
_PHONE = re.compile(r"\(?0\d{2,4}\)?[\d\s]{6,}")
_CAPTION = re.compile(
    r"(?:table|tabl(?=\s\d)|figure|chart|fig\.|tab\.|graph|box|annex|appendix)\s*[\dA-Z]", re.IGNORECASE
)


_MARKED = re.compile(r"[(\[]?[:.…*†‡§#–—-]{1,3}[)\]]|[*†‡§#]{1,3}|[a-z\d]{1,2}/|[¹²³⁴⁵⁶⁷⁸⁹]+")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]", re.IGNORECASE)
_READS_ON = re.compile(r"\d[)\]]?[,;]$")
_KEYED = re.compile(r"[:=–—-]\s+\S")
_NOTE = re.compile(r"(?:sources?|notes?|n\.?b\.?|legend|key)\s*:", re.IGNORECASE)


def is_note(line: Line, runs: Sequence[Run]) -> bool:
    """Does a line stand under a table to explain it: `Source: ...`, or a mark and then words?"""
    if _NOTE.match(line.text) and not any(is_figure(r.text) for r in runs[1:]):
        return True
    return len(runs) == 2 and bool(_MARKED.fullmatch(runs[0].text)) and bool(re.search(r"[^\W\d]", runs[1].text))


def is_caption(text: str) -> bool:
    """Does a line name a table or figure, as in `Table 3: Offences`?"""
    return bool(_CAPTION.match(text))


def is_listed(runs: Sequence[Run]) -> bool:
    """A bullet or list number and then text: an item of a list, not two cells.

    However wide the spaces in it, it reads on behind the comma after a figure: `- Theft: 20 (2015), 35 (2016)`.
    """
    texts = [r.text for r in runs]
    if len(texts) < 2 or not _MARK.fullmatch(texts[0]):
        return False
    if len(texts) == 2:
        return not is_figure(texts[1])
    return any(_READS_ON.search(t) and not is_figure(t) for t in texts[1:-1])


def is_figure(text: str) -> bool:
    """Reads as a figure, and not as a telephone number."""
    return is_number(text) and not _PHONE.fullmatch(text.strip())


def is_prose(line: Line, runs: Sequence[Run]) -> bool:
    """A line of running text, perhaps with a wide gap that justification left in it."""
    if any(t.text in "=≈" for t in line.tokens):
        return True
    if len(runs) == 1:
        return len(line.tokens) >= 7
    longest = max(len(r.tokens) for r in runs)
    figures = sum(is_figure(r.text) for r in runs)
    return figures == 0 and longest >= 7


def tabular(grid: Sequence[Sequence[str]], trusted: bool, headed: bool = True) -> bool:
    """Do rows of cell texts (body only, blanks as "") make a table of figures, or a clear table of words?

    Where ruling lines vouch for it (`trusted`), two columns side by side are enough. Titles with numbers that rise are
    a table only where it is `headed`.
    """
    rows = [row for row in grid if sum(bool(t) for t in row) >= 2]
    columns = max((len(row) for row in grid), default=0)
    if not rows or columns < 2 or _contents(rows) or _is_chart(rows) or _over_scale(rows):
        return False
    if columns == 2 and not headed and not trusted and _titles(rows):
        return False
    if columns == 2 and sum(bool(_MARK.fullmatch(r[0])) and not is_figure(r[1]) for r in rows) > 0.5 * len(rows):
        return False
    if not headed and not trusted and _listed_lines(rows):
        return False
    if trusted:
        return len(rows) >= 0.4 * len(grid)
    data = [t for row in rows for t in row[1:] if t]
    if len(rows) < 2 or not data:
        return False
    if len(rows) < 3:
        paired = any(sum(is_figure(row[c]) for row in rows) >= 2 for c in range(1, columns))
        if not paired or not all(row[0] for row in rows):
            return False
    figures = sum(is_figure(t) for t in data)
    held = sum(bool(t) for row in rows for t in row) / (len(rows) * columns)
    if figures >= 0.5 * len(data):
        return held >= 0.3 and (columns >= 3 or any(re.search(r"\d", t) for t in data))
    short = sum(len(t) <= 30 for t in data) / len(data)
    if figures >= 0.2 * len(data) and columns >= 3:
        return held >= 0.5 and short >= 0.7
    if columns < 3 or len(rows) < 3 or held < 0.75:
        return False
    if short >= 0.85:
        return True
    brief = [
        sum(len(t) <= 30 for t in column if t) >= 0.85 * sum(map(bool, column)) for column in zip(*grid, strict=True)
    ]
    return sum(brief) >= 2 and held >= 0.85


def _listed_lines(rows: Sequence[Sequence[str]]) -> bool:
    """Is each row one line of a list: a number of the list and a figure, or a key, a sign such as a dash, and a figure?

    A dash in a column by itself is no such sign, since it may be a figure of nil.
    """
    return all(_listed_line([t for t in row if t]) for row in rows)


def _listed_line(texts: Sequence[str]) -> bool:
    numbered = bool(_LIST_NUMBER.fullmatch(texts[0]))
    said = list(texts[1:] if numbered else texts)
    keyed = (len(said) == 3 and said[1] in (":", "=")) or (len(said) == 2 and bool(_KEYED.match(said[1])))
    return is_figure(said[-1].lstrip(":=–—- ")) and (keyed or (numbered and len(said) == 1))


def _titles(rows: Sequence[Sequence[str]]) -> bool:
    """Titles of several words with numbers that never fall, as of pages."""
    pages = [int(row[1]) for row in rows if row[1].isdecimal()]
    if len(rows) < 6 or len(pages) < len(rows) or any(a > b for a, b in itertools.pairwise(pages)):
        return False
    return pages[0] < pages[-1] < 1000 and sum(" " in row[0] for row in rows) >= 0.7 * len(rows)


def _contents(rows: Sequence[Sequence[str]]) -> bool:
    """Section numbers or titles with page numbers that never fall: a table of contents."""
    last = [row[-1] for row in rows]
    if len(rows) < 5 or not all(t.isdecimal() and len(t) < 4 for t in last):
        return False
    pages = [int(t) for t in last]
    rising = all(a <= b for a, b in itertools.pairwise(pages)) and pages[-1] > pages[0]
    numbered = sum(bool(re.match(r"\d+(\.\d+)*\.?$|\d+(\.\d+)*\.?\s+[A-Z]", row[0])) for row in rows)
    figures = sum(is_figure(t) for row in rows for t in row[1:-1] if t)
    return (
        rising and figures == 0 and (numbered >= 0.3 * len(rows) or sum(len(r[0]) > 25 for r in rows) > 0.5 * len(rows))
    )


def _is_chart(rows: Sequence[Sequence[str]]) -> bool:
    """A scale whose figures fall by one step from row to row (years and ranks apart), and hardly a figure beside it.

    It may stand at both sides. Other figures in one column of half of its rows make it the labels of a table; those
    over bars stand in a column each.
    """
    for column in zip(*rows, strict=True):
        values = [v for t in column if (v := _value(t)) is not None]
        steps = {round(a - b, 6) for a, b in itertools.pairwise(values)}
        if len(values) >= 4 and len(steps) == 1 and min(steps) > 0 and 1.0 not in steps:
            own = list(map(_value, column))
            beside = [
                sum(is_figure(t) and _value(t) != v for t, v in zip(other, own, strict=True))
                for other in zip(*rows, strict=True)
            ]
            return 2 * max(beside) < len(values)
    return False


def _over_scale(rows: Sequence[Sequence[str]]) -> bool:
    """Does a scale with even steps stand under figures, as under the bars of a chart?"""
    for row in rows[max(1, len(rows) - 3) :]:
        texts = " ".join(t for t in row if t).split()
        values = [v for t in texts if (v := _value(t)) is not None]
        steps = {round(b - a, 6) for a, b in itertools.pairwise(values)}
        if len(values) == len(texts) >= 6 and len(steps) == 1 and not steps & {0.0, 1.0}:
            return True
    return False


def _value(text: str) -> float | None:
    """The figure that the first line of a text gives."""
    plain = text.split("\n", maxsplit=1)[0].replace(",", "").replace(" ", "").rstrip("%").replace("–", "-")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
