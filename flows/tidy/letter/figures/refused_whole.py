"""Figures of a letter that refuses the request as a whole: how much there would be to read through is no answer."""

from __future__ import annotations

from collections.abc import Iterator

from flows.tidy.letter.figure import LeftOut, ProseFigure
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.exemptions import find as find_exemptions
from flows.tidy.letter.text.numbering import numbers_in
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.walk import Prose

_COST_LIMIT = "s.12"
_WORKLOAD = "workload of a request that is refused as a whole"


def set_aside(letter: Letter, prose: Prose) -> Prose:
    """The figures and what was left out, without those that tell why the whole request takes too long to answer.

    They stand before or beside the refusal, where no table and no other question is answered; a person should look.
    """
    responses = [p for p in letter.passages if p.part in ("response", "note")]
    refusing = [n for n, p in enumerate(responses) if any(_limits(s) for s in _sentences(p))]
    whole = any(_is_whole(s) for n in refusing for s in _sentences(responses[n]))
    if not whole or any(p.paragraph is None for p in responses):
        return prose
    before = responses[: refusing[-1] + 1]
    blocks = {b for p in before if p.paragraph and not _is_offered(p) for b in p.paragraph.blocks}
    numbers = {responses[n].numbers for n in refusing}
    aside = [f for f in prose.figures if f.block in blocks and f.numbers in numbers]
    if len(aside) < len(prose.figures):
        return prose
    return Prose([], [*prose.left_out, *map(_left_out, aside)])


def _sentences(passage: Passage) -> Iterator[str]:
    return (passage.text[a:b] for a, b in split(passage.text)) if passage.paragraph else iter(())


def _limits(sentence: str) -> bool:
    """Whether a sentence refuses for the time or cost that an answer takes."""
    told = says("outcomes", sentence, "limit", "workload") or _COST_LIMIT in find_exemptions(sentence)
    return told and bool({"refused", "workload"} & verdicts(sentence))


def _is_whole(sentence: str) -> bool:
    return bool(verdicts(sentence)) and says("outcomes", sentence, "whole") and not numbers_in(sentence)


def _is_offered(passage: Passage) -> bool:
    """Whether a passage gives figures although the request is refused."""
    return any(says("outcomes", s, "volunteered") and not verdicts(s) for s in _sentences(passage))


def _left_out(figure: ProseFigure) -> LeftOut:
    return LeftOut(figure.block, figure.raw_value, _WORKLOAD, figure.caption, figure.page, unsure=True)
