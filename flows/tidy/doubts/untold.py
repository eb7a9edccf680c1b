"""No figure is in doubt without a finding that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flows.tidy.doubts.raising import warning
from schemas.categories import doubts
from schemas.code_tables import load_codes
from schemas.rows import Finding, Observation

_REMEDY = "look at the figures; answer their question in answers.yml"


def untold(observations: Iterable[Observation], findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each doubt that figures are in and of which none of the findings tells."""
    held: dict[str, list[Observation]] = defaultdict(list)
    for row in observations:
        for doubt in doubts(row.flags):
            held[doubt].append(row)
    told = {found.check for found in findings}
    for doubt in sorted(held.keys() - told):
        rows = held[doubt]
        meaning = load_codes("flags")[doubt]["meaning"]
        yield warning(doubt, f"{meaning}: {len(rows)} figure(s)", _REMEDY, rows[0])
