"""Which titles over the tables of a grid speak of more tables than the one that they stand over."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.around.captions import titles_of_all
from flows.tidy.layout.regions.regions import Region


def titles_over(regions: Sequence[Region]) -> list[tuple[list[str], list[str]]]:
    """For each table of a grid the titles over the first one that surely speak of it too, and those that may.

    A title at the head of a sheet, parted from the tables by a blank row, is of all that begin beside the first.
    """
    sure, perhaps = titles_of_all([[s.text for s in r.titles] for r in regions])
    heads_all = bool(regions) and _is_set_off(regions[0])
    return [
        ([*perhaps, *sure], []) if heads_all and _is_beside(region, regions[0]) else (sure, perhaps)
        for region in regions
    ]


def _is_set_off(region: Region) -> bool:
    """Whether a blank row stands between a table and the titles over it."""
    place = {r: i for i, r in enumerate(region.matrix.rows)}
    return bool(region.titles) and place[region.rows[0]] - place[region.titles[-1].row] > 1


def _is_beside(region: Region, first: Region) -> bool:
    """Whether a table without titles of its own stands to the right of another."""
    return not region.titles and region.columns[0] > first.columns[-1] and region.rows[0] <= first.rows[-1]
