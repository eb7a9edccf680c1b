"""How the values of the labels of one level fit one another: ages that tile, periods in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from flows.tidy.dimensions import parse, part_of_year, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Age, Period, Reading, in_turn, is_of_adults, is_whole, takes_in


def choices(dimension: str, read: Mapping[str, Reading[Any]], heading: str) -> list[dict[str, Any]]:
    """The values of the labels: as each is likeliest, as they fit one another best, and with words of their heading."""
    plain = {t: r.value for t, r in read.items()}
    ways = [plain]
    if dimension == "period" and heading:
        joint = plain | {t: r.value for t, r in _under(heading, plain).items()}
        if joint != plain and in_turn(set(joint.values())):
            ways.insert(0 if len(joint) == 1 or not in_turn(set(plain.values())) else 1, joint)
    if dimension == "offence" and (groups := {r.value.group for r in read.values() if not r.alternatives}):
        alike = {t: [v for v in (r.value, *r.alternatives) if {v.group} == groups] for t, r in read.items()}
        fitted = {t: (alike[t] or [v])[0] for t, v in plain.items()}
        if fitted != plain:  # `86/11 Prohibited image` among codes and names of images
            ways.insert(0, fitted)
    if dimension in ("age", "period") and any(r.alternatives for r in read.values()):
        sure = [r.value for r in read.values() if not r.alternatives]
        fitted = dict(plain)
        for text, reading in read.items():
            if reading.alternatives:
                options = [reading.value, *reading.alternatives]
                beside = sure or [v for t, v in plain.items() if t != text]
                fitted[text] = max(options, key=lambda v: (_adjoins(v, beside), v == reading.value))
        # `2022 Q2` behind `2022 Q1` goes on with it, whatever year it would adjoin.
        loose = [t for t, r in read.items() if r.alternatives]
        apart = dimension == "period" and in_turn({plain[t] for t in loose}) > in_turn({fitted[t] for t in loose})
        if fitted != plain and not apart:
            ways.insert(0, fitted)
        if all(r.alternatives for r in read.values()):
            turned = {t: r.alternatives[0] for t, r in read.items()}
            if turned not in (plain, fitted):
                ways.append(turned)
    return ways


def _years_under(over: Sequence[str], read: dict[str, Reading[Any]]) -> dict[str, Reading[Any]]:
    """Labels that are years, as the first words over them have it that say which: `2015` under `Year ending March`."""
    plain = {t: r.value for t, r in read.items()}
    years = all(value.type.endswith("_year") for value in plain.values())
    for words in filter(None, over if years else ()):
        said = _under(words, read)
        values = {t: r.value for t, r in said.items()}
        if len(said) == len(read) and values != plain and in_turn({*values.values()}):
            return said
    return read


def sums_of_months(texts: Iterable[str], read: Mapping[str, Reading[Any]]) -> dict[str, Period]:
    """The parts of a year, named without it, of which labels tell the total behind their months: `Q1 total`."""
    found: dict[str, Period] = {}
    run: list[Period] = []
    for text in texts:
        told = explain(text)
        if run and text not in read and told.total:
            span = min(run, key=lambda p: p.start).through(max(run, key=lambda p: p.end))
            years = [Period.financial_year_of(span.end), Period.calendar_year(span.end.year)]
            parts = [part_of_year(told.leftover, year) for year in years if told.leftover]
            found |= {text: span} if in_turn(run) and span in [p.value for p in parts if p] else {}
        run = [*run, read[text].value] if text in read else []
    return found


def dated(labels: Sequence[str], over: Sequence[str], read: dict[str, Reading[Any]]) -> dict[str, Reading[Any]]:
    """What labels of periods say under the words over them, and behind one another: `May` goes on from `April 2016`."""
    read = _years_under(over, read)
    found: dict[str, Reading[Any]] = {}
    last: Period | None = None
    for label in labels:
        if label not in read and last is not None and last.type == "range":
            begins = last.end + dt.timedelta(1)
            # As long as the one before, so that `Q2` after `April 2016` is no quarter that begins in May.
            told = part_of_year(label, Period.of_days(begins, begins + (last.end - last.start) + dt.timedelta(5)))
            if told is None or told.value.start != begins:
                last = last if total_kind(label) else None
                continue
            if found.setdefault(label, Reading(told.value)).value != told.value:  # `May` of two years
                return read
        said = (found | read).get(label)
        last = said.value if said is not None else last
    return {**read, **found}


def _under(words: str, labels: Iterable[str]) -> dict[str, Reading[Any]]:
    """The periods that labels say together with the words over them."""
    return {t: r for t in labels if (r := parse("period", f"{words} {t}")) is not None}


def _adjoins(value: Any, others: Sequence[Any]) -> int:
    """How many ends of a band or period meet those beside it."""
    if isinstance(value, Age) and value.kind == "band":
        bands = [a for a in others if isinstance(a, Age) and a.kind == "band"]
        ends = sum(a.high is not None and value.low == a.high + 1 for a in bands)
        return ends + sum(value.high is not None and a.low == value.high + 1 for a in bands)
    if isinstance(value, Period):
        spans = [p for p in others if isinstance(p, Period)]
        alike = any((p.end - p.start).days // 32 == (value.end - value.start).days // 32 for p in spans)
        return sum((value.start - p.end).days == 1 or (p.start - value.end).days == 1 for p in spans) + alike
    return 0


def fit(dimension: str, values: Mapping[str, Any]) -> float:
    """How well the values of a level fit together: ages that tile, periods in turn."""
    if dimension == "age":
        bands = sorted({v for v in values.values() if v.kind == "band"}, key=lambda a: (a.low or 0, a.high or 999))
        tiled = sum(a.high is not None and b.low == a.high + 1 for a, b in pairwise(bands))
        return 0.5 * tiled / (len(bands) - 1) if len(bands) > 1 else 0.0
    if dimension == "period":
        spans = {v for v in values.values() if isinstance(v, Period)}
        alike = len({(p.end - p.start).days // 32 for p in spans}) == 1
        return 0.4 * (len(spans) > 1 and in_turn(spans)) + 0.1 * (alike and len(spans) > 1)
    return 0.0


def takes_in_all(value: Any, others: Collection[Any]) -> bool:
    """Whether a value is of all that the labels of its level list: `Under 18` is not beside `18+`, but as a sum.

    >>> children, adults = Age(0, 17), Age(18, None)
    >>> takes_in_all(children, [children, adults]), takes_in_all(children, [Age(0, 9), children, adults])
    (False, True)
    """
    sums = any(takes_in(value, other) for other in others)
    return is_whole(value) and (sums or not any(map(is_of_adults, others)))
