"""The rows of the tidy data as plain typed records, in the order of their columns.

What each column means stands once, in the Pandera models of `schemas.models`; a test holds the two together.
`campaign` and `respondent` are columns here and folder names on disk.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

LEVELS = " > "
"""What joins the levels of a label."""

PROGRAM = "program"
"""Who reads every return first."""
UNNAMED = "person:data team"
"""A person who gave no name."""

Severity = Literal["info", "warning", "error"]
Fate = Literal["observation", "header", "note", "ignored", "quarantined", "unplaced"]
Outcome = Literal["answered", "part", "refused", "not_held", "no_figures", "unreadable"]
SecondReadingState = Literal["none", "agrees", "differs", "stale"]
QuestionStatus = Literal["open", "answered", "stale"]
Status = Literal["exact", "suppressed", "not_held", "refused", "missing"]
Unit = Literal["count", "percent", "rate", "money", "other"]


@dataclass(slots=True)
class Place:
    """Where something stands: in a table, on a page, in a sheet. All None: the document as a whole."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None


@dataclass(slots=True)
class Observation:
    """One count that a return prints; see `schemas.models.Observations` for the meaning of each column."""

    campaign: str
    respondent: str
    document_id: str
    observation_id: str
    series_id: str
    force_id: str | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    period_label: str | None = None
    period_type: str | None = None
    measure_label: str | None = None
    measure: str | None = None
    offence_code: str | None = None
    offence_group: str = "all"
    age_low: int | None = None
    age_high: int | None = None
    age_band: str = "all"
    sex: str = "all"
    online: str = "all"
    other: dict[str, str] = field(default_factory=dict)
    is_total: bool = False
    age_is_cumulative: bool = False
    unit: Unit = "count"
    count: int | None = None
    value: float | None = None
    count_low: int | None = None
    count_high: int | None = None
    status: Status = "exact"
    exemption: str | None = None
    place: Place = field(default_factory=Place)
    caption: str | None = None
    raw_row_label: str | None = None
    raw_column_label: str | None = None
    raw_value: str | None = None
    method: str = "workbook"
    confidence: float = 1.0
    read_by: list[str] = field(default_factory=lambda: [PROGRAM])
    proved: bool = False
    questions: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    superseded_by: str | None = None


@dataclass(slots=True)
class LedgerCell:
    """What became of one cell (or block of text) that was found: exactly one fate."""

    campaign: str
    respondent: str
    document_id: str
    place: Place
    text: str
    fate: Fate
    reason: str | None = None
    observation_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class QuarantinedRow:
    """An observation that the schema refuses: `content` is the whole row as it was, as a JSON object."""

    campaign: str
    respondent: str
    document_id: str
    observation_id: str
    raw_value: str | None
    reasons: list[str]
    content: str


@dataclass(slots=True)
class Finding:
    """Something a person should look at: what check, where, what was printed, and the remedy.

    `accepted_why` is None where nobody lets it stand; `finding_id` is given to what is published.
    `observation_ids` are the figures that it names: they are in doubt while a finding of severity error is open.
    """

    severity: Severity
    check: str
    message: str
    remedy: str
    campaign: str | None = None
    respondent: str | None = None
    document_id: str | None = None
    path: str | None = None
    place: Place = field(default_factory=Place)
    raw_value: str | None = None
    finding_id: str = ""
    accepted_by: str | None = None
    accepted_why: str | None = None
    observation_ids: list[str] = field(default_factory=list)

    @property
    def is_work(self) -> bool:
        """Whether somebody should look at it, and nobody has accepted it."""
        return self.severity != "info" and self.accepted_why is None

    @property
    def is_error(self) -> bool:
        """Whether it is an error that nobody has accepted."""
        return self.severity == "error" and self.accepted_why is None


@dataclass(slots=True)
class Claim:
    """A document says that it replaces an earlier one: by `source.yml` (`declared`) or in its own words.

    `target` is the earlier document's path, file name or reference; None: the earlier return(s) of the respondent.
    `periods` limits the claim to figures of those periods, as (start, end); empty: all figures that it repeats.
    """

    document_id: str
    target: str | None
    words: str
    declared: bool = False
    whole: bool = False
    periods: list[tuple[dt.date, dt.date]] = field(default_factory=list)


@dataclass(slots=True)
class Question:
    """The outcome of one numbered question of a request."""

    number: str
    outcome: Outcome
    exemption: str | None = None


@dataclass(slots=True)
class DocumentRow:
    """One file received and what became of it. `superseded_by` is set when every row is replaced."""

    campaign: str
    respondent: str
    document_id: str
    path: str
    paths: list[str] = field(default_factory=list)
    container_id: str | None = None
    format: str = ""
    pages: int | None = None
    sheets: int | None = None
    reference: str | None = None
    dated: dt.date | None = None
    received: dt.date | None = None
    outcome: Outcome = "no_figures"
    exemptions: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    superseded_by: str | None = None
    partial: bool = False
    cells_observation: int = 0
    cells_header: int = 0
    cells_note: int = 0
    cells_ignored: int = 0
    cells_quarantined: int = 0
    cells_unplaced: int = 0
    second_reading: SecondReadingState = "none"


@dataclass(slots=True)
class Option:
    """A way to answer an open question. `because` are the statements for it, `figures` how many rows it would change.

    `answer` is the line of `answers.yml` that chooses it.
    """

    key: str
    says: str
    because: list[str] = field(default_factory=list)
    probability: float | None = None
    figures: int = 0
    answer: str = ""


@dataclass(slots=True)
class OpenQuestion:
    """A decision that a document leaves open; see `schemas.models.QUESTIONS` for the meaning of each column."""

    question_id: str
    campaign: str
    respondent: str
    document_id: str
    path: str
    asks: str
    text: str
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    first_cell: str | None = None
    last_cell: str | None = None
    options: list[Option] = field(default_factory=list)
    chosen: str | None = None
    figures: int = 0
    status: QuestionStatus = "open"


@dataclass(slots=True)
class HeadlineFigure:
    """A published figure of one force in one year; see `schemas.models.HEADLINE` for the meaning of each column."""

    campaign: str
    force_id: str
    year: str
    quantity: str
    state: str
    count: int | None = None
    count_in_doubt: int | None = None
    note: str = ""
    observation_ids: list[str] = field(default_factory=list)
