"""The figures that a case wants and those that were read, as lines that can be set side by side.

A table of figures has a column for each dimension that matters and one `count`, or columns of counts headed by a period
(`2016/17`) or by a dimension and its value (`sex=female`); a column `+age of suspect` is a dimension that the document
adds. A count is `12`; `=12` is printed as a total and `~12` may
be one; `12?` is in doubt. `1-4` is withheld between these bounds (`5-`: without an upper one); `suppressed`, `missing`,
`refused`, `not_held` stand as they are.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.rows import Observation
from tests.cases.drawing import table

DIMENSIONS = ("period", "offence", "age", "sex", "online", "measure")
_PERIOD = re.compile(r"(19|20)\d\d(/\d\d|-\d\d.*)?")
_COUNT = re.compile(r"(?P<total>[=~]?)(?P<value>[^?]*?)(?P<doubt>\??)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its labels. `code`, `measure`, `other`, `total`, `doubt` are None where nothing is held to them."""

    period: str
    group: str
    code: str | None
    age: str
    sex: str
    online: str
    measure: str | None
    other: tuple[tuple[str, str], ...] | None
    value: str
    total: bool | None
    doubt: bool | None

    @property
    def offence(self) -> str:
        """Class and group as one word: the class alone where it is of the group that the codes say."""
        if not self.code:
            return self.group
        known = load_codes("offences").get(self.code)
        return self.code if known and known["group"] == self.group else f"{self.code} {self.group}"

    @property
    def count(self) -> str:
        """The count with its signs."""
        return {None: "~", True: "=", False: ""}[self.total] + self.value + ("?" if self.doubt else "")

    def __str__(self) -> str:
        labels = (self.period, self.offence, self.age, self.sex, f"online {self.online}", self.measure or "")
        others = (f"{name} {value}" for name, value in self.other or ())
        return " | ".join(part for part in (*labels, *others, self.count) if part)


def observed(o: Observation) -> Figure:
    """A figure that was read."""
    ages = f"{o.age_low}+" if o.age_high is None else f"{o.age_low}-{o.age_high}"
    age = o.age_band if o.age_low is None else ages
    value = str(o.count) if o.status == "exact" else o.status
    if o.status == "suppressed" and o.count_low is not None:
        value = f"{o.count_low}-{'' if o.count_high is None else o.count_high}"
    total = None if o.method == "records" else o.is_total
    period = span(o.period_start, o.period_end)
    return Figure(
        period, o.offence_group, o.offence_code or "", of_age(age), o.sex, o.online, o.measure or "none",
        tuple(sorted(o.other.items())), value, total, in_doubt(o),
    )  # fmt: skip


def of_age(age: str) -> str:
    """All ages and 0 to 17 are one in a return about under-18s.

    >>> of_age("0-17"), of_age("7"), of_age("16+")
    ('all', '7-7', '16+')
    """
    return "all" if age == "0-17" else f"{age}-{age}" if age.isdecimal() else age


def span(start: dt.date | None, end: dt.date | None) -> str:
    """A period as short as it can be told.

    >>> span(dt.date(2016, 4, 1), dt.date(2017, 3, 31)), span(dt.date(2016, 4, 1), dt.date(2016, 4, 30))
    ('2016/17', '2016-04')
    >>> span(dt.date(2016, 4, 1), dt.date(2016, 6, 30)), span(dt.date(2016, 4, 6), dt.date(2016, 6, 30))
    ('2016-04 to 2016-06', '2016-04-06 to 2016-06-30')
    """
    if start is None or end is None:
        return "none"
    days = end + dt.timedelta(days=1)
    if start.day == 1 and days.day == 1:
        if (start.month, days.month, days.year) == (4, 4, start.year + 1):
            return f"{start.year}/{days.year % 100:02d}"
        if (start.month, days.month, days.year) == (1, 1, start.year + 1):
            return str(start.year)
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    else:
        first, last = str(start), str(end)
    return first if first == last else f"{first} to {last}"


def well_said(period: str) -> str:
    """A period as `span` tells it, whichever of its writings a case has.

    >>> well_said("2016-04-01 to 2016-04-30"), well_said("2016-04 to 2017-03")
    ('2016-04', '2016/17')
    """
    return span(*days(period))


def days(period: str) -> tuple[dt.date, dt.date] | tuple[None, None]:
    """The first day and the last of a period, both included.

    >>> [str(day) for day in days("2016/17")], days("none")
    (['2016-04-01', '2017-03-31'], (None, None))
    >>> [str(day) for day in days("2016-04 to 2016-06-15")]
    ['2016-04-01', '2016-06-15']
    """
    if period == "none":
        return None, None
    if re.fullmatch(r"\d{4}/\d\d", period):
        year = int(period[:4])
        return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
    ends = period.split(" to ")
    return _day(ends[0], last=False), _day(ends[-1], last=True)


def _day(text: str, last: bool) -> dt.date:
    """A day, or the first or last one of a month or year."""
    year, month, day = (int(part) if part else None for part in (*text.split("-"), "", "")[:3])
    assert year is not None
    month = month or (12 if last else 1)
    return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def wanted(lines: Sequence[Sequence[str]], every: Mapping[str, str], doubted: bool) -> list[Figure]:
    """The figures of a table; `every` holds what is the same in all, `doubted` whether doubts are held to at all."""
    head, *body = lines
    found = [figure for row in body for figure in _of_row(dict(zip(head, row, strict=True)), every)]
    doubted = doubted or any(f.doubt for f in found)
    coded = any(f.code for f in found)
    return [replace(f, doubt=f.doubt if doubted else None, code=f.code if coded else None) for f in found]


def _of_row(row: dict[str, str], every: Mapping[str, str]) -> Iterator[Figure]:
    told = {**every, **{name: text for name, text in row.items() if name in DIMENSIONS or name[0] == "+"}}
    for name, text in row.items():
        if name in told or not text:
            continue
        dimension, _, value = name.partition("=") if "=" in name else ("period", "", name)
        mine = told if name == "count" else {**told, dimension: value}
        if dimension not in DIMENSIONS or any(d not in DIMENSIONS and d[0] != "+" for d in mine):
            raise ValueError(
                f"{name!r}: none of the columns of figures: {', '.join(DIMENSIONS)}, count, a period, dimension=value"
            )
        if not mine.get("period"):
            raise ValueError(f"{row}: says no period; write `none` where the document gives none")
        yield _figure(mine, text)


def _figure(told: Mapping[str, str], text: str) -> Figure:
    signs = _COUNT.fullmatch(text)
    assert signs is not None
    code, group = _offence(told.get("offence", "all"))
    named = sorted((name[1:], value) for name, value in told.items() if name[0] == "+")
    others = tuple(pair for pair in named if pair[1]) if named else None
    return Figure(
        well_said(told["period"]), group, code, of_age(told.get("age", "all")), told.get("sex", "all"),
        told.get("online", "all"), told.get("measure"), others, signs["value"],
        {"~": None, "=": True, "": False}[signs["total"]], bool(signs["doubt"]),
    )  # fmt: skip


def _offence(text: str) -> tuple[str, str]:
    code, _, group = text.partition(" ")
    if not code[:1].isdigit():
        return "", text
    return code, group or load_codes("offences")[code]["group"]


def held(read: Iterable[Figure], want: Sequence[Figure]) -> tuple[Counter[Figure], Counter[Figure]]:
    """(read, wanted), both told only as far as the case holds them."""
    named = [
        name for name in ("code", "measure", "other", "doubt") if want and all(getattr(f, name) is None for f in want)
    ]
    read = [replace(f, **dict.fromkeys(named)) for f in read]
    if any(f.total is None for f in read):
        want = [replace(f, total=None) for f in want]
    free = {f for f in want if f.total is None}
    read = [lax if (lax := replace(f, total=None)) in free else f for f in read]
    return Counter(read), Counter(want)


def told(figures: Sequence[Figure]) -> tuple[dict[str, str], list[str]]:
    """(what all have in common, a table of the rest), as a case writes them: as few lines as a column split gives."""
    added = list(dict.fromkeys(f"+{name}" for f in figures for name, _ in f.other or ()))
    rows = [
        {"period": f.period, "offence": f.offence, "age": _short(f.age), "sex": f.sex, "online": f.online,
         "measure": f.measure or ""} | dict.fromkeys(added, "") | {f"+{name}": value for name, value in f.other or ()}
        for f in figures
    ]  # fmt: skip
    every = {d: rows[0][d] for d in (*DIMENSIONS, *added) if len({r[d] for r in rows}) == 1}
    free = [d for d in (*DIMENSIONS, *added) if d not in every]
    every = {d: v for d, v in every.items() if v not in ("", "all")}
    ways = [
        t
        for d in ("", "period", "sex", "online", "age", "offence")
        if not d or d in free
        if (t := _spread(rows, figures, free, d))
    ]
    return every, table(min(ways, key=lambda t: len(t) * (len(t[0]) + 12)))


def _spread(rows: list[dict[str, str]], figures: Sequence[Figure], free: list[str], by: str) -> list[list[str]] | None:
    """The table with a column of counts for each value of a dimension; None where that does not come out."""
    if not by:
        return [[*free, "count"], *([*(r[d] for d in free), f.count] for r, f in zip(rows, figures, strict=True))]
    values = list(dict.fromkeys(r[by] for r in rows))
    if by == "period" and not all(_PERIOD.fullmatch(v) for v in values):
        return None
    others = [d for d in free if d != by]
    lines: dict[tuple[str, ...], dict[str, str]] = {}
    for row, figure in zip(rows, figures, strict=True):
        line = lines.setdefault(tuple(row[d] for d in others), {})
        if row[by] in line:
            return None
        line[row[by]] = figure.count
    if len(values) > 8 or sum(map(len, lines.values())) < 0.7 * len(lines) * len(values):
        return None
    heads = values if by == "period" else [f"{by}={v}" for v in values]
    return [[*others, *heads], *([*key, *(line.get(v, "") for v in values)] for key, line in lines.items())]


def _short(age: str) -> str:
    low, _, high = age.partition("-")
    return low if low == high else age
