"""Titles of offences cut short behind their code: `17A SA male 13+`, `22A Cause sex act w/o consent`.

The code says which offence it is; the words beside it must say no more than its own title does, and nothing else.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from flows.tidy.labels import sexes
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Offence, Reading
from flows.tidy.labels.offences import names as offence_names
from flows.tidy.labels.wording import blanked
from schemas.code_tables import load_codes, words

CONTRADICTS = "offence_code_contradicts_name"
NEAR, OF_ONE_STEM = 75, 65
_STEM = 4
_SHORTEST = 3
LONG_WORD = 6


def read(code: Reading[Offence], title: str) -> Reading[Offence] | None:
    """The offence of a code whose title these words cut short or misspell; None where they say anything else.

    Another age or sex than the title's is a contradiction, a narrower one says more. A number that may be no code
    (its reading is unsure) needs more to be told by than one short word.

    >>> from flows.tidy.labels.offences.codes import offence
    >>> of = lambda code, title, sure=1.0: read(Reading(offence(code), certainty=sure), title)
    >>> of("17A", "SA male 13+").flags, of("17A", "SA female 13+").flags, of("17A", "SA male 13+ by a stranger")
    ((), ('offence_code_contradicts_name',), None)
    >>> of("19C", "Rape of a female aged 16 and o").certainty, of("19D", "Rape of a female child under 1").flags
    (1.0, ())
    >>> of("21", "Sex activity child U13", 0.2).certainty, of("21", "Child", 0.2)
    (0.7, None)
    """
    assert code.value.code is not None
    if offence_names.begins_title(title, code.value.code):
        return Reading(code.value, code.flags)
    official = load_codes("offences")[code.value.code]["name"]
    banded = [f for f in ages.find(title) if f.reading.value.kind == "band"]
    rest = words(blanked(title, banded))
    of_sex = {w.key: sex for w in rest if (sex := _sex(w.key))}
    telling = [w.key for w in rest if w.key not in of_sex and not offence_names.is_small(w.key)]
    if not all(_is_of(word, code.value.code, official) for word in telling):
        return None
    sure = code.certainty == 1
    if not sure and not (len(telling) > 1 or (telling and (banded or len(telling[0]) >= LONG_WORD))):
        return None
    bands, own = {f.reading.value for f in banded}, {f.reading.value for f in ages.find(official)}
    named, own_sex = set(of_sex.values()), {_sex(w.key) for w in words(official)} - {""}
    more = (bands and not own) or (named and not own_sex) or any(o.contains(b) for o in own for b in bands)
    if more or not (telling or bands or named):
        return None
    if not (bands <= own and named <= own_sex):
        return Reading(code.value, (*code.flags, CONTRADICTS), certainty=0.4)
    return code if sure else Reading(code.value, certainty=0.7)


def _sex(word: str) -> str:
    reading = sexes.parse(word)
    return reading.value if reading is not None and reading.value in ("female", "male") else ""


def _is_of(word: str, code: str, official: str) -> bool:
    """Whether a word is one of the code's titles, near one, the beginning of one, or the first letters of several."""
    listed = [w.key for w in words(official)]
    if word.isdecimal():
        return word in listed
    known = offence_names.title_words(code)
    if any(fuzz.ratio(word, o) >= (OF_ONE_STEM if word[:_STEM] == o[:_STEM] else NEAR) for o in known):
        return True
    if len(word) >= _SHORTEST and any(o.startswith(word) for o in known):
        return True
    letters = "".join(w[0] for w in listed if not offence_names.is_small(w) or w in ("child", "children"))
    return 1 < len(word) <= _STEM and word in letters
