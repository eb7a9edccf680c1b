"""The years of figures that a sentence sets beside each other: `120, against 98 the year before`, `went from 21 to 17`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.spans import ANOTHERS, CARRIED, HEAD, OWN, Option, Scope
from flows.tidy.text.phrases import says
from flows.tidy.text.told_periods import HALF_SURE, Kind, Statement

#: The strength of the words at which a sentence turns to what it compares with (`schemas/codes/letter/turns.csv`).
_COMPARING = ("5",)
_NARROW: tuple[Kind, ...] = ("age", "sex", "online", "offence")


def with_compared_years(text: str, out: Sequence[Scope], years: Sequence[Period]) -> None:
    """Gives a figure that is compared with one of a year, and has none itself, the year next to that.

    Of two figures of a change the first is of the earlier year, and the second of the later: `from 21 to 17`.
    """
    known = sorted(set(years), key=lambda p: p.start)
    for left, right in zip(out, out[1:], strict=False):
        told = _own(right)
        turned = says("turns", text[left.candidate.end : right.candidate.end], *_COMPARING)
        if turned and told is not None and _own(left) is None and _are_alike(left, right):
            after, before = told.year_after(), told.year_before()
            other = next((p for p in (after, before) if p in known), after if not known else None)
            if other is not None:
                _give(left, other, HEAD)
                for kind in _NARROW:
                    right.options[kind] = [o for o in left.options.get(kind, []) if o.cost == OWN] or right.options.get(kind, [])
        if len(known) > 1 and _own(left) is None and _own(right) is None and _is_change(text, left, right):
            certainty = 1.0 if len(known) == 2 else HALF_SURE
            _give(left, known[-2], HEAD, certainty)
            _give(right, known[-1], HEAD, certainty)


def _own(scope: Scope) -> Period | None:
    return next((o.statement.value for o in scope.options.get("period", []) if o.cost < CARRIED), None)


def _are_alike(left: Scope, right: Scope) -> bool:
    """Whether nothing but a year tells the second figure from the first."""
    return not any(o.cost == OWN for k in _NARROW for o in right.options.get(k, []))


def _is_change(text: str, left: Scope, right: Scope) -> bool:
    """`rose from 21 to 17`: two counts of a change."""
    if text[left.candidate.end : right.candidate.start].strip() != "to":
        return False
    return says("prose", text[: left.candidate.start].rstrip(), "change from")


def _give(scope: Scope, year: Period, cost: float, certainty: float = 1.0) -> None:
    at = scope.candidate.start
    others = [Option(ANOTHERS, o.statement) for o in scope.options.get("period", [])]
    scope.options["period"] = [Option(cost, Statement("period", at, at, year, certainty)), *others]
