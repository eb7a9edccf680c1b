"""The unit that the words over a table give its figures: `Net spend (£000s)`, `Percentage of offences charged`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.tidy.dimensions import find, parse
from flows.tidy.labels.explain import explain
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import sentences

_AT_THE_END = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")
_SHARES = ("percent", "rate")


class Unit(NamedTuple):
    """A unit and the words that give it; not `sure` where they name what is shown and other columns may show counts.

    `how` says how figures are printed in it: `in_thousands`.
    """

    source: str
    value: str
    sure: bool
    how: frozenset[str] = frozenset()


def unit_of(captions: Sequence[str]) -> Unit | None:
    """The unit of the nearest words that give one; None where that is counts as they are, or none gives any.

    >>> unit_of(["Workforce (FTE, as at 31 March)", "Spend"])[:3], unit_of(["Offences (number)", "%"])
    (('Workforce (FTE, as at 31 March)', 'other', True), None)
    >>> unit_of(["Percentage of offences charged"]).sure, unit_of(["Ratio of crimes to charges"]).sure
    (False, False)
    >>> unit_of(["Number of offences per officer"])[:3]
    ('Number of offences per officer', 'rate', False)
    """
    for text in captions:
        at_the_end = _AT_THE_END.search(text)
        words = (text, re.split("[,;]", at_the_end[1])[0]) if at_the_end else (text,)
        said = next((r for w in words if (r := parse("unit", w)) is not None), None)
        if said is not None:
            how = frozenset(said.flags) & {"in_thousands"}
            return Unit(text, said.value, True, how) if said.value != "count" or how else None
        for found in find("unit", text):
            begins = not text[: found.start].strip()
            value = found.reading.value
            relates = value in _SHARES or says("tables", text[found.start :], "of two figures")
            if (begins and relates) or (value == "rate" and says("tables", text[found.start :], "per")):
                return Unit(text, value, False)
    return None


def unit_of_corner(corner: Sequence[str]) -> Unit | None:
    """The unit that words over the labels of rows give all figures; what else they name is of the labels: `Days`.

    >>> unit_of_corner(["Offence (thousands)"]).how, unit_of_corner(["Days"]), unit_of_corner(["Percentage"]).value
    (frozenset({'in_thousands'}), None, 'percent')
    """
    unit = unit_of(corner)
    return unit if unit is not None and (unit.how or unit.value in _SHARES) else None


def says_how(text: str) -> bool:
    """Whether a text says no more than how counts are printed.

    >>> says_how("Numbers are in thousands."), says_how("Thousands of offences"), says_how("Number")
    (True, False, False)
    """
    said = parse("unit", text)
    return said is not None and "in_thousands" in said.flags


def told_in_notes(notes: Iterable[str]) -> list[str]:
    """The sentences of notes that say how counts are printed."""
    return [s for text in notes for s in sentences(text) if says_how(s)]


def counts(labels: Iterable[str]) -> bool:
    """Whether one of a figure's labels says that it is a count: `Number`, `Offences`."""
    return any("measure" in (said := explain(t).meanings) or "unit" in said for t in labels)
