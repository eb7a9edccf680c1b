"""Which words a reader of the page sees: white on white, painted over or invisible text is not there for them.

What looks suspect from the order of drawing is settled by the rendered page: where nothing stands out, nothing is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PIL.Image import Image

from flows.read.grid import Box
from flows.read.pdf.glyphs import Run
from flows.read.pdf.paths import Colour, Paint

# Pixels a point at which suspects are looked at, and the difference of brightness (of 255) that the eye sees.
SCALE = 3.0
_CONTRAST = 48
_BAND = 40.0
_ALIKE = 0.25
_FAINT = 0.3
_LARGE_IMAGE = 0.4
_MAX_BANDS = 400
_WHITE: Colour = (1.0, 1.0, 1.0)
_T = TypeVar("_T")


def seen(
    runs: Sequence[Run],
    paints: Sequence[Paint],
    images: Sequence[tuple[Box, int]],
    area: float,
    rendered: Callable[[], Image],
) -> tuple[list[Run], list[Run]]:
    """The runs that can be seen and those that cannot. `rendered` gives the page at SCALE pixels a point, in grey.

    Invisible text under or over an image that fills much of the page is the text layer of a scan: it counts as seen.
    """
    large = [(box, order) for box, order in images if (box.x1 - box.x0) * (box.bottom - box.top) >= _LARGE_IMAGE * area]
    for run in runs:
        if any(order > run.order and _within(run, box) for box, order in large):
            run.mode = 3
    suspects = _suspects(runs, paints, images)
    if not suspects:
        return list(runs), []
    picture: Image | None = None
    hidden: set[int] = set()
    for at in suspects:
        run = runs[at]
        if run.mode in (3, 7):
            if not any(_within(run, box) for box, _ in large):
                hidden.add(at)
            continue
        picture = picture or rendered()
        if not _inked(picture, run):
            hidden.add(at)
    return [run for at, run in enumerate(runs) if at not in hidden], [runs[at] for at in sorted(hidden)]


def _within(run: Run, box: Box) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _suspects(runs: Sequence[Run], paints: Sequence[Paint], images: Sequence[tuple[Box, int]]) -> list[int]:
    """Places of the runs that may not show: pale, transparent, invisible, on their own colour, or painted over."""
    covers = _bands([(paint.box, paint) for paint in paints if paint.opaque])
    pictures = _bands([(box, order) for box, order in images])
    on_white = {colour: _alike(colour, _WHITE) for colour in {run.colour for run in runs}}
    found = []
    for at, run in enumerate(runs):
        if not (covers or pictures):
            if run.mode in (3, 7) or run.opacity < _FAINT or on_white[run.colour]:
                found.append(at)
            continue
        band = int((run.top + run.bottom) / 2 // _BAND)
        painted = [paint for box, paint in covers[band] if _within(run, box)]
        ground = max((paint for paint in painted if paint.order < run.order), key=lambda p: p.order, default=None)
        if (
            run.mode in (3, 7)
            or run.opacity < _FAINT
            or any(paint.order > run.order for paint in painted)
            or any(order > run.order and _within(run, box) for box, order in pictures[band])
            or (_alike(run.colour, ground.colour) if ground else on_white[run.colour])
        ):  # fmt: skip
            found.append(at)
    return found


def _alike(ink: Colour | None, ground: Colour | None) -> bool:
    """Whether two colours may be hard to tell apart; an unknown one may."""
    if ink is None or ground is None:
        return True
    return max(abs(a - b) for a, b in zip(ink, ground, strict=True)) < _ALIKE


def _bands(boxes: Iterable[tuple[Box, _T]]) -> defaultdict[int, list[tuple[Box, _T]]]:
    """The boxes by the bands of the page that they reach into, for quick look-up."""
    bands: defaultdict[int, list[tuple[Box, _T]]] = defaultdict(list)
    for box, what in boxes:
        for band in range(max(0, int(box.top // _BAND)), min(_MAX_BANDS, int(box.bottom // _BAND)) + 1):
            bands[band].append((box, what))
    return bands


def _inked(picture: Image, run: Run) -> bool:
    """Whether the run stands out from its ground on the rendered page."""
    third = 0.15 * run.size
    box = (
        max(0, int((run.x0) * SCALE)),
        max(0, int((run.top + third) * SCALE)),
        min(picture.width, int(run.x1 * SCALE) + 1),
        min(picture.height, int((run.bottom - third) * SCALE) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    levels = picture.crop(box).histogram()
    shades = [level for level, count in enumerate(levels) if count]
    if shades[-1] - shades[0] < _CONTRAST:
        return False
    if run.colour is None or run.opacity < 1:
        return True
    # Print next to it may reach into the box: so the ground must differ from the ink, and the ink be there.
    red, green, blue = run.colour
    ink = 255 * (0.299 * red + 0.587 * green + 0.114 * blue)
    ground = _median(levels)
    return abs(ground - ink) >= _CONTRAST and min(abs(shade - ink) for shade in shades) < abs(ground - ink) / 2


def _median(histogram: Sequence[int]) -> int:
    half, seen_so_far = sum(histogram) / 2, 0
    for level, count in enumerate(histogram):
        seen_so_far += count
        if seen_so_far >= half:
            return level
    return 255
