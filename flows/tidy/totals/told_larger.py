"""Totals that a note says take in more than the parts printed: `All victims includes those of unknown gender`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.tidy.labels.meanings import is_unknown, is_whole
from flows.tidy.labels.wording import unknown_spans
from flows.tidy.totals.totals import Disagreement

_TAKES_IN = re.compile(
    r"\b(?:totals?|all|sums?|overall)\b[^.;]*?\b(?:includes?|counts?|takes? in|contains?|covers?)\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
#: Dimensions of which a note says that they are not known.
_OF_NOTES = ("age", "sex")


def without_told(found: Sequence[Disagreement], notes: Iterable[str]) -> list[Disagreement]:
    """The disagreements that no note explains.

    A total that takes in victims whose sex or age is not known is greater than its parts by those, where the parts
    are told apart by just that and none of them is of the unknown.
    """
    told = _told_to_take_in(notes) if found else frozenset()
    return [f for f in found if not any(_is_left_out(f, d) for d in told)]


def _told_to_take_in(notes: Iterable[str]) -> frozenset[str]:
    """The dimensions of which notes say that totals take in the unknown.

    >>> sorted(_told_to_take_in(["Totals also include victims whose gender was not recorded, so may be greater."]))
    ['sex']
    >>> _told_to_take_in(["Victims of unknown age are not shown."]), _told_to_take_in(["Totals include unknowns."])
    (frozenset(), frozenset())
    """
    what = [m["what"] for note in notes for m in _TAKES_IN.finditer(" ".join(note.split()))]
    return frozenset(d for d in _OF_NOTES for words in what if unknown_spans(words, d))


def _is_left_out(found: Disagreement, dimension: str) -> bool:
    low, most = found.total.low, found.sum.high
    values = [part.values.get(dimension) for part in found.parts]
    split = is_whole(found.total.values.get(dimension)) and not any(is_whole(v) or is_unknown(v) for v in values)
    return split and low is not None and most is not None and low > most
