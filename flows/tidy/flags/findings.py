"""No figure is in doubt without a finding that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flows.tidy.flags.raising import warning
from schemas.categories import flag_words, reasons
from schemas.doubt import in_doubt
from schemas.rows import Finding, Observation

_REMEDY = "look at the figures; answer their question in answers.yml"


def tell_of_flags(observations: Iterable[Observation], findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each doubt that figures are in and of which none of the findings tells."""
    held: dict[str, list[Observation]] = defaultdict(list)
    for row in observations:
        for doubt in reasons(row.flags) if in_doubt(row) else ():
            held[doubt].append(row)
    told = {found.check for found in findings}
    for doubt in sorted(held.keys() - told):
        rows = held[doubt]
        yield warning(doubt, f"{flag_words(doubt)}: {len(rows)} figure(s)", _REMEDY, rows[0])
