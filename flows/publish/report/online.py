"""What "online" meant to each respondent: the words that its online figures stand under and its others do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from flows.publish.report.evidence import Evidence
from flows.read.grid import Text
from schemas.rows import LEVELS, Observation

MOST = 4
"""Wordings that are shown of one respondent."""


def online_words(
    observations: Iterable[Observation], asked: Mapping[str, str] | None = None
) -> list[tuple[str, int, list[str]]]:
    """Each respondent with its number of online figures and their wordings, the most frequent first.

    `asked`: observation_id -> what a figure answers that stands alone.

    >>> def row(online, label):
    ...     return Observation("c", "kent", "d", "o", "s", online=online, raw_row_label=label)
    >>> online_words([row("yes", "Crime > Cyber flag"), row("all", "Crime")])
    [('kent', 1, ['Cyber flag'])]
    """
    asked = asked or {}
    online: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: defaultdict[str, set[str]] = defaultdict(set)
    figures: Counter[str] = Counter()
    for row in observations:
        if row.superseded_by is not None:
            continue
        if row.online == "yes":
            figures[row.respondent] += 1
            online[row.respondent].update(_wordings(row, asked))
        else:
            others[row.respondent].update(_wordings(row, asked))
    return [
        (name, times, [words for words, _ in online[name].most_common() if words not in others[name]][:MOST])
        for name, times in sorted(figures.items())
    ]


def asked_above(evidence: Evidence) -> dict[str, str]:
    """observation_id -> the paragraph above an answer that is a figure alone: `Flagged as online?`, then `65`."""
    alone = {row.observation_id: row for row in evidence.observations if row.place.table is None and _is_bare(row)}
    if not alone or evidence.reading is None:
        return {}
    above: defaultdict[tuple[str, int | None, int | None], set[str]] = defaultdict(set)
    for before, block in pairwise(evidence.reading.blocks):
        if isinstance(before, Text) and isinstance(block, Text):
            above[block.text.strip(), block.page, _line(block.box and block.box.top)].add(before.text.strip())
    asked: dict[str, str] = {}
    for cell in evidence.cells:
        found = above[cell.text.strip(), cell.place.page, _line(cell.place.top)]
        if len(found) == 1:  # the same answer twice, without a place on a page, is to either question
            asked |= dict.fromkeys(alone.keys() & set(cell.observation_ids), *found)
    return asked


def _line(top: float | None) -> int | None:
    """A height on a page, as alike in the data set, which keeps fewer digits, as in the return."""
    return None if top is None else round(top)


def _is_bare(row: Observation) -> bool:
    return bool(row.caption) and row.caption == row.raw_value


def _wordings(row: Observation, asked: Mapping[str, str]) -> Iterator[str]:
    """The caption of a figure and each level of its labels; of a figure in the text, what it is an answer to."""
    labels = [label for label in (row.raw_row_label, row.raw_column_label) if label]
    caption = asked.get(row.observation_id) if _is_bare(row) else row.caption
    if row.place.table is None and any(label in (caption or "") for label in labels):
        caption = None  # it is the sentence, the label and the figure with it
    yield from dict.fromkeys(filter(None, [caption, *(level for label in labels for level in label.split(LEVELS))]))
