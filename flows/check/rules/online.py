"""V04: what bears the online flag is a part of all."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import amount, says
from flows.check.figures import is_known, least, most, pairs, same
from flows.check.registry import Breach, Subject, rule, told


@rule("V04", "error", "look whether both count the same offences: images may be in one and not in the other")
def online_within_all(subject: Subject) -> Iterator[Breach]:
    """No more offences bear the online flag than there are offences."""
    parts = [row for row in subject.figures if row.online == "yes" and row.unit == "count"]
    wholes = [row for row in subject.figures if row.online == "all" and is_known(row)]
    both = pairs(parts, wholes, same("return", "online"))
    wrong = [(part, whole) for part, whole in both if least(part) > most(whole)]
    yield from told("more with the online flag than in all", wrong, lambda p, whole: f"{says(p)} of {amount(whole)}")
