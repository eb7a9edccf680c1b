"""What the corner of a table says, over its row labels: of every figure, beside naming the levels."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flows.tidy.dimensions import headings
from flows.tidy.draft import Draft
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Offence
from flows.tidy.layout.bracketed import without_brackets_note
from flows.tidy.layout.meaning.leftover import is_another_crime
from flows.tidy.layout.reading.readings import Reading

CARRIED = ("period", "age", "sex", "online", "offence")


def corner_values(reading: Reading, carried: Collection[str | None]) -> dict[str, object]:
    """What the corner says beside naming levels: `2016/17 Victim Gender` gives the year of the whole table.

    `Cyber flagged` names the level beneath it only where the labels there are the flag's: it is among the `carried`.
    """
    values: dict[str, object] = {}
    for slot in reading.corner():
        if is_another_crime("offence", slot.text):
            values.setdefault("offence", Offence(None, "all"))
        for dimension, found in explain(without_brackets_note(slot.text)).meanings.items():
            counted = dimension == "measure" and found.value != "victims"
            named = dimension in headings(slot.text) and (dimension != "online" or dimension in carried)
            if counted or (dimension in CARRIED and found.certainty >= 0.7 and not named):
                values.setdefault(dimension, found.value)
    return values


def keep_crime(reading: Reading, drafts: Iterable[Draft]) -> None:
    """Keep the name of a crime in the corner, as `Robbery` over areas, with figures that no label tells apart."""
    named = next((s.printed for s in reading.corner() if is_another_crime("offence", s.text)), None)
    for draft in drafts:
        if named is not None and named not in draft.other and draft.row_labels:
            draft.other[named] = draft.row_labels[-1]
