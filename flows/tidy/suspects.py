"""Ages and sexes that are no victims': those of suspects and people arrested are kept as a dimension of their own."""

from __future__ import annotations

from flows.tidy.dimensions import parse
from flows.tidy.draft import Draft
from flows.tidy.labels.explain import OF_SUSPECTS, explain
from flows.tidy.labels.meanings import Age, says_all
from flows.tidy.labels.people import named_in
from flows.tidy.text.phrases import says

OWN = {"age": "age of suspect", "sex": "sex of suspect"}


def set_suspects_apart(draft: Draft, text: str) -> None:
    """Take an age and sex that are suspects' out of the victims' columns, unless the words around speak of victims.

    Where a label of its own names suspects, other words do not matter; an age in the title of an offence is a victim's.
    Where only words further off name them, it is in doubt.
    """
    if draft.values.get("measure") not in OF_SUSPECTS:
        return
    labels = draft.labels
    named = any(map(names_suspects, labels))
    said = {label: set(explain(label).meanings) for label in labels}
    # `Girl under 16` in a title is the victim; beside it another label may tell the suspect's age and sex.
    titles = {label for label, dimensions in said.items() if "offence" in dimensions}
    of_victims = {d for d in OWN if (saying := {t for t in labels if d in said[t]}) and saying <= titles}
    for title in titles:
        text = text.replace(title, "")
    if not named and says("roles", text, "victims"):
        return
    for dimension, name in OWN.items():
        value = draft.values.get(dimension)
        if not says_all(value) and dimension not in of_victims:
            draft.values[dimension] = Age.all() if dimension == "age" else "all"
            draft.other[name] = value.band if isinstance(value, Age) else str(value)
            if not (named or "suspect" in named_in(text)):
                draft.doubts.add("suspects_unsure")


def names_suspects(label: str) -> bool:
    """Whether a label says that suspects are counted."""
    reading = parse("measure", label)
    return reading is not None and reading.value == "suspects"
