"""The rules of the domain: each a function, registered by name with its severity and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.check.figure import place_name
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, Place, Severity

Scope = Literal["document", "respondent", "campaign"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the documents of its scope, their figures that stand, and what became of their cells."""

    documents: Sequence[DocumentRow]
    observations: Sequence[Observation]
    cells: Sequence[LedgerCell] = ()

    def __post_init__(self) -> None:
        if not self.documents:
            raise ValueError("a rule needs at least one document to look at")


@dataclass(frozen=True, slots=True)
class Breach:
    """One cause for which a rule is not met. `row` is the figure to look at first; else `document`, else all of it.

    `severity`, where given, stands in place of the rule's own.
    """

    message: str
    row: Observation | None = None
    document: DocumentRow | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule."""

    name: str
    severity: Severity
    remedy: str
    scope: Scope
    look: Callable[[Subject], Iterator[Breach]] = field(repr=False)


RULES: dict[str, Rule] = {}


def rule(
    severity: Severity, remedy: str, scope: Scope = "document"
) -> Callable[[Callable[[Subject], Iterator[Breach]]], Callable[[Subject], Iterator[Breach]]]:
    """Register a function as the rule of its name."""

    def register(look: Callable[[Subject], Iterator[Breach]]) -> Callable[[Subject], Iterator[Breach]]:
        name = look.__name__
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = Rule(name, severity, remedy, scope, look)
        return look

    return register


def apply(scope: Scope, subject: Subject) -> list[Finding]:
    """The findings of all rules of a scope, in the order of their names. Those of a campaign name no respondent."""
    paths = {row.document_id: row for row in subject.documents}
    return [
        _finding(RULES[name], breach, subject, paths)
        for name in sorted(RULES)
        if RULES[name].scope == scope
        for breach in RULES[name].look(subject)
    ]


def _finding(rule: Rule, breach: Breach, subject: Subject, documents: dict[str, DocumentRow]) -> Finding:
    document = breach.document
    if breach.row is not None:
        document = documents.get(breach.row.document_id)
    first = subject.documents[0]
    where = [document.path] if document else []
    if breach.row is not None:
        where.append(place_name(breach.row.place))
    prefix = " ".join(filter(None, where))
    return Finding(
        severity=breach.severity or rule.severity,
        check=rule.name,
        message=f"{prefix}: {breach.message}" if prefix else breach.message,
        remedy=rule.remedy,
        campaign=(document or first).campaign,
        respondent=None if rule.scope == "campaign" else first.respondent,
        document_id=document.document_id if document else None,
        path=document.path if document else None,
        place=breach.row.place if breach.row else Place(),
        raw_value=breach.row.raw_value if breach.row else None,
    )
