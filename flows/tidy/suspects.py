"""Ages and sexes that are no victims': those of suspects and people arrested are kept as a dimension of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from flows.tidy.dimensions import headings
from flows.tidy.draft import Draft
from flows.tidy.labels.explain import OF_SUSPECTS
from flows.tidy.labels.meanings import Age, says_all
from flows.tidy.labels.people import named_in, whose_age
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.resolved import Resolved

OWN = {"age": "age of suspect", "sex": "sex of suspect"}
#: Whole bands below this age are of victims: nobody so young is a suspect anywhere in the United Kingdom.
_YOUNGEST = 8
#: Words for whoever an offence is against.
_OF_VICTIMS = re.compile(r"\b(?:victims?|complainants?|(?<!proceeded )against|girls?|boys?)\b", re.IGNORECASE)

#: `Of those, charged`: what a table counts is a part of what another does, whose ages may be victims'; not so where it
#: says who they are (`of those convicted`).
_LOOKS_BACK = re.compile(r"\bof (?:those|these|them|which)\b(?!\s+(?:who|\w+ed|found guilty)\b)", re.IGNORECASE)


def set_suspects_apart(table: Table, near: Sequence[str]) -> None:
    """Take the ages and sexes of a table that are no victims' out of the victims' columns; `near` stand around it."""
    drafts = [d for d in table.drafts if d.unit == "count"]
    levels = [*table.rows, *table.columns]
    spoken = any(map(_OF_VICTIMS.search, [*near, *(r.level.heading for r in levels)]))
    spoken = spoken or any("victim" in named_in(t) for r in levels for t in r.level.texts)
    told = next((whose for text in near if (whose := whose_age(text))), None)
    counted = bool(drafts) and all(d.values.get("measure") in OF_SUSPECTS for d in drafts)
    headed = any(named_in(r.level.heading) == {"suspect"} for r in levels)
    implied = counted and (headed or not spoken)
    of_table = told or ("suspect" if implied else None)
    if implied and not (told or headed) and any(map(_LOOKS_BACK.search, near)):
        for draft in table.drafts:
            draft.doubts.add("reading_ambiguous")
    split = [r for r in levels if r.dimension in OWN]
    theirs = [r for r in split if _whose(r, of_table) == "suspect"]
    for resolved in theirs:
        for draft in table.drafts:
            _move(draft, resolved, [r for r in split if r not in theirs and r.dimension == resolved.dimension])
    for resolved in split:
        if resolved not in theirs and not named_in(resolved.level.heading):
            for draft in table.drafts:
                if any(_label(draft, r) for r in theirs if r.dimension != resolved.dimension):
                    _move(draft, resolved, [])  # `Under 13` beside `Suspect > Female`
    if of_table == "suspect" and len(theirs) == len(split) and not _are_victims(d.values.get("age") for d in drafts):
        for draft in table.drafts:
            _of_surroundings(draft, _of_titles(draft, levels))


def set_apart_in_text(draft: Draft, text: str) -> None:
    """The same for a figure in running text, unless the text speaks of victims."""
    if draft.values.get("measure") in OF_SUSPECTS and not _OF_VICTIMS.search(text):
        _of_surroundings(draft)


def _whose(resolved: Resolved, of_table: str | None) -> str | None:
    """Whose ages or sexes a level holds: its heading says it, else what is said of the table."""
    named = named_in(resolved.level.heading)
    if len(named) == 1:
        return named.pop()
    return None if _are_victims(m.values.get("age") for m in resolved.meanings.values()) else of_table


def _are_victims(ages: Iterable[object]) -> bool:
    return any(isinstance(a, Age) and a.high is not None and a.high < _YOUNGEST for a in ages)


def _move(draft: Draft, theirs: Resolved, victims: Sequence[Resolved]) -> None:
    """Take what a level says of suspects out of the victims' column, for which levels of victims speak as well."""
    dimension, heading, slot = theirs.dimension or "", theirs.level.heading, _label(draft, theirs)
    value = draft.values.pop(dimension, None)
    if slot is not None and not says_all(value):
        names = headings(heading)
        named = dimension in names or bool(named_in(heading) and not names & set(OWN))
        draft.other[heading if named else OWN[dimension]] = slot.printed
    for resolved in victims:
        own = _label(draft, resolved)
        if own is not None and dimension in resolved.meanings[own.text].values:
            draft.values[dimension] = resolved.meanings[own.text].values[dimension]
            draft.doubts.discard("labels_disagree")


def _label(draft: Draft, resolved: Resolved) -> Slot | None:
    return resolved.level.slots.get(draft.row if resolved.level.axis == "row" else draft.column)


def _of_titles(draft: Draft, levels: Iterable[Resolved]) -> set[str]:
    """The dimensions that a label says of whom an offence is against: `Familial offences of a child under 13`."""
    slots = ((r, slot) for r in levels if (slot := _label(draft, r)) is not None)
    said = (r.meanings[slot.text].values for r, slot in slots)
    return {d for values in said if "offence" in values for d in OWN if d in values}


def _of_surroundings(draft: Draft, but_for: Collection[str] = ()) -> None:
    for dimension, name in OWN.items():
        if dimension in but_for:
            continue
        value = draft.values.get(dimension)
        if not says_all(value):
            draft.values[dimension] = Age.all() if dimension == "age" else "all"
            draft.other[name] = value.band if isinstance(value, Age) else str(value)
