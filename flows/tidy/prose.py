"""The rows of the data set that the running text of a return gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.read.grid import Block, Text
from flows.tidy.accounting import Claims
from flows.tidy.dimensions import total_kind
from flows.tidy.draft import Draft
from flows.tidy.judgement.document import TOLD_OF, Told
from flows.tidy.labels.meanings import Offence, Period, is_whole
from flows.tidy.minors import OpenAges
from flows.tidy.observe import observation, place_of
from flows.tidy.result import Context
from flows.tidy.sentences.fates import FIGURE, fates
from flows.tidy.sentences.figure import ProseFigure
from flows.tidy.sentences.reader import Prose
from flows.tidy.spots import Printed
from flows.tidy.suspects import set_suspects_apart
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.spoken import SpokenText
from flows.tidy.totals.totals import Disagreement, prove
from flows.tidy.years.noted_years import NotedYears
from flows.tidy.years.part_years import end_part_years, part_years
from flows.tidy.years.stated_spans import cut_years, stated_spans
from schemas.rows import Finding, LedgerCell, Observation, Place


@dataclass(slots=True)
class ProseReport:
    """What the text gives: `blocks` are the indexes of those that hold figures, `claims` say what became of numbers.

    `printed` says of each figure of the text where it stands.
    """

    observations: list[Observation] = field(default_factory=list)
    cells: list[LedgerCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    signs: dict[str, Mapping[str, float]] = field(default_factory=dict)
    printed: dict[str, Printed] = field(default_factory=dict)
    claims: Claims = field(default_factory=Claims)


def counts_told(prose: Prose) -> list[Told]:
    """The counts of the text of which that is sure, and of what offences and victims they are."""
    sure = [(n, f) for f in prose.figures if not f.doubts and f.value.unit == "count" and (n := f.value.value)]
    said = ((n, {d: getattr(f, d) for d in TOLD_OF}) for n, f in sure)
    return [(int(n), frozenset((d, v) for d, v in of.items() if v is not None and not is_whole(v))) for n, of in said]


def report_prose(
    read: Prose, letter: Letter, blocks: Sequence[Block], first_block: int, context: Context, force_id: str | None,
) -> ProseReport:  # fmt: skip
    """Every figure of the text as an observation that rests on its block; blocks are numbered from `first_block`."""
    report = ProseReport()
    held: dict[tuple[int, ...], tuple[Block, list[str]]] = {}
    block_of: dict[tuple[int, ...], int] = {}
    for number, figure in enumerate(read.figures, 1):
        block = blocks[figure.block]
        draft = _draft(figure, block if isinstance(block, Text) else None)
        draft.block, draft.row = first_block + figure.group, number
        set_suspects_apart(draft, f"{figure.caption} {block.text if isinstance(block, Text) else ''}")
        report.drafts.append(draft)
    disagreements = _totals(report.drafts)
    said = [letter.request, *(p.text for p in letter.responses if p.paragraph)]
    spans, parts = stated_spans(said), part_years(p.text for p in letter.responses if p.paragraph)
    years = NotedYears.of([p.text for p in letter.passages if p.paragraph], [], [])
    ages = OpenAges([*said, *(p.text for p in letter.passages if p.is_heading)])
    for draft in report.drafts:
        if isinstance(period := draft.values.get("period"), Period):
            draft.values["period"] = years.turned(period)
    for number in {draft.block for draft in report.drafts}:
        group = [draft for draft in report.drafts if draft.block == number]
        end_part_years(group, parts)
        cut_years(group, spans)
        ages.settle(group)
    for figure, draft in zip(read.figures, report.drafts, strict=True):
        block = blocks[figure.block]
        spoken = block if isinstance(block, SpokenText) else None
        spot = (spoken.table, spoken.cell.row, spoken.cell.column) if spoken else (figure.block,)
        _, ids = held.setdefault(spot, (block, []))
        block_of.setdefault(spot, figure.block)
        within = str(len(ids) + 1) if spoken else f"{figure.block}/{figure.order}"
        row = observation(draft, text_place(block, figure.page), context, force_id, within)
        report.observations.append(row)
        report.signs[row.observation_id] = draft.signs
        report.printed[row.observation_id] = (figure.block, figure.start, figure.raw_value)
        report.blocks.add(figure.block)
        report.asked |= {row.observation_id} if figure.asked else set()
        ids.append(row.observation_id)
    report.claims = Claims([(f.block, f.start, f.end) for f in read.figures], read.left_out)
    told = _fates_by_block(letter, report.claims)
    report.cells = [text_cell(block, context, ids, told.get(block_of[spot], "")) for spot, (block, ids) in held.items()]
    report.findings = [_disagreement(found) for found in disagreements]
    return report


def _draft(figure: ProseFigure, text: Text | None) -> Draft:
    value = figure.value
    method = "ocr" if text is not None and text.confidence < 1.0 else "prose"  # recognised from a picture
    draft = Draft(0, 0, 0, value, figure.raw_value, None, method, caption=figure.caption, unit=value.unit)
    draft.row_labels = (figure.raw_row_label,) if figure.raw_row_label else ()
    offence = figure.offence or Offence(None, "all")
    draft.values = {"age": figure.age, "sex": figure.sex, "online": figure.online, "offence": offence}
    for dimension, said in (("period", figure.period), ("measure", figure.measure), ("force", figure.force)):
        if said is not None:
            draft.values[dimension] = said
    draft.other = dict(figure.other)
    draft.how = set(value.flags)
    draft.doubts = set(figure.doubts) | (set(text.doubts) if text else set())
    if value.alternatives:
        draft.doubts.add("value_ambiguous")
    draft.signs = dict(figure.signs)
    draft.is_cumulative = figure.age_is_cumulative
    return draft


def _totals(drafts: Sequence[Draft]) -> list[Disagreement]:
    """Figures under one heading are a column, and those called totals are what the others come to; what no word calls
    so is none, as lines of a letter are no table."""
    groups: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if any(total_kind(label) for label in draft.row_labels):
            draft.totals.add("row")
        groups[draft.block].append(draft)
    return [found for group in groups.values() for found in prove(group, unnamed=False)]


def _fates_by_block(letter: Letter, claims: Claims) -> dict[int, str]:
    """By block what became of its numbers that are no figures: `43: a change; 9.0: part of a share`."""
    told: dict[int, list[str]] = defaultdict(list)
    for fate in fates(letter, claims.figures, claims.left_out, claims.tell):
        if fate.what != FIGURE:
            told[fate.block].append(f"{fate.number}: {fate.what or 'without a fate'}")
    return {block: "; ".join(of) for block, of in told.items()}


def text_cell(block: Block, context: Context, ids: list[str], fates: str = "") -> LedgerCell:
    """A block of text, or the cell that it stands in, with the figures that rest on it and `fates` of others."""
    spoken = block if isinstance(block, SpokenText) else None
    text = spoken.cell.text if spoken else block.text if isinstance(block, Text) else ""
    origin = (context.campaign, context.respondent, context.document_id)
    reason = "; ".join(filter(None, ("" if spoken else "block of text", fates))) or None
    return LedgerCell(*origin, text_place(block), text, "observation", reason, ids)


def text_place(block: Block, page: int | None = None) -> Place:
    """Where a block of text stands: in its cell, else on its page."""
    if isinstance(block, SpokenText):
        cell = replace(block.cell, page=block.page)
        return place_of(cell, block.table, block.sheet, cell.row, cell.column)
    box = block.box if isinstance(block, Text) else None
    if box is None:
        return Place(page=page or block.page)
    return Place(page=block.page, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def _disagreement(found: Disagreement) -> Finding:
    return Finding(
        "warning",
        "total_disagrees",
        found.message,
        "read the lines: one may be missing or misread, or the force's own sum is wrong; ask the force",
        raw_value=found.total.raw,
    )
