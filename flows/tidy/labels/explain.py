"""What a label that speaks of several dimensions at once says: `Female 0-4`, `of which online 2016/17`, `Total (under 18)`."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.labels import ages, forces, measures, offences, online, periods, sexes, totals, units, wording
from flows.tidy.labels.meanings import Found, Reading

#: In the order in which they claim the words of a label: an offence's title before the ages and sexes in it.
_ORDER = ("offence", "period", "online", "force", "age", "sex", "total", "unit", "measure")
_PARSERS: dict[str, Any] = {
    "offence": offences,
    "period": periods,
    "online": online,
    "force": forces,
    "age": ages,
    "sex": sexes,
    "total": totals,
    "unit": units,
    "measure": measures,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """The meanings of a label by dimension; `leftover` holds the words that nothing explains.

    `total_kind` is `total` or `subtotal` where the label says so. `clashes` are dimensions of which it names two values.
    """

    meanings: dict[str, Reading[Any]] = field(default_factory=dict)
    total_kind: str | None = None
    leftover: str = ""
    clashes: frozenset[str] = frozenset()

    @property
    def total(self) -> bool:
        """Whether the label says that its figures are a total or sub-total."""
        return self.total_kind is not None

    @property
    def complete(self) -> bool:
        """Whether something was understood and no word is left over, nor said twice."""
        return not self.leftover and not self.clashes and bool(self.meanings or self.total)


@functools.lru_cache(maxsize=16384)
def explain(label: str) -> Explained:
    """Read a label in all dimensions together.

    >>> e = explain("Number of offences against female victims 0-4, 2016/17")
    >>> sorted((d, getattr(r.value, "label", getattr(r.value, "band", r.value))) for d, r in e.meanings.items())
    [('age', '0-4'), ('measure', 'offences'), ('period', '2016/17'), ('sex', 'female')]
    >>> e = explain("19C - Rape of a female aged 16 and over"); sorted(e.meanings), e.complete
    (['offence'], True)
    >>> e = explain("Total (under 18)"); e.total, e.meanings["age"].value.band
    (True, '0-17')
    >>> explain("Female victims of stalking by lorry").leftover
    'stalking lorry'
    """
    for dimension in ("offence", "period", "online", "force", "age", "sex"):
        reading = _PARSERS[dimension].parse(label)
        if reading is not None and reading.certainty > 0.6:
            return _completed(dimension, reading, label)
    return _together(label)


def _completed(dimension: str, reading: Reading[Any], label: str) -> Explained:
    """A label that one dimension explains, with what its noise words say of measure, unit and total besides."""
    rest = _together(label)
    extra = {d: r for d, r in rest.meanings.items() if d in ("measure", "unit") and dimension != "offence"}
    return Explained({dimension: reading, **extra}, rest.total_kind)


def _together(label: str) -> Explained:
    taken: list[tuple[str, Found[Any]]] = []
    meanings: dict[str, Reading[Any]] = {}
    clashes = set()
    for dimension in _ORDER:
        for found in _mentions(dimension, label):
            if any(found.start < t.end and t.start < found.end for _, t in taken):
                continue
            if dimension in meanings and meanings[dimension].value != found.reading.value:
                clashes.add(dimension)
            elif dimension not in meanings or found.reading.certainty > meanings[dimension].certainty:
                meanings[dimension] = found.reading
            taken.append((dimension, found))
    total = meanings.pop("total", None)
    rest, end = [], 0
    for _, found in sorted(taken, key=lambda pair: pair[1].start):
        rest.append(label[end : found.start])
        end = found.end
    rest.append(label[end:])
    dimensions = {d for d, _ in taken}
    return Explained(meanings, total.value if total else None, _left(rest, dimensions), frozenset(clashes))


def _mentions(dimension: str, label: str) -> list[Found[Any]]:
    """What the dimension finds in the label, and its own word for not known (`Age NK`) where it stands by itself."""
    found: list[Found[Any]] = list(_PARSERS[dimension].find(label))
    return [f for f in found if not (dimension == "offence" and f.reading.value.group == "all" and f.reading.value.code is None)] + [
        f for f in found if dimension == "offence" and f.reading.value.group == "all" and f.reading.value.code is None
    ]


def _left(rest: list[str], dimensions: set[str]) -> str:
    """The words that are noise for none of the dimensions that the label speaks of."""
    known = wording.noise("any").union(*(wording.noise(d) for d in dimensions)) if dimensions else wording.noise("any")
    return " ".join(w.key for part in rest for w in wording.words(part) if w.key not in known)
