"""Raised numbers that mark notes and follow no word: before the note itself, and alone in place of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.pdf.glyphs import Run

RAISED_SIZE = 0.85
"""A superscript is smaller than this share of the text beside it."""
SAME_BASELINE = 0.12
"""Baselines nearer to each other than this (em) are one."""
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Free space (em) that stands at either side of a mark alone; a note begins no further from its own.
_APART = 1.0
_LONGEST = 2


def is_raised(run: Run, main: Run) -> bool:
    """Whether a run stands as a superscript beside another."""
    return run.size < RAISED_SIZE * main.size and main.baseline - run.baseline > SAME_BASELINE * main.size


def mark_notes(lines: Sequence[Sequence[Run]]) -> None:
    """Make superscripts of the raised numbers that begin notes, and of the same numbers alone in raised type.

    A raised number alone that no note on the page begins with stays a figure.
    """
    begun = [line[0] for line in lines if _begins_note(line)]
    marks = {run.text for run in begun}
    alone = [run for line in lines for n, run in enumerate(line) if run.text in marks and _alone(line, n)]
    for run in (*begun, *alone):
        run.text = run.text.translate(SUPERSCRIPT)


def _begins_note(line: Sequence[Run]) -> bool:
    """Whether a line begins with a raised number and then words."""
    if len(line) < 2 or not _is_mark(line[0]):
        return False
    mark, word = line[:2]
    near = word.x0 - mark.x1 < _APART * word.size
    return near and word.text[0].isalpha() and is_raised(mark, word) and mark.top < word.top


def _alone(line: Sequence[Run], n: int) -> bool:
    """Whether all of a line that is no such mark stands lower and larger, and none of it near the run."""
    run = line[n]
    others = [other for other in line if not (_is_mark(other) and other.size == run.size and other.top == run.top)]
    near = _APART * run.size
    if any(other.x0 - run.x1 < near and run.x0 - other.x1 < near for other in line if other is not run):
        return False
    return bool(others) and all(is_raised(run, other) and run.top < other.top for other in others)


def _is_mark(run: Run) -> bool:
    return run.text.isascii() and run.text.isdecimal() and len(run.text) <= _LONGEST
