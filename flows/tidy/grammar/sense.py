"""What one label says: values by dimension, whether it says total, and the words that nothing explains."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.dimensions import find, headings, is_part_of_year, parse, total_kind
from flows.tidy.labels import measures
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import in_turn
from flows.tidy.text.measured import first_measure

_PAIR = re.compile(r"(?<![\w/.-])([012]\d)\s?[/-]\s?([012]\d)(?![\w/.-])")


@dataclass(frozen=True, slots=True)
class Sense:
    """What one label says: values by dimension, whether it says total, words kept in `other`, and how it was read.

    `certainty`: how sure its own words are. `left`: the share of its words that the values do not explain. `named`:
    it only names a dimension. `part_of_year`: a month or quarter within the year that other labels give.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    total: bool = False
    other: str = ""
    certainty: float = 1.0
    left: float = 0.0
    how: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    part_of_year: str = ""
    guessed: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says something of its figures."""
        return bool(self.values or self.total or self.part_of_year)

    @classmethod
    def in_own_words(cls, text: str, values: Mapping[str, Any]) -> Sense:
        """Of a label kept as it is printed. `Q1` may be a question or a part of the year: the period is unclear."""
        how = ("period_unclear",) if is_part_of_year(text) else ()
        return cls({**values, **unit_of(text)}, bool(explain(text).total), text, how=how)


@functools.lru_cache(maxsize=16384)
def plain_sense(text: str) -> Sense:
    """What a label says by itself, in all dimensions together."""
    if total_kind(text):
        return Sense(total=True)
    named = headings(text)
    if named:
        values = {"online": "yes"} if "online" in named and not named & {"age", "sex", "period"} else {}
        counted = bool(named & {"measure", "unit", "total"})
        reading = parse("measure", text)
        if reading is not None:
            values["measure"] = reading.value
        elif (unit := parse("unit", text)) is not None:
            values["unit"] = unit.value
        return Sense(values, named=named, left=0.0 if counted or values else 0.7, certainty=0.8 if values else 1.0)
    told = explain(text)
    values = {d: r.value for d, r in told.meanings.items()}
    how = tuple(dict.fromkeys(f for r in told.meanings.values() for f in r.flags))
    how += ("labels_disagree",) if told.clashes else ()  # of two values in one label the first is as wrong as right
    certainty = min((r.certainty for r in told.meanings.values()), default=1.0)
    if not values and not told.total and len(told.undecided) == 1:
        ((dimension, reading),) = told.undecided.items()
        return Sense({dimension: reading.value}, certainty=reading.certainty, how=reading.flags)
    words = max(len(text.split()), 1)
    left = min(len(told.leftover.split()) / words, 1.0) if told.leftover else 0.3 if told.undecided else 0.0
    other = text if told.leftover or (not values and not told.total) else ""
    part = text if not values and is_part_of_year(text) else ""
    if part:
        return Sense(part_of_year=part, certainty=0.9)
    return Sense(values, told.total, other, certainty, left + 0.4 * len(told.clashes), how)


def spelt_years(texts: Sequence[str]) -> dict[str, str]:
    """Labels in which pairs of numbers are years in turn among other words, in full; as ages such pairs would overlap.

    >>> spelt_years(["F 15/16", "F 16/17", "Total"]), spelt_years(["F 14/15", "F 16/17"]), spelt_years(["F 15/16"])
    ({'F 15/16': 'F 2015/16', 'F 16/17': 'F 2016/17'}, {}, {})
    """
    spelt = {t: full for t in texts if (full := _PAIR.sub(r"20\1/\2", t)) != t}
    years = {explain(full).meanings.get("period") for full in spelt.values()}
    told = {r.value for r in years if r is not None}
    return spelt if None not in years and len(told) > 1 and in_turn(told) else {}


def numbered_part(text: str, heading: str) -> Sense | None:
    """`3` under `Financial quarter`: a part of the year that other labels give; None for anything else."""
    numbered = f"{heading} {text}"
    if not text.isdecimal() or "period" not in headings(heading) or not is_part_of_year(numbered):
        return None
    return Sense(part_of_year=numbered)


def unit_of(text: str) -> dict[str, Any]:
    """The unit of a label that is kept in its own words: `Custody rate (%)`, `Average length (months)`."""
    unit = plain_sense(text).values.get("unit") if "%" in text or parse("unit", text) else None
    return {"unit": unit} if unit not in (None, "count") else {}


def counted(text: str) -> str | None:
    """What is counted under a label that is kept in its own words: `Found guilty`, `How many reports were made?`."""
    reading = parse("measure", text)
    return reading.value if reading is not None else first_measure(text) if text.endswith("?") else None


def counted_last(text: str) -> str | None:
    """What the last words of a label name as counted: `Domestic abuse crimes`."""
    return next((f.reading.value for f in find("measure", text) if measures.heads(text, f)), None)
