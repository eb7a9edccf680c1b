"""The likeliest layouts of a sheet: the plain reading, its corners, then productions in turns, the best kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.layout.as_told import Corner, as_it_is, told_corner, told_parts
from flows.tidy.layout.evidence import evidence_of
from flows.tidy.layout.layout import Layout, blocks_of, whole
from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.plain import plain
from flows.tidy.layout.productions import PRODUCTIONS
from flows.tidy.layout.productions.table import Area, areas, corners
from flows.tidy.layout.shapes import Shapes
from flows.tidy.layout.table import Table
from flows.tidy.layout.told import ToldTable
from flows.tidy.layout.weights import score

KEPT = 5
ROUNDS = 2
SAMPLE, SLACK = 160, 40
MOST_AREAS = 40
DEEPEST = 2
#: Within so much of each other words decide between layouts, and between no others.
TIE, MOST_TIED = 0.3, 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to cut a sheet: its layout by area, what speaks for it, and its score."""

    layouts: tuple[tuple[Shapes, Layout], ...]
    evidence: Mapping[str, float] = field(repr=False)
    score: float

    @property
    def tables(self) -> list[Table]:
        """The tables, in reading order."""
        return [b.table for shapes, layout in self.layouts for b in blocks_of(shapes, layout) if b.table is not None]


def candidates(
    shapes: Shapes, known: Mapping[str, float] | None = None, depth: int = 0, corner: Corner | None = None
) -> list[Candidate]:
    """The ways to cut a sheet or an area of it, the likeliest first; none where nothing in it can be a figure.

    `corner` is what a person says of it, which holds in every way.
    """
    if not shapes.figure.any() or not (shapes.hard | shapes.standing).any():
        return []
    found = _of_area(shapes, known, ROUNDS if not depth else 1, corner or as_it_is)
    if depth < DEEPEST and corner is None:
        for parts in areas(shapes):
            if len(parts) <= MOST_AREAS and (parted := _parted(shapes, parts, known, depth)) is not None:
                found.append(parted)
    return sorted(found, key=lambda c: -c.score)


def _of_area(shapes: Shapes, known: Mapping[str, float] | None, rounds: int, corner: Corner) -> list[Candidate]:
    """The layouts of an area as one piece."""
    sample = shapes if shapes.h <= SAMPLE + SLACK else shapes.part(0, 0, SAMPLE, shapes.w)
    base = corner(plain(sample))
    seen: dict[Layout, tuple[Mapping[str, float], float] | None] = {}

    def see(layout: Layout) -> None:
        layout = corner(layout)
        if layout not in seen:
            blocks = blocks_of(sample, layout)
            evidence = evidence_of(sample, layout, blocks, base) if blocks else None
            seen[layout] = (evidence, score(evidence, known)) if evidence is not None else None

    def best() -> list[Layout]:
        ranked = sorted((one for one, told in seen.items() if told), key=lambda one: -(seen[one] or ({}, 0.0))[1])
        return ranked[:KEPT] if base in ranked[:KEPT] or not seen[base] else [*ranked[:KEPT], base]

    see(base)
    for layout in corners(sample, base):
        see(layout)
    done: set[Layout] = set()
    for _ in range(rounds):
        for layout in [one for one in best() if one not in done]:
            done.add(layout)
            for production in PRODUCTIONS:
                for further in production(sample, layout):
                    see(further)
    found = []
    for layout, told in seen.items():
        if told is not None:
            full = whole(layout, shapes) if sample is not shapes and layout.end == sample.h else layout
            found.append(Candidate(((shapes, full),), told[0], told[1]))
    return found


def _parted(shapes: Shapes, parts: Sequence[Area], known: Mapping[str, float] | None, depth: int) -> Candidate | None:
    """The likeliest layouts of several areas together; their evidence weighs as they have figures."""
    layouts: list[tuple[Shapes, Layout]] = []
    weighed: dict[str, float] = {}
    total = 0
    for area in parts:
        part = shapes.part(*area)
        inner = candidates(part, known, depth + 1)
        if inner:
            size = int(part.figure.sum())
            layouts += inner[0].layouts
            total += size
            for name, amount in inner[0].evidence.items():
                weighed[name] = weighed.get(name, 0.0) + size * amount
    if len(layouts) < 2:
        return None
    evidence = {name: amount / total for name, amount in weighed.items()} | {"parts": 1.0}
    return Candidate(tuple(layouts), evidence, score(evidence, known))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to cut a sheet into tables, in reading order; `lead` is how far it is behind the likeliest: 0 or less."""

    lead: float
    tables: list[Table]


def ways(matrix: Matrix, told: Sequence[ToldTable] = ()) -> list[Way]:
    """The likeliest ways to cut a sheet into tables, as near to the likeliest of all as words may decide between.

    What a person bounds is cut on its own, as it is told, and so is what is left above, below and beside it.
    """
    parts = told_parts(matrix, told) if told else [(matrix.rows, matrix.columns, None)]
    each = [found for rows, columns, one in parts if (found := _ways_of_part(matrix, rows, columns, one))]
    made = []
    for n in range(max(map(len, each), default=0)):
        picked = [found[min(n, len(found) - 1)] for found in each]
        made.append(Way(sum(way.lead for way in picked), [t for way in picked for t in way.tables]))
    return made


def _ways_of_part(matrix: Matrix, rows: Sequence[int], columns: Sequence[int], told: ToldTable | None) -> list[Way]:
    sheet = Shapes(matrix, rows, columns)
    area = sheet.part(0, 0, sheet.h, sheet.w)
    ranked = candidates(area, corner=told_corner(area, told)) if told else candidates(area)
    found: dict[object, Way] = {}
    for one in ranked:
        lead = one.score - ranked[0].score
        if lead < -TIE or len(found) >= MOST_TIED:
            break
        tables = [replace(t, told=told) for t in one.tables if t.heads or t.stubs or t.over or told]
        if not tables:  # numbers without any label are no table
            continue
        found.setdefault(tuple(t.signature for t in tables), Way(lead, tables))
    if told and not found:  # what a person says leaves no figures: the table stays, so that this can be said
        return [Way(0.0, [Table(matrix, (), tuple(rows), (), (), (), columns=tuple(columns), told=told)])]
    return list(found.values())
