"""`foi validate`: the published data set looked at again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, cell, finding, stop
from flows.commands.options import PROCESSED, RAW, Processed, Raw
from flows.commands.prefect_server import ServerError, is_named, require_named

if TYPE_CHECKING:
    from flows.publish.validation_runs import Change, Comparison

MOST = 20
"""Figures named that are other than at the last run."""


def validate(
    processed: Processed = PROCESSED,
    prc: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Recorded crime, as the Home Office publishes it."
        ),
    ] = None,
    raw: Raw = RAW,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules, and look at nothing.")] = False,
) -> None:
    """Check that the data set is what the returns give: each is understood again, and every row held against it.

    What is other than at the last run without an error is told row by row, and all of it, dated, in
    processed/validation. With --prc, figures are held against floors and ceilings from the open data of recorded
    crime.

    \b
    Examples:
      foi validate
      foi validate --prc prc-pfa-mar2013-onwards-tables.ods
    """
    if rules:
        _list_rules()
        raise typer.Exit(CLEAN)
    from flows.check.evidence.tables import EvidenceError  # noqa: PLC0415
    from flows.ingestion.names import text_of  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415
    from flows.read.grid import UnreadableError  # noqa: PLC0415
    from flows.validation import InvalidDataError, validate_and_keep  # noqa: PLC0415

    try:
        if is_named():
            from flows.validate import validate as flow  # noqa: PLC0415  loads Prefect

            require_named()
            found = flow(text_of(processed), str(prc) if prc else None, text_of(raw))
        else:
            found = validate_and_keep(processed, prc, raw)
    except InvalidDataError as error:
        found = error.validation
    except (DatasetError, EvidenceError, UnreadableError, ServerError) as error:
        raise stop(str(error), NOTHING) from None
    OUT.print(*(finding(one) for one in found.findings), sep="\n", end="\n" * bool(found.findings), soft_wrap=True)
    _say(found.compared)
    if found.accepted:
        told = f"{found.accepted:,} finding{'s' * (found.accepted != 1)} accepted, as is said beside the returns"
        OUT.print(told, markup=False, soft_wrap=True)
    if found.errors:
        raise typer.Exit(ERRORS)
    OUT.print(f"{processed}: as it was published, and as the contract has it", markup=False, soft_wrap=True)
    raise typer.Exit(CLEAN)


def _say(compared: Comparison) -> None:
    """What is other than at the last run, and the first of the figures."""
    for line in (*compared.lines(), *(_words(change) for change in compared.figures[:MOST])):
        OUT.print(cell(line), soft_wrap=True)
    more = len(compared.figures) - MOST
    if more > 0:
        OUT.print(cell(f"  and {more:,} more, in the newest file of validation/"), soft_wrap=True)


def _words(change: Change) -> str:
    what = {"new": f": {change.now}", "gone": f": was {change.before}"}
    said = what.get(change.change, f": {change.before}, now {change.now}")
    return f"  {change.change} {change.figure}{said}{f' ({change.place})' if change.place else ''}"


def _list_rules() -> None:
    from flows.check import rules  # noqa: F401, PLC0415  registers them
    from flows.check.registry import RULES  # noqa: PLC0415

    for rule in sorted(RULES.values(), key=lambda rule: (rule.number, rule.name)):
        OUT.print(f"{rule.number}  {rule.severity:7}  {rule.name}", markup=False, highlight=False)
        OUT.print(f"     {rule.explanation}\n     {rule.remedy}", markup=False, highlight=False, soft_wrap=True)
