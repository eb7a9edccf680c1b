"""What goes into the tidy stage beside the Document, and what comes out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.tidy.accounting import Unused
from flows.tidy.force.verdict import Witness
from flows.tidy.people.answers import Answers
from flows.tidy.people.remembered import Remembered
from flows.tidy.people.request import Request
from schemas.rows import Claim, DocumentRow, Finding, LedgerCell, Observation, OpenQuestion
from schemas.spot import Spot


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document before it is opened: where it lies and what stands in its `source.yml`.

    `others` are further respondents with whom the same file lies; `force` whose return it is, as a person says.
    `second` are the second readings that may be of it, each with its path.
    """

    document_id: str
    path: str
    campaign: str = "unknown"
    respondent: str = "unknown"
    paths: tuple[str, ...] = ()
    container_id: str | None = None
    others: tuple[str, ...] = ()
    force: str | None = None
    received: dt.date | None = None
    reference: str | None = None
    dated: dt.date | None = None
    supersedes: tuple[str, ...] = ()
    recipe: str | None = None
    recipe_path: str = "recipe.yml"
    corrections: str | None = None
    corrections_path: str = "corrections.yml"
    table: str | None = None
    table_path: str = "table.csv"
    answers: str | None = None
    answers_path: str = "answers.yml"
    remembered: str | None = None
    remembered_path: str = "respondents.yml"
    request: str | None = None
    request_path: str = "request.yml"
    second: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SecondWord:
    """What a second reader says of a figure: the row as it has it (None: no figure), by whom, and how they differ.

    `first` and `second` are the two readings of the fields in question, in words.
    """

    row: Observation | None
    by: str
    first: str = ""
    second: str = ""


@dataclass(slots=True)
class Tidied:
    """A document understood. Every non-empty cell of its grids is in `cells` exactly once.

    `unused` are the numbers that nothing owns. `explanation` holds the choices made, in words, for `foi show`.
    `left_open` are the questions that the readings of its tables leave open, `questions` all of the document, `answers`
    those of the file beside it; `remembered` is what was said of its respondent before, `request` what it answers.
    `signs` say of each figure, by its identity, how surely it was read (`flows.tidy.evidence.confidence`).
    `spots` say of each figure where on the paper it stands, for another reader of it.
    `second` is what a second reader says of figures that both do not have alike.
    `shared_rules` says of each rule that other returns of its folder may meet, in words, whether this one did.
    `force_id` is the force that its figures were given where no label names one; `witnesses` all that speaks for a
    force, for `flows.tidy.force.of_return` to judge.
    """

    row: DocumentRow
    observations: list[Observation] = field(default_factory=list)
    cells: list[LedgerCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    left_open: list[OpenQuestion] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    remembered: Sequence[Remembered] = ()
    request: Request = field(default_factory=Request)
    force_id: str | None = None
    witnesses: list[Witness] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    signs: dict[str, Mapping[str, float]] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    second: dict[str, SecondWord] = field(default_factory=dict)
    explanation: list[str] = field(default_factory=list)
    shared_rules: dict[str, bool] = field(default_factory=dict)
