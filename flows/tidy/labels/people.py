"""Whether words speak of victims or of suspects, and whose age or sex they name."""

from __future__ import annotations

from collections.abc import Iterator

from flows.tidy.labels import measures
from flows.tidy.labels.explain import OF_SUSPECTS

_SURE = 0.7


def named_in(text: str) -> set[str]:
    """Whom a text names: `suspect`, `victim`."""
    return {who for _, _, who in _people(text)}


def _people(text: str) -> Iterator[tuple[int, int, str]]:
    for f in measures.find(text):
        if f.reading.certainty >= _SURE and (f.reading.value in OF_SUSPECTS or f.reading.value == "victims"):
            yield f.start, f.end, "victim" if f.reading.value == "victims" else "suspect"
