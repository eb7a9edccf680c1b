"""One thing that a return says beside its figures: a value of a dimension, its words, where it stands and its role."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from flows.tidy.breakdowns import without_breakdown
from flows.tidy.dimensions import headings, parse, parse_under, total_kind
from flows.tidy.labels.meanings import ANY, is_whole, takes_in
from flows.tidy.labels.wording import blanked_at
from flows.tidy.layout.around.announced import periods_in
from flows.tidy.layout.around.nearby import readings_of
from flows.tidy.text.phrases import says
from schemas.code_tables import AliasTable, load_aliases

Relation = Literal[
    "title", "over", "caption", "above", "corner", "sheet", "question", "announced", "remark", "note", "cover",
    "document", "request", "only", "told",
]  # fmt: skip
Role = Literal["plain", "reporting", "running", "reply", "asking", "birth", "law", "compared"]
ROLES: tuple[Role, ...] = get_args(Role)

#: How far from a period the words may stand that say what it is of.
REACH = 40
_CLAUSE = re.compile(r"[^.;:()]+")
KEYED = frozenset({"age", "sex", "online"})
DIMENSIONS = ("period", "age", "sex", "online", "offence", "measure", "force")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value said of a dimension. `rank`: 0 for the nearest words of their relation. `several`: how many values of
    the dimension the same words name. `alternatives`: other readings of the same words. `how`: flags of the reading."""

    dimension: str
    value: Any
    words: str
    relation: Relation
    rank: int = 0
    role: Role = "plain"
    certainty: float = 1.0
    several: int = 1
    alternatives: tuple[Any, ...] = ()
    how: tuple[str, ...] = ()


def stated(text: str, relation: Relation, rank: int = 0, dimensions: Sequence[str] = DIMENSIONS) -> Iterator[Statement]:
    """All that a text says beside figures, each value once."""
    if not text or not text.strip():
        return
    named = without_breakdown(text)
    plain = _given(named)
    for dimension in dimensions:
        if dimension == "force":
            continue
        readings = _readings(dimension, text, plain, named != text)
        values = [v for v in readings if not is_whole(v)] or list(readings)
        if {"yes", "no"} <= {*values}:  # `Data held? (Y/N)` names answers and gives none
            continue
        if (
            dimension == "offence"
        ):  # `Section 1 of the 1978 Act (indecent photographs of children)`: the class and its code
            values = [v for v in values if not any(v != other and takes_in(v, other) for other in values)]
        if relation in ("corner", "sheet") and parse("measure", text):  # `Victim` over their sexes, `Victims` on a tab
            values = [v for v in values if v != "victims"]
        for value in values:
            reading, role = readings[value]
            others = tuple(reading.alternatives)
            sure, many = reading.certainty, len(values)
            yield Statement(dimension, value, text, relation, rank, role, sure, many, others, reading.flags)


def _given(text: str) -> str:
    """A text without the clauses that tell what is left out, or what most are: `Victims by age; most were female`.

    >>> _given("Rape of girls. Unknown gender is not shown").strip()
    'Rape of girls.'
    """
    clauses = [
        (m.start(), m.end()) for m in _CLAUSE.finditer(text) if says("tables", m[0], "leaves out", "tells a share")
    ]
    return blanked_at(text, clauses)


def keyed(key: str, value: str, relation: Relation, rank: int = 0) -> list[Statement]:
    """What a line of a key and its value says, as the filters of a pivot do: `Gender | F`, `Cyber marker | (All)`."""
    named = headings(key) & KEYED
    read = {d: ANY[d] if total_kind(value) else getattr(parse_under(named, d, value), "value", None) for d in named}
    return [Statement(d, v, f"{key} {value}", relation, rank) for d, v in read.items() if v is not None]


@functools.lru_cache(maxsize=8192)
def _readings(dimension: str, text: str, plain: str, listed: bool) -> dict[Any, tuple[Any, Role]]:
    if dimension == "period":
        return _periods(text)
    return {v: (r, "plain") for v, r in readings_of(dimension, plain, listed=listed).items()}


def _periods(text: str) -> dict[Any, tuple[Any, Role]]:
    found: dict[Any, tuple[Any, Role]] = {}
    hits = periods_in(text)
    for n, hit in enumerate(hits):
        before = text[max(hits[n - 1].end if n else 0, hit.start - REACH) : hit.start]
        role = role_of(before)
        value = hit.reading.value
        if value not in found or found[value][1] not in ("plain", "reporting"):
            found[value] = (hit.reading, role)
    return found


def role_of(before: str) -> Role:
    """What the words right before a period say that it is of; the nearest such words decide.

    >>> role_of("Run date: "), role_of("Period: "), role_of("Offences ")
    ('running', 'reporting', 'plain')
    """
    hits = _roles().find(before)
    return max(hits, key=lambda h: (h.end, h.end - h.start)).alias.code if hits else "plain"  # type: ignore[return-value]


@functools.cache
def _roles() -> AliasTable:
    return load_aliases("period_roles", frozenset(ROLES) - {"plain"})


def all_stated(texts: Iterable[tuple[str, Relation, int]]) -> list[Statement]:
    """The statements of several texts, each with its relation to a table and its rank."""
    return [s for text, relation, rank in texts for s in stated(text, relation, rank)]
