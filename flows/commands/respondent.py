"""Who answered, as a person says it: a force's slug, known or with the nearest named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.commands.console import OUT, USAGE, plain, stop

ASKED = "Who answered? A force by its name or slug, such as kent; nothing: whom the returns themselves name"
NAMED = "give a force by its name or slug, such as kent"
OTHERS = (
    "returns of another body lie in a folder of its name, which you make, with `<its file>: {force: none}` in the "
    "source.yml beside it"
)


def force_of(words: str) -> str | None:
    """The slug of a force that is named by its slug or any of its names, in any case; None where no force is."""
    from flows.tidy.labels.forces import parse  # noqa: PLC0415  a command that names no force loads no labels
    from schemas.code_tables import load_codes  # noqa: PLC0415

    if words in load_codes("forces"):
        return words
    read = parse(words)
    return None if read is None or read.alternatives else read.value


def known_force(force: str) -> str:
    """The slug of a force that a person names; ends the command where none is, naming the nearest."""
    found = force_of(force)
    if found is None:
        raise stop(f"--force {force}: {_unknown(force)}; {NAMED}", USAGE)
    return found


def known_respondent(respondent: str, raw: Path, paths: Sequence[Path] = ()) -> str:
    """The respondent, a force by its slug. An unknown name ends the command, if no folder bears it."""
    if not paths and respondent in {folder.name for folder in raw.glob("*/*") if folder.is_dir()}:
        return respondent
    found = force_of(respondent)
    if found is None:
        raise stop(f"--respondent {respondent}: {_unknown(respondent)}; {OTHERS}", USAGE)
    return found


def asked_respondent(paths: Sequence[Path], raw: Path, campaign: str | None) -> str | None:
    """Asks a person at a terminal, where a path does not say it, until the answer is known; None: nobody says it."""
    from flows.read.returns import UNKNOWN, walk_paths  # noqa: PLC0415  a command that asks nothing loads no reader

    if not sys.stdin.isatty() or all(one.respondent != UNKNOWN for one in walk_paths(paths, raw, campaign).returns):
        return None
    while True:
        answer = typer.prompt(ASKED, default="", show_default=False).strip()
        found = force_of(answer) if answer else None
        if found or not answer:
            return found
        OUT.print(plain(f"{answer}: {_unknown(answer)}"), markup=False)


def _unknown(respondent: str) -> str:
    """What is wrong with a name that is no force's, with the nearest that are."""
    from flows.tidy.force.of_return import nearest_of  # noqa: PLC0415

    return f"no force's name or slug ({nearest_of(respondent)})"
