"""Numbered items that come twice, once as questions and once as answers, and answers that a format renumbers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from flows.tidy.letter.lines.shapes import figure_alone, holds_figure
from flows.tidy.letter.text.numbering import Label, first_part
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import whole


class Repeat(NamedTuple):
    """Where items numbered 1, 2, ... begin again, and whether the first run of them asks or answers."""

    place: int
    asks_first: bool


def second_run(stream: Sequence[Paragraph | int], labels: Sequence[Label | None]) -> Repeat | None:
    """Where items numbered 1, 2, ... begin again, one run asking and the other answering; else None.

    Only the two runs count that carry the same numbers, at least two each. The run that gives figures answers.
    """
    runs: list[list[tuple[int, str]]] = []
    for place, found in enumerate(labels):
        if found is None or found.kind not in ("plain", "question", "part") or len(found.numbers) != 1:
            continue
        number = found.numbers[0]
        if number in ("1", "a", "i") or not runs:
            runs.append([])
        runs[-1].append((place, number))
    texts = [p.text if isinstance(p, Paragraph) else "" for p in stream]
    for first, second in itertools.pairwise(runs):
        numbers = [n for _, n in second]
        if len(second) < 2 or [n for _, n in first][: len(numbers)] != numbers:
            continue
        if any(whole("markers", t, "request_heading") for t in texts[first[-1][0] + 1 : second[0][0]]):
            return Repeat(second[0][0], asks_first=False)
        given = [sum(_gives(texts[place], labels[place]) for place, _ in run) for run in (first, second)]
        asks = [sum(texts[place].rstrip().endswith("?") for place, _ in run) for run in (first, second)]
        if given[0] == len(first) and given[1] == len(second) and not any(asks):
            continue
        if not (given[0] > given[1] and (asks[1] or given[1] == 0)):
            if all(label is None or label.kind != "part" for label in (labels[first[0][0]], labels[second[0][0]])):
                return Repeat(second[0][0], asks_first=True)
            continue
        return Repeat(second[0][0], asks_first=False)
    return None


def _gives(text: str, found: Label | None) -> bool:
    """Whether an item gives a figure and does not ask."""
    words = text[found.end if found else 0 :]
    return not words.rstrip().endswith("?") and (figure_alone(words) or holds_figure(words))


def renumbered(stream: Sequence[Paragraph | int], labels: Sequence[Label | None], response: int) -> dict[int, str]:
    """Place -> the question answered, for a drawn list whose marks count answers' parts as if they were questions.

    A list in the response draws 1 to 6 where four questions were asked, because parts `i)`, `ii)` stand as items of
    their own. An item that goes on with the parts of the last keeps its question; every other one is the next.
    A further list that begins at 1 again belongs to the last question.
    """

    def items(places: range) -> list[int]:
        return [n for n in places if isinstance(p := stream[n], Paragraph) and p.role == "list_item" and labels[n]]

    if not response:
        return {}
    asked, answers = items(range(response)), items(range(response, len(stream)))
    out: dict[int, str] = {}
    question, over = 0, False
    for place in answers:
        found = labels[place]
        assert found is not None
        part = found.numbers[0].lstrip("0123456789")
        if found.numbers[0] == "1" and question:
            over = True
        if over:
            out[place] = str(question)
            continue
        if not part or first_part(part):
            question += 1
        out[place] = f"{question}{part}"
    drawn = {labels[p].numbers[0].rstrip("abcdefghiv") for p in out}  # type: ignore[union-attr]
    return out if asked and question == len(asked) and len(drawn) > question else {}
