"""Which statements can speak for a table: for each dimension the values that its surroundings give, weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flows.tidy.evidence.weights import weights
from flows.tidy.labels.meanings import Offence, Period, is_whole, takes_in
from flows.tidy.statements.statement import DIMENSIONS, Statement

MOST = 4
MONTH, YEAR = (27, 32), (364, 367)
#: What speaks of a whole letter seldom says a victim's age or sex, or the flag, of one table in it.
FAR = frozenset({"request", "document", "cover", "file", "only", "note", "below"})
OF_VICTIMS = frozenset({"age", "sex", "online"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a table's surroundings give of a dimension (None: they give none), with its statements and score."""

    dimension: str
    value: Any
    score: float
    statements: tuple[Statement, ...] = ()

    @property
    def near(self) -> bool:
        """Whether words at the table itself say it."""
        return any(s.relation not in FAR for s in self.statements)


def choices(dimension: str, statements: Iterable[Statement], against: str = "") -> list[Choice]:
    """The values that a dimension can have for a table whose labels do not speak of it, the likeliest first.

    `against` is the evidence that tells against all that the surroundings say.
    """
    w = weights()
    by_value: dict[Any, list[tuple[float, Statement]]] = defaultdict(list)
    for statement in statements:
        if statement.dimension == dimension:
            by_value[statement.value].append((points(statement), statement))
            for alternative in statement.alternatives:
                by_value[alternative].append((points(statement) - 1.2, statement))
    found = [Choice(dimension, None, w[f"nothing.{dimension}"])]
    for value, said in by_value.items():
        said = sorted(said, key=lambda pair: -pair[0])
        score = w.get(against, 0.0) + said[0][0] + w["agree"] * min(sum(p > 0 for p, _ in said[1:]), 3)
        if is_whole(value):
            score -= 0.2
        found.append(Choice(dimension, value, round(score, 3), tuple(s for _, s in said)))
    if dimension == "offence":
        found = _narrowed(found)
    return sorted(found, key=lambda c: -c.score)[:MOST]


def points(statement: Statement) -> float:
    """How well one statement speaks for a table."""
    w = weights()
    score = w[f"place.{statement.relation}"] + w["rank"] * min(statement.rank, 4)
    score *= 0.4 + 0.6 * statement.certainty
    score += w["several"] * min(statement.several - 1, 3)
    if statement.dimension == "period":
        score += w[f"role.{statement.role}"] + w[f"span.{_span(statement.value)}"]
    elif statement.dimension in OF_VICTIMS and statement.relation in FAR:
        score -= 1.2
    return score


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
