"""What figures leave unsaid and their document says as a whole: the one measure, the one offence of which it speaks."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from flows.tidy.dimensions import find, headings
from flows.tidy.flags.raising import flag
from flows.tidy.labels.meanings import Offence, Reading
from flows.tidy.layout.meaning.leftover import is_another_crime
from flows.tidy.text.measured import names_another_crime
from flows.tidy.text.statements import is_aside
from schemas.rows import Observation

SURE = 0.8
_SENTENCE_END = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")
#: `There is no definition of child sexual exploitation`: words about a word count nothing.
_DEFINES = re.compile(r"\bdefin(?:e[ds]?|ing|itions?)\b", re.IGNORECASE)


def share_measure(observations: Sequence[Observation]) -> None:
    """Figures that do not say what they count are of the one thing that all others of the document count."""
    named = {o.measure for o in observations if o.measure is not None}
    words = next((o.measure_label for o in observations if o.measure is not None and o.measure_label), None)
    if named == {"offences"}:
        for row in observations:
            if row.measure is None and row.measure_label is None:
                row.measure, row.measure_label = "offences", words


def name_other_crimes(observations: Sequence[Observation]) -> None:
    """Figures of `Robbery` or `Kidnapping` are of other offences, and not of all of which the document speaks."""
    for row in observations:
        if row.offence_group == "all" and any(is_another_crime("offence", label) for label in row.other.values()):
            row.offence_group = "other"


def share_offence(observations: Sequence[Observation], texts: Sequence[str], asked: Container[str]) -> None:
    """Figures without an offence in a letter that speaks of a single one are of that one, which is a guess.

    A letter that speaks of sexual offences as a whole says what they are of, and so do tables that name offences
    themselves, though not what its sentences are of; that other figures have the offence from the words around them
    does not. A question that alone names it says nothing of the tables before its own, nor of the figures of the
    text that answer another, those `asked` for by words that are known.
    """
    counts = [o for o in observations if o.unit == "count" and o.offence_group == "all" and not _names_crimes(o)]
    others = [o for o in observations if o.unit == "count" and o.offence_group != "all"]
    if any(find("offence", label) for o in others for label in (o.raw_row_label, o.raw_column_label) if label):
        counts = [o for o in counts if o.place.table is None]
    if any(o.place.table is None and find("offence", o.raw_row_label or "") for o in others):
        # A line `Rapes 145` of a letter tells them apart from all others.
        counts = [o for o in counts if o.place.table is not None]
    counts = [o for o in counts if o.observation_id not in asked]
    theirs = {o.offence_group for o in others}
    naming = _naming(texts)
    group = _one_group(naming)
    if group is None or not theirs <= {group}:
        return
    codes = {reading.value.code for _, reading in naming if reading.value.code is not None}
    captions = {o.caption for o in others if o.caption}
    if others and all(any(caption in text for caption in captions) for text, _ in naming):
        first = min(o.place.table or 0 for o in others)
        counts = [o for o in counts if not o.place.table or o.place.table > first]
    for row in counts:
        row.offence_group = group
        row.offence_code = next(iter(codes)) if len(codes) == 1 else None
    flag(counts, "offence_shared")


def of_one_request(request: str, observations: Sequence[Observation]) -> list[str]:
    """What is said of the figures where the request names one offence: the request, and the sentences they stand in.

    Nothing where it names none, or sexual offences as a whole: then the whole letter is heard.
    """
    if _one_group(_naming([request])) is None:
        return []
    return [request, *dict.fromkeys(o.caption or "" for o in observations if o.place.table is None)]


def _naming(texts: Sequence[str]) -> list[tuple[str, Reading[Offence]]]:
    """The sentences that surely name offences, each with what it names."""
    told = [s for t in texts for s in _SENTENCE_END.split(t) if not _DEFINES.search(s)]
    found = [(s, f) for s in told for f in find("offence", s) if not is_aside("offence", s, f)]
    return [(s, f.reading) for s, f in found if f.reading.certainty >= SURE]


def _one_group(naming: Sequence[tuple[str, Reading[Offence]]]) -> str | None:
    """The one group of offences that sentences name; None where they name several, or sexual offences as a whole."""
    groups = {reading.value.group for _, reading in naming}
    return groups.pop() if len(groups) == 1 and "all" not in groups else None


def _names_crimes(row: Observation) -> bool:
    """Whether labels or the sentence of a figure name what crimes it is of, which no list of sexual offences has."""
    if row.place.table is None and names_another_crime(row.caption or ""):
        return True
    return any("offence" in headings(name) or is_another_crime("offence", name) for name in row.other)
