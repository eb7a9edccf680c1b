"""Header lines over columns of text: levels, and how far a centred group header reaches."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import groupby

from flows.read.tables.edges import Ruling
from flows.read.tables.lines.columns import Span, touched
from flows.read.tables.lines.placed import OPEN_END, Placed
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Run

DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d")
DASH = re.compile(r"[-–—]")
YEAR = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)\d{1,2}|\d{1,2}))?[*†)]*",
    re.IGNORECASE,
)

READS_ON = 0.5
"""Lines of one text leave at most so much space between them (em)."""
OFF_MIDDLE = 3.0
"""The one text over all names of columns stands at most so far (em) off their middle."""
Reach = tuple[int, int]


def reaches(
    runs: Sequence[Run], columns: Sequence[Span], rules: Sequence[Ruling], bottom: float, below: Sequence[Run]
) -> list[Reach]:
    """First and last column that each run of one header line stands over.

    A rule drawn just under a run says so outright. Otherwise a run stands over the columns that it overlaps,
    and a run between others grows over the unlabelled columns beside it as long as it stays centred on them and
    the runs of the line `below` do not show that it is the first line of one column's own header.
    """
    size = max((t.size for run in runs for t in run.tokens), default=10.0)
    own = [touched(run, columns) for run in runs]
    alone = all(_under_it(run, below) for run in runs)
    made: list[Reach] = []
    whole = _over_them_all(runs, own, columns, below, size)
    for i, run in enumerate(runs):
        first, last = own[i][0], own[i][-1]
        ruled = _under(run, columns, [r for r in rules if _holds_no_other(r, run, runs)], bottom, size)
        if ruled:
            made.append(ruled)
            continue
        if whole and first:
            made.append((1, len(columns) - 1))
            continue
        low = own[i - 1][-1] + 1 if i else 0
        high = own[i + 1][0] - 1 if i + 1 < len(runs) else len(columns) - 1
        reach = _centred(run, columns, (first, last), (max(low, min(1, first)), high), size)
        made.append((first, last) if first == last and reads_down(run, below, columns, reach, alone, runs) else reach)
    return _apart(made, own)


def _apart(over: Sequence[Reach], own: Sequence[Sequence[int]]) -> list[Reach]:
    """The reaches, no column under two texts: the one over fewer columns gives way, of equal ones both do.

    What gives way stands over its own columns alone, as the first line of their header does.
    """
    made = list(over)
    for i in range(len(made) - 1):
        if made[i][1] < made[i + 1][0]:
            continue
        left, right = (made[n][1] - made[n][0] for n in (i, i + 1))
        for n in (i,) if left < right else (i + 1,) if right < left else (i, i + 1):
            made[n] = own[n][0], own[n][-1]
    return made


def _over_them_all(
    runs: Sequence[Run], own: Sequence[Sequence[int]], columns: Sequence[Span], below: Sequence[Run], size: float
) -> bool:
    """Does one text alone stand over all columns of figures, each with a name of its own below, if not quite midway?"""
    over = [run for run, hit in zip(runs, own, strict=True) if hit[0] > 0]
    names = [r for r in below if r.x0 > columns[0].x1]
    if len(over) != 1 or len(runs) > 2 or len(columns) < 3 or len(names) != len(columns) - 1:
        return False
    run = over[0]
    if any(len(touched(r, columns)) > 1 or _counts(r) for r in names) or is_figure(run.text):
        return False
    if reads_down(run, below, columns, (1, len(columns) - 1), False):
        return False
    middle = (run.x0 + run.x1) / 2
    for r in names:
        off = min(abs(r.x0 - run.x0), abs(r.x1 - run.x1), abs((r.x0 + r.x1) / 2 - middle))
        if off <= 0.5 * size and run.x1 - run.x0 <= 1.2 * (r.x1 - r.x0):
            return False
    left, right = min(r.x0 for r in names), max(r.x1 for r in names)
    return left - size <= run.x0 and run.x1 <= right + size and abs(middle - (left + right) / 2) <= OFF_MIDDLE * size


def reads_down(
    run: Run, below: Sequence[Run], columns: Sequence[Span], reach: Reach, alone: bool, beside: Sequence[Run] = ()
) -> bool:
    """Does a text over the middle of its `reach` go on in the line below, as the header of the middle column alone?

    So where the words read on, or where all texts of its line have one (`alone`) and the line below leaves
    other columns of the reach without a text. What other texts `beside` it stand over too is no part of it.
    """
    under = _under_it(run, below)
    if under is None or YEAR.fullmatch(run.text) or any(_counts(r) for r in below[1:]):
        return False
    if _is_shared(under, run, beside, below):
        return False
    if under.text[:1].islower() or OPEN_END.search(run.text):
        return True
    named = {c for r in below for c in touched(r, columns)}
    return alone and not set(range(reach[0], reach[1] + 1)) <= named


def _is_shared(under: Run, run: Run, beside: Sequence[Run], below: Sequence[Run]) -> bool:
    """Is the name under a text the very one under another, as `not known` is under two years?"""
    others = (_under_it(other, below) for other in beside if other.text != run.text)
    return any(other is not None and other.text == under.text for other in others)


def repeated_groups(runs: Sequence[Run], columns: Sequence[Span], below: Mapping[int, str]) -> list[Reach] | None:
    """Reaches of group headers over columns whose own headers repeat from group to group; None where they do not.

    Columns before the groups and after them may have a text of their own in the line.
    """
    for first, last in ((i, j) for i in range(1, len(columns) - 3) for j in range(len(columns), i + 3, -1)):
        before = [r for r in runs if (r.x0 + r.x1) / 2 <= columns[first - 1].x1]
        after = [r for r in runs if r.x0 > columns[last - 1].x1]
        groups = runs[len(before) : len(runs) - len(after)]
        if len(groups) < 2 or any(len(touched(r, columns)) > 1 for r in (*before, *after)):
            continue
        each, rest = divmod(last - first, len(groups))
        if rest or each < 2:
            continue
        texts = [tuple(below.get(first + g * each + i) for i in range(each)) for g in range(len(groups))]
        names = [text for text, _ in groupby(texts[0])]  # one that spans several columns is one name
        if len(set(texts)) > 1 or None in texts[0] or len(names) < 2 or len(set(names)) < len(names):
            continue
        made = [(first + g * each, first + (g + 1) * each - 1) for g in range(len(groups))]
        inside = zip(groups, made, strict=True)
        if all(columns[a - 1].x1 <= (r.x0 + r.x1) / 2 <= columns[b].x1 for r, (a, b) in inside):
            alone = [[(c, c) for r in side for c in touched(r, columns)] for side in (before, after)]
            return [*alone[0], *made, *alone[1]]
    return None


def between_uprights(
    runs: Sequence[Run], over: Sequence[Reach], columns: Sequence[Span], uprights: Sequence[float]
) -> list[Reach]:
    """The reaches, those of texts alone between two uprights all the columns between these."""
    made: list[Reach] = []
    slots = [bisect(uprights, (r.x0 + r.x1) / 2) for r in runs]
    for run, slot, reach in zip(runs, slots, over, strict=True):
        held = [c for c, span in enumerate(columns) if bisect(uprights, span.centre) == slot]
        alone = slots.count(slot) == 1 and 0 < slot < len(uprights) and run.x0 >= uprights[slot - 1]
        made.append((held[0], held[-1]) if alone and len(held) > 1 and run.x1 <= uprights[slot] else reach)
    return made


def alone_between(run: Run, runs: Sequence[Run], columns: Sequence[Span], uprights: Sequence[float]) -> Reach | None:
    """The several columns between two uprights, where a text stands alone between these and half way."""
    ((first, last),) = between_uprights([run], [(0, 0)], columns, uprights)
    slot = bisect(uprights, (run.x0 + run.x1) / 2)
    if first == last or any(r is not run and bisect(uprights, (r.x0 + r.x1) / 2) == slot for r in runs):
        return None
    off = run.x0 + run.x1 - uprights[slot - 1] - uprights[slot]
    return (first, last) if abs(off) <= run.tokens[0].size else None


def _under_it(run: Run, below: Sequence[Run]) -> Run | None:
    """The text that stands close under a text, alone, and is not much shorter."""
    own = [r for r in below if min(r.x1, run.x1) > max(r.x0, run.x0)]
    if len(own) != 1 or (run.x1 - run.x0 > 1.6 * (own[0].x1 - own[0].x0) and not own[0].text[0].islower()):
        return None
    free = min(t.top for t in own[0].tokens) - max(t.bottom for t in run.tokens)
    return own[0] if free <= READS_ON * run.tokens[0].size else None


def _counts(run: Run) -> bool:
    return is_figure(run.text) and not YEAR.fullmatch(run.text)


def _holds_no_other(rule: Ruling, run: Run, runs: Sequence[Run]) -> bool:
    """Does a rule lie under one text of its line alone?"""
    return not any(rule.start <= (r.x0 + r.x1) / 2 <= rule.end for r in runs if r is not run)


def _under(run: Run, columns: Sequence[Span], rules: Sequence[Ruling], bottom: float, size: float) -> Reach | None:
    """The columns over a partial rule that lies just below the run and reaches at least as far."""
    for rule in rules:
        if not (-1.0 <= rule.at - bottom <= 0.9 * size and rule.start <= run.x0 + size and rule.end >= run.x1 - size):
            continue
        under = [i for i, c in enumerate(columns) if c.overlap(rule.start, rule.end) > 0.5 * (c.x1 - c.x0)]
        if len(under) >= 2 and len(under) < len(columns):
            return under[0], under[-1]
    return None


def _centred(run: Run, columns: Sequence[Span], own: Reach, room: Reach, size: float) -> Reach:
    """The widest group of columns within `room` about whose middle the run stands; its own columns if none."""
    middle = (run.x0 + run.x1) / 2
    near = 0.9 * size
    best, rank = own, (1.0, 0)
    if own[0] == own[1] and columns[own[0]].overlap(run.x0, run.x1) < 0.5 * (run.x1 - run.x0):
        rank = (9.0, 0)
    for first in range(room[0], own[0] + 1):
        for last in range(own[1], room[1] + 1):
            left, right = columns[first].x0, columns[last].x1
            centres = (columns[first].centre + columns[last].centre) / 2
            off = min(abs((left + right) / 2 - middle), abs(centres - middle))
            if off > near and rank[0] > 1:
                lowest = (columns[first - 1].x1 if first else left) + right
                highest = left + (columns[last + 1].x0 if last + 1 < len(columns) else right)
                off = near if lowest / 2 <= middle <= highest / 2 else off
            order = (off // near, first - last if off < near else last - first)
            if last > first and off <= near and order < rank:
                best, rank = (first, last), order
    return best


def level_breaks(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Header lines gathered into levels, top to bottom: a line with a group header is a level of its own."""
    levels: list[list[Placed]] = []
    for line in lines:
        if levels and _same_level(levels[-1][-1], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _same_level(above: Placed, line: Placed) -> bool:
    if above.band != line.band or bool(above.spans) != bool(line.spans):
        return False
    return not line.spans or _same_reach(above, line)


def _same_reach(above: Placed, line: Placed) -> bool:
    """Is a group header broken over two lines that stand close?"""
    if any(YEAR.fullmatch(run.text) for _, _, run in line.spans):
        return False
    reach = {(first, last) for first, last, _ in line.spans}
    return {(first, last) for first, last, _ in above.spans} == reach and line.top - above.bottom < 0.45 * line.size


def header_count(grid: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of a ruled table hold no figure after the first column, years apart; 0 if all do so.

    The heading of a part, which stands alone in its row, ends them.
    """
    for i, row in enumerate(grid):
        if 0 < i <= 6 and row[0] and not any(row[1:]) and all(grid[0][1:]):
            return i
        figures = [t for t in row[1:] if t and is_figure(t)]
        if figures and not all(YEAR.fullmatch(t) for t in figures):
            return i if i <= 6 else 0
    return 0
