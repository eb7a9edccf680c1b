"""Ages: bands that tile, cumulative bands that grow, ages that an offence allows, victims of unknown age."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from flows.check.figure import amount, figure_name, interval, key, some
from flows.check.registry import Breach, Subject, rule
from schemas.code_tables import load_codes
from schemas.intervals import Interval
from schemas.rows import Observation, Severity

MANY_UNKNOWN = Fraction(1, 10)
TOO_MANY_UNKNOWN = Fraction(3, 10)


@rule("warning", "look at the age bands in the return: where they overlap or leave a gap, no sum of them is a total")
def age_bands_tile(subject: Subject) -> Iterator[Breach]:
    """The age bands of a series, cumulative ones apart, neither overlap nor leave a gap between them."""
    wrong: dict[str, Observation] = {}
    for rows in _by_series(subject.observations):
        if rows[0].method == "records":
            continue
        bands = sorted(
            {
                (row.age_low, row.age_high, row.age_band)
                for row in rows
                if row.age_low is not None and not row.age_is_cumulative
            }
        )
        for one, other in pairwise(bands):
            if one[1] is None or other[0] <= one[1]:
                wrong.setdefault(f"{one[2]} and {other[2]} overlap", rows[0])
            elif other[0] > one[1] + 1:
                wrong.setdefault(f"nothing between {one[2]} and {other[2]}", rows[0])
    if wrong:
        yield Breach(f"age bands: {some(wrong)}", next(iter(wrong.values())))


@rule("error", "one of the two figures is misread or misprinted: look at both in the return")
def age_bands_nest(subject: Subject) -> Iterator[Breach]:
    """A band that lies within another counts no more than it, and no band more than the figure of all ages."""
    wrong = []
    for rows in _alike_but_for_age(subject.observations):
        for one, other in combinations(rows, 2):
            for inner, outer in ((one, other), (other, one)):
                if _inside(inner, outer) and _more(interval(inner), interval(outer)):
                    wrong.append((inner, outer))
    if wrong:
        listed = some(
            f"{figure_name(inner)}: {amount(inner)}, but {figure_name(outer)}: {amount(outer)}"
            for inner, outer in wrong
        )
        yield Breach(f"a part is more than the whole: {listed}", wrong[0][0])


@rule("warning", "ages may be those at the time of the report; else an age or an offence code is misread")
def age_fits_offence(subject: Subject) -> Iterator[Breach]:
    """Victims of an offence that is defined by their age are not older than it says."""
    limits = {code: int(row["age_high"]) for code, row in load_codes("statute_ages").items()}
    classes = load_codes("offences")
    wrong = []
    for row in subject.observations:
        if row.offence_code and row.age_low is not None and row.count and row.offence_code in classes:
            limit = limits.get(classes[row.offence_code]["class_code"])
            if limit is not None and row.age_low > limit:
                wrong.append(row)
    if wrong:
        victims = sum(row.count or 0 for row in wrong)
        listed = some(f"{figure_name(row)}: {amount(row)}" for row in wrong)
        yield Breach(f"{victims} victims are older than their offence is defined for: {listed}", wrong[0])


@rule("warning", "publish figures by age as shares of those whose age is known, and say so")
def age_unknown(subject: Subject) -> Iterator[Breach]:
    """The age of few victims is unknown; with very many unknown, figures by age cannot be published."""
    worst: tuple[Fraction, Observation] | None = None
    for rows in _by_series(subject.observations):
        periods: defaultdict[object, list[Observation]] = defaultdict(list)
        for row in rows:
            if row.status == "exact" and not row.age_is_cumulative and row.age_band != "all":
                periods[key(row).without("age", "sex", "offence")].append(row)
        for own in periods.values():
            total = sum(row.count or 0 for row in own)
            unknown = [row for row in own if row.age_band == "unknown"]
            share = Fraction(sum(row.count or 0 for row in unknown), total) if total else Fraction(0)
            if unknown and MANY_UNKNOWN < share < 1 and (worst is None or share > worst[0]):
                worst = (share, unknown[0])
    if worst:
        share, row = worst
        severity: Severity = "error" if share > TOO_MANY_UNKNOWN else "warning"
        yield Breach(
            f"the age of {float(share):.0%} of the victims is unknown ({figure_name(row)})", row, severity=severity
        )


def _by_series(rows: Sequence[Observation]) -> list[list[Observation]]:
    found: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.unit == "count" and row.age_band != "all":
            found[row.document_id, row.series_id].append(row)
    return list(found.values())


def _alike_but_for_age(rows: Sequence[Observation]) -> list[list[Observation]]:
    """Figures that differ in nothing but age, each age once, of those that hold a cumulative band or all ages."""
    found: defaultdict[object, dict[str, Observation]] = defaultdict(dict)
    for row in rows:
        if row.unit == "count" and row.status in ("exact", "suppressed") and row.age_band != "unknown":
            found[key(row).without("age")].setdefault(key(row).age, row)
    return [list(own.values()) for own in found.values() if len(own) > 1]


def _inside(inner: Observation, outer: Observation) -> bool:
    if outer.age_band in ("all", "0-17"):
        return (
            inner.age_low is not None
            and inner.age_band != "0-17"
            and inner.age_high is not None
            and inner.age_high <= 17
        )
    if None in (inner.age_low, inner.age_high, outer.age_low, outer.age_high) or inner.age_band == outer.age_band:
        return False
    return outer.age_low <= inner.age_low and inner.age_high <= outer.age_high  # type: ignore[operator]


def _more(inner: Interval, outer: Interval) -> bool:
    return outer.high is not None and inner.low > outer.high
