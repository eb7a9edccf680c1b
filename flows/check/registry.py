"""The rules of the domain: each a function, registered with its number, severity, explanation and remedy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.check.evidence.recorded_crime import RecordedCrime
from flows.check.figure import place_name, some
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, Place, Severity

Scope = Literal["document", "respondent", "campaign", "campaigns"]
MOST = 5
"""Cases that a finding spells out."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a rule looks at: the documents of its scope, their figures that stand, and the ledger of their cells.

    `texts` are what a document says outside its tables, `asked_about` its numbers in doubt there, which are held
    against nothing. `recorded_crime` is what a person gave to hold the figures against.
    """

    documents: Sequence[DocumentRow]
    figures: Sequence[Observation]
    cells: Sequence[LedgerCell] = ()
    texts: Sequence[str] = ()
    asked_about: Sequence[Observation] = ()
    recorded_crime: RecordedCrime | None = None

    def path(self, document_id: str) -> str:
        """The path of a document."""
        return next((row.path for row in self.documents if row.document_id == document_id), document_id)


@dataclass(frozen=True, slots=True)
class Breach:
    """One cause for which a rule is not met. `row` is the figure to look at first; else `document`, else all of it.

    `names` are the ids of all figures of which one at least must be wrong, `row` among them. `severity`, where given,
    stands in place of the rule's own.
    """

    message: str
    row: Observation | None = None
    document: DocumentRow | None = None
    severity: Severity | None = None
    names: Sequence[str] = ()


Look = Callable[[Subject], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `number` is that of the list of checks; rules of one number look at sides of one thing."""

    number: str
    name: str
    severity: Severity
    explanation: str
    remedy: str
    scope: Scope
    look: Look = field(repr=False)


RULES: dict[str, Rule] = {}


def rule(number: str, severity: Severity, remedy: str, scope: Scope = "respondent") -> Callable[[Look], Look]:
    """Register a function as the rule of its name; the first paragraph of its docstring explains it."""

    def register(look: Look) -> Look:
        name = look.__name__
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        explanation = " ".join((look.__doc__ or "").partition("\n\n")[0].split())
        RULES[name] = Rule(number, name, severity, explanation, remedy, scope, look)
        return look

    return register


def told(
    cause: str,
    cases: Iterable[tuple[Observation, ...]],
    say: Callable[..., str],
    severity: Severity | None = None,
) -> Iterator[Breach]:
    """A breach for each document that has some of the cases, with what `say` says of the first few.

    A case is the figure that is told of, and those that it does not go with: any of them may be the wrong one. `{n}` in
    `cause` stands for the number of the document's cases.
    """
    of_documents: defaultdict[str, list[tuple[Observation, ...]]] = defaultdict(list)
    for case in cases:
        of_documents[case[0].document_id].append(case)
    for own in of_documents.values():
        listed = some([say(*case) for case in own[:MOST]] + [""] * (len(own) - MOST))
        names = [row.observation_id for case in own for row in case]
        yield Breach(f"{cause.replace('{n}', f'{len(own):,}')}: {listed}", own[0][0], severity=severity, names=names)


def apply(scope: Scope, subject: Subject, only: Collection[str] = ()) -> list[Finding]:
    """The findings of all rules of a scope, or of those named `only`, in the order of their names.

    Those between returns name no respondent.
    """
    paths = {row.document_id: row for row in subject.documents}
    return [
        to_finding(RULES[name], breach, paths)
        for name in sorted(RULES)
        if RULES[name].scope == scope and (not only or name in only)
        for breach in RULES[name].look(subject)
    ]


def to_finding(rule: Rule, breach: Breach, documents: dict[str, DocumentRow]) -> Finding:
    """A breach as a finding, its place in front of the message."""
    row, document = breach.row, breach.document
    if row is not None:
        document = documents.get(row.document_id)
    of = document or row or next(iter(documents.values()), None)
    where = [document.path] if document else []
    if row is not None:
        where.append(place_name(row.place))
    prefix = " ".join(filter(None, where))
    return Finding(
        severity=breach.severity or rule.severity,
        check=rule.name,
        message=f"{prefix}: {breach.message}" if prefix else breach.message,
        remedy=rule.remedy,
        campaign=of.campaign if of else None,
        respondent=of.respondent if of and rule.scope in ("document", "respondent") else None,
        document_id=document.document_id if document else None,
        path=document.path if document else None,
        place=row.place if row else Place(),
        raw_value=row.raw_value if row else None,
        observation_ids=sorted({*breach.names, *([row.observation_id] if row else [])}),
    )
