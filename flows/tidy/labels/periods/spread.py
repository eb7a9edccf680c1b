"""Ends of a period that stand apart in a sentence: `since 3 April 2017, how many were recorded up to 30 June 2017`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Period, Reading
from flows.tidy.labels.periods.dates import Written
from flows.tidy.labels.periods.ranges import Atom


def with_ends_apart(found: Iterable[Found[Period]], parts: Sequence[Atom], line: str) -> list[Found[Period]]:
    """The periods of a folded line, of each two days that are the ends of one the whole of that at both places."""
    spans: list[Found[Period]] = []
    for a, b in pairwise(parts):
        first, last = _day(a.date), _day(b.date)
        if first is None or last is None or first.first() >= last.first() or not _is_apart(a, b, line):
            continue
        whole = Reading(Period.of_days(first.first(), last.first()))
        spans += [Found(part.start, part.end, whole) for part in (a, b)]
    return [f for f in found if all(f.end <= s.start or s.end <= f.start for s in spans)] + spans


def _day(date: Written | None) -> Written | None:
    return date if date is not None and date.to == "day" and date.year is not None else None


def _is_apart(a: Atom, b: Atom, line: str) -> bool:
    """Whether words stand between two dates, and say that one opens and the other closes a period."""
    opened = form("periods", "since").search(line[: a.start])
    return bool(opened and form("periods", "until a day").fullmatch(line, a.end, b.start))
