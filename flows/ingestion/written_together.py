"""Files beside returns that one act writes: all of them or none, though the machine stops between two.

What they are to hold is noted first, with what they held. Killed before the note stands, nothing was said; killed
after, whoever opens the data set next writes the rest, or, where somebody has changed one of them meanwhile, takes
back what was written.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flows.ingestion.progress import say
from flows.publish import state
from flows.publish.escaping import printable
from flows.publish.folders import STATE

NOTE = f"{STATE}/said.json"


@contextmanager
def one_at_a_time(processed: Path) -> Iterator[None]:
    """Hold all writing beside returns for one writer, while another waits. What was cut short is completed first."""
    (processed / STATE).mkdir(parents=True, exist_ok=True)
    with (processed / STATE / "review.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _complete(processed)
        yield


def write_together(processed: Path, texts: Mapping[Path, str]) -> None:
    """Put texts into their files; one with nothing in it goes. To be called while `one_at_a_time` is held.

    Where the system refuses one of them, those written before it are as they were, and OSError is raised.
    """
    before = {file: _text(file) for file in texts}
    if len(texts) > 1:
        files = {str(file.resolve()): [before[file], text] for file, text in texts.items()}
        _write(processed / NOTE, state.text_of({"files": files}))
    try:
        for file, text in texts.items():
            _write(file, text)
    except OSError:
        for file in texts:
            if _text(file) != before[file]:
                _write(file, before[file])
        (processed / NOTE).unlink(missing_ok=True)
        raise
    (processed / NOTE).unlink(missing_ok=True)


def _complete(processed: Path) -> None:
    """Write what an act that was cut short left unwritten, or take it back where it cannot be written any more."""
    try:
        note = state.load(processed / NOTE)
    except state.DamagedError:
        note = {"files": {}}
        say(f"{processed / NOTE}: damaged: an act of foi review was cut short; look for its lines beside the returns")
    if note is None:
        return
    files = {Path(name): texts for name, texts in note["files"].items()}
    changed = [file for file, texts in files.items() if _text(file) not in texts]
    for file, (before, now) in files.items():
        if file not in changed:
            _write(file, before if changed else now)
    (processed / NOTE).unlink()
    if changed:
        names = ", ".join(printable(str(file)) for file in changed)
        say(f"{names}: changed while an act of foi review was cut short; its lines in other files are taken back")


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _write(file: Path, text: str) -> None:
    """The whole of a file in one move."""
    if not text.strip():
        file.unlink(missing_ok=True)
        return
    draft = file.with_name(f".{file.name}.part")
    file.parent.mkdir(exist_ok=True)
    with draft.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(draft, file)
