"""Which police force a label names, by the exact wordings of the alias file alone."""

from __future__ import annotations

import re

from flows.tidy.labels import wording
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.vocabulary import Vocabulary
from schemas.code_tables import words

#: `Scotland 1,3`: no force has a number in its name.
_NOTE_NUMBERS = re.compile(r"\s*\d{1,2}(?:\s*,\s*\d{1,2})*\s*$")

VOCABULARY = Vocabulary("force", "forces", "forces")
#: Of a hundred points: what is near at all, and by how many a name is nearer than one that need not be named beside it.
_NEAR, _MUCH_NEARER = 75, 10


def parse(label: str) -> Reading[str] | None:
    """The slug of the force that is all the label names; no likeness counts.

    >>> [parse(s).value for s in ("London, City of", "Devon & Cornwall", "WMP", "Essex(5)")]
    ['city-of-london', 'devon-and-cornwall', 'west-midlands', 'essex']
    >>> parse("Yorkshire"), parse("England and Wales")
    (None, None)
    """
    named = VOCABULARY.parse(label)
    bare = _NOTE_NUMBERS.sub("", label)
    if named is None and bare != label:
        noted = VOCABULARY.parse(bare)
        return wording.flagged(noted, "footnote_removed") if noted else None
    return named


def find(text: str) -> list[Found[str]]:
    """Every force named in a text with capitals, as names are written; parts of the country named together are none.

    >>> [f.reading.value for f in find("The criteria were met by Kent Police and by the Met")]
    ['kent', 'metropolitan']
    >>> find("87 were in Scotland and Wales")
    []
    """
    small = form("labels", "small word")
    nations = [m.span() for m in form("labels", "nations").finditer(text)]
    return [
        f
        for f in VOCABULARY.find(text)
        if f.reading.certainty == 1
        and not any(start <= f.start and f.end <= end for start, end in nations)
        and all(text[f.start + w.start].isupper() or small.fullmatch(w.key) for w in words(text[f.start : f.end]))
    ]


def nearest(name: str) -> list[str]:
    """The slugs of the forces whose names are nearest to one that is none of them.

    >>> nearest("kentt"), nearest("west mids"), nearest("xyz")
    (['kent'], ['west-midlands'], [])
    """
    near = VOCABULARY.suggest(name)
    least = max([_NEAR, *(found.score - _MUCH_NEARER for found in near)])
    return list(dict.fromkeys(found.code for found in near if found.score >= least))


def parts_of_the_country(text: str) -> str:
    """The parts of the country that a text names together, as it prints them; empty where it names none."""
    named = form("labels", "nations").search(text)
    return named[0] if named else ""
