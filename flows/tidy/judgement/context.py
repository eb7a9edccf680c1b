"""Which statements can speak for a table: for each dimension the values that its surroundings give, weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.evidence.weights import weigh
from flows.tidy.labels.meanings import Offence, Period, is_whole, takes_in
from flows.tidy.statements.statement import DIMENSIONS, Statement

MOST = 4
#: Words that name several periods do not say of which of them a table is.
ONE_OF_SEVERAL = "one_of_several"
MONTH, YEAR = (27, 32), (364, 367)
#: What speaks of a whole letter seldom says a victim's age or sex, or the flag, of one table in it.
FAR = frozenset({"request", "document", "cover", "only", "note", "remark"})
OF_VICTIMS = frozenset({"age", "sex", "online"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a table's surroundings give of a dimension (None: they give none), with its statements and score.

    `how`: what is to be told of figures that have it.
    """

    dimension: str
    value: Any
    score: float
    statements: tuple[Statement, ...] = ()
    evidence: Mapping[str, float] = field(default_factory=dict)
    how: frozenset[str] = frozenset()

    @property
    def near(self) -> bool:
        """Whether words at the table itself say it."""
        return any(s.relation not in FAR for s in self.statements)


def choices(dimension: str, statements: Iterable[Statement], against: str = "") -> list[Choice]:
    """The values that a dimension can have for a table whose labels do not speak of it, the likeliest first.

    `against` is the evidence that tells against all that the surroundings say.
    """
    by_value: dict[Any, list[tuple[float, Mapping[str, float], Statement]]] = defaultdict(list)
    times: dict[str, set[Any]] = defaultdict(set)
    for statement in statements:
        if statement.dimension == dimension and not _names_several_things(statement):
            plain = speaks(statement)
            by_value[statement.value].append((weigh(plain), plain, statement))
            if dimension == "period" and "span.day" not in plain:
                times[statement.words].add(statement.value)
            for alternative in statement.alternatives:
                other = {**plain, "alternative": 1.0}
                by_value[alternative].append((weigh(other), other, statement))
    nothing = {f"nothing.{dimension}": 1.0}
    found = [Choice(dimension, None, weigh(nothing), (), nothing)]
    for value, said in by_value.items():
        said = sorted(said, key=lambda of: -of[0])
        evidence = {**said[0][1], "agree": float(min(sum(points > 0 for points, _, _ in said[1:]), 3))}
        if against:
            evidence[against] = 1.0
        if is_whole(value):
            evidence["whole"] = 1.0
        sources = tuple(s for _, _, s in said)
        how = frozenset(flag for s in sources for flag in s.how)
        if dimension == "period" and all(len(times[s.words]) > 1 for s in sources):
            how |= {ONE_OF_SEVERAL}
        found.append(Choice(dimension, value, round(weigh(evidence), 3), sources, evidence, how))
    if dimension == "offence":
        found = _narrowed(found)
    return sorted(found, key=lambda c: -c.score)[:MOST]


def _names_several_things(statement: Statement) -> bool:
    """Whether words name several things that are counted, and so say of no table which: `incidents and crimes`."""
    return statement.dimension == "measure" and statement.several > 1


def speaks(statement: Statement) -> dict[str, float]:
    """The evidence that one statement speaks for a table."""
    sure = 0.4 + 0.6 * statement.certainty
    said = {f"place.{statement.relation}": sure, "rank": sure * min(statement.rank, 4)}
    said["several"] = float(min(statement.several - 1, 3))
    if statement.dimension == "period":
        said[f"role.{statement.role}"] = 1.0
        said[f"span.{_span(statement.value)}"] = 1.0
    elif statement.dimension in OF_VICTIMS and statement.relation in FAR:
        said["far"] = 1.0
    return said


def beside(chosen: Iterable[Choice], likeliest: Iterable[Choice]) -> dict[str, float]:
    """What speaks for some choices more (or less) than for the likeliest of the same dimensions."""
    differs: dict[str, float] = defaultdict(float)
    for choice, usual in zip(chosen, likeliest, strict=True):
        for name, amount in choice.evidence.items() if choice is not usual else ():
            differs[name] += amount
        for name, amount in usual.evidence.items() if choice is not usual else ():
            differs[name] -= amount
    return {name: round(amount, 3) for name, amount in differs.items() if abs(amount) > 1e-6}


def _span(period: Period) -> str:
    days = (period.end - period.start).days + 1
    if days == 1:
        return "day"
    if days <= MONTH[1]:
        return "month"
    return "year" if YEAR[0] <= days <= YEAR[1] else "part" if days < YEAR[0] else "long"


def _narrowed(found: Sequence[Choice]) -> list[Choice]:
    """A class and its group named by the same words are one statement of the class."""
    kept = []
    for choice in found:
        words = {s.words for s in choice.statements}
        inner = any(
            isinstance(choice.value, Offence)
            and takes_in(choice.value, other.value)
            and words & {s.words for s in other.statements}
            for other in found
            if other.value is not None and other.value != choice.value
        )
        if not inner:
            kept.append(choice)
    return kept


def all_choices(
    statements: Sequence[Statement], spoken: frozenset[str], named: frozenset[str] = frozenset()
) -> dict[str, list[Choice]]:
    """The choices of every dimension of which the labels of a table do not speak.

    `named` are those that a heading names for labels of which nothing knows a value.
    """
    return {d: choices(d, statements, "named" if d in named else "") for d in DIMENSIONS if d not in spoken}
