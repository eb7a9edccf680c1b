"""How surely the figures of a judged table were read, as numbers: signs for the model of confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.tidy.grammar.figures import Said
from flows.tidy.judgement.context import ONE_OF_SEVERAL
from flows.tidy.judgement.document import Judged
from flows.tidy.judgement.tables import TableReading
from flows.tidy.labels.meanings import is_whole
from flows.tidy.layout.layout import blocks_of
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.plain import plain
from flows.tidy.layout.shapes import Shapes

#: The evidence for the chosen reading that tells how sound it is.
OF_READING = ("left", "parts.larger", "clashes", "twins", "sums.right", "sums.wrong", "bare", "doubled", "heads.weak")
#: What surroundings say of a figure that its labels do not.
SURROUNDED = ("offence", "age", "sex", "online", "measure")
FEW = 4
#: A lower score than this of a reading tells no more.
WORST, BEST = -5.0, 15.0

Place = tuple[int, int]
Labels = tuple[tuple[Slot, ...], tuple[Slot, ...]]


@dataclass(frozen=True, slots=True)
class TableSigns:
    """The signs that all figures of a table share; `plainly`: the labels of each by the plain reading of its area.

    `summed` are those in sums that come out by shape alone, whatever the labels say.
    """

    best: TableReading
    shared: dict[str, float]
    plainly: dict[Place, Labels]
    summed: frozenset[Place]

    @classmethod
    def of(cls, judged: Judged) -> TableSigns:
        """The signs of a judged table."""
        best = judged.best
        held = [p for p in best.frame.places if (s := best.frame.matrix.at(*p)) is not None and s.value is not None]
        cut = best.frame.signature
        alike = sum(c for r, c in zip(judged.readings, judged.chances, strict=True) if r.frame.signature == cut)
        shared = {f"table.{name}": best.evidence.get(name, 0.0) for name in OF_READING}
        shared["layout.open"] = 1.0 - alike / sum(judged.chances)
        shared["table.score"] = min(max(best.score, WORST), BEST) / BEST
        shared["few"] = float(len(held) < FEW)
        shapes = Shapes(best.frame.matrix, [r for r in best.frame.rows if r not in best.frame.notes], best.frame.width)
        summed = {(shapes.rows[i], shapes.columns[j]) for i, j in zip(*shapes.summed.nonzero(), strict=True)}
        return cls(best, shared, _plainly(shapes), frozenset(summed))

    def of_figure(self, place: Place, said: Said, labels: Labels, agree: float) -> dict[str, float]:
        """The signs of one figure: `labels` beside and over it, `agree` the chance of readings that say the same."""
        signs = dict(self.shared)
        signs["meaning.open"] = 1.0 - agree
        signs["label.left"], signs["label.unsure"] = said.left, 1.0 - said.certainty
        signs["label.unknown"] = float(min(len(said.unread), 3))
        signs["bare.row"], signs["bare.column"] = float(not labels[0]), float(not labels[1])
        plainly = self.plainly.get(place)
        for axis, n in (("row", 0), ("column", 1)):
            signs[f"plain.{axis}"] = float(plainly is None or not _alike(labels[n], plainly[n]))
            signs[f"plain.{axis}.levels"] = float(plainly is None or len(labels[n]) != len(plainly[n]))
        signs["label.figure"] = float(any(s.is_figure and s.value is not None for axis in labels for s in axis))
        signs["summed"] = float(place in self.summed)
        signs[f"period.{self._found('period', said)}"] = 1.0
        signs["period.several"] = float(ONE_OF_SEVERAL in said.how)
        for dimension in SURROUNDED:
            if not is_whole(said.values.get(dimension)) and self._found(dimension, said) == "far":
                signs[f"far.{dimension}"] = 1.0
        return signs

    def _found(self, dimension: str, said: Said) -> str:
        """Where the value of a dimension was found: in labels, in words at the table, far from it, or nowhere."""
        if said.values.get(dimension) is None:
            return "none"
        choice = self.best.context.get(dimension)
        if choice is None or choice.value is None:
            return "label"
        return "near" if choice.near else "far"


def _plainly(shapes: Shapes) -> dict[Place, Labels]:
    """The labels of each figure as a reader sees them who knows no word: headers above, labels on the left."""
    found: dict[Place, Labels] = {}
    for table in [block.table for block in blocks_of(shapes, plain(shapes)) if block.table is not None]:
        at, spread, heads = table.matrix.at, table.spread, table.heads
        over = {c: _distinct([spread.get((h, c)) or at(h, c) for h in heads]) for c in table.columns}
        for r in table.body:
            beside = [table.carried.get((c, r)) or at(r, c) for c in table.stubs]
            labels = (*table.over.get(r, ()), *_distinct(beside))
            found |= {(r, c): (labels, over[c]) for c in table.columns}
    return found


def _distinct(slots: Sequence[Slot | None]) -> tuple[Slot, ...]:
    return tuple(dict.fromkeys(s for s in slots if s is not None and s.text))


def _alike(labels: Sequence[Slot], plainly: Sequence[Slot]) -> bool:
    """Whether the innermost label is the same cell, or says the same words."""
    if not labels or not plainly:
        return bool(labels) == bool(plainly)
    return labels[-1].cell is plainly[-1].cell or labels[-1].text == plainly[-1].text
