"""An open question of a table in words: what is asked, what each way to read says, and the statements for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.tidy.evidence.weights import reasons, weights
from flows.tidy.grammar.sense import Sense
from flows.tidy.grammar.senses import LevelReading
from flows.tidy.judgement.alternatives import Alternatives, Position, Way, in_words
from flows.tidy.judgement.context import Choice
from flows.tidy.judgement.tables import TableReading
from flows.tidy.layout.matrix import Matrix
from flows.tidy.question_ids import question_id
from flows.tidy.result import Context
from flows.tidy.statements.statement import Statement
from schemas.code_tables import load_codes
from schemas.rows import OpenQuestion, Option

MOST = 3
LONGEST = 120
SLIGHT = 0.05


def question(
    one: Alternatives, printed: Mapping[Position, int], matrix: Matrix, context: Context, chosen: str | None = None
) -> OpenQuestion:
    """The question that a part of a table leaves open, with an option a way; `chosen` is what an answer says to it.

    `printed` says how many figures stand at each position. What hangs on an open question is counted with the rows.
    """
    figures = {way.key: sum(printed.get(p, 0) for p in way.changed) for way in one.ways}
    name = question_id(context.document_id, one.place_in(matrix.number))
    first, *others = one.ways
    asked = load_codes("asks")[one.asks]["question"]
    ways = f"{says(first, first)}, or {says(others[0], first)}"
    text = f"Table {matrix.number} from row {one.first_row}: {asked}: {ways}?"
    options = [
        Option(way.key, says(way, first), list(because(way, rival, matrix)), round(way.chance, 3), figures[way.key])
        for way, rival in zip(one.ways, (others[0], *([first] * len(others))), strict=True)
        if way is first or figures[way.key]
    ]
    grid = matrix.grid
    page = grid.page or next((c.page for c in grid.cells if c.page), None)
    return OpenQuestion(
        name, context.campaign, context.respondent, context.document_id, context.path, one.asks, text, page,
        grid.sheet, matrix.number, options=options, chosen=chosen or first.key,
        figures=sum(printed.get(p, 0) for p in one.changed) if chosen else 0, status="answered" if chosen else "open",
    )  # fmt: skip


def says(way: Way, best: Way) -> str:
    """What a way to read a part of a table says, in words; of labels those that the best way reads otherwise."""
    if isinstance(way.meant, Choice):
        said = way.meant.value
        return f"nothing says the {way.meant.dimension}" if said is None else f"{way.meant.dimension} {in_words(said)}"
    if isinstance(way.meant, LevelReading):
        other = best.meant if isinstance(best.meant, LevelReading) else None
        return f"of the {way.meant.level.axis} labels {'; '.join(_senses(way.meant, other))}"
    frame = way.reading.frame
    heads, stubs = _run(frame.heads) or "no row", _run(frame.stubs) or "no column"
    levels = ", ".join(f"{r.dimension} in {r.level.axis} labels" for r in way.reading.levels)
    return f"column labels in {heads}, row labels in {stubs}, with {levels or 'no labels'}"


def because(way: Way, rival: Way, matrix: Matrix) -> Iterator[str]:
    """The statements for a way, each with its place; of labels and layout the evidence that the rival has not."""
    if isinstance(way.meant, Choice):
        yield from (stated(s, matrix) for s in way.meant.statements[:MOST])
    else:
        yield from speaks_for(way.reading, rival.reading)


def stated(statement: Statement, matrix: Matrix) -> str:
    """A statement with its place: `title, A3: "Period: 2015/16"`."""
    cell = next((c for c in matrix.grid.cells if " ".join(c.text.split()) == statement.words), None)
    where = (cell.address or f"row {cell.row} column {cell.column}") if cell else ""
    words = statement.words if len(statement.words) <= LONGEST else f"{statement.words[:LONGEST]}…"
    return f'{", ".join(filter(None, (statement.relation, where)))}: "{words}"'


def speaks_for(reading: TableReading, rival: TableReading) -> list[str]:
    """The evidence for a reading beside a rival, the weightiest first, each with how much it weighs."""
    found = [(name, amount) for name, amount in lead_of(reading, rival) if amount > SLIGHT]
    return [f"{reasons()[name]} ({amount:+.2f})" for name, amount in found[:MOST]]


def lead_of(reading: TableReading, rival: TableReading) -> list[tuple[str, float]]:
    """By how much each kind of evidence, by its name, speaks for a reading more than for a rival, most first."""
    known = weights()
    names = reading.evidence.keys() | rival.evidence.keys()
    lead = {n: known[n] * (reading.evidence.get(n, 0.0) - rival.evidence.get(n, 0.0)) for n in names}
    return sorted(lead.items(), key=lambda pair: (-pair[1], pair[0]))


def _senses(reading: LevelReading, best: LevelReading | None) -> list[str]:
    other = best.senses if best is not None and best is not reading else {}
    differing = [t for t, s in reading.senses.items() if other.get(t) != s]
    return [f'"{t}" is {_sense(reading.senses[t])}' for t in differing[:MOST]]


def _sense(sense: Sense) -> str:
    said = [f"{d} {in_words(v)}" for d, v in sense.values.items()]
    return " and ".join([*(["a total"] if sense.total else []), *said]) or (
        "kept in its own words" if sense.other else "nothing"
    )


def _run(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
