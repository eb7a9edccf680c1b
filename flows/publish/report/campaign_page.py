"""The page of a campaign: who answered what, the figures, what is in doubt, what was found, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.publish.charts import LOOKS, Chart
from flows.publish.figures import CampaignFigures
from flows.publish.force_names import force_name
from flows.publish.headline import state
from flows.publish.parquet import ordered
from flows.publish.quantities import QUANTITIES, Figure, year_label
from flows.publish.report.addresses import finding_address, return_page, slug
from flows.publish.report.changes import Change
from flows.publish.report.marks import numbered
from flows.publish.report.mending import Mend
from flows.publish.report.online import online_words
from flows.publish.report.rendering import render
from flows.publish.statements import Statement
from schemas.categories import codes
from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.models import FINDINGS
from schemas.rows import DocumentRow, Finding, Observation

ACCEPTED = "accepted"
"""In place of the severity of findings that somebody lets stand."""


@dataclass(slots=True)
class Campaign:
    """All of a campaign that its page shows. `changes` is None where one ingest made all of it.

    `mends` are those of the site.
    """

    name: str
    documents: Sequence[DocumentRow]
    observations: Sequence[Observation]
    findings: Sequence[Finding]
    figures: CampaignFigures | None
    charts: Sequence[Chart] = ()
    questions: Sequence[Mapping[str, object]] = ()
    changes: Mapping[str, Sequence[Change]] | None = None
    others: Sequence[tuple[str, str]] = ()
    sentences: Sequence[Statement] = ()
    mends: Mapping[str, Sequence[Mend]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as a cell of a table: in words, how it stands, why, and in each return the cells that it rests on."""

    words: str
    state: str
    note: str
    addresses: Sequence[str]


@dataclass(slots=True)
class Answer:
    """One row of the matrix: a force, or who else answered, and what it said; `questions`: number -> outcome."""

    name: str
    returns: list[tuple[str, str]] = field(default_factory=list)
    outcome: str = ""
    questions: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def by_outcome(self) -> dict[str, list[str]]:
        """Outcome -> the numbers of the questions that had it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for number, outcome in self.questions.items():
            found[outcome].append(number)
        return dict(found)


def campaign_html(campaign: Campaign) -> str:
    """The page of a campaign."""
    figures = campaign.figures
    link = _Links(campaign)
    answers = _answers(campaign, link)
    years = (year_label(figures.year), year_label(figures.year - 1)) if figures else ("", "")
    return render(
        "campaign.html",
        campaign=campaign,
        folder=slug(campaign.name),
        looks=[look for look in LOOKS if look.media],
        years=years,
        tiles=_tiles(campaign, answers),
        lead=[one for one in campaign.sentences if one.quantity == QUANTITIES[0].name],
        source=_source(campaign, answers),
        totals=[(quantity, figures.total(quantity.name)) for quantity in QUANTITIES] if figures else [],
        statements=_statements(figures, link) if figures else [],
        numbered=any(answer.questions for answer in answers),
        answers=answers,
        quantities=QUANTITIES if figures else (),
        force_name=force_name,
        online=online_words(campaign.observations),
        doubts=_doubts(campaign, link),
        findings=_findings(campaign, link),
        severities=[*codes("severities"), ACCEPTED],
    )


class _Links:
    """Addresses of returns and of figures in them, as seen from the campaign's page."""

    def __init__(self, campaign: Campaign) -> None:
        self.rows = {row.document_id: row for row in campaign.documents}
        own: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in campaign.observations:
            own[row.document_id].append(row)
        self._place = {one: (name, number) for name, rows in own.items() for one, number in numbered(rows).items()}

    def document(self, row: DocumentRow) -> str:
        return return_page(row)

    def figures(self, *observation_ids: str) -> list[str]:
        """The address in each return of all figures of it together."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for name, number in sorted(self._place[one] for one in observation_ids):
            places[name].append(number)
        return [f"{return_page(self.rows[name])}#f{'.'.join(map(str, found))}" for name, found in places.items()]

    def said(self, figure: Figure) -> Said:
        printed = figure.doubted if figure.value is None else figure.value
        words = "" if printed is None else f"{printed:,}"
        return Said(words, state(figure), figure.note, self.figures(*figure.observations))


def _tiles(campaign: Campaign, answers: Sequence[Answer]) -> list[tuple[str, str]]:
    standing = [row for row in campaign.observations if row.superseded_by is None]
    counts = sum(row.unit == "count" and row.status == "exact" for row in standing)
    there = sum(bool(answer.returns) for answer in answers)
    return [
        (f"{there} of {len(answers)}", "have answered"),
        (f"{counts:,}", "counts"),
        (f"{sum(row.status != 'exact' for row in standing):,}", "withheld or missing"),
        (f"{sum(map(in_doubt, standing)):,}", "figures in doubt"),
        (f"{sum(one.is_work for one in campaign.findings):,}", "findings to look at"),
    ]


def _source(campaign: Campaign, answers: Sequence[Answer]) -> str:
    """What stands under every chart: where its numbers come from, and what is not in them."""
    there = sum(bool(answer.returns) for answer in answers)
    asked = f"Freedom of Information requests of campaign {campaign.name}"
    return f"Source: {there} answers to {asked}; figures in doubt are not drawn."


def _answers(campaign: Campaign, link: _Links) -> list[Answer]:
    """All who were asked, as far as the list of forces tells, and all who answered."""
    forces = [code for code, row in load_codes("forces").items() if row.get("gss_code")]
    names = (*forces, *sorted({row.respondent for row in campaign.documents}))
    answers = {name: Answer(force_name(name)) for name in names}
    for row in campaign.documents:
        answer = answers[row.respondent]
        if row.container_id is None:
            answer.returns.append((row.path.rsplit("/", 1)[-1], link.document(row)))
        if row.superseded_by is None:
            answer.outcome = _better(answer.outcome, row.outcome)
            answer.questions |= {question.number: question.outcome for question in row.questions}
    figures = campaign.figures
    if figures is not None:
        for name in answers.keys() & set(figures.forces):
            known = (figures.figures[name, quantity.name, figures.year] for quantity in QUANTITIES)
            answers[name].said = [link.said(figure) for figure in known]
    return sorted(answers.values(), key=lambda answer: (not answer.returns, answer.name))


def _better(one: str, other: str) -> str:
    """Of two outcomes the one that says more of a respondent: those of `codes/outcomes.csv` from answered down."""
    order = codes("outcomes")
    return min((name for name in (one, other) if name), key=order.index)


def _statements(
    figures: CampaignFigures, link: _Links
) -> list[tuple[str, str, list[tuple[str, Said, Said, int | None]]]]:
    """Each quantity, its title, and its figures: force, this year, the year before, the change in percent."""
    found = []
    for quantity in QUANTITIES:
        rows = []
        for force in figures.forces:
            this, last = (figures.figures[force, quantity.name, year] for year in (figures.year, figures.year - 1))
            rows.append((force_name(force), link.said(this), link.said(last), figures.change(force, quantity.name)))
        found.append((quantity.name, quantity.title, rows))
    return found


def _doubts(campaign: Campaign, link: _Links) -> list[tuple[int, str, str, str]]:
    """The doubts by the figures that hang on them: how many, what, the return, where it is drawn."""
    found = [
        (
            int(str(one["figures"])),
            str(one["text"]),
            str(one["path"]),
            link.document(link.rows[str(one["document_id"])]),
        )
        for one in campaign.questions
        if one["status"] != "answered" and one["document_id"] in link.rows
    ]
    return sorted(found, key=lambda one: -one[0])


def _findings(campaign: Campaign, link: _Links) -> dict[str, list[tuple[Finding, str]]]:
    """The findings by severity, and those that are accepted, each with its place on the page of its return."""
    found: dict[str, list[tuple[Finding, str]]] = {name: [] for name in [*codes("severities"), ACCEPTED]}
    times: Counter[str] = Counter()
    for one in ordered(FINDINGS, campaign.findings):
        row = link.rows.get(one.document_id or "")
        times[one.document_id or ""] += 1
        address = finding_address(row, times[row.document_id]) if row else ""
        found[one.severity if one.accepted_why is None else ACCEPTED].append((one, address))
    return found
