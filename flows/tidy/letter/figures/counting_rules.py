"""Sentences that tell how something was counted, whose numbers are no figures."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.letter.text.phrases import find
from flows.tidy.letter.words.mention import Mention

#: The reason of such a number.
RULE = "in a rule of counting"


def tells_a_rule(text: str, found: Sequence[Mention] = ()) -> bool:
    """Whether a rule of counting is told; `the sex is shown as unspecified` is none."""
    return any(all(h.start >= m.end or h.end <= m.start for m in found) for h in find("prose", text, "rule"))


def end_of_rule(text: str) -> int:
    """Where the figures may begin behind a rule and a colon: `There was one victim to each offence: 8 were under 12`.

    >>> end_of_rule("One victim to each offence: 8 were girls"), end_of_rule("Each victim is counted once")
    (26, 27)
    """
    rule, colon, told = text.partition(": ")
    return len(rule) if colon and tells_a_rule(rule) and not tells_a_rule(told) else len(text)
