"""Rows that were pasted into plain text from elsewhere: their cells one below another, or parted by commas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from itertools import groupby

_PAIR = 2
#: So many lines of one number of fields with nothing but figures behind the first are rows, and no list of numbers.
_FEWEST = 2
#: A longer line is a paragraph.
_LONGEST = 1000

IsFigure = Callable[[str], bool]


def rows_put_right(lines: Sequence[str], is_figure: IsFigure) -> list[str]:
    """The lines, with tabs between the cells of rows that were pasted; all others as they are."""
    return _parted_by_commas(_put_abreast(lines, is_figure), is_figure)


def _put_abreast(lines: Sequence[str], is_figure: IsFigure) -> list[str]:
    """The lines, with tabs between those that were the cells of a row each: a label and its figures, then a blank line.

    >>> lines = ["Age", "2015/16", "2016/17", "", "0-9", "3", "4", "", "10-17", "5", "6", "", "Regards"]
    >>> _put_abreast(lines, str.isdecimal)
    ['Age\\t2015/16\\t2016/17', '0-9\\t3\\t4', '10-17\\t5\\t6', '', 'Regards']
    """
    rows = [[*row] for _, row in groupby(lines, key=lambda line: bool(line.strip()))]
    out: list[str] = []
    at = 0
    while at < len(rows):
        size, end = len(rows[at]), at + 2
        while end < len(rows) and len(rows[end - 1]) == 1 and size > _PAIR:
            if len(rows[end]) != size or not all(map(is_figure, rows[end][1:])):
                break
            end += 2
        if end - at > 2 * _PAIR and not any("\t" in line for line in rows[at]):
            out += ["\t".join(row) for row in rows[at:end:2]]
            at = end - 1
            continue
        out += rows[at]
        at += 1
    return out


def _parted_by_commas(lines: Sequence[str], is_figure: IsFigure) -> list[str]:
    """The lines, with tabs for the commas of a pasted CSV: a header, which a wrap may have broken, and rows of figures.

    >>> _parted_by_commas(["AGE,T1516,", "T1617", "0_4,44,49", '"5, 6",122,162', "Regards, Jo"], str.isdecimal)
    ['AGE\\tT1516\\tT1617', '0_4\\t44\\t49', '5, 6\\t122\\t162', 'Regards, Jo']
    """
    out: list[str] = []
    at = 0
    while at < len(lines):
        for head in (1, 2):
            if not _row(lines, at + head, is_figure):
                continue
            heads = _fields("".join(lines[at : at + head]))
            rows: list[list[str]] = []
            while (fields := _row(lines, at + head + len(rows), is_figure)) and len(fields) == len(heads):
                rows.append(fields)
            if len(rows) >= _FEWEST and not any(map(is_figure, heads[1:])):
                out += ["\t".join(row) for row in (heads, *rows)]
                at += head + len(rows)
                break
        else:
            out.append(lines[at])
            at += 1
    return out


def _fields(line: str) -> list[str]:
    line = " ".join(line.split()) if len(line) <= _LONGEST else ""
    return [field.strip() for field in next(csv.reader([line], skipinitialspace=True), [])]


def _row(lines: Sequence[str], at: int, is_figure: IsFigure) -> list[str]:
    """The fields of a line that is a row of figures behind its label; none for any other."""
    fields = _fields(lines[at]) if at < len(lines) and lines[at].count(",") >= _PAIR else []
    return fields if len(fields) > _PAIR and all(map(is_figure, fields[1:])) else []
