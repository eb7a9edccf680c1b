"""A return cut down to the cells that some figures rest on, with the labels that stand over and beside them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PIL import Image

from flows.publish.report.evidence import Evidence, PagePicture
from flows.read.grid import Block, Box, Document, Grid, around
from schemas.rows import LEVELS, LedgerCell, Observation, Place

MARGIN = 24.0
"""Points of the page that stay visible around the cells."""


def cropped(evidence: Evidence, observation_ids: frozenset[str]) -> Evidence:
    """The evidence of these figures alone."""
    rows = [row for row in evidence.observations if row.observation_id in observation_ids]
    cells = _with_labels(evidence.cells, rows)
    pictures = []
    for picture in evidence.pictures:
        boxes = [_box(cell) for cell in cells if cell.place.page == picture.number and cell.place.x0 is not None]
        if boxes:
            x0, top, x1, bottom = around(boxes)
            frame = Box(
                max(0.0, x0 - MARGIN),
                max(0.0, top - MARGIN),
                min(picture.width, x1 + MARGIN),
                min(picture.height, bottom + MARGIN),
            )
            pictures.append(_cut(picture, frame))
            cells = [_moved(cell, frame) if cell.place.page == picture.number else cell for cell in cells]
    reading = evidence.reading and _document(evidence.reading, cells)
    return replace(
        evidence, observations=rows, cells=cells, findings=[], pictures=pictures, reading=reading, questions=[]
    )


def _with_labels(cells: Sequence[LedgerCell], rows: Sequence[Observation]) -> list[LedgerCell]:
    """The cells of the figures, and the labels that say what they are of."""
    mine = {row.observation_id: row for row in rows}
    headers: defaultdict[int | None, list[LedgerCell]] = defaultdict(list)
    for cell in cells:
        if cell.fate == "header":
            headers[cell.place.table].append(cell)
    labels: set[int] = set()
    for cell in cells:
        for row in (mine[one] for one in cell.observation_ids if one in mine):
            labels |= {id(one) for one in _labels_of(row, cell.place, headers[cell.place.table])}
    found = []
    for cell in cells:
        ids = [one for one in cell.observation_ids if one in mine]
        if ids or id(cell) in labels:
            found.append(replace(cell, observation_ids=ids))
    return found


def _labels_of(row: Observation, at: Place, headers: Sequence[LedgerCell]) -> Iterator[LedgerCell]:
    """The labels of a figure: for each level the nearest that reads so; of counted records the heads of the columns."""
    if not (row.raw_row_label or row.raw_column_label):
        yield from (one for one in headers if one.place.row == at.row or one.place.column == at.column)
        return
    for label, below in ((row.raw_row_label, 0), (row.raw_column_label, 1)):
        for level in (label or "").split(LEVELS):
            before = [
                one for one in headers
                if (one.place.row or 0) <= (at.row or 0) - below and (one.place.column or 0) <= (at.column or 0)
                and " ".join(one.text.split()) == level
            ]  # fmt: skip
            yield from sorted(before, key=lambda one: (one.place.row or 0, one.place.column or 0))[-1:]


def _box(cell: LedgerCell) -> Box:
    place = cell.place
    return Box(place.x0 or 0.0, place.top or 0.0, place.x1 or 0.0, place.bottom or 0.0)


def _moved(cell: LedgerCell, frame: Box) -> LedgerCell:
    x0, top, x1, bottom = _box(cell)
    place = replace(cell.place, x0=x0 - frame.x0, top=top - frame.top, x1=x1 - frame.x0, bottom=bottom - frame.top)
    return replace(cell, place=place)


def _cut(picture: PagePicture, frame: Box) -> PagePicture:
    with Image.open(io.BytesIO(picture.webp)) as whole:
        scale = whole.width / picture.width
        part = whole.crop(tuple(round(edge * scale) for edge in frame))  # type: ignore[arg-type]
        content = io.BytesIO()
        part.save(content, "WEBP", quality=80)
    return PagePicture(picture.number, frame.x1 - frame.x0, frame.bottom - frame.top, content.getvalue())


def _document(reading: Document, cells: Sequence[LedgerCell]) -> Document:
    """The blocks that hold one of the cells; of a table their rows. The others stay, empty, as tables have numbers."""
    rows = {(cell.place.table, cell.place.row) for cell in cells}
    words = [cell.text.strip() for cell in cells if cell.place.table is None and cell.text.strip()]
    blocks: list[Block] = []
    number = 0
    for block in reading.blocks:
        if isinstance(block, Grid):
            number += 1
            kept = tuple(cell for cell in block.cells if (number, cell.row) in rows)
            blocks.append(replace(block, cells=kept))
        elif any(one in block.text for one in words):
            blocks.append(block)
    return replace(reading, blocks=tuple(blocks))
