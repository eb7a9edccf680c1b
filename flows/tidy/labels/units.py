"""In what unit the figures under a label are: `count`, `percent`, `rate`, `money`, `other`."""

from __future__ import annotations

from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.vocabulary import Vocabulary

VOCABULARY = Vocabulary("unit", "units", "units")


def parse(label: str) -> Reading[str] | None:
    """The unit that is all the label says.

    >>> [parse(s).value for s in ("%", "% of total", "Rate per 1,000 population", "Cost (£)", "Number change", "No.")]
    ['percent', 'percent', 'rate', 'money', 'other', 'count']
    >>> parse("Female")
    """
    return VOCABULARY.parse(label)


def find(text: str) -> list[Found[str]]:
    """Every unit named in a text.

    >>> [f.reading.value for f in find("2016/17 %")]
    ['percent']
    """
    return VOCABULARY.find(text)
