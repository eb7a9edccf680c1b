"""The figure of a headline, which the text below it tells again: `180 offences reported in schools`."""

from __future__ import annotations

from flows.tidy.letter.figure import LeftOut, ProseFigure
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.walk import Prose
from flows.tidy.letter.words.count import AGAIN


def told_once(letter: Letter, prose: Prose, title: int | None) -> Prose:
    """The figures without those of the title that a figure below it repeats; `title` is its place."""
    paragraph = letter.passages[title].paragraph if title is not None else None
    if paragraph is None or letter.passages[title or 0].numbers:
        return prose
    over = [f for f in prose.figures if f.block in paragraph.blocks]
    below = [f for f in prose.figures if f.block not in paragraph.blocks]
    again = [f for f in over if any(_repeats(f, other) for other in below)]
    left = [LeftOut(f.block, f.raw_value, AGAIN, f.caption, f.page) for f in again]
    return Prose([f for f in prose.figures if f not in again], [*prose.left_out, *left])


def _repeats(headline: ProseFigure, below: ProseFigure) -> bool:
    """Whether a figure is as great as that of the headline, and of no other offence, sex or age than it says."""
    same = [(f.value.value, f.value.low, f.value.high, f.measure) for f in (headline, below)]
    said = [(f.offence and f.offence.group, f.sex, f.age.band, f.online) for f in (headline, below)]
    return same[0] == same[1] and all(a in (b, None, "all") for a, b in zip(*said, strict=True))
