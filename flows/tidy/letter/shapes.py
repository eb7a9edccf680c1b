"""The shapes of a line: a figure alone, a key with its figure, a heading."""

from __future__ import annotations

import re

from flows.tidy.letter.paragraphs import Paragraph

_FIGURE_ALONE = re.compile(
    r"\W*(?:<|fewer than |less than |under |over |more than |at least )?\s*"
    r"(?:\d[\d,]*|nil|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\W*",
    re.IGNORECASE,
)
KEY_VALUE = re.compile(
    r".{1,90}(?:[:=–—]|\s-)\s*[<>]?\s*(?!(?:19|20)\d\d\W*$)\d[\d,]*(?![\d/%])"
    r"(?:\s*\([^)]*\)|\s+[a-z]+|\s+\d[\d,]*\s*\([^)]*\)){0,4}\W*",
    re.IGNORECASE,
)


_ENDS_IN_FIGURE = re.compile(
    r"[:;?].*(?<!table)(?<!question)(?<!annex)(?<!appendix)(?<!part)\s(?!(?:19|20)\d\d$)\d[\d,]*$"
    r"|[:=–—-]\s*[\d,]+\s+(?:offences?|crimes?|victims?|rapes?|incidents?|cases?|children|girls|boys)\b",
    re.IGNORECASE,
)


def figure_alone(text: str) -> bool:
    """Whether the text is one figure and nothing else: `1,694`, `Nil`, `<5`."""
    return _FIGURE_ALONE.fullmatch(text.strip()) is not None


def heading_like(paragraph: Paragraph, start: int = 0) -> bool:
    """Whether the paragraph stands over others: marked as a heading, or a short line that is no sentence."""
    text = paragraph.text[start:].strip()
    if paragraph.role == "heading":
        return True
    if figure_alone(text) or KEY_VALUE.fullmatch(text) or len(text) > 150:
        return False
    if _ENDS_IN_FIGURE.search(text):
        return False
    return text.endswith(":") or (len(text.split()) <= 12 and not re.search(r"[.?!;,]$", text))
