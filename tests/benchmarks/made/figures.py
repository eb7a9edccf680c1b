"""What a made return counts: axes of values, the counts at their crossings, and the true row of each figure."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.benchmarks.made.wordings import choose, fitting, some

Fact = dict[str, str]
DIMENSIONS = ("period", "offence", "age", "sex", "online")
BANDS = (
    ((0, 4), (5, 9), (10, 14), (15, 17)),
    ((0, 9), (10, 12), (13, 15), (16, 17)),
    ((0, 12), (13, 15), (16, 17)),
    ((0, 3), (4, 10), (11, 15), (16, 17)),
    ((0, 10), (11, 17)),
    ((10, 10), (11, 11), (12, 12), (13, 13), (14, 14), (15, 15), (16, 16), (17, 17)),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an axis, or its total: the label, and what it says of a figure in the columns of truth."""

    label: str
    says: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension that a table splits by."""

    dimension: str
    heading: str
    values: tuple[Value, ...]
    total: Value | None = None
    total_first: bool = False

    def shown(self) -> tuple[Value, ...]:
        """The values in the order printed, with the total where it is printed."""
        if self.total is None:
            return self.values
        return (self.total, *self.values) if self.total_first else (*self.values, self.total)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time in some wording."""

    start: dt.date
    end: dt.date
    label: str

    def value(self) -> Value:
        """What it says of a figure."""
        return Value(self.label, {"period_start": self.start.isoformat(), "period_end": self.end.isoformat()})


@dataclass(slots=True)
class Cube:
    """Counts at each crossing of the axes, by the labels crossed."""

    axes: tuple[Axis, ...]
    counts: dict[tuple[str, ...], int]

    def count(self, values: Mapping[str, Value]) -> int:
        """The figure where each dimension has this value; the sum over a dimension that has a total, or none."""
        chosen = [values.get(axis.dimension) for axis in self.axes]
        labels = [
            [one.label for one in axis.values] if value is None or value.is_total else [value.label]
            for axis, value in zip(self.axes, chosen, strict=True)
        ]
        return sum(self.counts[crossing] for crossing in itertools.product(*labels))


def style_of_periods(rng: Random, kinds: Sequence[str] = ("year", "year", "year", "any", "calendar")) -> dict[str, str]:
    """A way to word periods, of one of the kinds."""
    return choose(rng, "periods", kind=rng.choice(kinds))


def period(style: Mapping[str, str], start_year: int) -> Period:
    """The financial year from April, or in a calendar wording the year, in the style given."""
    start, end = dt.date(start_year, 4, 1), dt.date(start_year + 1, 3, 31)
    if style["kind"] == "calendar":
        start, end = dt.date(start_year, 1, 1), dt.date(start_year, 12, 31)
    month = calendar.month_name
    slots = {
        "y1": start.year, "y2": end.year, "s1": f"{start:%y}", "s2": f"{end:%y}", "d1": f"{start:%d/%m/%Y}",
        "d2": f"{end:%d/%m/%Y}", "l1": long(start), "l2": long(end), "m1": f"{month[start.month]} {start.year}",
        "m2": f"{month[end.month]} {end.year}", "n1": f"{start:%b %y}", "n2": f"{end:%b %y}",
    }  # fmt: skip
    return Period(start, end, style["text"].format(**slots))


def long(day: dt.date) -> str:
    """1 April 2016."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def axis(rng: Random, dimension: str) -> Axis:
    """A way to split by the dimension, with or without its total."""
    made = {"period": _periods, "offence": _offences, "age": _ages, "sex": _sexes, "online": _onlines}[dimension](rng)
    if rng.random() < 0.45 or (dimension == "period" and rng.random() < 0.7):
        return replace(made, total=None)
    return replace(made, total_first=rng.random() < 0.15)


def _periods(rng: Random) -> Axis:
    style = style_of_periods(rng, ("year", "year", "year", "year", "calendar"))
    first = rng.randint(2013, 2016)
    years = [period(style, first + at) for at in range(rng.randint(2, 3))]
    whole = {"period_start": years[0].start.isoformat(), "period_end": years[-1].end.isoformat()}
    if rng.random() < 0.25:
        years.reverse()
    heading = rng.choice(("Year", "Financial year", "Period"))
    return Axis("period", heading, tuple(one.value() for one in years), _total(rng, whole))


def _offences(rng: Random) -> Axis:
    level = "class" if rng.random() < 0.4 else "group"
    rows = [row for row in fitting("offences", level=level) if row["known"] == "yes" or rng.random() < 0.15]
    unlike = list({row["code"] or row["group"]: row for row in rng.sample(rows, len(rows))}.values())
    values = [
        Value(row["label"], {"offence_group": row["group"], "offence_code": row["code"]})
        for row in some(rng, unlike, 2, 6)
    ]
    heading = rng.choice(("Offence", "Offence type", "Crime type", "HO description"))
    return Axis("offence", heading, tuple(values), _total(rng))


def _ages(rng: Random) -> Axis:
    row, bands = choose(rng, "ages"), rng.choice(BANDS)
    values = []
    for low, high in bands:
        form = "under" if low == 0 else "single" if low == high else "band"
        label = row[form].format(low=low, high=high, next=high + 1)
        values.append(Value(label, {"age_low": str(low), "age_high": str(high), "age_band": f"{low}-{high}"}))
    if rng.random() < 0.3:
        values.append(Value(row["unknown"], {"age_band": "unknown"}))
    return Axis("age", row["heading"], tuple(values), Value(row["all"], is_total=True))


def _sexes(rng: Random) -> Axis:
    row = choose(rng, "sexes")
    names = ["female", "male", "unknown"][: 3 if rng.random() < 0.35 else 2]
    if rng.random() < 0.3:
        names[:2] = names[1::-1]
    return Axis(
        "sex", row["heading"], tuple(Value(row[name], {"sex": name}) for name in names), Value(row["all"], {}, True)
    )


def _onlines(rng: Random) -> Axis:
    row = choose(rng, "onlines")
    names = ["yes", "no", "unknown"][: 3 if rng.random() < 0.15 else 2]
    return Axis(
        "online",
        row["heading"],
        tuple(Value(row[name], {"online": name}) for name in names),
        Value(row["all"], {}, True),
    )


def _total(rng: Random, says: Mapping[str, str] | None = None) -> Value:
    return Value(choose(rng, "totals")["label"], says or {}, is_total=True)


def cube(rng: Random, axes: Sequence[Axis]) -> Cube:
    """Counts as they come in returns: most of them small, a few large, some nil."""
    mean = rng.choice((3, 12, 40, 250, 900))
    counts = {
        labels: 0 if rng.random() < 0.06 else int(rng.expovariate(1 / mean))
        for labels in itertools.product(*([value.label for value in one.values] for one in axes))
    }
    return Cube(tuple(axes), counts)


def fact(fixed: Mapping[str, str], values: Sequence[Value], count: int) -> Fact:
    """The true row of a figure: what the context and each of its labels say, and how many."""
    row = {
        "period_start": "", "period_end": "", "measure": "offences", "offence_group": "all", "offence_code": "",
        "age_low": "", "age_high": "", "age_band": "all", "sex": "all", "online": "all", "status": "exact",
        "unit": "cell",
    }  # fmt: skip
    for one in (fixed, *(value.says for value in values)):
        row |= one
    is_total = any(value.is_total for value in values)
    return row | {
        "is_total": str(is_total).lower(), "count": str(count), "count_low": str(count), "count_high": str(count),
        "raw_value": str(count),
    }  # fmt: skip
