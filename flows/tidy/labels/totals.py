"""Whether a label says that its figures are a total (or a sub-total) of others."""

from __future__ import annotations

from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.vocabulary import Vocabulary

VOCABULARY = Vocabulary("total", "totals", "totals")


def parse(label: str) -> Reading[str] | None:
    """`total` or `subtotal` where that is all the label says.

    >>> [parse(s).value for s in ("Grand Total", "Sum:", "TOTAL OFFENCES", "3 Month total")]
    ['total', 'total', 'total', 'subtotal']
    >>> parse("All").certainty < 1, parse("England and Wales")
    (True, None)
    """
    return VOCABULARY.parse(label)


def find(text: str) -> list[Found[str]]:
    """Every word for a total inside a text.

    >>> [f.reading.value for f in find("Total (under 18)")]
    ['total']
    """
    return [f for f in VOCABULARY.find(text) if f.reading.certainty == 1]
