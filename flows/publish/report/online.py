"""What "online" meant to each respondent: the words that its online figures stand under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from schemas.rows import Observation

MOST = 4
"""Wordings that are shown of one respondent; how many more there are is told after them."""


def online_words(observations: Iterable[Observation]) -> list[tuple[str, int, list[str], int]]:
    """Each respondent with its number of online figures, their wordings, and how many more of these there are."""
    figures: defaultdict[str, int] = defaultdict(int)
    wordings: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in observations:
        if row.online == "yes" and row.superseded_by is None:
            figures[row.respondent] += 1
            said = " · ".join(filter(None, (row.caption, row.raw_column_label or row.raw_row_label)))
            wordings[row.respondent].setdefault(said or row.raw_value or "")
    return [
        (name, figures[name], list(found)[:MOST], max(0, len(found) - MOST)) for name, found in sorted(wordings.items())
    ]
