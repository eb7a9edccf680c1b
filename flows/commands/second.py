"""`foi second`: returns read a second time, by a model or a person who does not see the first reading."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, USAGE, cell, stop
from flows.commands.options import RAW, Campaign, Raw, Respondent

if TYPE_CHECKING:
    from flows.second.reading import Answer
    from flows.second.tasks import Task

BUDGET = 1_000_000
INSTALL = "asking a model takes an extra that is not installed: run make second, or pip install 'foi-returns[second]'"


def second(
    returns: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[RETURNS]...", help="Returns or folders of them; else all.", exists=True),
    ] = None,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="Write beside each return a workbook on which a person reads it.")
    ] = False,
    model: Annotated[
        str | None, typer.Option("--model", help="Ask this model, at the endpoint of OPENAI_BASE_URL.")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="DIR", help="Write the prompts to DIR, to be pasted into any chat."),
    ] = None,
    taken: Annotated[
        Path | None,
        typer.Option(
            "--import", metavar="PATH", help="Take in answers: a folder of --export, or a filled-in sheet.", exists=True
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="With --import of a folder: the name of the model that answered.")
    ] = None,
    pictures: Annotated[bool, typer.Option("--pictures", help="With --model: send pictures of the pages too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent, where, and how much; send nothing.")
    ] = False,
    budget: Annotated[int, typer.Option(min=1, help="With --model: tokens after which nothing more is sent.")] = BUDGET,
    yes: Annotated[bool, typer.Option("--yes", help="With --model: do not ask before sending.")] = False,
    raw: Raw = RAW,
    campaign: Campaign = None,
    respondent: Respondent = None,
) -> None:
    """Have returns read a second time, by a model or a person. foi ingest then compares the two readings.

    The second reader sees the document, the request and the codes, and nothing of what the program made of them. Its
    reading is a file beside the return. Figures on which both agree are sure; where they differ, a person decides.
    Nothing is ever sent but with --model, and then only after a yes.

    \b
    Examples:
      foi second raw/2016-17/kent --sheet
      foi second --import "raw/2016-17/kent/reply.pdf.second.xlsx"
      foi second --export prompts
      foi second --import prompts --by some-model
      OPENAI_BASE_URL=http://localhost:11434/v1 foi second --model qwen3 --dry-run
    """
    if sum((sheet, model is not None, export is not None, taken is not None)) != 1:
        raise stop("say one of --sheet, --model, --export and --import", USAGE)
    from flows.ingestion.seconding import tasks_at  # noqa: PLC0415  loads the readers

    where = returns or [raw]
    if not returns and not raw.is_dir():
        raise stop(f"{raw}: no such folder; name the returns, or the folder by --raw", USAGE)
    with OUT.status("opening the returns"):
        tasks = sorted(tasks_at(where, raw, campaign, respondent), key=lambda task: task.path)
    if not tasks:
        raise stop("no return that holds numbers was found there", NOTHING)
    if sheet:
        _write_sheets(tasks)
    elif export is not None:
        _export(tasks, export)
    elif taken is not None:
        _take_in(tasks, taken, by)
    elif model is not None:
        _ask(tasks, model, budget, pictures, dry_run, yes)


def _write_sheets(tasks: Sequence[Task]) -> None:
    from flows.read.sidecars import SHEET  # noqa: PLC0415
    from flows.second.sheet import write_sheet  # noqa: PLC0415

    for task in tasks:
        file = task.folder / f"{task.stem}{SHEET}"
        if file.exists():
            OUT.print(cell(f"{file}: is there already, and is left as it is"), soft_wrap=True)
        else:
            OUT.print(cell(str(write_sheet(file, task.paper, task.document_id, task.path))), soft_wrap=True)
    OUT.print(cell("Fill them in, then run foi second --import with each file's name."))


def _export(tasks: Sequence[Task], folder: Path) -> None:
    from flows.second.tasks import export  # noqa: PLC0415

    _tell_of_long(tasks)
    files = export([task for task in tasks if not task.is_long], folder)
    OUT.print(
        cell(
            f"{len(files)} prompts are in {folder}. Paste each into a chat of its own, and save its answer beside it "
            f"as .answer.json; then run: foi second --import {folder} --by NAME-OF-THE-MODEL"
        ),
        soft_wrap=True,
    )


def _take_in(tasks: Sequence[Task], taken: Path, by: str | None) -> None:
    from flows.second.reading import ReadingError, parse_answer  # noqa: PLC0415
    from flows.second.sheet import read_sheet  # noqa: PLC0415

    known = {task.document_id: task for task in tasks}
    count: Counter[str] = Counter()
    if taken.is_file():
        try:
            document, name, answer = read_sheet(taken)
        except ReadingError as error:
            raise stop(str(error), USAGE) from None
        if document not in known:
            raise stop(
                f"{taken}: its document is not among the returns looked at, or has changed since; name it", USAGE
            )
        _keep(known[document], answer, f"person:{name}", count)
    else:
        if not by:
            raise stop("say with --by which model answered", USAGE)
        for name, wanted in _wanted(taken).items():
            file = taken / name
            task = known.get(str(wanted["document"]))
            if not file.exists():
                count["not answered yet"] += 1
            elif task is None:
                count["not taken in"] += 1
                OUT.print(cell(f"{file}: its document ({wanted['path']}) is not there, or has changed", "yellow"))
            else:
                try:
                    _keep(task, parse_answer(file.read_text(encoding="utf-8-sig")), f"model:{by}", count)
                except (ReadingError, OSError, UnicodeDecodeError) as error:
                    count["not taken in"] += 1
                    OUT.print(
                        cell(f"{file}: {error}. Give this back to the reader, and save the new answer.", "yellow")
                    )
    _tell(count)
    raise typer.Exit(ERRORS if count["not taken in"] else CLEAN)


def _wanted(folder: Path) -> dict[str, dict[str, str]]:
    try:
        wanted: dict[str, dict[str, str]] = json.loads((folder / "answers-wanted.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise stop(f"{folder}: holds no answers-wanted.json of foi second --export ({error})", USAGE) from None
    return wanted


def _keep(task: Task, answer: Answer, by: str, count: Counter[str]) -> None:
    held = task.held(answer)
    file = task.keep(task.reading(answer, by, dt.date.today()))
    OUT.print(cell(f"{file}: {len(held.figures)} figures"), soft_wrap=True)
    for told in held.refused:
        OUT.print(cell(f"  refused: {told}", "yellow"), soft_wrap=True)
    count["read"] += 1
    count["figures"] += len(held.figures)
    count["refused"] += len(held.refused)


def _ask(tasks: Sequence[Task], model: str, budget: int, pictures: bool, dry_run: bool, yes: bool) -> None:
    from flows.ingestion.seconding import PAGES, endpoint_of, pictures_of  # noqa: PLC0415
    from flows.second.model import NotInstalledError, ask, estimate  # noqa: PLC0415

    try:
        endpoint = endpoint_of(model)
    except LookupError as error:
        raise stop(str(error.args[0]), USAGE) from None
    left = [task for task in tasks if not task.is_done(f"model:{model}") and not task.is_long]
    _tell_of_long(tasks)
    tokens = sum(map(estimate, left))
    pages = sum(min(task.document.pages or 0, PAGES) for task in left) if pictures else 0
    more = f" and {pages} pictures of pages" if pages else ""
    OUT.print(
        cell(
            f"{len(left)} of {len(tasks)} documents go to {endpoint.address}, model {model}: about "
            f"{tokens:,} tokens{more}; the budget is {budget:,}. They go as they are, with all names in them."
        ),
        soft_wrap=True,
    )
    if dry_run or not left:
        raise typer.Exit(CLEAN)
    if not yes and not typer.confirm("Send them?"):
        raise typer.Exit(CLEAN)

    def tell(task: Task, failure: str) -> None:
        OUT.print(cell(f"{task.path}: {failure or 'read'}", "yellow" if failure else ""), soft_wrap=True)

    try:
        asked = ask(
            left,
            endpoint,
            budget,
            pictures_of if pictures else lambda _: (),
            tell,
        )
    except NotInstalledError:
        raise stop(INSTALL, NOTHING) from None
    count = Counter(
        {"read": asked.read, "failed": len(asked.failed), "left by the budget": asked.left, "tokens": asked.tokens}
    )
    _tell(count)
    raise typer.Exit(ERRORS if asked.failed else CLEAN)


def _tell_of_long(tasks: Sequence[Task]) -> None:
    for task in tasks:
        if task.is_long:
            told = f"{task.path}: too long for one prompt; let a person read it, by foi second --sheet"
            OUT.print(cell(told, "yellow"), soft_wrap=True)


def _tell(count: Counter[str]) -> None:
    told = ", ".join(f"{many:,} {what}" for what, many in count.items() if many)
    OUT.print(cell(f"{told or 'nothing was read'}. Run foi ingest to compare the two readings."), soft_wrap=True)
