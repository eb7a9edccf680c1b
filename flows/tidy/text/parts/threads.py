"""Threads of mails: which lines below the newest are of answers that the same body gave before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.phrases import says

_HEAD_LINE = re.compile(r"[\s>*]*(?:from|sent|date|to|cc|subject|importance)\s*\**\s*:", re.IGNORECASE)
_FROM = re.compile(r"[\s>*]*from\s*\**\s*:\s*(?P<sender>.*)", re.IGNORECASE | re.DOTALL)
#: A line that parts two mails.
_RULE = re.compile(r"[\s>]*[-_=*]{3,}.*[-_=*]{3,}\s*|[\s>]*[-_=*]{5,}\s*|[\s>]*")
#: A paragraph so long is no greeting and no name, but the newest mail's own words: a head behind it is an older one's.
_LONG = 60


@dataclass(frozen=True, slots=True)
class Older:
    """A paragraph of an older mail of the answering side: the mail's number, 1 the newest, and whether of its head."""

    mail: int
    is_head: bool


def older_answers(paragraphs: Sequence[Paragraph]) -> dict[int, Older]:
    """By the place of each paragraph of an older mail that the answering side wrote: which mail, and whether its head.

    A mail that is forwarded as the answer is none; what the asker wrote stays what it is.
    """
    out: dict[int, Older] = {}
    if any(says("markers", p.text, "forwards") for p in paragraphs[:6]):
        return out
    mail, ours, begun, quoted = 0, False, False, False
    for place, paragraph in enumerate(paragraphs):
        sender = _FROM.match(paragraph.text)
        if sender is not None and _goes_on_as_head(paragraphs, place) and (begun or paragraph.role == "quoted"):
            quoted = paragraph.role == "quoted"
            ours = says("roles", sender["sender"], "answering side")
            mail += ours
        begun = begun or (len(paragraph.text) >= _LONG and not _HEAD_LINE.match(paragraph.text))
        if ours and (paragraph.role == "quoted" or not quoted):
            out[place] = Older(mail, bool(_HEAD_LINE.match(paragraph.text) or _RULE.fullmatch(paragraph.text)))
    return out


def _goes_on_as_head(paragraphs: Sequence[Paragraph], place: int) -> bool:
    near = " ".join(p.text for p in paragraphs[place : place + 4])
    return says("lines", near, "lines of a mail")
