"""What a question or heading says is counted, and the word that narrows it beyond the coded dimensions."""

from __future__ import annotations

from flows.tidy.text.phrases import beside, find, plain
from flows.tidy.text.statements import measures


def quality(text: str) -> str | None:
    """A word that narrows what is counted beyond every coded dimension: `stranger` rapes, `non-recent` cases."""
    hits = list(find("questions", text, "quality"))
    return plain(text[hits[0].start : hits[0].end]).lower() if len(hits) == 1 else None


def first_measure(text: str) -> str | None:
    """What a question or heading counts: the noun after `how many` or `number of`, else the first verb or noun.

    >>> first_measure("How many people aged 16 or under were arrested?"), first_measure("Victims of recorded crime")
    ('arrests', 'victims')
    >>> first_measure("In how many of these was the victim under 13?")
    """
    flat = plain(text)
    found = [m for m in measures(flat) if not beside("roles", flat, m.start, m.end, "measure of another")]
    weak = ("victims", "suspects")
    before = next(find("questions", flat, "of those before"), None)
    if before is not None:
        found = [m for m in found if m.start < before.start or m.value not in weak]
    strong = [m for m in found if m.value not in weak]
    head = next(find("questions", flat, "head"), None)
    if found and found[0].value in weak and (head is None or found[0].start - head.end > 12 or not strong):
        return str(found[0].value) if not strong or found[0].start == 0 else str(strong[0].value)
    return str((strong or found)[0].value) if found else None


def names_another_crime(text: str) -> bool:
    """Whether a sentence counts what was for a crime that is not sexual: `38 persons cautioned for child abduction`."""
    return any(beside("roles", text, h.start, h.end, "crime of figures") for h in find("crimes", text, "not_sexual"))
