"""Labels that stand for several rows each: groups of rows whose second labels repeat (Male, Female, Total)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.read.tables.cells import cell_text
from flows.read.tables.reject import is_figure
from flows.read.tables.table import Area
from flows.read.tables.tokens import Token


def grouped(contents: Mapping[Area, Sequence[Token]], head: int, count: int) -> dict[Area, list[Token]]:
    """The contents with one cell over each group of rows, where the second column repeats from group to group.

    `head` rows at the top are header, `count` is the number of all rows. What stands in the first column within a
    group is its label, wherever in the group it is printed.
    """
    made = {area: list(tokens) for area, tokens in contents.items()}
    size = _period([cell_text(made.get(Area(r, 1, r, 1), [])) for r in range(head, count)])
    if not size:
        return made
    groups = [range(r, r + size) for r in range(head, count, size)]
    labels = [[Area(r, 0, r, 0) for r in group] for group in groups]
    texts = [[cell_text(made[a]) for a in group if made.get(a)] for group in labels]
    if any(a not in made for group in labels for a in group) or not all(texts):
        return made
    if sum(len(t) == 1 for t in texts) < 0.6 * len(texts) or any(is_figure(t) and len(g) > 1 for g in texts for t in g):
        return made
    for group in labels:
        tokens = [t for a in group for t in made.pop(a)]
        made[Area(group[0].row, 0, group[-1].row, 0)] = tokens
    return made


def _period(texts: Sequence[str]) -> int:
    """After how many rows the texts, all different words, begin anew; 0 where they do not."""
    size = next((i for i, t in enumerate(texts) if i and t == texts[0]), 0)
    first = texts[:size]
    if size < 2 or len(texts) % size or len(set(first)) < size or not all(first) or any(map(is_figure, first)):
        return 0
    return size if all(t == first[i % size] for i, t in enumerate(texts)) else 0
