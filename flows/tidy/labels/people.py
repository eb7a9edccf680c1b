"""Whether words speak of victims or of suspects, and whose age or sex they name."""

from __future__ import annotations

from collections.abc import Iterator

from flows.tidy.labels import measures
from flows.tidy.labels.explain import OF_SUSPECTS
from schemas.code_tables import words

_SURE = 0.7
_NAMES = frozenset({"age", "ages", "aged", "sex", "sexes", "gender", "genders"})
#: What may stand between `age` and whose it is.
_BETWEEN = _NAMES | frozenset(
    ("of", "the", "at", "a", "an", "and", "or", "by", "time", "when", "was", "were", "group", "groups", "band", "range")
)


def whose_age(text: str) -> str | None:
    """Whether a text speaks of the age or sex of suspects or of victims; None where of neither, or of both.

    >>> whose_age("Rape by age and sex of suspect"), whose_age("Age at arrest"), whose_age("Suspects by victim age")
    ('suspect', 'suspect', 'victim')
    >>> whose_age("Persons arrested, by age")
    """
    named = [w for w in words(text) if w.key in _NAMES]
    found = set()
    for start, end, who in _people(text):
        for name in named:
            first, last = (name.end, start) if name.end <= start else (end, name.start)
            if all(w.key in _BETWEEN for w in words(text[first:last])) and "," not in text[first:last]:
                found.add(who)
    return found.pop() if len(found) == 1 else None


def named_in(text: str) -> set[str]:
    """Whom a text names: `suspect`, `victim`."""
    return {who for _, _, who in _people(text)}


def _people(text: str) -> Iterator[tuple[int, int, str]]:
    for f in measures.find(text):
        if f.reading.certainty >= _SURE and (f.reading.value in OF_SUSPECTS or f.reading.value == "victims"):
            yield f.start, f.end, "victim" if f.reading.value == "victims" else "suspect"
