"""Whose figures a clause tells: those of another body than the one that answers are no figures of the return."""

from __future__ import annotations

import re

from flows.tidy.text.phrases import find, opens, plain, says

#: A clause ends here, and what it says with it.
_ENDS = re.compile(r"[;:]|\.\s|,\s(?:but|while|whilst|whereas)\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LETTERS = re.compile(r"[^a-z ]")


def of_another_body(words: str, start: int, end: int, letterhead: str) -> bool:
    """Whether the number at `words[start:end]` is what another body counted or says.

    >>> t = "The county council's social workers saw 312 children."
    >>> of_another_body(t, t.index("312"), t.index("312") + 3, "Kent Police")
    True
    >>> t = "We told the county council of 312 children."
    >>> of_another_body(t, t.index("312"), t.index("312") + 3, "Kent Police")
    False
    """
    flat = plain(words)
    first = max((m.end() for m in _ENDS.finditer(flat, 0, start)), default=0)
    clause = flat[first:start]
    last = next((m.start() for m in _ENDS.finditer(flat, end)), len(flat))
    for hit in find("roles", flat[first:last], "another body"):
        body = flat[first + hit.start : first + hit.end]
        if _is_own(body, letterhead):
            continue
        if first + hit.start >= end:  # `312 children were seen by the council`
            if says("roles", flat[end : first + hit.start], "told by"):
                return True
            continue
        if says("roles", clause[: hit.start], "source"):  # `according to the council`
            return not says("roles", clause[hit.end :], "own subject")
        behind = _IN_BRACKETS.sub(" ", clause[hit.end :])
        goes_on = opens("roles", behind.lstrip(" ,"), "relative")  # `a matter for the council, which saw 312`
        named = says("roles", clause[: hit.start], "before an object") and not goes_on
        if named or says("roles", behind, "own subject"):
            continue
        if says("roles", behind, "body counts"):
            return True
    return False


def _is_own(body: str, letterhead: str) -> bool:
    """Whether a letterhead names the body, or its kind: `the hospital` in an answer of a hospital trust."""
    kind = _LETTERS.sub("", body.lower()).split()
    head = letterhead.lower()
    return body.lower() in head or (bool(kind) and kind[-1].removesuffix("s") in head)
