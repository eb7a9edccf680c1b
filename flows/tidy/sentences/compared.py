"""The years of figures that a sentence sets beside each other: `120, against 98 the year before`, `from 21 to 17`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.spans import ANOTHERS, CARRIED, HEAD, OWN, Option, Scope
from flows.tidy.text.phrases import says
from flows.tidy.text.told_periods import HALF_SURE, Kind, Statement

#: The strengths of the words at which a sentence turns to what it compares with, or to a clause of its own.
_COMPARING, _OWN_CLAUSE = "5", "6"
_NARROW: tuple[Kind, ...] = ("age", "sex", "online", "offence")


def with_compared_years(text: str, out: Sequence[Scope], years: Sequence[Period]) -> None:
    """Gives a figure that is compared with one of a year, and has none itself, the year next to that.

    Of two figures of a change the first is of the earlier year, and the second of the later: `from 21 to 17`; of two
    that are compared without a year, `120, against 98`, the first is of the later of the two that a letter is about.
    """
    known = sorted(set(years), key=lambda p: p.start)
    for left, right in pairwise(out):
        if _own(left) is not None:
            continue
        told = _own(right)
        turn = text[left.candidate.end : right.candidate.end]
        if told is None and len(known) > 1 and _is_change(text, left, right):
            certainty = 1.0 if len(known) == 2 else HALF_SURE
            _give(left, known[-2], certainty)
            _give(right, known[-1], certainty)
        if _own(left) is not None or not _are_alike(left, right):
            continue
        compared = right.compared or says("turns", turn, _COMPARING)
        if told is None and len(known) == 2 and compared:
            _compare(left, right, known[1], known[0])
        elif told is not None and (compared or says("turns", turn, _OWN_CLAUSE)):
            other = next((p for p in (told.year_after(), told.year_before()) if p in known), None)
            if other is None and known:
                continue
            if compared:
                _compare(left, right, other or told.year_after(), told)
            else:
                _give(left, other or told.year_after())


def _compare(left: Scope, right: Scope, later: Period, earlier: Period) -> None:
    _give(left, later)
    _give(right, earlier)
    for kind in _NARROW:
        own = [o for o in left.options.get(kind, []) if o.cost == OWN]
        right.options[kind] = own or right.options.get(kind, [])


def _own(scope: Scope) -> Period | None:
    return next((o.statement.value for o in scope.options.get("period", []) if o.cost < CARRIED), None)


def _are_alike(left: Scope, right: Scope) -> bool:
    """Whether nothing but a year tells the second figure from the first, and neither is a part, or one of a list."""
    parts = left.nested or right.nested or left.candidate.base or right.candidate.base
    return (
        not parts
        and left.run_size == right.run_size == 1
        and not any(o.cost == OWN for k in _NARROW for o in right.options.get(k, []))
    )


def _is_change(text: str, left: Scope, right: Scope) -> bool:
    """`rose from 21 to 17`: two counts of a change."""
    if text[left.candidate.end : right.candidate.start].strip() != "to" or left.run_size > 2:
        return False
    return says("prose", text[: left.candidate.start].rstrip(), "change from")


def _give(scope: Scope, year: Period, certainty: float = 1.0) -> None:
    at = scope.candidate.start
    others = [Option(ANOTHERS, o.statement) for o in scope.options.get("period", [])]
    scope.options["period"] = [Option(HEAD, Statement("period", at, at, year, certainty)), *others]
