"""What the figures of a list are of where its words name nothing: in the order of a question or heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.reader import Reader
from flows.tidy.sentences.spans import HEAD, OWN, Option, Scope
from flows.tidy.text.lines import order_told
from flows.tidy.text.listed import LISTED
from flows.tidy.text.phrases import says
from flows.tidy.text.several_questions import named_together
from flows.tidy.text.statements import NARROW, tells_apart
from flows.tidy.text.told_periods import SURE, Statement

#: What parts the figures of two years: `386 / 401`, `386 | 401`, `386; 401`.
PARTS = ("/", "|", ";")


def years_in_order(
    reader: Reader, words: str, formed: Sequence[Scope], told: Sequence[Statement], context: Context
) -> tuple[Period, ...]:
    """The years of the figures of a list, where none is named with them and as many are asked for or were told."""
    if len(named_together(context.words)[0]) == len(formed):
        return ()  # They are of several questions, and not of several years.
    gaps = [words[a.candidate.end : b.candidate.start].strip() for a, b in pairwise(formed)]
    dated = [s for s in told if s.kind == "period" and s.certainty >= SURE]
    # `For 2015/16 and then for 2016/17: girls 1,361 and 1,513; boys 419 and 485`
    before = all(s.end <= formed[0].candidate.start for s in dated)
    order = reader.order if not dated else order_told(words, told) if before else ()
    asked_for = () if dated else next((y for y in (reader.named, context.years, reader.memory.years) if len(y) > 1), ())
    for years, apart in ((order, False), (asked_for, True)):
        runs, rest = divmod(len(formed), max(len(years), 1))
        inside = [gap for n, gap in enumerate(gaps, 1) if n % max(len(years), 1)]
        if years and not rest and all(gap in PARTS or (not apart and LISTED.fullmatch(gap or ",")) for gap in inside):
            return years * runs
    if dated or len(formed) < 2:
        return ()
    led = says("prose", words[: formed[0].candidate.start], "from")
    if not all(LISTED.fullmatch(gap) or gap in PARTS or (led and gap == "to") for gap in gaps):
        return ()
    row = [t.values.get("period") for t in reader.memory.figures[-len(formed) :]]
    distinct = tuple(dict.fromkeys(p for p in row if p is not None))
    for years in (reader.order, reader.named, distinct, context.years, reader.memory.years):
        if len(years) == len(formed):
            return years
    return ()


def with_values_in_order(asked: Sequence[Statement], words: str, formed: Sequence[Scope]) -> bool:
    """Deals the values that a question names to as many figures of a list that say none; whether there were such.

    `How many were against girls, and how many against boys?` before `451 and 126 respectively`: in the order asked.
    """
    gaps = [words[a.candidate.end : b.candidate.start] for a, b in pairwise(formed)]
    dealt = False
    for kind in NARROW:
        named = [s for s in asked if s.kind == kind and tells_apart(s)]
        size = len(named)
        if size < 2 or size > len(formed) or len({s.key for s in named}) < size:
            continue
        if not all(LISTED.fullmatch(gap) or gap.strip() in PARTS for gap in gaps[: size - 1]):
            continue
        if any(o.cost <= OWN for scope in formed[:size] for k in NARROW for o in scope.options.get(k, [])[:1]):
            continue
        for scope, value in zip(formed, named, strict=False):
            at = scope.candidate.start
            scope.options = {**scope.options, kind: [Option(HEAD, Statement(kind, at, at, value.value))]}
        dealt = True
    return dealt
