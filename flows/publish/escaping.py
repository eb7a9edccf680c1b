"""A value from a return is data wherever it goes: no formula in a spreadsheet, no command to a terminal."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_cell(value: object) -> str:
    """A value as a cell of a CSV file that no spreadsheet takes for a formula; numbers stay numbers.

    >>> csv_cell("=HYPERLINK(1)"), csv_cell(-5), csv_cell(None)
    ("'=HYPERLINK(1)", '-5', '')
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def printable(text: str) -> str:
    """Text for a terminal: whatever is not printable is shown as its code.

    >>> printable("a" + chr(27) + "[31mb")
    'a\\\\x1b[31mb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
