"""Sheets that explain signs, codes and fields: what each of them means, as notes that all tables can look up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from flows.read.grid import Grid
from flows.tidy.dimensions import headings, parse
from flows.tidy.labels.meanings import OF_VICTIMS, UNKNOWN
from flows.tidy.layout.meaning.legend import LONGEST_CODE

_NUMBER_EXPLAINED = re.compile(r"(?<![\w.,/])(?P<code>-?\d{1,4})\s*=\s*(?P<meaning>[A-Za-z][^;.,=]*?)\s*(?=[;.,]|$)")
#: `AGE 99 age not known`
_HEADED_NUMBER = re.compile(
    r"(?:^|[;,.]\s*)(?P<name>[A-Za-z ]{2,20}?)\s(?P<code>\d{1,4})\s+(?P<meaning>[A-Za-z][^;.,=]*?)\s*(?=[;.,]|$)"
)
LONGEST_SIGN, FEWEST_WORDS, FEWEST_CODES, FIELD_CODE_MEANING = 6, 3, 3, 3


def keys(grid: Grid) -> list[str]:
    """The notes that rows of two cells make, a sign or code and the words for it: `[c]`, `1 to 4, not shown`."""
    pairs = [row for row in _rows(grid) if len(row) == 2]
    return [
        f"{sign} = {words}" for sign, words in pairs if len(sign) <= LONGEST_SIGN and len(words.split()) >= FEWEST_WORDS
    ]


def codebook(grid: Grid) -> list[str]:
    """The notes that a list of fields makes, each with its codes and what they mean: `VSex`, `1`, `Male`.

    A field that stands once holds for the codes below it. A code of one letter or digit means nothing without it.
    """
    notes, field = list[str](), ""
    rows = _rows(grid) if grid.columns == FIELD_CODE_MEANING else []
    for row in rows[1:]:
        field = row[0] if len(row) == FIELD_CODE_MEANING else field
        code, meaning = row[-2] if len(row) > 1 else "", row[-1]
        if field and code and len(code) <= LONGEST_CODE and not meaning.isdecimal():
            notes += [f"{field} {code} = {meaning}", *([f"{code} = {meaning}"] if len(code) > 1 else [])]
    return notes if len(notes) >= FEWEST_CODES else []


def _rows(grid: Grid) -> list[list[str]]:
    """The texts of each row, left to right, without empty cells."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in grid.cells:
        if text := " ".join(cell.text.split()):
            rows[cell.row].append(text)
    return list(rows.values())


def coded_numbers(notes: Iterable[str]) -> dict[str, str]:
    """Numbers that stand for something, and the words for it: `99 = Age not recorded`.

    >>> coded_numbers(["99 = Age not recorded", "1 = Male; 2 = Female", "2016 = 12 offences"])
    {'99': 'Age not recorded', '1': 'Male', '2': 'Female'}
    >>> coded_numbers(["M male; AGE 99 age not known"]), coded_numbers(["In 5 age not known"])
    ({'99': 'age not known'}, {})
    """
    found: dict[str, str] = {}
    for note in notes:
        for match in _HEADED_NUMBER.finditer(note):
            said = {(d, r.value) for d in headings(match["name"]) if (r := parse(d, match["meaning"])) is not None}
            if said & {*UNKNOWN.items()}:
                found.setdefault(match["code"], match["meaning"])
        for match in _NUMBER_EXPLAINED.finditer(note):
            if any(parse(d, match["meaning"]) is not None for d in ("period", *OF_VICTIMS)):
                found.setdefault(match["code"], match["meaning"])
    return found
