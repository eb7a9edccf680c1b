"""Figures that say which question they answer: `Question 2 - 8`, `the answers to points 1 and 2 are 1,199 and 293`."""

from __future__ import annotations

from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.reader import Reader
from flows.tidy.sentences.spans import HEAD, Option, Scope
from flows.tidy.text.several_questions import named_together
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import Statement


def of_questions(reader: Reader, words: str, formed: list[Scope], context: Context) -> list[Scope]:
    """Each figure of which words say which question it answers, of what that asks: `Question 2 - 8`, or `the answers to
    points 1, 2 and 6 are 1,199, 293 and 64`, in their order."""
    together = named_together(words[: formed[0].candidate.start])[0] or named_together(context.words)[0]
    if len(together) == len(formed) > 1:
        return [_of_question(reader, scope, number, whole=True) for scope, number in zip(formed, together, strict=True)]
    named = [next((o.statement.value for o in s.options.get("question", []) if o.cost < 0.5), "") for s in formed]
    return [_of_question(reader, s, number) if number else s for s, number in zip(formed, named, strict=True)]


def _of_question(reader: Reader, scope: Scope, number: str, whole: bool = False) -> Scope:
    """A figure with what the question of a number asks, or its answer told; `whole`: and with nothing else."""
    asks, told = reader.questions.named(number), reader.answered.get(number)
    said = dict(asks.values if asks is not None else told.values if told is not None else {})
    if whole:
        said = {**dict.fromkeys(NARROW), **{k: v for k, v in said.items() if k in NARROW}}
    at = scope.candidate.start
    for kind, value in said.items():
        others = [] if whole else scope.options.get(kind, [])
        if not any(o.cost < 0.5 for o in others):
            scope.options = {**scope.options, kind: [Option(HEAD, Statement(kind, at, at, value)), *others]}
    return scope
