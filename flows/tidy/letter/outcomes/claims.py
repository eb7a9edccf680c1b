"""What a letter says of earlier replies: that it replaces, corrects or withdraws them, or the figures of a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.wording import blanked_at
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.text.phrases import plain, says
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.words.meant import mentions
from schemas.rows import Claim

#: `2017- 118`: a line of print may break a reference behind its stroke.
_CODE = r"(?=[\w/._-]*\d)[A-Za-z0-9]+(?:[/._-]\s?(?=\d)[A-Za-z0-9]+|[/._-][A-Za-z0-9]+|\s\d{3,}(?![\w,]))*"
_TARGET = re.compile(
    r"\b(?:ref(?:erence)?(?:\s+(?:no|number))?\.?|foi(?:a)?(?:\s+(?:request|reply|response))?|request|reply|response"
    rf"|answer|letter|disclosure|under)\s*[:#(-]?\s*(?P<code>(?:FOI[\s/-]?)?{_CODE})"
    # A reference alone in its brackets: `in February (2017/061)`.
    r"|\((?P<alone>(?:FOI\s?)?\d{2,}(?:[/._-]\d{2,})+)\)",
    re.IGNORECASE,
)
#: A sentence that speaks of the year, or of the figures, that the one before it named.
_THAT_YEAR = re.compile(
    r"\b(?:that|those|the same|this) (?:year|period|figures?|numbers?|totals?|counts?)\b"
    r"|^\W*(?:it|they|that|those|these)\b|\b(?:its|their) place\b|\b(?:rely on|use|quote) (?:it|them)\b",
    re.IGNORECASE,
)
_NOT_A_CODE = re.compile(
    r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|\d{1,2}\D{0,2}|\d\d[/-]\d\d|\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}",
    re.IGNORECASE,
)


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
            speaks_on = _THAT_YEAR.search(words) and not (_periods(words) or _target(words))
            before = f"{before} {words}" if speaks_on else words
    whole = [c for c in out.values() if c.whole]
    return whole[:1] if len(out) > 1 and whole and None in out else list(out.values())


def _speaks_of_past(words: str, before: str) -> bool:
    """A claim names a reply, or follows on one that does; `the figures replace` in a guide to a table does not."""
    past = (
        r"\b(?:earlier|previous\w*|original\w*|first|initial|last|prior|(?:our|my) (?:reply|response|letter)"
        r"|(?:we|i) (?:said|gave|sent|told|provided|supplied|disclosed|stated|reported)|ref|reference|foi|"
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
    return next((code for code, _ in _codes(words)), None)


def _codes(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The references in the words."""
    for match in _TARGET.finditer(plain(words)):
        code = (match["code"] or match["alone"]).rstrip(".")
        if not _NOT_A_CODE.fullmatch(code):
            yield code, match


def _periods(words: str) -> list[tuple[dt.date, dt.date]]:
    """The whole periods named, days of letters and years of references left out."""
    words = blanked_at(words, [match.span() for _, match in _codes(words)])
    spans = [
        (m.value.start, m.value.end)
        for m in mentions(words)
        if isinstance(m.value, Period) and m.value.start != m.value.end
    ]
    return list(dict.fromkeys(spans))
