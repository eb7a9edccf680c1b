"""Titles of offences that say whom they are against, where no classes of today stand beside them.

In a list of classes or their codes the ages and sexes of titles are a part of the class: `19D Rape of a female child
under 16`. A list of repealed offences (`Indecent assault on a female under 16`), or one that tells no more than a
group and a sex (`Sexual assault on a male`), knows no classes: its words are what it says of the victims.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flows.tidy.labels import sexes
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Offence
from flows.tidy.labels.offences import codes, offences
from flows.tidy.labels.wording import blanked, fold
from schemas.code_tables import load_codes

_SURE = 0.5
_OF_VICTIMS: dict[str, Any] = {"age": ages, "sex": sexes}


def tell_victims(titles: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By title the age, sex and offence that it tells; nothing where one of them is a class of today.

    >>> tell_victims(["Rape of a female"])
    {'Rape of a female': {'sex': 'female', 'offence': Offence(code=None, group='rape')}}
    >>> tell_victims(["Rape of a female", "19D Rape of a female child under 16"])
    {}
    """
    listed = list(titles)
    return {} if any(map(_is_of_a_class, listed)) else {t: dict(told) for t in listed if (told := _told(t))}


@lru_cache(maxsize=1024)
def is_of_title(offence: Offence | None, dimension: str, value: Any) -> bool:
    """Whether the title of a class tells this age or sex itself, so that it narrows the class no further.

    >>> is_of_title(Offence("19G", "rape"), "sex", "male"), is_of_title(Offence("88A", "grooming"), "sex", "male")
    (True, False)
    """
    if offence is None or offence.code is None or dimension not in _OF_VICTIMS:
        return False
    title = load_codes("offences")[offence.code]["name"]
    return any(f.reading.value == value for f in _OF_VICTIMS[dimension].find(title))


@lru_cache(maxsize=4096)
def _told(title: str) -> tuple[tuple[str, Any], ...]:
    """The one age and the one sex within a title that is no class of today, and the group that it tells alone."""
    whole = offences.parse(title)
    group = _plain_group(title)
    if whole is None or (not _is_repealed(whole.value) and group is None):
        return ()
    named = {d: {f.reading.value for f in module.find(title)} for d, module in _OF_VICTIMS.items()}
    told = [(d, values.pop()) for d, values in named.items() if len(values) == 1]
    return (*told, ("offence", group)) if told and group is not None else tuple(told)


def _is_of_a_class(text: str) -> bool:
    """Whether words hold a code, or the title of a class of today that tells an age or sex."""
    if any(code.reading.certainty > _SURE for code in codes.find(fold(text))):
        return True
    whole = offences.parse(text)
    described = any(module.find(text) for module in _OF_VICTIMS.values())
    return whole is not None and whole.value.code is not None and not _told(text) and described


def _is_repealed(offence: Offence) -> bool:
    return offence.code is not None and load_codes("offences")[offence.code]["current"] == "no"


def _plain_group(title: str) -> Offence | None:
    """The group of a title that tells no more than it and a sex; None for any other."""
    of_sex = sexes.find(title)
    plain = len(of_sex) == 1 and not ages.find(title)
    reading = offences.parse(blanked(title, of_sex).strip()) if plain else None
    return reading.value if reading is not None and reading.value.code is None else None
