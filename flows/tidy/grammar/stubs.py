"""For which rows the labels of stub columns hold: printed once for those below, in their middle, or stepping in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from flows.tidy.dimensions import total_kind
from flows.tidy.grammar.frames import Frame
from flows.tidy.labels.explain import explain
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.sequences import counts_up

DITTO = frozenset({"-", "–", '"', "''", "〃", "ditto"})

#: Labels of which the last may have its own total behind its own row.
_FEW = 2

Labels = list[dict[int, Slot]]
"""By stub column the label that holds at each row."""


class StubWay(NamedTuple):
    """A way in which the labels of stub columns hold; `stepped`: they step in; `summed`: rows that sum up others."""

    labels: Labels
    stepped: bool = False
    summed: frozenset[int] = frozenset()


def stub_ways(frame: Frame) -> list[StubWay]:
    """The ways in which the labels of the stub columns hold, the likeliest first."""
    at = frame.matrix.at
    stubs = [{r: s for r in frame.body if (s := at(r, c)) and s.text not in DITTO} for c in frame.stubs]
    if stepped := _stepped(stubs, frame.body):
        return [StubWay(stepped, stepped=True)]
    filled = [_carried(stubs, i, frame) for i in range(len(stubs))]
    centred = [_centred(stubs, i, frame) or slots for i, slots in enumerate(filled)]
    ways = [StubWay(centred), StubWay(filled)] if centred != filled else [StubWay(filled)]
    outline = _outline(stubs, frame.body)
    return [outline, *ways] if outline else ways


def _outline(stubs: Labels, body: Sequence[int]) -> StubWay | None:
    """Labels printed where they begin, and under the last row of each break rows without a label that sum it up.

    The first such row is of the innermost break, the next of that around it, and so on; None where none stand so.
    """
    bare = [r for r in body if not any(r in slots for slots in stubs)]
    breaks = list(dict.fromkeys(frozenset(slots) for slots in stubs))
    nested = all(outer < inner for outer, inner in pairwise(breaks))
    if not bare or len(breaks) < 2 or not nested or breaks[-1] | set(bare) != set(body) or body[0] not in breaks[0]:
        return None
    holds: list[Slot | None] = [None] * len(stubs)
    filled: Labels = [{} for _ in stubs]
    depth = 0
    for above, row in pairwise((0, *body)):
        depth = len(breaks) - 2 if above not in bare else depth - 1
        for n, own in enumerate(stubs):
            holds[n] = own.get(row, holds[n])
            level = breaks.index(frozenset(own))
            if (label := holds[n]) is not None and (row not in bare or level <= depth):
                filled[n][row] = label
    return StubWay(filled, summed=frozenset(bare))


def _stepped(stubs: Sequence[dict[int, Slot]], body: Sequence[int]) -> list[dict[int, Slot]]:
    """Labels each a column further in than what they are parts of, one a row: those hold for the rows under them."""
    if len(stubs) < 2 or any(sum(row in slots for slots in stubs) != 1 for row in body):
        return []
    filled: list[dict[int, Slot]] = [{} for _ in stubs]
    path: list[Slot] = []
    for row in body:
        depth = next(i for i, slots in enumerate(stubs) if row in slots)
        if depth > len(path):
            return []
        path = [*path[:depth], stubs[depth][row]]
        for slots, slot in zip(filled, path, strict=False):
            slots[row] = slot
    return filled


def _carried(stubs: Sequence[dict[int, Slot]], at: int, frame: Frame) -> dict[int, Slot]:
    """A label printed once for the rows below it, where columns further in go on without it."""
    slots = stubs[at]
    inner = stubs[at + 1 :]
    if not inner or len(slots) == len(frame.body) or not slots:
        return slots
    printed, *outer = map(_printed, (slots, *stubs[:at]))
    # A column that only numbers the rows begins no new part with each of them.
    outer_begins = {
        r for other in outer if not counts_up([s.text.strip(" .)(") for s in other.values()]) for r in other
    }
    blank = [r for r in frame.body if r not in slots and r not in outer_begins]  # `2015/16 Total` needs no label here
    labelled = [r for r in blank if any(r in other for other in inner)]
    if len(labelled) < len(blank) or frame.body[0] not in slots:
        return slots
    unsummed = [r for r in blank if not any(_sums(o[r]) for o in inner if r in o)]
    if blank and not unsummed and len(printed) > max(_FEW, len(blank)):
        return slots  # a code on every line but those of the totals
    # Labels come again in each part of those before them; within one they are printed once, or wherever they hold.
    within = [(sum(begin <= r for begin in outer_begins), s.text) for r, s in printed.items() if not _sums(s)]
    again = len(set(within)) < len(within)
    if again and 3 * len(blank) < len(frame.body):
        return slots
    totals = {r for other in inner for r, s in other.items() if total_kind(s.text)}
    closing = totals if _close_more(totals, slots, frame.body) else frozenset[int]()
    filled: dict[int, Slot] = {}
    current: Slot | None = None
    for row in frame.body:
        if row in slots:
            current = slots[row]
        elif row in closing or row in outer_begins:
            current = None
        if current is not None:
            filled[row] = current
    return filled


def _sums(label: Slot) -> bool:
    return bool(explain(label.text).total)


def _printed(slots: Mapping[int, Slot]) -> dict[int, Slot]:
    """The labels at the rows where they are printed: one merged over several rows begins at the first."""
    return {r: s for r, s in slots.items() if s.cell.row == r}


def _close_more(totals: Set[int], slots: Mapping[int, Slot], body: Sequence[int]) -> bool:
    """Whether totals are of more than the rows of one label: not every label has one, or no row of its own beside."""
    begins = [*slots, body[-1] + 1]
    own = [[r for r in body if first < r < following] for first, following in pairwise(begins)]
    if len(own) < 2 or totals.isdisjoint(r for rows in own for r in rows):
        return False
    return any(totals.isdisjoint(rows) for rows in own)


def _centred(stubs: Sequence[dict[int, Slot]], at: int, frame: Frame) -> dict[int, Slot]:
    """A label in the middle of the rows that it holds for, on one line or more: inner labels come again in turn there.

    Empty where no labels stand so.
    """
    inner = {r: s.text for other in stubs[at + 1 :] for r, s in other.items()}
    runs: list[list[int]] = []
    for n, row in enumerate(frame.body):
        if row in stubs[at]:
            if runs and runs[-1][-1] == n - 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    cycle, rest = divmod(len(frame.body), len(runs) or 1)
    low = [inner.get(r, "") for r in frame.body]
    if len(runs) < 2 or rest or cycle < 3 or len(set(low)) != cycle or low != low[:cycle] * len(runs):
        return {}
    found: dict[int, Slot] = {}
    for block, run in enumerate(runs):
        above, below = run[0] - block * cycle, (block + 1) * cycle - 1 - run[-1]
        if above < 1 or abs(above - below) > 1:
            return {}
        first = stubs[at][frame.body[run[0]]]
        text = first.text
        for n in run[1:]:
            text += ("" if text.endswith(("-", "/", "–")) else " ") + stubs[at][frame.body[n]].text
        label = replace(first, text=text, value=None, is_figure=False, cell=replace(first.cell, text=text))
        found |= {frame.body[block * cycle + n]: label for n in range(cycle)}
    return found
