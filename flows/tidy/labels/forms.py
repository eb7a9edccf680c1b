"""The forms in which periods, ages, figures and offences are written, kept as data in `schemas/codes/forms`.

A form is a pattern with its words as a person would read them: a space stands for any white space, ` ?` for such as
may be missing, `(a|b)` for either. A kind in braces stands for its forms, of the same file or of `words.csv`, which has
what is said in several: `{until} {month}`. A bracket that stands for itself has a stroke before it, also in `[...]`.
"""

from __future__ import annotations

import re
from functools import cache

from schemas.code_tables import CodeTableError, code_rows

FORMS, SHARED, CLASSES = "forms", "words", "classes"
_SIGN = re.compile(r"\{(?P<kind>[a-z][a-z ]*)\}|(?P<may> \?)|(?P<space> +)|(?<!\\)\((?!\?)")


@cache
def form(area: str, kind: str, any_case: bool = False) -> re.Pattern[str]:
    """The forms of a kind in `schemas/codes/forms/<area>.csv` as one pattern, for folded lines unless in any case.

    >>> bool(form("periods", "join").fullmatch(" up to the end of "))
    True
    """
    return re.compile(pattern(area, kind), re.IGNORECASE if any_case else re.NOFLAG)


@cache
def pattern(area: str, kind: str) -> str:
    """The forms of a kind as a piece of a larger pattern. Raises CodeTableError for a kind that no file has.

    >>> pattern("words", "th")
    '(?:st|nd|rd|th)'
    """
    if kind not in kinds(area) and kind in kinds(SHARED):
        return pattern(SHARED, kind)
    return f"(?:{'|'.join(_spelled(area, line) for line in _of_kind(area, kind))})"


def _of_kind(area: str, kind: str) -> tuple[str, ...]:
    if kind not in kinds(area):
        remedy = "correct the name or add a line"
        raise CodeTableError(f"codes/forms/{area}.csv: no form of the kind {kind!r}; {remedy}")
    return tuple(row["form"] for row in code_rows(FORMS, area) if row["kind"] == kind)


@cache
def kinds(area: str) -> tuple[str, ...]:
    """The kinds of a file, in its order."""
    return tuple(dict.fromkeys(row["kind"] for row in code_rows(FORMS, area)))


@cache
def each(area: str, *kinds: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every form of some kinds by itself, with its kind, in the order of the file."""
    wanted = (row for row in code_rows(FORMS, area) if row["kind"] in kinds)
    return tuple((row["kind"], re.compile(_spelled(area, row["form"]))) for row in wanted)


@cache
def values(*kinds: str) -> dict[str, int]:
    """The words of `words.csv` that stand for a number each.

    >>> values("nth")["third"], values("month name")["sept"]
    (3, 9)
    """
    return {row["form"]: int(row["value"]) for row in code_rows(FORMS, SHARED) if row["kind"] in kinds}


@cache
def word_class(kind: str) -> tuple[str, ...]:
    """The words of a class of `classes.csv`, of which pieces of grammar are made. CodeTableError for no class."""
    return _of_kind(CLASSES, kind)


def one_of(kind: str) -> str:
    """Any word of a class of `classes.csv`, or of a kind of `words.csv`, as a piece of a larger pattern.

    >>> one_of("beginning")
    '(?:from|beginning|starting)'
    """
    return pattern(CLASSES, kind)


def _spelled(area: str, line: str) -> str:
    return _SIGN.sub(lambda sign: _meant(area, sign), line)


def _meant(area: str, sign: re.Match[str]) -> str:
    if sign["kind"]:
        return pattern(area, sign["kind"])
    return r"\s*" if sign["may"] else r"\s+" if sign["space"] else "(?:"
