"""Ages and sexes that are no victims': those of suspects and people arrested are kept as a dimension of their own."""

from __future__ import annotations

import re

from flows.tidy.dimensions import parse
from flows.tidy.draft import Draft
from flows.tidy.labels.explain import OF_SUSPECTS, explain
from flows.tidy.labels.meanings import Age, says_all
from flows.tidy.labels.people import named_in

OWN = {"age": "age of suspect", "sex": "sex of suspect"}
#: Words for whoever an offence is against.
_OF_VICTIMS = re.compile(r"\b(?:victims?|complainants?|(?<!proceeded )against|girls?|boys?)\b", re.IGNORECASE)


def set_suspects_apart(draft: Draft, text: str) -> None:
    """Take an age and sex that are suspects' out of the victims' columns, unless the words around speak of victims.

    Where a label of its own names suspects, other words do not matter; an age in the title of an offence is a victim's.
    Where only words further off name them, it is in doubt.
    """
    labels = [*draft.row_labels, *draft.column_labels]
    named = any((r := parse("measure", label)) is not None and r.value == "suspects" for label in labels)
    if draft.values.get("measure") not in OF_SUSPECTS or (not named and _OF_VICTIMS.search(text)):
        return
    of_offences = [set(explain(label).meanings) for label in labels if "offence" in explain(label).meanings]
    for dimension, name in OWN.items():
        value = draft.values.get(dimension)
        if not says_all(value) and not any(dimension in said for said in of_offences):
            draft.values[dimension] = Age.all() if dimension == "age" else "all"
            draft.other[name] = value.band if isinstance(value, Age) else str(value)
            if not (named or "suspect" in named_in(text)):
                draft.doubts.add("reading_ambiguous")
