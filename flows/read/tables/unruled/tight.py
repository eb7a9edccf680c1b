"""Figures that stand so close behind a label that the two read as one text: told by the column they stand in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from flows.read.tables.headers.joined import WIDER, word_space
from flows.read.tables.lines.hanging import awaits
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Token, free_between

FLUSH = 0.1
"""Figures of one column are flush left, right or in the middle within this (em)."""
LEAST = 0.15
"""Less space (em) than this parts no cells."""
_GROUP = re.compile(r"\d{3}(?!\d)")
_FIRST_GROUP = re.compile(r"\D{0,2}\d{1,3}")
_EDGES: tuple[Callable[[Token], float], ...] = (lambda t: t.x1, lambda t: t.x0, lambda t: t.centre)


def cut_before_figures(lines: Sequence[Line], gap: float) -> list[Line]:
    """The lines, figures made cells of their own that stand flush with those of other lines.

    A column shows by figures that stand clear of all text (`gap`, em), or behind more than a word space, in at least
    half the lines that hold figures.
    """
    counting = [line for line in lines if any(is_figure(t.text) for t in line.tokens[1:])]
    usual = median(sum(is_figure(t.text) for t in line.tokens) for line in counting) if counting else 0
    counting = [line for line in counting if sum(is_figure(t.text) for t in line.tokens) >= 0.5 * usual]
    inner = [[_close(t, before) for before, t in _last(run.tokens)] for line in counting for run in line.runs(gap)]
    close = [t for found in inner for t in found if t is not None]
    if not close:
        return list(lines)
    space = WIDER * word_space(lines)
    clear = [run.tokens[0] for line in counting for run in line.runs(gap) if is_figure(run.text)]
    clear += [t for line in counting for a, t in _pairs(line.tokens) if t in close and free_between(a, t) > space]
    begins: set[int] = set()
    for token in close:
        near = FLUSH * token.size
        for edge in _EDGES:
            flush = {round(t.top) for t in clear if t is not token and abs(edge(t) - edge(token)) <= near}
            if len(flush) >= max(2, 0.5 * (len(counting) - 1)):
                begins.add(id(token))
    if not begins:
        return list(lines)
    return [Line([replace(t, begins=True) if id(t) in begins else t for t in line.tokens]) for line in lines]


def _pairs(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    return list(itertools.pairwise(tokens))


def _last(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """The figures at the end of a text, each with the word before it."""
    n = len(tokens)
    while n > 1 and is_figure(tokens[n - 1].text):
        n -= 1
    return _pairs(tokens[max(n - 1, 0) :])


def _close(token: Token, before: Token) -> Token | None:
    """The token, where it is a figure behind a text that it may not belong to."""
    if not is_figure(token.text) or free_between(before, token) < LEAST:
        return None
    if awaits(before.text) or not before.text[-1:].isalnum():
        return None
    if not token.text.isalnum() and is_figure(before.text):
        return None
    return None if _GROUP.match(token.text) and _FIRST_GROUP.fullmatch(before.text) else token
