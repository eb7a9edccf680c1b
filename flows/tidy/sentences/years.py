"""The years of the figures of a list that its words do not name: in the order that a heading or a question set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.reader import Reader
from flows.tidy.sentences.spans import Scope
from flows.tidy.text.lines import order_told
from flows.tidy.text.listed import LISTED
from flows.tidy.text.phrases import says
from flows.tidy.text.several_questions import named_together
from flows.tidy.text.told_periods import SURE, Statement

#: What parts the figures of two years: `386 / 401`, `386 | 401`.
PARTS = ("/", "|")


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
