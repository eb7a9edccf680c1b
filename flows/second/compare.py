"""Two readings of one document side by side: where they say the same of a figure, where not, what only one of them has.

Figures are paired by their place on the paper. One whose place cannot be followed back is paired with one of the same
print and meaning that is left over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.second.held import Held, Said
from flows.tidy.labels.meanings import Age, Offence
from schemas.rows import Observation
from schemas.spot import Spot

SAME = {("measure", "offences", "")} | {("measure", "", what) for what in ("offences", "incidents", "reports")}
"""What happened, not to whom or by whom: to leave that unsaid is no difference. What is unsaid stays so in the row."""
ADULT = 18
"""Children are younger: `0-17` and no age at all are the same where a document counts no adults."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one coded field is to the first reader and to the second, as the data set writes it."""

    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure that both readers have, and what they say differently of it."""

    row: Observation
    said: Said
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Compared:
    """All figures of a document by who has them. `aside` are rows of which a second reading has nothing to say."""

    agreed: list[Pair] = field(default_factory=list)
    differing: list[Pair] = field(default_factory=list)
    first_alone: list[Observation] = field(default_factory=list)
    second_alone: list[Said] = field(default_factory=list)
    aside: list[Observation] = field(default_factory=list)


def compare(rows: Sequence[Observation], spots: Mapping[str, Spot], held: Held) -> Compared:
    """The rows of the first reading beside the figures of the second."""
    compared = Compared()
    children = _are_children(rows, held.figures)
    by_spot: defaultdict[Spot, list[Observation]] = defaultdict(list)
    strays: list[Observation] = []
    for row in rows:
        if not (row.raw_value or "").strip():
            compared.aside.append(row)
        elif (spot := spots.get(row.observation_id)) is not None:
            by_spot[spot].append(row)
        else:
            strays.append(row)
    in_block: defaultdict[tuple[int, int, int], list[Said]] = defaultdict(list)
    for said in held.figures:
        in_block[said.spot[:3]].append(said)
    for spot, own in by_spot.items():
        met = [said for said in in_block[spot[:3]] if said.spot.meets(spot)]
        for row, said in _paired(own, met, children):
            in_block[spot[:3]].remove(said)
            _enter(compared, row, said, children)
            own = [one for one in own if one is not row]
        strays += own
    left = [said for of_block in in_block.values() for said in of_block]
    for row in strays:
        bare = (row.raw_value or "").replace(",", "")
        alike = (said for said in left if said.printed.replace(",", "") == bare)
        same = next((said for said in alike if not differences(row, said, children)), None)
        if same is None or same.superseded:
            compared.first_alone.append(row)
        else:
            left.remove(same)
            compared.agreed.append(Pair(row, same))
    compared.second_alone = [said for said in left if not said.superseded]
    return compared


def _enter(compared: Compared, row: Observation, said: Said, children: bool) -> None:
    found = differences(row, said, children)
    if said.superseded and row.superseded_by is None:
        found = (Difference("superseded", "it stands", "the document withdraws it"), *found)
    (compared.differing if found else compared.agreed).append(Pair(row, said, found))


def _paired(own: Sequence[Observation], met: Sequence[Said], children: bool) -> Iterator[tuple[Observation, Said]]:
    """Rows and figures of one place: those that say the same first, the others in their order."""
    rows, figures = list(own), list(met)
    for row in own:
        same = next((said for said in figures if not differences(row, said, children)), None)
        if same is not None:
            yield row, same
            rows.remove(row)
            figures.remove(same)
    yield from zip(rows, figures, strict=False)


def _are_children(rows: Sequence[Observation], figures: Sequence[Said]) -> bool:
    """Whether no figure of either reading is of adults."""
    ages = [said.dimensions["age"] for said in figures if "age" in said.dimensions]
    tops = [row.age_high for row in rows] + [age.high for age in ages]
    lows = [row.age_low for row in rows] + [age.low for age in ages]
    return all(n is None or n < ADULT for n in (*tops, *lows))


def differences(row: Observation, said: Said, children: bool) -> tuple[Difference, ...]:
    """In what coded fields a row and a figure of a second reading are not the same."""
    told, value = said.dimensions, said.value
    period, age, offence = told.get("period"), told.get("age") or Age.all(), told.get("offence") or Offence(None, "all")
    of_row = (row.age_low or 0, row.age_high, row.age_band if row.age_band in ("all", "unknown") else "")
    of_said = (age.low or 0, age.high, age.band if age.band in ("all", "unknown") else "")
    whole = {(0, None, "all"), (0, ADULT - 1, "")} if children else set()
    pairs = [
        ("period", row.period_label or "", period.label if period else ""),
        ("sex", row.sex, told.get("sex") or "all"),
        ("online", row.online, told.get("online") or "all"),
        ("offence", row.offence_group, offence.group),
        ("measure", row.measure or "", told.get("measure") or ""),
        ("unit", row.unit, value.unit if value.status == "exact" else row.unit),
        (
            "count",
            _amount(row.status, row.value, row.count_low, row.count_high),
            _amount(value.status, value.value, value.low, value.high),
        ),
    ]
    if row.offence_code and offence.code:
        pairs.append(("offence", row.offence_code, offence.code))
    if of_row != of_said and not {of_row, of_said} <= whole:
        pairs.append(("age", row.age_band, age.band))
    if said.narrowed and not row.other:
        pairs.append(("narrowed", "", said.narrowed))
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2] and pair not in SAME)


def _amount(status: str, value: float | None, low: int | None, high: int | None) -> str:
    """A count, or why there is none, as both readings are compared."""
    if status == "exact":
        return f"{value:g}" if value is not None else ""
    return f"{status} {'' if low is None else low}-{'' if high is None else high}" if status == "suppressed" else status
