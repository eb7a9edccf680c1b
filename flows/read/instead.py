"""Words that are printed where a figure would stand."""

from __future__ import annotations

import re

INSTEAD = (
    r"nil|none|zero|n/?a|not (?:held|recorded|available|applicable|disclosed|known)|exempt(?:ed)?|refused|suppressed"
    r"|redacted|withheld|(?:less|fewer) than (?:\d+|five|ten)|s(?:ection)?\.?\s?\d\d(?:\(\d\))?"
)
INSTEAD_ENDS = frozenset(
    ("Withheld", "Exempt", "Exempted", "Refused", "Redacted", "Suppressed", "held", "s.40(2)", "s40")
)
INSTEAD_BEGINS = INSTEAD_ENDS - {"held"} | {"Not"}
"""Words that begin such a text in a cell; those above end one."""
_INSTEAD = re.compile(rf"(?:{INSTEAD})[.*†‡]?", re.IGNORECASE)


def instead(text: str) -> bool:
    """Do words stand in a figure's place?

    >>> [instead(t) for t in ("Withheld", "Not held", "s.40(2)", "fewer than 5", "Male", "Exempt offences")]
    [True, True, True, True, False, False]
    """
    return _INSTEAD.fullmatch(text.strip()) is not None
