"""Progress on the console, a step a return."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from flows.publish.escaping import printable
from flows.publish.folders import DatasetError


class Steps:
    """Told of every return that is done."""

    def __init__(self, progress: Progress, task: TaskID, what: str, total: int) -> None:
        self._progress, self._task, self._what, self._total, self._done = progress, task, what, total, 0

    def done(self, path: str, result: str) -> None:
        """One more is done: its path, and in a word what came of it."""
        self._done += 1
        shown = f"{printable(path)}  {printable(result)}"
        if self._progress.console.is_terminal:
            self._progress.update(self._task, advance=1, current=escape(shown))
        else:
            counted = f"{self._what} {self._done} of {self._total}  {shown}"
            self._progress.console.print(counted, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def steps(what: str, total: int) -> Iterator[Steps]:
    """A bar of `total` steps on standard error; a line a step where that is no terminal; nothing for no steps."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(separator=" of "),
        TextColumn("{task.fields[current]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not (total and console.is_terminal)) as progress:
        yield Steps(progress, progress.add_task(what, total=total, current=""), what, total)


def tell(error: DatasetError) -> None:
    """Say on standard error what was damaged."""
    say(f"{str(error).partition(';')[0]}: made anew")


def say(words: str) -> None:
    """Say something on standard error."""
    Console(stderr=True).print(words, markup=False, soft_wrap=True)
