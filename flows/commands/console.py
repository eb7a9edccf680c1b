"""The console, and what a return says made fit for it: shown, never obeyed."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.text import Text

from flows.publish.escaping import printable
from schemas.rows import Finding, Severity

WIDE = 160
"""Columns where the output goes to a file or another program."""

OUT = Console(width=None if Console().is_terminal else WIDE)
ERR = Console(stderr=True)

CLEAN, ERRORS, USAGE, NOTHING, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: clean or warnings only, findings of severity error, wrong usage, nothing could be done, Ctrl-C."""

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "dim"}


def plain(text: object, length: int | None = None) -> str:
    r"""`text` on one line, with control characters written out so that no terminal obeys them.

    >>> plain("1,681\x1b[2J"), plain("two\nlines"), plain("a long label", 7)
    ('1,681\\x1b[2J', 'two ⏎ lines', 'a long…')
    """
    shown = printable(str(text).replace("\r\n", "\n").replace("\n", " ⏎ ").replace("\t", " "))
    if length is not None and len(shown) > length:
        return shown[: length - 1].rstrip() + "…"
    return shown


def cell(text: object, style: str = "", length: int | None = None) -> Text:
    """`plain` as a rich Text, so that square brackets in it are no markup either."""
    return Text(plain(text, length), style=style, overflow="fold")


def finding(found: Finding) -> Text:
    """A finding as lines: severity, where, what, and the remedy."""
    where = f"{found.path} " if found.path and found.path not in found.message else ""
    return Text.assemble(
        (f"{found.severity} ", STYLES[found.severity]),
        (plain(found.check), "bold"),
        f" {plain(where)}{plain(found.message)}",
        (f"\n    {plain(found.remedy)}" if found.remedy else "", "dim"),
        (f"\n    as it is, accept it in answers.yml: finding {found.finding_id}" if found.finding_id else "", "dim"),
    )


def stop(message: str, code: int) -> typer.Exit:
    """The end of a command that cannot go on: the message on standard error, and the exit code to raise."""
    ERR.print(Text(plain(message), style="red"), soft_wrap=True)
    return typer.Exit(code)
