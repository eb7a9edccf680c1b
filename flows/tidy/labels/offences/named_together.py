"""Words that name sexual offences as a whole and one of them as well: which of the two they are of.

`Sexual offences: rape` is of rape, `sexual offences (including rape)` of all; `sexual offences, and rape` names two
things that may be asked for or counted, and does not say which.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import is_whole
from flows.tidy.labels.offences.offences import find

#: `class`: the whole only says what it is one of. `either`: one or the other, `both`: the two beside one another.
Of = Literal["class", "whole", "either", "both"]
#: `and all other types of`: so much may stand before the second of two that a word joins.
_LEADS = 30
_DOUBTFUL: tuple[Of, ...] = ("both", "either", "whole")


def named_together(text: str) -> Of:
    """What words are of that name the whole and a class of it; `class` for any that do not name both.

    >>> named_together("Sexual offences: rape"), named_together("Sexual offences (including rape)")
    ('class', 'whole')
    >>> named_together("Sexual offences, rape"), named_together("Rapes and sexual offences")
    ('either', 'both')
    """
    found = sorted(find(text), key=lambda f: f.start)
    beside = [(a, b) for a, b in pairwise(found) if is_whole(a.reading.value) != is_whole(b.reading.value)]
    said = {_joined(text[a.end : b.start]) for a, b in beside}
    if "class" in said and len(said) > 1:
        return "either"
    return next((of for of in _DOUBTFUL if of in said), "class")


def _joined(between: str) -> Of:
    """How the words between the two join them: the last of them counts, where it leads to the second."""
    turns = [m for m in form("offences", "turn", any_case=True).finditer(between) if len(between) - m.end() <= _LEADS]
    return next((of for of in ("class", *_DOUBTFUL) if turns and turns[-1][of]), "class")
