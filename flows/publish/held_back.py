"""Figures in no sum until a person says whose they are: of a return that contradicts itself about its force."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas.code_tables import load_codes
from schemas.rows import Observation

UNCLEAR = "force_unclear"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """`rows` by the force that they would be of, and `why` by observation_id, in words."""

    rows: dict[str, list[Observation]] = field(default_factory=lambda: defaultdict(list))
    why: dict[str, str] = field(default_factory=dict)


def held_back(observations: Sequence[Observation]) -> HeldBack:
    """The figures to hold back among those of a campaign that stand."""
    held = HeldBack()
    known = load_codes("forces")
    for row in observations:
        if row.force_id is None and UNCLEAR in row.flags and row.respondent in known:
            held.rows[row.respondent].append(dataclasses.replace(row, force_id=row.respondent))
            held.why[row.observation_id] = "its return may be another force's"
    return held


def of_no_force(observations: Iterable[Observation], held: HeldBack) -> dict[str, int]:
    """document_id -> how many counts of it are of no force, and so in no figure."""
    found: defaultdict[str, int] = defaultdict(int)
    for row in observations:
        if row.force_id is None and row.unit == "count" and row.observation_id not in held.why:
            found[row.document_id] += 1
    return dict(found)
