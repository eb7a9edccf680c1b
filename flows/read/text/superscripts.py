"""Raised text as Unicode superscripts, so that a footnote mark never runs into the number before it."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Raised digits as superscript characters; raised words (the th of 5th) as they are.

    >>> "1,234" + raised("1"), "5" + raised("th"), "12" + raised("1, 2")
    ('1,234¹', '5th', '12¹, ²')
    """
    return text.translate(_RAISED) if text.strip(" ,;()[]*").replace(",", "").replace(" ", "").isdecimal() else text
