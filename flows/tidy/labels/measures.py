"""What a label says was counted: the codes of `codes/measures.csv`."""

from __future__ import annotations

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
