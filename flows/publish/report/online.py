"""What "online" meant to each respondent: the words that its online figures stand under and its others do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from schemas.rows import LEVELS, Observation

MOST = 4
"""Wordings that are shown of one respondent."""


def online_words(observations: Iterable[Observation]) -> list[tuple[str, int, list[str]]]:
    """Each respondent with its number of online figures and their wordings, the most frequent first.

    >>> def row(online, label):
    ...     return Observation("c", "kent", "d", "o", "s", online=online, raw_row_label=label)
    >>> online_words([row("yes", "Crime > Cyber flag"), row("all", "Crime")])
    [('kent', 1, ['Cyber flag'])]
    """
    online: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: defaultdict[str, set[str]] = defaultdict(set)
    figures: Counter[str] = Counter()
    for row in observations:
        if row.superseded_by is not None:
            continue
        if row.online == "yes":
            figures[row.respondent] += 1
            online[row.respondent].update(_wordings(row))
        else:
            others[row.respondent].update(_wordings(row))
    return [
        (name, times, [words for words, _ in online[name].most_common() if words not in others[name]][:MOST])
        for name, times in sorted(figures.items())
    ]


def _wordings(row: Observation) -> Iterator[str]:
    """The caption of a figure and each level of its labels, never the figure itself."""
    labels = [label for label in (row.raw_row_label, row.raw_column_label) if label]
    caption = row.caption if row.caption != row.raw_value else None
    if row.place.table is None and any(label in (caption or "") for label in labels):
        caption = None  # it is the sentence, the label and the figure with it
    yield from dict.fromkeys(filter(None, [caption, *(level for label in labels for level in label.split(LEVELS))]))
