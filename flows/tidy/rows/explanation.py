"""How a table was read, for a person: the best reading and the runner-up, and what would make the other win."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from flows.tidy.evidence.weights import reasons
from flows.tidy.judgement.alternatives import distinct, in_words, parts_between
from flows.tidy.judgement.document import Judged
from flows.tidy.judgement.tables import TableReading
from flows.tidy.layout.matrix import Matrix
from flows.tidy.rows.wording import because, lead_of, says, stated

MOST_LABELS = 6
SLIGHT = 0.05


def explained(judged: Judged, matrix: Matrix) -> Iterator[str]:
    """The lines on one table: what the best reading says and by what, then the runner-up and what keeps it behind."""
    best = judged.best
    frame = best.frame
    why = ", ".join(f"{name} {amount:+g}" for name, amount in best.evidence.items() if amount)
    cut = f"{len(frame.heads)} header row(s), {len(frame.stubs)} column(s) of labels"
    chance = distinct(judged).chances[0]
    yield f"rows {frame.first}-{frame.rows[-1]}: {cut} ({best.score:+.2f}: {why}; chance {chance:.2f})"
    for reading in best.levels:
        labels = ", ".join(list(reading.senses)[:MOST_LABELS])
        yield f"  {reading.level.axis} labels {reading.level.heading!r}: {reading.dimension} ({labels})"
    for dimension, choice in best.context.items():
        if choice.value is not None:
            yield f"  {dimension}: {in_words(choice.value)}, from {stated(choice.statements[0], matrix)}"
    yield from _runner_up(judged, matrix)
    for one, key in judged.decided:
        yield f"  {one.part}: {key}, as answers.yml says"


def _runner_up(judged: Judged, matrix: Matrix) -> Iterator[str]:
    """The likeliest reading that gives some figure otherwise: in what it differs, and what would make it win."""
    _, chances, readings, _ = distinct(judged)
    if len(readings) < 2:
        yield "  no other reading gives any figure otherwise"
        return
    (best, reading), (first, chance) = readings[:2], chances[:2]
    yield f"  runner-up, chance {chance:.2f}:"
    for one in parts_between(best, reading):
        mine, other = one.ways
        yield f"    {one.part}: {says(other, mine)}, and not {says(mine, mine)}"
        yield from (f"      for it: {words}" for words in because(other, mine, matrix))
    gap = log(first / chance) if chance else float("inf")
    if gap < SLIGHT:
        yield "    nothing decides between the two: whatever else spoke for it would"
    else:
        yield f"    it would win with {gap:.2f} more for it: without {_enough(best, reading, gap)}"


def _enough(best: TableReading, rival: TableReading, gap: float) -> str:
    """The evidence for the best reading that, taken away, leaves the other ahead: the weightiest first."""
    left, found = gap, list[str]()
    for name, amount in lead_of(best, rival):
        if amount <= SLIGHT or (found and left <= 0):
            break
        left -= amount
        found.append(f"{reasons()[name]} ({amount:+.2f})")
    return " and ".join(found) or "what other tables of the document say"
