"""When two labels speak of one dimension: the narrower of the two, or a doubt where they contradict each other."""

from __future__ import annotations

from typing import Any

from flows.tidy.labels.explain import OF_SUSPECTS
from flows.tidy.labels.meanings import Age, Offence, Period, says_all


def combine(dimension: str, outer: Any, inner: Any) -> tuple[Any, bool]:
    """The value that holds where both `outer` and `inner` were said, and whether they contradict each other.

    >>> combine("sex", "female", "female"), combine("sex", "all", "male"), combine("sex", "female", "male")
    (('female', False), ('male', False), ('male', True))
    """
    if outer == inner or says_all(outer):
        return inner, False
    if says_all(inner):
        return outer, False
    if isinstance(outer, Age) and isinstance(inner, Age):
        if inner.contains(outer):
            return outer, False
        return inner, not outer.contains(inner)
    if isinstance(outer, Period) and isinstance(inner, Period):
        if inner.start <= outer.start and outer.end <= inner.end:
            return outer, False
        return inner, not (outer.start <= inner.start and inner.end <= outer.end)
    if isinstance(outer, Offence) and isinstance(inner, Offence):
        return _offence(outer, inner)
    if dimension == "measure":
        return (outer, False) if _is_wider(inner, outer) else (inner, not _is_wider(outer, inner))
    return inner, True


def _is_wider(measure: str, other: str) -> bool:
    """Whether what is counted can be the other as well: offences are anything, and suspects people convicted."""
    return measure == "offences" or (measure == "suspects" and other in OF_SUSPECTS)


def _offence(outer: Offence, inner: Offence) -> tuple[Offence, bool]:
    """A code beats its group; a sub-class beats its class; a code column beside a name column leads."""
    if outer.code is None or inner.code is None:
        coded = inner if outer.code is None and inner.code is not None else outer
        if outer.code is None and inner.code is None:
            return inner, outer.group not in (inner.group, "other")
        return coded, outer.group != inner.group and "other" not in (outer.group, inner.group)
    if "/" in inner.code and "/" not in outer.code:
        return inner, outer.group != inner.group
    return outer, outer.group != inner.group
