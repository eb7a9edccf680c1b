"""Titles of offences that say whom they are against, where no classes of today stand beside them.

In a table of classes or their codes the ages and sexes of titles are a part of the class: `19D Rape of a female child
under 16`. A table of repealed offences (`Indecent assault on a female under 16`), or one that tells no more than a
group and a sex (`Sexual assault on a male`), knows no classes: its words are what it says of the victims.
"""

from __future__ import annotations

from typing import Any

from flows.tidy.draft import Draft
from flows.tidy.labels import sexes
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Age, Found, Offence, is_whole
from flows.tidy.labels.offences import codes, offences
from flows.tidy.labels.wording import blanked, fold
from flows.tidy.layout.around.surroundings import Surroundings
from flows.tidy.layout.figures.attach import Table
from schemas.code_tables import load_codes

_SURE = 0.5
_OF_VICTIMS: dict[str, Any] = {"age": ages, "sex": sexes}


def tell_victims(table: Table, around: Surroundings) -> None:
    """Give figures the age and sex that the title of their offence tells, where no label of theirs tells another."""
    levels = [*table.rows, *table.columns]
    over = around.sources.get("offence", "") if isinstance(around.values.get("offence"), Offence) else ""
    labels = [text for r in levels for text, meaning in r.meanings.items() if "offence" in meaning.values]
    if (not labels and not over) or any(map(_is_of_a_class, [*(t for r in levels for t in r.meanings), over])):
        return
    for draft in table.drafts:
        said = [
            (slot.text, r.meanings[slot.text].values)
            for r in levels
            if (slot := r.level.slots.get(draft.row if r.level.axis == "row" else draft.column)) is not None
        ]
        titles = [text for text, values in said if "offence" in values] or [over]
        if len(titles) == 1 and not draft.totals:
            _tell(draft, titles[0], {d for _, values in said for d in values})


def _tell(draft: Draft, text: str, of_labels: set[str]) -> None:
    for found in _titles(text):
        if found.reading.value != draft.values.get("offence") or not (told := _told(text, found)):
            continue
        for dimension, value in told.items():
            before = draft.values.get(dimension)
            narrower = is_whole(before) or (isinstance(before, Age) and before.contains(value))
            if dimension not in of_labels and narrower:
                draft.values[dimension] = value
        if (group := _plain_group(text[found.start : found.end])) is not None:
            draft.values["offence"] = group


def _titles(text: str) -> list[Found[Offence]]:
    """The title that all of a text is, else those within it."""
    whole = offences.parse(text)
    return [Found(0, len(text), whole)] if whole is not None else offences.find(text)


def _told(text: str, found: Found[Offence]) -> dict[str, Any]:
    """The one age and the one sex within a title that is no class of today."""
    title = text[found.start : found.end]
    if not _is_repealed(found.reading.value) and _plain_group(title) is None:
        return {}
    named = {d: {f.reading.value for f in module.find(title)} for d, module in _OF_VICTIMS.items()}
    return {d: values.pop() for d, values in named.items() if len(values) == 1}


def _is_of_a_class(text: str) -> bool:
    """Whether words hold a code, or the title of a class of today that tells an age or sex."""
    if any(code.reading.certainty > _SURE for code in codes.find(fold(text))):
        return True
    return any(
        found.reading.value.code is not None
        and not _told(text, found)
        and any(module.find(text[found.start : found.end]) for module in _OF_VICTIMS.values())
        for found in _titles(text)
    )


def _is_repealed(offence: Offence) -> bool:
    return offence.code is not None and load_codes("offences")[offence.code]["current"] == "no"


def _plain_group(title: str) -> Offence | None:
    """The group of a title that tells no more than it and a sex; None for any other.

    >>> _plain_group("Sexual Assault on a Male"), _plain_group("Sexual assault on a male child under 13")
    (Offence(code=None, group='sexual_assault'), None)
    """
    of_sex = sexes.find(title)
    plain = len(of_sex) == 1 and not ages.find(title)
    reading = offences.parse(blanked(title, of_sex).strip()) if plain else None
    return reading.value if reading is not None and reading.value.code is None else None
