"""`not known, 5` in a sentence that tells figures apart by age is of unknown age."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import Age
from flows.tidy.letter.counts import Count
from flows.tidy.letter.meant import Kind, Mention

_NOT_KNOWN = re.compile(
    r"\b(?:(?:were|was|is|are)\s+)?(?:not\s+(?:known|stated|recorded|given|specified|available|captured)|unknown|unstated|unrecorded"
    r"|unspecified|n/k)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:[:=,(–—-]|with|is|was|were|numbered)?\s*", re.IGNORECASE)


def with_unknown(text: str, found: list[Mention], counted: Sequence[Count]) -> list[Mention]:
    """The mentions with words such as `not known` beside a figure as a value of the axis, age or sex, of the others.

    >>> from flows.tidy.letter.meant import mentions
    >>> from flows.tidy.letter.counts import counts
    >>> text = "10 girls, 5 boys and 2 not recorded"
    >>> [m.value for m in with_unknown(text, mentions(text), counts(text, mentions(text)))]
    ['female', 'male', 'unknown']
    """
    if len(counted) < 2 and not found:
        return found
    axes: list[Kind] = [k for k in ("age", "sex") if any(m.kind == k for m in found)]
    if len(axes) != 1:
        return found
    out = list(found)
    for match in _NOT_KNOWN.finditer(text):
        free = all(m.end <= match.start() or m.start >= match.end() for m in found)
        before = any(_BESIDE.fullmatch(text[c.end : match.start()]) for c in counted)
        behind = any(_BESIDE.fullmatch(text[match.end() : c.start]) for c in counted)
        if free and (before or behind):
            value = Age.unknown() if axes[0] == "age" else "unknown"
            out.append(Mention(axes[0], match.start(), match.end(), value, 0.8))
    return sorted(out, key=lambda m: m.start)
