"""What figures count in the document's own words: `victims of recorded crime`, `people on the caseload`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from flows.tidy.labels import measures
from schemas.code_tables import AliasTable, load_aliases

MOST_WORDS = 8
_STOP = re.compile(r"[,;:()?.\n–\d]| - ")


def counted_in(measure: str | None, texts: Iterable[str]) -> str | None:
    """The words of the first text that names the measure; without one, the first that say what is counted.

    >>> counted_in("victims", ["2016/17", "Victims of recorded crime by age"])
    'Victims of recorded crime'
    >>> counted_in(None, ["Ward", "Number of people on the caseload by month"]), counted_in(None, ["Female"])
    ('people on the caseload', None)
    """
    found = (_named(measure, text) if measure else _led_to(text) for text in texts)
    return next(filter(None, found), None)


@functools.lru_cache(maxsize=8192)
def _named(measure: str, text: str) -> str | None:
    hits = measures.find(text)
    first = next((n for n, hit in enumerate(hits) if hit.reading.value == measure), None)
    if first is None:
        whole = measures.parse(text)
        return text.strip() if whole is not None and whole.value == measure else None
    start, end = hits[first].start, hits[first].end
    for after in hits[first + 1 :]:
        told = _words().lookup(text[end : after.start])
        if told is None or told.code != "join":
            break
        end = after.end
    return text[start:end]


@functools.lru_cache(maxsize=8192)
def _led_to(text: str) -> str | None:
    hits = _words().find(text)
    lead = next((hit for hit in hits if hit.alias.code == "lead"), None)
    if lead is None:
        return None
    stop = _STOP.search(text, lead.end)
    ends = [hit.start for hit in hits if hit.alias.code == "end" and hit.start > lead.end]
    words = text[lead.end : min([*ends, stop.start() if stop else len(text)])].split()
    return " ".join(words) if 0 < len(words) <= MOST_WORDS else None


@functools.cache
def _words() -> AliasTable:
    return load_aliases("counted_words", frozenset({"lead", "join", "end"}))
