"""A value from a return is data wherever it goes: no formula in a spreadsheet, no command to a terminal."""

from __future__ import annotations

import re

# What a spreadsheet takes for the start of a formula, in full width too, also where it parts a line at semicolons.
_FORMULA = re.compile(r"(^|;)(?=[\s\"']*[=+\-@＝＋－＠])")


def csv_cell(value: object) -> str:
    """A value as a cell of a CSV file that no spreadsheet takes for a formula, nor a terminal for a command.

    Numbers stay numbers.

    >>> csv_cell("=HYPERLINK(1)"), csv_cell("reply;=cmd.eml"), csv_cell(-5), csv_cell(None)
    ("'=HYPERLINK(1)", "reply;'=cmd.eml", '-5', '')
    """
    if value is None:
        return ""
    return _FORMULA.sub(r"\1'", printable(value)) if isinstance(value, str) else str(value)


def printable(text: str) -> str:
    """Text for a terminal: whatever is not printable is shown as its code.

    >>> printable("a" + chr(27) + "[31mb")
    'a\\\\x1b[31mb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
