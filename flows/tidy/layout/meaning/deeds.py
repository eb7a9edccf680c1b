"""Labels that name what was done (`Making`, `Possession`), where other words say with what: `indecent images`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from flows.tidy.dimensions import find, is_known, parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import is_whole
from flows.tidy.labels.wording import is_noise
from flows.tidy.layout.matrix import Matrix, Slot

_FEWEST = 2
#: No label that names a deed alone is longer.
_LONGEST = 40


def name_deeds(matrix: Matrix, texts: Iterable[str]) -> Matrix:
    """The matrix with its deeds named as the offences that they are of what its labels, or the nearest words, name.

    One deed among other labels may be anything; of several that are each an offence of one thing all are meant.
    """
    labels = {p: s for p, s in matrix.slots.items() if s.value is None and s.text and len(s.text) <= _LONGEST}
    lines: dict[tuple[str, int], dict[tuple[int, int], Slot]] = defaultdict(dict)
    for (row, column), slot in labels.items():
        if not (is_noise(slot.text, "offence") or is_known(slot.text) or _says_more(slot.text)):
            lines["row", row][row, column] = lines["column", column][row, column] = slot
    lines = {line: slots for line, slots in lines.items() if len({s.text for s in slots.values()}) >= _FEWEST}
    things = _things([*(s.text for s in labels.values()), *texts]) if lines else []
    for slots in lines.values():
        for thing in things:
            named = _named(slots, thing)
            if len({slots[p].text for p in named}) >= _FEWEST:
                for position, text in named.items():
                    matrix.slots[position] = replace(slots[position], text=text)
                break
    return matrix


def _things(texts: Iterable[str]) -> list[str]:
    """The names of offences in texts, the nearest first."""
    found = ((text, f) for text in texts for f in find("offence", text))
    return list(dict.fromkeys(t[f.start : f.end] for t, f in found if not is_whole(f.reading.value)))


def _named(slots: Mapping[tuple[int, int], Slot], thing: str) -> dict[tuple[int, int], str]:
    """The labels that are an offence with the thing behind them, as its name."""
    reading = parse("offence", thing)
    named = {}
    for position, slot in slots.items():
        for text in (f"{slot.text} of {thing}", f"{slot.text} {thing}"):
            whole = parse("offence", text)
            if reading and whole and whole.value.group == reading.value.group:
                named[position] = text
                break
    return named


def _says_more(label: str) -> bool:
    """Whether a label speaks of anything that is known: a deed alone does not."""
    told = explain(label)
    return bool(told.meanings or told.undecided or told.total)
