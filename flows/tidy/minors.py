"""Open age bands of returns that are about children alone: `10 and over` ends at 17 there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.tidy.dimensions import find
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import ADULT, Age, is_of_adults
from flows.tidy.labels.people import named_in
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import sentences

_OLDEST = ADULT - 1
_CHILDREN = Age(0, _OLDEST)


class OpenAges:
    """What the words around figures say of the ages at which their open bands end."""

    def __init__(self, said: Iterable[str]) -> None:
        self._said = tuple(said)

    def settle(self, drafts: Sequence[Draft]) -> None:
        """End the open bands of children among figures at 17; where nothing says that they end there, it is a doubt.

        Beside figures of adults, `16 and over` may be of everyone: it stays open, as it is printed.
        """
        opened = [d for d in drafts if _is_open(d.values.get("age"))]
        if not opened or any(is_of_adults(d.values.get("age")) for d in drafts):
            return
        of_children = _are_children(self._said)
        for draft in opened:
            if of_children:
                draft.values["age"] = replace(draft.values["age"], high=_OLDEST)
            else:
                draft.doubts.add("age_open")


def _are_children(said: Iterable[str]) -> bool:
    """Whether words speak of victims under 18 and of none who are older.

    >>> _are_children(["Sexual offences against under 18s"]), _are_children(["Victims by age"])
    (True, False)
    >>> _are_children(["Victims under 18. Suspects were 18 and over."]), _are_children(["Under 18s, and adults"])
    (True, False)
    """
    told = [s for text in said for s in sentences(text) if named_in(s) != {"suspect"}]
    ages = {found.reading.value for s in told for found in find("age", s)}
    adults = any(map(is_of_adults, ages)) or any(says("roles", s, "adults") for s in told)
    return _CHILDREN in ages and not adults


def _is_open(age: object) -> bool:
    return isinstance(age, Age) and age.low is not None and age.low <= _OLDEST and age.high is None
