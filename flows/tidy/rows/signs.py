"""How surely the figures of a judged table were read, as numbers: signs for the model of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.tidy.grammar.figures import Said
from flows.tidy.judgement.document import Judged
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labels.meanings import is_whole
from flows.tidy.layout.layout import blocks_of
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.plain import plain
from flows.tidy.layout.shapes import Shapes

Place = tuple[int, int]
Labels = tuple[tuple[Slot, ...], tuple[Slot, ...]]


@dataclass(frozen=True, slots=True)
class TableSigns:
    """The signs that all figures of a table share; `plainly`: how many labels the plain reading of its area sees beside
    and over each.

    `summed` are those in sums that come out by shape alone, whatever the labels say.
    """

    best: TableReading
    shared: dict[str, float]
    plainly: dict[Place, tuple[int, int]]
    summed: frozenset[Place]

    @classmethod
    def of(cls, judged: Judged) -> TableSigns:
        """The signs of a judged table."""
        best = judged.best
        cut = best.frame.signature
        alike = sum(c for r, c in zip(judged.readings, judged.chances, strict=True) if r.frame.signature == cut)
        shared = {
            "layout.open": 1.0 - alike / sum(judged.chances),
            "table.sums.right": best.evidence.get("sums.right", 0.0),
        }
        shapes = Shapes(best.frame.matrix, [r for r in best.frame.rows if r not in best.frame.notes], best.frame.width)
        summed = {(shapes.rows[i], shapes.columns[j]) for i, j in zip(*shapes.summed.nonzero(), strict=True)}
        return cls(best, shared, _plainly(shapes), frozenset(summed))

    def of_figure(self, place: Place, said: Said, labels: Labels) -> dict[str, float]:
        """The signs of one figure: `labels` beside and over it."""
        signs = {**self.shared, "summed": float(place in self.summed)}
        plainly = self.plainly.get(place)
        for n, axis in enumerate(("row", "column")):
            signs[f"plain.{axis}.levels"] = float(plainly is None or _levels(labels[n]) != plainly[n])
        choice = self.best.context.get("offence")
        if choice is not None and choice.value is not None and not choice.near:
            signs["far.offence"] = float(not is_whole(said.values.get("offence")))
        period = self.best.context.get("period")
        signs["period.label"] = float(
            said.values.get("period") is not None and (period is None or period.value is None)
        )
        return signs


def _plainly(shapes: Shapes) -> dict[Place, tuple[int, int]]:
    """How many labels a reader sees who knows no word: headers above, labels on the left."""
    found: dict[Place, tuple[int, int]] = {}
    for table in [block.table for block in blocks_of(shapes, plain(shapes)) if block.table is not None]:
        at, spread = table.matrix.at, table.spread
        over = {c: _levels(spread.get((h, c)) or at(h, c) for h in table.heads) for c in table.columns}
        for r in table.body:
            beside = (table.carried.get((c, r)) or at(r, c) for c in table.stubs)
            levels = _levels((*table.over.get(r, ()), *beside))
            found |= {(r, c): (levels, over[c]) for c in table.columns}
    return found


def _levels(labels: Iterable[Slot | None]) -> int:
    """How many labels there are; blocks abreast repeat theirs, which says nothing more."""
    return len({slot.text for slot in labels if slot is not None and slot.text})
