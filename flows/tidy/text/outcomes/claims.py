"""What a letter says of earlier replies: that it replaces, corrects or withdraws them, or the figures of a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.tidy.labels.forms import one_of
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.wording import blanked_at
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.phrases import plain, says
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import statements
from schemas.rows import Claim

#: `2017- 118`: a line of print may break a reference behind its stroke.
_CODE = r"(?=[\w/._-]*\d)[A-Za-z0-9]+(?:[/._-]\s?(?=\d)[A-Za-z0-9]+|[/._-][A-Za-z0-9]+|\s\d{3,}(?![\w,]))*"
_TARGET = re.compile(
    rf"\b(?:ref(?:erence)?(?:\s+{one_of('number')})?\.?|foia?(?:\s+{one_of('reply')})?|{one_of('reply')})"
    rf"\s*[:#(-]?\s*(?P<code>(?:FOI[\s/-]?)?{_CODE})"
    # A reference alone in its brackets: `in February (2017/061)`.
    r"|\((?P<alone>(?:FOI[\s/-]?)?\d{2,}(?:[/._-](?:[A-Za-z]{2,4}[/._-])?\d{2,})+)\)",
    re.IGNORECASE,
)
_NOT_A_CODE = re.compile(
    r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|\d{1,2}\D{0,2}|\d\d[/-]\d\d|\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}",
    re.IGNORECASE,
)


def claims(letter: Letter, document_id: str, notes: Sequence[str] = ()) -> list[Claim]:
    """The claims in the letter's own words and in notes beside its tables, at most one for each earlier reply named.

    `whole` where a reply as such is replaced; else `periods` are those whose figures are, as far as they are named.
    A letter that only bears the name of a correction, or says that other figures stand, replaces no more than these.
    """
    out: dict[str | None, Claim] = {}
    bounded, named = False, None
    aside = ("request", "history", "furniture", "boilerplate")
    own = [p.paragraph.text for p in letter.passages if p.paragraph is not None and p.part not in aside]
    for text in (*own, *notes):
        before = ""
        for start, end in split(text):
            words = text[start:end]
            stands = says("claims", words, "stands")
            whole = says("claims", words, "whole")
            if not stands and _discards(words, text[:end]):
                _add(out, document_id, words, before, whole and not says("claims", words, "pronoun"))
            elif stands or says("claims", words, "never") or not says("claims", text[:end], "past"):
                bounded = bounded or stands
            elif whole or says("claims", words, "figures"):
                _add(out, document_id, words, before, whole)
            elif named is None and says("claims", words, "named"):
                named = Claim(document_id, _target(words) or _target(before), words, whole=True)
            speaks_on = says("claims", words, "that_year") and not (_periods(words) or _target(words))
            before = f"{before} {words}" if speaks_on else words
    return _put_together(list(out.values()), named, bounded)


def _put_together(said: list[Claim], named: Claim | None, bounded: bool) -> list[Claim]:
    """The claims of a letter as one where they speak of one reply; `bounded`: it says that other figures stand."""
    periods = [span for claim in said for span in claim.periods]
    whole = [claim for claim in said if claim.whole]
    if named is not None and not whole and len({c.target for c in (named, *said)} - {None}) <= 1:
        target = next((c.target for c in (named, *said) if c.target), None)
        return [Claim(named.document_id, target, " ".join(c.words for c in (named, *said)), False, True, periods)]
    if whole and len(said) > 1 and any(claim.target is None for claim in said):
        said = whole[:1]
    if bounded and periods:
        return [replace(claim, periods=claim.periods or periods) for claim in said]
    return said


def _discards(words: str, so_far: str) -> bool:
    """`Please discard it`, `it should be thrown away`: of what the paragraph so far says has been sent.

    `If you have received this in error, please destroy it` is said to whoever reads.
    """
    asks = says("claims", words, "discard") and not says("claims", words, "condition")
    return asks and says("claims", so_far, "sent")


def _add(out: dict[str | None, Claim], document_id: str, words: str, before: str, whole: bool) -> None:
    target = _target(words) or _target(before)
    spans: list[tuple[dt.date, dt.date]] = []
    if not whole:
        spans = _periods(words) or (_periods(before) if says("claims", words, "that_year") else [])
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
        for m in statements(words)
        if isinstance(m.value, Period) and m.value.start != m.value.end
    ]
    return list(dict.fromkeys(spans))
