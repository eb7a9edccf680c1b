"""Lists of figures that run parallel to a list before them, or to the years that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flows.tidy.letter.figures.contexts import Context
from flows.tidy.letter.figures.inherited import Spoken
from flows.tidy.letter.figures.memory import NARROW, Stated
from flows.tidy.letter.figures.scopes import lists_of
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.words.mention import Said


def in_parallel(spoken: Spoken, out: list[Stated]) -> list[Stated]:
    """A bare list of figures runs parallel to the list before it: `5 girls and 3 boys; the year before 4 and 2`.

    With none before it, it runs parallel to the years that the question names. `Respectively` takes the doubt away, and
    so does a list right before that has just as many figures.
    """
    text, found, context, memory = spoken.text, spoken.clauses, spoken.context, spoken.memory
    if len(out) != len(found):
        return out
    respectively = says("prose", text, "respectively")
    last, runs = memory.listed, lists_of(text, [c.count for c in found])
    memory.listed = len(runs[-1]) if runs else memory.listed
    for place, run in enumerate(runs):
        spans = [text[found[n].count.end : found[n + 1].count.start] for n in run[:-1]]
        apart = respectively or (bool(spans) and set(spans) == {" to "})  # `from 141 to 148` are of two years.
        told = {k for n in run for k in found[n].own.kinds | (frozenset() if apart else found[n].carried.kinds)}
        rows = [s.meant for s in out[: run[0]]] or list(memory.row)
        dealt, by_years = _told_apart(rows[-len(run) :], len(run)), _years_of(context, len(run))
        if len(run) < 2 or not (dealt or by_years) or set(dealt or by_years) & told:
            continue
        before = {run[0], len(runs[place - 1])} if place else {memory.fresh, last}
        sure = respectively or (bool(dealt) and len(run) in before)
        doubt = bool(dealt and by_years and "period" not in told and dealt.get("period") != by_years["period"])
        for at, n in enumerate(run):
            meant = replace(out[n].meant, **{k: values[at] for k, values in (dealt or by_years).items()})
            taken = respectively and out[n].taken_over and not found[n].many and not found[n].unsure
            ambiguous = doubt or (out[n].ambiguous and not taken)
            out[n] = replace(out[n], meant=meant, guessed=not sure, ambiguous=ambiguous)
    return out


def _told_apart(rows: Sequence[Said], size: int) -> dict[str, list[Any]]:
    """The dimensions, with their values, by which every one of so many figures differs from the others."""
    values = {f: [getattr(m, f) for m in rows] for f in ("period", *NARROW)}
    if None in values["period"]:
        values.pop("period")
    return {f: v for f, v in values.items() if len({repr(x) for x in v}) == size == len(rows)}


def _years_of(context: Context, size: int) -> dict[str, list[Any]]:
    """The years that the question names, where they are so many."""
    return {"period": list(context.years)} if len(context.years) == size else {}
