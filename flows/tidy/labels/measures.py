"""What a label says was counted: the codes of `codes/measures.csv`."""

from __future__ import annotations

import re

from flows.tidy.labels import wording
from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.vocabulary import Vocabulary

VOCABULARY = Vocabulary("measure", "measures", "measures")


def parse(label: str) -> Reading[str] | None:
    """The measure that is all the label says.

    >>> [parse(s).value for s in ("Number of offences", "Recorded Crime", "Count of Victims", "Persons charged")]
    ['offences', 'offences', 'victims', 'charges']
    >>> parse("Defendants convicted").value, parse("Persons proceeded against").value
    ('convictions', 'prosecutions')
    >>> parse("Count")
    """
    return VOCABULARY.parse(label)


def find(text: str) -> list[Found[str]]:
    """Every measure named in a text, left to right.

    >>> [f.reading.value for f in find("How many people were arrested and how many offences were recorded?")]
    ['arrests', 'offences']
    """
    return VOCABULARY.find(text)


#: Who words describe without being counted for it.
_OF_PERSONS = ("victims", "suspects", "people")
#: Brackets at the end of a label, behind the noun that heads it.
_ASIDE = re.compile(r"\s*(?:\([^()]*\))?\s*$")


def heads(label: str, found: Found[str]) -> bool:
    """Whether the measure is the noun in the plural that other words of the label, right before it, describe.

    >>> labels = ["Domestic abuse incidents", "Missing reports (under 18)", "Contact with victims", "Named suspect"]
    >>> [heads(s, find(s)[0]) for s in labels]
    [True, True, False, False]
    """
    before = label[: found.start].split()
    if found.reading.value in _OF_PERSONS:  # `Evidential difficulties, named suspects`
        return False
    last = bool(_ASIDE.match(label, found.end)) and label[: found.end].casefold().endswith("s")
    return last and bool(before) and not wording.is_noise(before[-1], "any")
