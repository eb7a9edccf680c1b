"""The period of each section of a letter that answers the same questions again: `Part B`, `For 2015/16`."""

from __future__ import annotations

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.labels import parse
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.phrases import plain
from flows.tidy.text.told_periods import Terms


def sections(letter: Letter, terms: Terms) -> dict[int, Period]:
    """The periods that head sections, by the index of the passage that is nothing but their name.

    A name that the letter defines heads one anywhere; another period does where the numbers of answers begin again.
    """
    names = {term.lower(): period for term, period in terms}
    heads: dict[int, Period] = {}
    dated: dict[int, Period] = {}
    printed: dict[int, set[str]] = {}
    last = -1
    for place, passage in enumerate(letter.passages):
        line = plain(passage.text).strip(" .:-*")
        if passage.paragraph is None or not line:
            continue
        reading = parse("period", line) if any(map(str.isdigit, line)) else None
        if line.lower() in names:
            heads[place] = names[line.lower()]
        elif reading is not None and not passage.printed and passage.part in ("response", "request"):
            dated[place], last = reading.value, place
            printed[place] = set()
        elif last >= 0 and passage.printed and passage.part == "response":
            printed[last].add(passage.printed)
    again = [p for p in dated if any(printed[p] & printed[o] for o in dated if o != p and dated[o] != dated[p])]
    return {**heads, **{p: dated[p] for p in again}}
