"""Witnesses of a return -> the force that it is of, or a contradiction. No reading and no wording: a pure judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Stand = Literal["source.yml", "folder", "letterhead", "mail address", "signature", "text", "table", "figures"]

SENDER: tuple[Stand, ...] = ("letterhead", "mail address", "signature")
ABOUT: tuple[Stand, ...] = ("text", "table", "figures")


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing that speaks for a force: where it stands, and its words as printed.

    `firm`: it is the sender's own name or says whose the figures are; else it is a mention, which accuses nobody.
    `force` None: a person says that the return is of no force, or the folder bears no force's name.
    """

    stand: Stand
    force: str | None
    words: str = ""
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The force of a return and what it rests on; None where nothing says it, or where `against` contradicts."""

    force: str | None = None
    by: tuple[Witness, ...] = ()
    against: tuple[Witness, ...] = ()


def judge(witnesses: Iterable[Witness]) -> Verdict:
    """What a person says stands; then the folder, unless it is contradicted; then what the return says of itself.

    A joint unit sends under one letterhead for another force, so a sender's name accuses the folder only where the
    return nowhere mentions the folder's force, and a statement in the text only where neither text nor tables do.
    Figures that all name other forces in their own labels accuse it whatever else is said.

    >>> judge([Witness("folder", "essex"), Witness("letterhead", "staffordshire")]).force
    >>> judge([Witness("folder", "warwickshire"), Witness("letterhead", "west-mercia"),
    ...     Witness("table", "warwickshire", firm=False)]).force
    'warwickshire'
    """
    heard = tuple(witnesses)
    said = _firm(heard, "source.yml")
    if said:
        return Verdict(said[0].force, said)
    folders = tuple(w for w in heard if w.stand == "folder")
    if len({w.force or w.words for w in folders}) > 1:
        return Verdict(against=folders)
    return _of_folder(folders, heard) if folders and folders[0].force else _of_itself(heard)


def _of_folder(folders: tuple[Witness, ...], heard: tuple[Witness, ...]) -> Verdict:
    force = folders[0].force
    own = [w for w in heard if w.force == force and w.stand != "folder"]
    excused: tuple[tuple[tuple[Stand, ...], bool], ...] = (
        (("figures",), False),
        (("text",), any(w.stand in ABOUT for w in own)),
        (SENDER, bool(own)),
    )
    for stands, is_excused in excused:
        against = tuple(w for w in _firm(heard, *stands) if w.force != force)
        if against and not is_excused:
            return Verdict(against=against)
    return Verdict(force, folders)


def _of_itself(heard: tuple[Witness, ...]) -> Verdict:
    """Whom the return speaks for where no folder does: labels of figures before statements, these before senders."""
    for stands in (("figures",), ("text",), SENDER):
        firm = _firm(heard, *stands)
        if not firm:
            continue
        if len({w.force for w in firm}) > 1:
            # Figures that each name their force need none for all of them.
            return Verdict(by=firm) if stands == ("figures",) else Verdict(against=firm)
        told = tuple(w for w in heard if w.stand == "table" and stands == SENDER)
        if told and firm[0].force not in {w.force for w in told}:
            return Verdict(against=(firm[0], *told))
        return Verdict(firm[0].force, firm)
    return Verdict()


def _firm(heard: tuple[Witness, ...], *stands: Stand) -> tuple[Witness, ...]:
    return tuple(w for w in heard if w.firm and w.stand in stands)
