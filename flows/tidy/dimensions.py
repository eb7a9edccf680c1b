"""The dimensions that a label can speak of, read by their parsers: what the layout asks without knowing any of them.

`parse(dimension, label)` reads a whole label, `headings(label)` says which dimensions it only names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flows.tidy.labels import online, totals, wording
from flows.tidy.labels.explain import PARSERS
from flows.tidy.labels.meanings import CODED, Found, Period, Reading
from flows.tidy.labels.periods.within_years import within

Value = Any

LEVEL_DIMENSIONS = (*CODED, "measure", "unit")


@lru_cache(maxsize=65536)
def parse(dimension: str, label: str) -> Reading[Value] | None:
    """The whole label read in one dimension; None where it says anything else."""
    read: Reading[Value] | None = PARSERS[dimension].parse(label)
    return read


def parse_under(named: frozenset[str], dimension: str, label: str) -> Reading[Value] | None:
    """A label read under a heading that names these dimensions: `Ticked`, `1` under `Online flag` are its answers.

    >>> parse_under(frozenset({"age"}), "age", "A11_15").value.band, parse_under(frozenset({"sex"}), "age", "A11_15")
    ('11-15', None)
    >>> parse_under(frozenset({"age"}), "age", "Z NOT KNOWN").value.kind
    'unknown'
    """
    if dimension == "online" and "online" in named:
        return online.parse_flag(label)
    read = parse(dimension, label)
    coded = _CODED.fullmatch(label) if read is None and dimension in named & {"age", "sex"} else None
    return parse(dimension, coded["label"]) if coded else read


#: A label behind the code that a system gives it: `A11_15`, `AGE00-04`, `Z NOT KNOWN`, `2 - Female`.
_CODED = re.compile(
    r"(?:[A-Za-z]{1,4}[_ ]?(?=\d{1,2}[_-]\d)|(?:[A-Za-z]|\d{1,2})(?:\s*[-.:=]\s*|\s+)(?=[A-Za-z]))(?P<label>.+)"
)


@lru_cache(maxsize=16384)
def find(dimension: str, text: str) -> tuple[Found[Value], ...]:
    """Every mention of a dimension inside a text."""
    return tuple(PARSERS[dimension].find(text))


@lru_cache(maxsize=16384)
def headings(label: str) -> frozenset[str]:
    """The dimensions that a label names without giving a value: `Age of victim` -> age."""
    return frozenset(wording.names(label)).intersection(LEVEL_DIMENSIONS)


def named_over(heading: str, labels: Sequence[str]) -> frozenset[str]:
    """The dimensions that a heading names for the labels below it, if only by asking what they answer.

    >>> named_over("Online crime", ["Yes", "No"]), named_over("Online crime", ["Rape", "Other"])
    (frozenset({'online'}), frozenset())
    """
    named = headings(heading) if heading else frozenset[str]()
    answers = sum(online.parse_flag(t) is not None for t in labels) if heading and online.asks(heading) else 0
    return named | {"online"} if 2 * answers > len(labels) else named


@lru_cache(maxsize=16384)
def total_kind(label: str) -> str | None:
    """`total` or `subtotal` for a label that says no more than that; None for any other."""
    reading = totals.parse(label)
    return reading.value if reading else None


@lru_cache(maxsize=65536)
def is_known(label: str) -> bool:
    """True for a label that some dimension reads or names, or that says total."""
    return bool(total_kind(label) or headings(label) or any(parse(d, label) is not None for d in LEVEL_DIMENSIONS))


#: Any year: to see whether a label names a part of one.
_SOME_YEAR = Period.financial_year(2000)


@lru_cache(maxsize=65536)
def is_part_of_year(label: str) -> bool:
    """Whether a label names a month or quarter without a year.

    >>> [is_part_of_year(s) for s in ("Jan", "Apr - Jun", "Q1", "Jan 2016", "Quarter")]
    [True, True, True, False, False]
    """
    return part_of_year(label, _SOME_YEAR) is not None


@lru_cache(maxsize=65536)
def part_of_year(label: str, year: Period) -> Reading[Value] | None:
    """A month or quarter without a year (`Q1`, `Apr - Jun`) within the year that another label gives."""
    return within(label, year) or within(wording.without_footnote(label) or "", year)
