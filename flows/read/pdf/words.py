"""Words out of runs: what was drawn twice is kept once, what was drawn in pieces is put together.

Pieces join only when they stand on one baseline, touch, and no ruling line runs between them: "2" and "5" of
neighbouring cells stay two words. A raised small number after a word becomes superscript, "19" and "1" never "191".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from flows.read.grid import Box
from flows.read.page import Direction, Rule, Word
from flows.read.pdf.glyphs import UNDECODABLE, Run, Way
from flows.read.pdf.note_marks import RAISED_SIZE, SAME_BASELINE, SUPERSCRIPT, is_raised, mark_notes

# Shares of an em.
_TOUCHING = 0.12
_OVERLAP = 0.3
_TWICE = 0.12
_SAME_LINE = 0.45
# Points: runs are looked up by bands of this height.
_BAND = 8.0
_LAYER_TRUST = 0.7


def words_of(runs: Sequence[Run], rules: Sequence[Rule]) -> list[Word]:
    """The words of a page, in lines from the top and from the left within a line. No run may run "left"."""
    once = _once(runs)
    level = [run for run in once if run.way == "right"]
    walls = _walls(rule for rule in rules if not rule.horizontal)
    lines = [_whole(line) for line in _lines(level)]
    mark_notes(lines)
    words = [word for line in lines for word in _joined(line, walls)]
    ways: tuple[Direction, ...] = ("up", "down")
    for way in ways:
        turned = [_turned(run) for run in once if run.way == way]
        for line in _lines(turned):
            words.extend(_turned_word(word, way) for word in _joined(_whole(line), _floors(rules, way)))
    return words


def _once(runs: Sequence[Run]) -> list[Run]:
    """The runs without those drawn again on the same spot, which is how some programs make letters bold."""
    kept: list[Run] = []
    places: defaultdict[tuple[str, Way, int], list[Run]] = defaultdict(list)
    for run in runs:
        near = _TWICE * run.size
        bands = {int((run.top - near) // _BAND), int((run.top + near) // _BAND)}
        twin = next(
            (
                other
                for band in bands
                for other in places.get((run.text, run.way, band), ())
                if abs(other.x0 - run.x0) < near and abs(other.top - run.top) < near
            ),
            None,
        )
        if twin is None:
            places[run.text, run.way, int(run.top // _BAND)].append(run)
            kept.append(run)
        else:
            twin.bold = True
            twin.closed = twin.closed or run.closed
    return kept


def _whole(line: list[Run]) -> list[Run]:
    """The runs of a line without those that draw another one again in pieces, such as letter by letter."""
    if not any(run.x0 < before.x1 - _OVERLAP * run.size for before, run in pairwise(line)):
        return line
    again: set[int] = set()
    for at, run in enumerate(line):
        pieces = _drawn_again(run, line[max(0, at - 1) :])
        run.bold = run.bold or bool(pieces)
        again.update(map(id, pieces))
    return [run for run in line if id(run) not in again]


def _drawn_again(whole: Run, line: Iterable[Run]) -> list[Run]:
    """The runs that lie on a longer one and give its text; none where they do not."""
    near = _TWICE * whole.size
    text = ""
    pieces: list[Run] = []
    for run in line:
        if run.x0 > whole.x1 or len(pieces) == len(whole.text):
            break
        inside = whole.x0 - near <= run.x0 and run.x1 <= whole.x1 + near
        if run is whole or not inside or abs(run.baseline - whole.baseline) > near:
            continue
        text += run.text
        if not whole.text.startswith(text):
            break
        pieces.append(run)
    return pieces if text == whole.text else []


def _lines(runs: list[Run]) -> list[list[Run]]:
    """Runs that share a line of print, lines from the top, runs from the left."""
    lines: list[list[Run]] = []
    middle = size = 0.0
    for run in sorted(runs, key=lambda run: run.top + run.bottom):
        centre = (run.top + run.bottom) / 2
        if lines and centre - middle < _SAME_LINE * max(size, run.size):
            lines[-1].append(run)
            # A superscript may come first: the line is where its full-sized text stands.
            if run.size > 1.1 * size:
                middle, size = centre, run.size
        else:
            lines.append([run])
            middle, size = centre, run.size
    for line in lines:
        line.sort(key=lambda run: run.x0)
    return lines


def _joined(line: list[Run], walls: list[tuple[float, float, float]]) -> list[Word]:
    """The words of one line: neighbouring runs put together where nothing parts them."""
    open_words: list[list[Run]] = []
    for run in line:
        for pieces in reversed(open_words[-3:]):
            if _continues(pieces, run, walls):
                pieces.append(run)
                break
        else:
            open_words.append([run])
    return [_word(pieces) for pieces in open_words]


def _continues(pieces: list[Run], run: Run, walls: list[tuple[float, float, float]]) -> bool:
    """Whether a run goes on with the word that the pieces make."""
    last = pieces[-1]
    em = max(last.size, run.size)
    gap = run.x0 - last.x1
    if last.closed or not -_OVERLAP * em <= gap <= _TOUCHING * em:
        return False
    if _raised(pieces, run):
        return not _parted(last, run, walls)
    if _parted(last, run, walls):
        return False
    # What follows a superscript ("1st of", "paper¹.") goes on with the word unless it is a figure.
    main = pieces[0] if _raised(pieces, last) else last
    if abs(run.baseline - main.baseline) > SAME_BASELINE * em:
        return False
    resized = min(main.size, run.size) < RAISED_SIZE * em
    return not (run.text[0].isdecimal() and (main is not last or resized))


def _raised(pieces: list[Run], run: Run) -> bool:
    """Whether a run is a superscript of the word before it."""
    return is_raised(run, pieces[0])


def _walls(rules: Iterable[Rule]) -> list[tuple[float, float, float]]:
    """(abscissa, top, bottom) of upright rules, in order."""
    return sorted(((rule.box.x0 + rule.box.x1) / 2, rule.box.top, rule.box.bottom) for rule in rules)


def _parted(last: Run, run: Run, walls: list[tuple[float, float, float]]) -> bool:
    """Whether an upright rule stands between two runs."""
    slack = 0.1 * run.size
    low, high = min(last.x1, run.x0) - slack, max(last.x1, run.x0) + slack
    middle = (run.top + run.bottom) / 2
    for x, top, bottom in walls[bisect_left(walls, (low, 0.0, 0.0)) :]:
        if x > high:
            return False
        if top <= middle <= bottom:
            return True
    return False


def _word(pieces: list[Run]) -> Word:
    main = pieces[0]
    text, box, invisible = main.text, Box(main.x0, main.top, main.x1, main.bottom), main.mode == 3
    seams: tuple[tuple[int, float], ...] = ()
    for piece in pieces[1:]:
        raised = _raised(pieces, piece) and piece.text.isascii() and piece.text.rstrip(",;").isdecimal()
        seams += () if raised else ((len(text), piece.x0),)
        text += piece.text.translate(SUPERSCRIPT) if raised else piece.text
        box = Box(min(box.x0, piece.x0), min(box.top, piece.top), max(box.x1, piece.x1), max(box.bottom, piece.bottom))
        invisible = invisible or piece.mode == 3
    size = round(main.size, 2)
    unreadable = UNDECODABLE in text
    if not (unreadable or invisible):
        return Word(text, box, "right", main.font, size, main.bold, seams=seams)
    doubts = ("undecodable",) * unreadable + ("ocr_layer",) * invisible
    return Word(text, box, "right", main.font, size, main.bold, 0.0 if unreadable else _LAYER_TRUST, doubts)


# Text that runs up or down is put together as if the page were turned about its corner so that the text runs right:
# "up" by (x, y) -> (-y, x), "down" by (x, y) -> (y, -x).


def _turned(run: Run) -> Run:
    if run.way == "up":
        x0, top, x1, bottom, baseline = -run.bottom, run.x0, -run.top, run.x1, run.baseline
    else:
        x0, top, x1, bottom, baseline = run.top, -run.x1, run.bottom, -run.x0, -run.baseline
    return Run(
        run.text, x0, top, x1, bottom, "right", baseline, run.size, run.font, run.bold,
        run.colour, run.mode, run.opacity, run.order, run.closed,
    )  # fmt: skip


def _floors(rules: Iterable[Rule], way: Direction) -> list[tuple[float, float, float]]:
    """Level rules as they stand when the page is turned."""
    boxes = [rule.box for rule in rules if rule.horizontal]
    if way == "up":
        return sorted((-(box.top + box.bottom) / 2, box.x0, box.x1) for box in boxes)
    return sorted(((box.top + box.bottom) / 2, -box.x1, -box.x0) for box in boxes)


def _turned_word(word: Word, way: Direction) -> Word:
    x0, top, x1, bottom = word.box
    box = Box(top, -x1, bottom, -x0) if way == "up" else Box(-bottom, x0, -top, x1)
    return Word(word.text, box, way, word.font, word.size, word.bold, word.confidence, word.doubts)
