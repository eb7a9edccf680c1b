"""What a label says of the victim's sex: `female`, `male`, `other`, `unknown`, `all`."""

from __future__ import annotations

from flows.tidy.labels import wording
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.vocabulary import Vocabulary

VOCABULARY = Vocabulary("sex", "sexes", "sexes")


def parse(label: str) -> Reading[str] | None:
    """The sex that is all the label says; words that another dimension shares (`Unknown`, `U`) are less certain.

    >>> [parse(s).value for s in ("F", "Female victims", "Boys", "Gender not stated")]
    ['female', 'female', 'male', 'unknown']
    >>> parse("Unknown").certainty < 1, parse("Rape of a female"), parse("Female, male and not recorded").value
    (True, None, 'all')
    """
    if plain := VOCABULARY.parse(label):
        return plain
    if unknown := wording.unknown(label, "sex"):
        return Reading("unknown", certainty=unknown)
    listed = [part for part in form("labels", "and another", any_case=True).split(label) if len(part) > 1]
    named = {reading and reading.value for reading in map(parse, listed)} if len(listed) > 2 else set()
    return Reading("all") if named == {"female", "male", "unknown"} else None


def find(text: str) -> list[Found[str]]:
    """Every sex named in a text by a word of its own; single letters and shared words are not looked for.

    >>> [f.reading.value for f in find("Of these, 529 were female victims and 147 boys; 3 unknown")]
    ['female', 'male']
    >>> [f.reading.value for f in find("Victims whose sex is not recorded")]
    ['unknown']
    """
    unknown = [Found(start, end, Reading("unknown")) for start, end in wording.unknown_spans(text, "sex")]
    named = [f for f in VOCABULARY.find(text) if f.reading.certainty == 1 and f.end - f.start > 1]
    return wording.longest([*unknown, *named])
