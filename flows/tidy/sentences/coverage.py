"""The words round a figure that nothing knows: they may narrow what it counts (`Snapchat`, `solved`, `in schools`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.sentences.labels import blanked_at
from flows.tidy.sentences.spans import SHARE, Scope
from flows.tidy.text.number_evidence import A_KEY, Candidate
from flows.tidy.text.phrases import find, plain, plain_words
from flows.tidy.text.statements import NARROW, measures
from flows.tidy.text.told_periods import Statement

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


def narrowed(
    text: str, scopes: Sequence[Scope], told: Sequence[Statement], found: Sequence[Candidate], before: bool, lined: bool
) -> list[bool]:
    """Which figures of a sentence are narrowed by words that nothing knows; `before`: the figure before was.

    A figure that says no more than a year speaks on of what the figure before it counts. The labels of a line are
    looked at elsewhere, but for a number that nothing says what it is of: `16 and 17 - 2015/16: 100`.
    """
    if lined:
        return [any(c.why == A_KEY and all(c.end <= s.start or s.end <= c.start for s in told) for c in found)] * len(
            scopes
        )
    places = [(s.start, s.end) for s in (*told, *measures(text))] + [(c.start, c.end) for c in found]
    places += [(h.start, h.end) for h in find("prose", text, "nothing", "unknown", "in_all")]
    lead = next(find("prose", text, "lead_in"), None)
    if lead is not None and all(start >= lead.end for start, _ in places):
        places.append((0, lead.end))
    rest = SHARE.sub(lambda m: " " * len(m[0]), blanked_at(plain(text), places))
    out = [bool(_strange(rest[s.start : s.end])) for s in scopes]
    for place, scope in enumerate(scopes):
        own = any(o and o[0].cost < 0.5 for k, o in scope.options.items() if k in NARROW)
        speaks_on = not (scope.candidate.noun or scope.candidate.base or own)
        out[place] = out[place] or (speaks_on and (out[place - 1] if place else before))
    for place in range(len(scopes) - 2, -1, -1):
        left, right = scopes[place].candidate, scopes[place + 1].candidate
        behind = _strange(rest[right.end : scopes[place + 1].end])
        out[place] = out[place] or bool(behind and not _strange(rest[left.end : right.start]))
    return out


def _strange(words: str) -> list[str]:
    return [w for w in _WORD.findall(words) if len(w) > 1 and not _is_plain(w.lower())]


def _is_plain(word: str) -> bool:
    """Whether a word is plain, or all the words are that a dash puts together."""
    return word in plain_words() or all(part in plain_words() for part in re.split(r"[-']", word) if len(part) > 1)
