"""Answers that are numbered where the questions were not, or in another way: the n-th answers the n-th."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.letter.lines.shapes import figure_alone
from flows.tidy.letter.text.numbering import Label
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import whole

_AT_HEAD = re.compile(r"\s*\(?(?P<n>\d{1,2})\s?[:.)–-]+\s+(?=\S)")
#: `1 Crimes recorded, by year`: too little for a number, but for what answers it.
_BARE = re.compile(r"\s*(?P<n>[1-9]\d?)\s+(?=[A-Z\"“'‘])")
_FEWEST = 2


def with_numbers(
    stream: Sequence[Paragraph | int], labels: Sequence[Label | None], ahead: Sequence[int]
) -> list[Label | None]:
    """The labels with those of questions that print no number and of answers behind a number and a colon.

    As many answers as there were questions answer them in order. Where their numbers differ, a number is a question's
    only if words follow some of them: `1: 5` over `2: 7` may be ages. `ahead` are the places where answers begin.
    """
    out = list(labels)
    response = min(ahead, default=0)
    if not response or any(labels[:response]):
        return out
    bare = _in_order(stream[:response], _BARE)
    named = {n for found in labels[response:] if found and found.kind in ("answer", "question") for n in found.numbers}
    if len(bare) >= _FEWEST and named and named <= {str(n) for n in range(1, len(bare) + 1)}:
        for number, (place, end) in enumerate(bare, 1):
            out[place] = Label((str(number),), "question", end)
        return out
    answers = [(response + place, end) for place, end in _in_order(stream[response:], _AT_HEAD)]
    if len(answers) < _FEWEST:
        return out
    questions = _questions(stream, response)
    asked = next((q for q in (questions, _with_marks(stream, questions)) if len(q) == len(answers)), [])
    if not asked and not any(_is_told(stream[place], end) for place, end in answers):
        return out
    for number, (place, end) in enumerate(answers, 1):
        out[place] = out[place] or Label((str(number),), "answer", end)
    for number, place in enumerate(asked, 1):
        out[place] = Label((str(number),), "question", 0)
    return out


def _in_order(stream: Sequence[Paragraph | int], mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """The place of each paragraph that the next number opens, and where its words begin."""
    out: list[tuple[int, int]] = []
    for place, item in enumerate(stream):
        match = mark.match(item.text) if isinstance(item, Paragraph) else None
        if match and int(match["n"]) == len(out) + 1:
            out.append((place, match.end()))
    return out


def _questions(stream: Sequence[Paragraph | int], response: int) -> list[int]:
    """The places of what stands between the heading of the request and the response, notes to it left out."""
    texts = [p.text if isinstance(p, Paragraph) else "" for p in stream[:response]]
    heads = [n for n, t in enumerate(texts) if whole("markers", t, "request_heading")]
    told = range(heads[-1] + 1, response) if heads else range(0)
    return [n for n in told if re.match(r"\s*[\"“'‘]?\w", texts[n]) and not texts[n].rstrip().endswith(":")]


def _with_marks(stream: Sequence[Paragraph | int], places: Sequence[int]) -> list[int]:
    """Those that end as questions do."""
    return [n for n in places if isinstance(p := stream[n], Paragraph) and p.text.rstrip().endswith("?")]


def _is_told(item: Paragraph | int, start: int) -> bool:
    """Whether an answer says more than a figure."""
    return isinstance(item, Paragraph) and item.text[start:][:1].isalpha() and not figure_alone(item.text[start:])
