"""A Document understood: observations, what became of every cell, findings, and the outcome of the return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from flows.read.grid import Document, Grid, Text
from flows.tidy.accounting import not_used, unused_in_cells, unused_in_text
from flows.tidy.asking import ask
from flows.tidy.dialogue import report_spoken, with_spoken
from flows.tidy.faults import Faults
from flows.tidy.flags.document import flag_document
from flows.tidy.flags.findings import tell_of_flags
from flows.tidy.flags.said_of_all import of_one_request
from flows.tidy.force.verdict import Witness, judge
from flows.tidy.force.witnesses import of_letter, of_tables, outside
from flows.tidy.judgement.answered import NumberedTable, follow
from flows.tidy.judgement.document import Judged, chances_of
from flows.tidy.judgement.grids import GridCandidates
from flows.tidy.judgement.grids import candidates as grid_candidates
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labelled_cells import with_labels_of_cells
from flows.tidy.layout.around.cover import Cover
from flows.tidy.layout.hidden import said_of_hidden
from flows.tidy.listed_cells import with_lists_as_rows
from flows.tidy.people.advice import Advice
from flows.tidy.prose import ProseReport, counts_told, report_prose
from flows.tidy.result import Context, Tidied
from flows.tidy.return_row import completed, declared, document_row, judge_outcome, noticed, own_up, tell_in_cells
from flows.tidy.rows.report import GridReport, report
from flows.tidy.sentences import counts
from flows.tidy.sentences.flattened import with_flattened
from flows.tidy.sentences.reader import Prose
from flows.tidy.spots import spots
from flows.tidy.text.outcomes.claims import claims
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.parts.sort import sort
from flows.tidy.text.spoken import SpokenGrid
from flows.tidy.too_long import Spot, restore, sentences_left, told, with_long_cells_cut
from flows.tidy.unread import place_of_grid, unread_grid, unread_letter, unread_text
from flows.tidy.words import Words, words_around, words_of_all
from flows.tidy.years.same_total import without_settled
from schemas.rows import LedgerCell, Observation


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, as rows of the data set; a fault of the program is a finding, and no crash."""
    faults = Faults()
    ready = prepared(document, context, faults)
    read = document.blocks
    document, letter, context, advice = ready.document, ready.letter, ready.context, ready.advice
    tidied = Tidied(document_row(document, context))
    tidied.findings += map(noticed, document.notices)
    tables = list(_tables(ready, faults))
    for _, made in tables:
        _add(tidied, made)
    block = 1 + sum(made.blocks for _, made in tables)
    text = faults.spare(
        "the running text",
        lambda: report_prose(ready.prose, letter, document.blocks, block, context, ready.force_id),
        lambda why: ProseReport(cells=unread_text(document.blocks, why, context)),
    )
    next_block = faults.spare(
        "what people say of the running text",
        lambda: advice.text(text, document.blocks, block, context, ready.force_id),
        lambda _: block + len(text.drafts) + 1,
    )
    text.cells += [*ready.unread, *sentences_left(letter, document.blocks, context)]
    tidied.observations += text.observations
    resting = {_spot(cell) for cell in text.cells if cell.place.table}
    tidied.cells = [c for c in tidied.cells if _spot(c) not in resting] + text.cells
    tidied.findings += text.findings
    tidied.signs |= text.signs
    finish = partial(advice.finish, tidied, len(tables), next_block, ready.force_id)
    faults.attempt("what people say of the document", finish)
    spoken = {n for n, (index, _) in enumerate(tables, 1) if isinstance(document.blocks[index], SpokenGrid)}
    faults.attempt("the numbers that nothing owns", partial(_account, tidied, ready, text, spoken))
    faults.attempt("what the document says as a whole", partial(_look_back, tidied, ready, text.asked))
    tidied.spots = faults.spare(
        "where its figures stand", lambda: spots(read, document.blocks, tidied.observations, text.printed), lambda _: {}
    )
    figure_blocks = text.blocks | {index for index, made in tables if made.observations}
    notes = [" ".join(c.text.split()) for c in tidied.cells if c.fate == "note"]
    faults.attempt("the outcome", partial(judge_outcome, tidied, document, letter, figure_blocks, notes))
    faults.attempt("what cells tell of the reply", partial(tell_in_cells, tidied.row, notes))
    tidied.force_id = ready.force_id
    seen = faults.spare(
        "what tables say of the force",
        lambda: of_tables(document, tidied.cells, tidied.observations, ready.force_id),
        lambda _: [],
    )
    tidied.witnesses = [*ready.witnesses, *seen]
    said = faults.spare("what it replaces", lambda: claims(letter, context.document_id, notes), lambda _: [])
    tidied.claims = [*declared(context), *said]
    tidied.answers, tidied.remembered, tidied.request = advice.answers, advice.remembered, advice.request
    faults.attempt("what is left open", partial(ask, tidied))
    tidied.findings += tell_of_flags(tidied.observations, tidied.findings)
    restore(tidied.cells, ready.long_cells)
    tidied.findings += told(letter, document.blocks, ready.long_cells)
    own_up(tidied, faults)
    for finding in tidied.findings:
        finding.campaign, finding.respondent = context.campaign, context.respondent
        finding.document_id, finding.path = context.document_id, context.path
    return tidied


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with what its cells say put among its text, sorted as a letter, and what is known beside it.

    `unread` is its text, where that could not be sorted, `long_cells` the words of cells of which it has the beginning.
    """

    document: Document
    letter: Letter
    context: Context
    advice: Advice
    force_id: str | None
    witnesses: list[Witness]
    unread: list[LedgerCell]
    long_cells: Mapping[Spot, str]
    prose: Prose


def prepared(document: Document, context: Context, faults: Faults) -> Prepared:
    """A document ready to be understood: heard as recipes say, sorted as a letter, its text read."""
    advice = Advice.of(context)
    heard = faults.spare(
        "what a recipe says of the whole", lambda: advice.hear(document.blocks), lambda _: list(document.blocks)
    )
    heard = faults.spare(
        "tables flattened into lines", lambda: list(with_flattened(heard, document.format)), lambda _: heard
    )
    blocks = faults.spare(
        "what cells say in words",
        lambda: with_spoken(with_lists_as_rows(with_labels_of_cells(heard)), advice.speaks_of),
        lambda _: tuple(heard),
    )
    blocks, long_cells = with_long_cells_cut(blocks)
    unread: list[LedgerCell] = []

    def without_text(why: str) -> Letter:
        unread.extend(unread_text(blocks, why, context))
        return unread_letter(blocks)

    def without_figures(why: str) -> Prose:
        unread.extend(unread_text(blocks, why, context))
        return Prose()

    letter = faults.spare("the running text", lambda: sort(blocks), without_text)
    document = replace(document, blocks=blocks)
    known = faults.spare(
        "what the letter says of itself", lambda: completed(context, letter, document), lambda _: context
    )
    witnesses = faults.spare("the name of the force", lambda: _witnesses(document, letter, known), lambda _: [])
    prose = faults.spare("the running text", lambda: counts.read(letter, known.dated), without_figures)
    return Prepared(document, letter, known, advice, _assumed(witnesses), witnesses, unread, long_cells, prose)


def _account(tidied: Tidied, ready: Prepared, text: ProseReport, spoken: set[int]) -> None:
    """The numbers that nothing owns, and what workbooks hide."""
    tidied.unused = [*unused_in_text(ready.letter, text.claims), *unused_in_cells(tidied.cells, spoken)]
    tidied.findings += [*not_used(tidied.unused), *said_of_hidden(ready.document.grids, tidied.cells)]


def _look_back(tidied: Tidied, ready: Prepared, asked: set[str]) -> None:
    """What all figures and words of the document together say of each."""
    texts = {n: b.text for n, b in enumerate(ready.document.blocks) if isinstance(b, Text)}
    further = {asked.block for asked in ready.letter.asked[1:] if asked.number}
    of_all = of_one_request(ready.letter.request, tidied.observations)
    of_all = of_all or [text for n, text in texts.items() if n not in further]
    answers = [p.text for p in ready.letter.responses if p.paragraph and not p.is_heading]
    cells = (c.text for c in tidied.cells)
    day = ready.context.dated or ready.context.received
    asked = asked if len(ready.letter.asked) > 1 else set()
    seen = flag_document(tidied.observations, [*texts.values()], of_all, answers, cells, day, asked)
    tidied.findings = [*without_settled(tidied.findings, tidied.observations), *seen]


def _witnesses(document: Document, letter: Letter, context: Context) -> list[Witness]:
    return [*outside(context), *of_letter(document, letter)]


def _assumed(witnesses: Sequence[Witness]) -> str | None:
    """The force of figures whose labels name none, until all that the return holds is judged: the folder's first."""
    outer = [w for w in witnesses if w.firm and w.stand in ("source.yml", "folder")]
    return judge(outer or witnesses).force


def _spot(cell: LedgerCell) -> tuple[int | None, int | None, int | None]:
    return cell.place.table, cell.place.row, cell.place.column


def reports(document: Document, context: Context) -> list[GridReport]:
    """What was made of each Grid of a document, in order."""
    faults = Faults()
    return [made for _, made in _tables(prepared(document, context, faults), faults)]


def candidates(document: Document, context: Context) -> list[list[list[Observation]]]:
    """By table, and once for the text, the observations that each of its readings would give."""
    text = [o for o in tidy(document, context).observations if o.place.table is None]
    return [[text], *(rows for _, rows in weighed(document, context))]


def weighed(document: Document, context: Context) -> Iterator[tuple[list[TableReading], list[list[Observation]]]]:
    """By table its readings as they were weighed, and the observations that each would give; of a list one alone."""
    ready = prepared(document, context, Faults())
    for grid in filter(None, _candidates(ready, Faults()).values()):
        for readings in [t for t in grid.tables if t]:
            frames = [readings[0].frame]
            alone = replace(
                grid, tables=[readings], frames=frames, captions=[""], units=[None], records=[], idle={}, advice=None
            )
            found = [report(alone, [Judged([r], [1.0])], 1, ready.context, None).observations for r in readings]
            yield readings, found
        if grid.records:
            alone = replace(grid, tables=[], frames=[], captions=[], units=[])
            yield [], [report(alone, [], 1, ready.context, None).observations]


def _tables(ready: Prepared, faults: Faults) -> Iterator[tuple[int, GridReport]]:
    """The index of each grid among the blocks, and what it gives: the readings of all are chosen together."""
    blocks = ready.document.blocks
    grids = _candidates(ready, faults)
    tables = [
        NumberedTable(grid.matrix.number, caption, readings)
        for grid in grids.values()
        if grid is not None
        for caption, readings in zip(grid.captions, grid.tables, strict=True)
        if readings
    ]
    judged = faults.spare(
        "the tables together",
        lambda: follow(tables, ready.advice.answers, ready.context.document_id, counts_told(ready.prose)),
        lambda _: [Judged(t.readings, chances_of(t.readings)) for t in tables],
    )
    block = 1
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(blocks) if isinstance(b, Grid)), 1):
        known = grids.get(index)
        if isinstance(grid, SpokenGrid):
            made = report_spoken(blocks, grid, number, ready.context)
        elif known is None:
            made = unread_grid(grid, number, ready.context, "its readings could not be weighed")
        else:
            held = sum(bool(t) for t in known.tables)
            made = faults.spare(
                f"table {number}",
                partial(report, known, judged[:held], block, ready.context, ready.force_id),
                partial(unread_grid, grid, number, ready.context),
                place_of_grid(grid, number),
            )
            judged = judged[held:]
        block += made.blocks
        yield index, made


def _candidates(ready: Prepared, faults: Faults) -> dict[int, GridCandidates | None]:
    """What every grid of a document can be, by its index among the blocks; None where the program fails on it."""
    blocks = ready.document.blocks
    around = faults.spare("what stands around the tables", lambda: _Around.of(ready), lambda _: _Around())
    found: dict[int, GridCandidates | None] = {}
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(blocks) if isinstance(b, Grid)), 1):
        if not isinstance(grid, SpokenGrid):
            found[index] = faults.spare(
                f"table {number}",
                partial(_of_grid, ready, around, index, grid, number),
                lambda _: None,
                place_of_grid(grid, number),
            )
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around all tables of a document alike."""

    shared: Words = field(default_factory=Words)
    cover: Cover = field(default_factory=Cover)

    @classmethod
    def of(cls, ready: Prepared) -> _Around:
        blocks = ready.document.blocks
        return cls(words_of_all(ready.letter, blocks), Cover.of(blocks))


def _of_grid(ready: Prepared, around: _Around, index: int, grid: Grid, number: int) -> GridCandidates | None:
    shared = replace(around.shared, cover=around.cover.says(grid.sheet))
    words = words_around(ready.letter, ready.document.blocks, index, shared)
    return grid_candidates(grid, number, words, ready.advice.table(grid, number, words.above))


def _add(tidied: Tidied, made: GridReport) -> None:
    tidied.observations += made.observations
    tidied.left_open += made.questions
    tidied.signs |= made.signs
    tidied.cells += made.cells
    tidied.findings += made.findings
    grid = made.grid.matrix.grid
    where = f'sheet "{grid.sheet}"' if grid.sheet else f"page {grid.page}" if grid.page else "document"
    tidied.explanation.append(f"table {made.grid.matrix.number} ({where}, {grid.rows} x {grid.columns})")
    tidied.explanation += [f"  {line}" for line in made.explanation]
