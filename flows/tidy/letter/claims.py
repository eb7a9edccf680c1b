"""What a letter says of earlier replies: that it replaces, corrects or withdraws them, or the figures of a year."""

from __future__ import annotations

import datetime as dt
import re

from flows.tidy.labels.meanings import Period
from flows.tidy.letter.meant import mentions
from flows.tidy.letter.parts import Letter
from flows.tidy.letter.phrases import plain, says
from flows.tidy.letter.sentences import split
from schemas.rows import Claim

_TARGET = re.compile(
    r"\b(?:ref(?:erence)?(?:\s+(?:no|number))?\.?|foi(?:a)?(?:\s+(?:request|reply|response))?|request|reply"
    r"|response|under)\s*[:#]?\s*"
    r"(?P<code>(?:FOI\s?)?(?=[\w/._-]*\d)[A-Za-z0-9]+(?:[/._-][A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
_THAT_YEAR = re.compile(r"\b(?:that|the same|this) (?:year|period)\b", re.IGNORECASE)
_NOT_A_CODE = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)


def claims(letter: Letter, document_id: str) -> list[Claim]:
    """The claims in the letter's own words, at most one for each earlier reply named.

    `whole` where a reply as such is replaced; else `periods` are those whose figures are, as far as they are named.
    """
    out: dict[str | None, Claim] = {}
    for passage in letter.passages:
        if passage.paragraph is None or passage.part in ("request", "history", "furniture", "boilerplate"):
            continue
        text = passage.paragraph.text
        before = ""
        for start, end in split(text):
            words = text[start:end]
            if (
                says("claims", words, "whole", "figures")
                and not says("claims", words, "never")
                and _speaks_of_past(words, before)
            ):
                _add(out, document_id, words, before)
            before = words
    whole = [c for c in out.values() if c.whole]
    return whole[:1] if len(out) > 1 and whole and None in out else list(out.values())


def _speaks_of_past(words: str, before: str) -> bool:
    """A claim names a reply, or follows on one that does; `the figures replace` in a guide to a table does not."""
    past = (
        r"\b(?:earlier|previous\w*|original\w*|first|initial|last|prior|(?:our|my) (?:reply|response|letter)"
        r"|(?:we|i) said|ref|reference|foi|"
        r"revised|corrected|amended|updated|replac\w+|supersed\w+|disregard|ignore)\b"
    )
    return bool(re.search(past, f"{before} {words}", re.IGNORECASE))


def _add(out: dict[str | None, Claim], document_id: str, words: str, before: str) -> None:
    whole = says("claims", words, "whole")
    target = _target(words) or _target(before)
    spans: list[tuple[dt.date, dt.date]] = []
    if not whole:
        spans = _periods(words) or (_periods(before) if _THAT_YEAR.search(words) else [])
    known = out.get(target)
    if known is None:
        out[target] = Claim(document_id, target, words, whole=whole, periods=spans)
        return
    known.words = f"{known.words} {words}"
    known.whole = known.whole or whole
    known.periods = [] if known.whole else [*known.periods, *(s for s in spans if s not in known.periods)]


def _target(words: str) -> str | None:
    for match in _TARGET.finditer(plain(words)):
        code = match["code"].rstrip(".")
        if not _NOT_A_CODE.fullmatch(code):
            return code
    return None


def _periods(words: str) -> list[tuple[dt.date, dt.date]]:
    """The whole periods named, days of letters left out."""
    spans = [
        (m.value.start, m.value.end)
        for m in mentions(words)
        if isinstance(m.value, Period) and m.value.start != m.value.end
    ]
    return list(dict.fromkeys(spans))
