"""Words that none of the vocabularies of figures knows, though they name something: crimes that are not sexual."""

from __future__ import annotations

from flows.tidy.labels.offences.codes import is_of_another_class
from flows.tidy.text.phrases import whole


def is_another_crime(dimension: str | None, text: str) -> bool:
    """`Robbery` among offences, or in a level of no dimension: no sexual offence, and no label that should be known."""
    return dimension in (None, "offence") and (whole("crimes", text, "not_sexual") or is_of_another_class(text))
