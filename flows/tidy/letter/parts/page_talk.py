"""What a web page asks its readers of itself, at the end of a paragraph of the answer: furniture of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import opens, says
from flows.tidy.letter.text.sentences import split


def page_talk_apart(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs, cut where one goes on to ask about the page: `Did you find this page useful? 12 people did.`"""
    out: list[Paragraph | int] = []
    for item in stream:
        start = _talk_of(item.text) if isinstance(item, Paragraph) else None
        if start is None or isinstance(item, int):
            out.append(item)
            continue
        if start:
            out.append(item.cut(0, start))
        out.append(replace(item.cut(start, len(item.text)), role="furniture"))
    return out


def _talk_of(text: str) -> int | None:
    """Where the first sentence begins that speaks of the page itself; None where none does.

    What ends the page for good is told where it is read.
    """
    if not says("markers", text, "page_talk") or opens("markers", text, "furniture_end"):
        return None
    return next((a for a, b in split(text, semicolons=False) if says("markers", text[a:b], "page_talk")), None)
