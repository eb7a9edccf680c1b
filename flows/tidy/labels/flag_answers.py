"""Answers about the flag that do not name it, and whether what stands over them asks for it: `Yes` under `Charged`."""

from __future__ import annotations

import re

from flows.tidy.labels import wording
from flows.tidy.labels.online import OF_A_FLAG, asks, find, flag_words, parse_flag

#: Headings of answers that do not say to what.
_GENERAL = re.compile(
    r"\b(?:answers?|response|status|state|values?|yes|no|y|n|category|type|year|records?|sexual)\b", re.IGNORECASE
)


def names_a_flag(label: str) -> bool:
    """Whether a label says no more than that a flag is meant, if not which.

    >>> [names_a_flag(s) for s in ("Qualifier", "Crime flag", "Charged", "Crime")]
    [True, True, False, False]
    """
    hits = flag_words().find(label)
    rest = wording.blanked_at(label, ((h.start, h.end) for h in hits))
    return any(h.alias.code == "flag" for h in hits) and wording.is_noise(rest, "online")


def is_bare_answer(label: str) -> bool:
    """Whether a label is an answer that says nothing of what was asked: `Yes`, `N`, `Not set`.

    >>> [is_bare_answer(s) for s in ("Yes", "N", "Not applied", "Offline", "Not cyber", "Unknown", "Rape")]
    [True, True, True, False, False, False, False]
    """
    reading = parse_flag(label)
    return reading is not None and reading.value in ("yes", "no") and not find(label) and not _says_of_a_flag(label)


def _says_of_a_flag(label: str) -> bool:
    return any(h.alias.code in ("subject", "flag") or h.alias.pattern in OF_A_FLAG for h in flag_words().find(label))


def may_ask(heading: str) -> bool:
    """Whether answers under a heading may be of the flag: it speaks of it, or of nothing else that is asked.

    >>> [may_ask(s) for s in ("Cyber", "Marker", "Answer", "Offences", "Charged", "Domestic abuse")]
    [True, True, True, True, False, False]
    """
    return asks(heading) or _says_of_a_flag(heading) or wording.is_noise(_GENERAL.sub(" ", heading), "online")
