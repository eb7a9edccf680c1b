"""Who answered, as a person says it: a force's slug, known or with the nearest named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.commands.console import OUT, USAGE, plain, stop

ASKED = "Who answered? A force's slug, such as kent; nothing: whom the returns themselves name"
OTHERS = (
    "returns of another body lie in a folder of its name, with `<its file>: {force: none}` in the source.yml beside it"
)


def known_respondent(respondent: str | None, raw: Path, paths: Sequence[Path]) -> str | None:
    """The respondent as given. An unknown slug ends the command, unless it names a folder of the raw folder."""
    trouble = _trouble(respondent)
    if not trouble or (not paths and any(raw.glob(f"*/{respondent}/"))):
        return respondent
    raise stop(f"--respondent {respondent}: {trouble}; {OTHERS}", USAGE)


def asked_respondent(paths: Sequence[Path], raw: Path, campaign: str | None) -> str | None:
    """Asks a person at a terminal, where a path does not say it, until the answer is known; None: nobody says it."""
    from flows.read.returns import UNKNOWN, walk_paths  # noqa: PLC0415  a command that asks nothing loads no reader

    if not sys.stdin.isatty() or all(one.respondent != UNKNOWN for one in walk_paths(paths, raw, campaign).returns):
        return None
    while True:
        answer = typer.prompt(ASKED, default="", show_default=False).strip()
        trouble = _trouble(answer)
        if not trouble:
            return answer or None
        OUT.print(plain(f"{answer}: {trouble}"), markup=False)


def _trouble(respondent: str | None) -> str:
    """What is wrong with a slug; empty where nothing is."""
    from flows.tidy.force.of_return import nearest_of  # noqa: PLC0415
    from schemas.code_tables import load_codes  # noqa: PLC0415

    if not respondent or respondent in load_codes("forces"):
        return ""
    return f"no force's slug ({nearest_of(respondent)})"
