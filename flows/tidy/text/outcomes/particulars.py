"""A letter's own particulars: its reference and its date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from flows.tidy.labels.forms import one_of
from flows.tidy.labels.periods.dates import DATE, written
from flows.tidy.labels.wording import fold
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.parts.letter import Letter, Part, Passage
from flows.tidy.text.phrases import load, plain, says

_CODE = (
    r"(?P<code>(?:(?:FOI|FOIA|F|SAR|EIR|IR|RFI)[\s/.-]{0,3})?(?=[A-Za-z/._-]*\d)[A-Za-z0-9]+"
    r"(?:[/._-][A-Za-z0-9]+|\s?[/._-]\s?\d\w*)*)"
)
_NUMBER = rf"\s*(?:{one_of('code')}\b\.?)?\s*[:#.\-–]?\s*"
_REFERENCE = tuple(
    re.compile(phrase.pattern.pattern + _NUMBER + _CODE, re.IGNORECASE)
    for phrase in load("particulars")
    if phrase.kind == "reference"
)
_TITLE = re.compile(rf"^(?:FOI|FOIA)\s*{_CODE}|[(–-]\s*(?P<end>\d[\w]*(?:[/_-]\d+)+)\)?\s*$", re.IGNORECASE)
_NTH = rf"\d{{1,2}}{one_of('th')}?"
_DAY = re.compile(
    rf"\b(?:{_NTH}\s+(?:of\s+)?[A-Z][a-z]{{2,8}},?\s+\d{{4}}|[A-Z][a-z]{{2,8}}\s+{_NTH},?\s+\d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)\b"
)


def of_notes(texts: Iterable[str]) -> Letter:
    """What stands in the cells of a table beside its figures, as a letter: a workbook tells its particulars there."""
    made = [Paragraph(text, ((0, 0),), "heading") for text in texts]
    return Letter([Passage(p.block, "response", p, is_heading=True) for p in made])


def _texts(letter: Letter, *parts: Part) -> list[tuple[Passage, str]]:
    return [(p, p.paragraph.text) for p in letter.passages if p.paragraph and (not parts or p.part in parts)]


def reference(letter: Letter, subject: str = "") -> str | None:
    """The sender's reference as printed, such as `FOI 8412` or `17/08/1022`; `subject` is an e-mail's subject line."""
    texts = [t for _, t in _texts(letter, "letterhead", "response", "request", "furniture")]
    for pattern in _REFERENCE:
        for text in [*texts, subject]:
            for match in pattern.finditer(plain(text)):
                if not says("particulars", text[: match.end()], "yours") and not _is_date(match["code"]):
                    return _tidy(match["code"])
    for text in [
        subject,
        *(p.paragraph.text for p in letter.passages if p.paragraph and p.paragraph.role == "heading"),
    ]:
        title = _TITLE.search(plain(text.strip()))
        if title:
            code = title["code"] or title["end"]
            return _tidy(f"FOI {code}" if title["code"] and not code.upper().startswith("FOI") else code)
    return None


def _tidy(code: str) -> str:
    return re.sub(r"\s*([/._-])\s*", r"\1", " ".join(code.split())).rstrip(".")


def _is_date(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d", text.strip()) is not None


def dated(letter: Letter, mailed: dt.date | None = None) -> dt.date | None:
    """The day of the letter: a date alone on a line above the answer, or one with a label such as `Date responded`.

    Next best is the day on which it was `mailed`, then one among the lines of the letterhead; a day on which the
    request was received is not it, nor an end of a period. None where nothing gives a date.
    """
    labelled: list[dt.date] = []
    alone: list[dt.date] = []
    among: list[dt.date] = []
    before = ""
    for passage, text in _texts(letter):
        if passage.part in ("request", "boilerplate", "history"):
            continue
        for match in _DAY.finditer(text):
            day = _day(match[0])
            if day is None:
                continue
            own = text[: match.start()]
            lead = own or before
            if says("particulars", lead, "another_day") or says("particulars", text[match.end() :], "to"):
                continue  # the first day of a period
            if says("particulars", lead, "date_label") or says("particulars", own, "byline"):
                labelled.append(day)
            elif says("particulars", own, "posted") or (
                len(text) - len(match[0]) - _titled(text) < 12 and not says("particulars", own, "asked_on")
            ):
                alone.append(day)
            elif passage.part == "letterhead" and not says("particulars", lead, "asked_on"):
                among.append(day)
        before = text if len(text) < 40 else ""
    return next(iter([*labelled, *alone, *([mailed] if mailed else []), *among]), None)


def _titled(text: str) -> int:
    """How much of a text is the reference that it begins with."""
    title = _TITLE.match(text)
    return len(title[0]) if title else 0


def _day(text: str) -> dt.date | None:
    match = DATE.fullmatch(fold(text))
    day = written(match) if match else None
    return day.first() if day and day.to == "day" and day.year else None
