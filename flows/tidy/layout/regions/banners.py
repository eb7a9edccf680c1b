"""Bands over the whole width of a table that name what stands below them, down to the next band.

The first band of a table stands above its header and so looks like its title. It is none where bands like it head
further rows of the table, or further tables of the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions.regions import TITLE_LENGTH, Region

#: `Table 2: Kent`, `How many were charged?`: what names or asks for a table labels no rows.
_TITLE = re.compile(r"(?:table|figure|question|annex|appendix|q)\b\W*\w{1,3}\b|.*\?$", re.IGNORECASE)


def mark_banners(regions: Sequence[Region]) -> None:
    """Give each region the band above it that is the first label of its rows, where it has one."""
    over = [_band_over(region) for region in regions]
    for region, band in zip(regions, over, strict=True):
        if band is None:
            continue
        width = band.cell.columns
        if any(_is_band(region, row) for row in region.rows):
            region.banner = band
            region.titles.remove(band)
        elif sum(other is not None and other.cell.columns == width for other in over) > 1:
            region.banner = band


def _band_over(region: Region) -> Slot | None:
    """The nearest title, where it is short and one cell over all columns of the region."""
    title = region.titles[-1] if region.titles else None
    if title is None or len(title.text) > TITLE_LENGTH or _TITLE.match(title.text) or len(region.columns) < 2:
        return None
    return title if _spans(region, title) else None


def _is_band(region: Region, row: int) -> bool:
    anchors = region.row_anchors(row)
    return len(anchors) == 1 and _spans(region, anchors[0])


def _spans(region: Region, slot: Slot) -> bool:
    return slot.cell.column <= region.columns[0] and slot.cell.columns[-1] >= region.columns[-1]
