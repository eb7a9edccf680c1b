"""Which force a return's figures are about, where its tables name none."""

from __future__ import annotations

from flows.tidy.labels import forces
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.result import Context
from schemas.code_tables import load_codes


def force_of(context: Context, letter: Letter) -> str | None:
    """The slug of the force: the respondent where that is one, else what the letterhead says; None for another body."""
    known = load_codes("forces")
    if context.respondent in known:
        return context.respondent
    if context.respondent != "unknown":
        return None
    for passage in letter.passages:
        if passage.part == "letterhead":
            for found in forces.find(passage.text):
                return str(found.reading.value)
    return None
