"""What people write beside the returns of a folder: `source.yml`, `recipe.yml`, `corrections.yml`, `table.csv`,
`answers.yml`; of a respondent for all campaigns, `respondents/<name>.yml`; of a campaign, its `request.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.read.grid import Notice
from flows.read.sources import Source, SourceError, parse_sources

SOURCE = "source.yml"
RECIPE = "recipe.yml"
CORRECTIONS = "corrections.yml"
TABLE = "table.csv"
ANSWERS = "answers.yml"
SECOND = ".second.json"
"""How the name of a second reading ends: `reply.pdf.second.json` is of `reply.pdf`."""
SHEET = ".second.xlsx"
"""And that of a sheet on which a person reads, which counts once `foi second --import` has taken it in."""
NAMES = frozenset({SOURCE, RECIPE, CORRECTIONS, TABLE, ANSWERS})
SOURCE_REMEDY = (
    "Write one entry a return, under its file name, with no other keys than received, reference, dated, "
    "supersedes, force, password, passwords; dates as 2017-09-26."
)
RESPONDENTS = "respondents"
"""The folder of the raw one that holds a file for each respondent of whom something is remembered."""
REQUEST = "request.yml"
"""What a campaign asked for, in the folder of the campaign."""


def is_beside(name: str) -> bool:
    """Whether a file is written beside returns, and is none itself."""
    return name in NAMES or name.endswith((SECOND, SHEET))


LARGEST = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Note:
    """A file written beside returns: its text, unparsed, and its `path` below the raw folder for messages."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What holds for the returns of a folder; None where nobody wrote such a file.

    `remembered` is of their respondent, `request` of their campaign; `second` are the second readings.
    """

    recipe: Note | None = None
    corrections: Note | None = None
    table: Note | None = None
    answers: Note | None = None
    remembered: Note | None = None
    request: Note | None = None
    second: tuple[Note, ...] = ()


def read_beside(folder: Path, label: str, returns: set[str], notices: list[Notice]) -> tuple[Beside, dict[str, Source]]:
    """What stands in `folder`, called `label`, beside the files named `returns`, and the Source of each that has one.

    Mistakes become notices.
    """

    def note(name: str) -> Note | None:
        path = f"{label}/{name}" if label else name
        text = _text(folder / name, path, notices)
        if text is not None and not returns:
            message = f"{path}: holds for nothing, as no return stands beside it"
            notices.append(Notice("beside_no_return", message, "Move it into the folder of the return.", path))
        return None if text is None else Note(path, text)

    def second(name: str) -> Note | None:
        found = note(name)
        if found is not None and returns and not any(name.startswith(one) for one in returns):
            message = f"{found.path}: holds for nothing, as no return beside it has the name before {SECOND}"
            notices.append(Notice("beside_no_return", message, "Name it after its return.", found.path))
        return found

    readings = sorted(path.name for path in folder.iterdir() if path.name.endswith(SECOND))
    source = note(SOURCE)
    sources = _sources(source, returns, notices) if source and returns else {}
    seconds = tuple(filter(None, map(second, readings)))
    return Beside(note(RECIPE), note(CORRECTIONS), note(TABLE), note(ANSWERS), second=seconds), sources


def read_note(root: Path, path: str, notices: list[Notice]) -> Note | None:
    """A file below `root`; None where there is none. A mistake becomes a notice."""
    text = _text(root / path, path, notices)
    return None if text is None else Note(path, text)


def remembered_at(respondent: str) -> str:
    """Where that is remembered which is said of a respondent, below the raw folder."""
    return f"{RESPONDENTS}/{respondent}.yml"


def passwords_beside(file: Path) -> tuple[str, ...]:
    """The passwords that `source.yml` in the folder of a return gives for it; none where it cannot be used."""
    try:
        names = {path.name for path in file.parent.iterdir()}
    except OSError:
        return ()
    _, sources = read_beside(file.parent, "", names, [])
    return sources.get(file.name, Source()).passwords


def _sources(source: Note, returns: set[str], notices: list[Notice]) -> dict[str, Source]:
    try:
        return parse_sources(source.text, returns)
    except SourceError as error:
        message = f"{source.path} {error}; nothing of this file was used"
        notices.append(Notice("source_invalid", message, SOURCE_REMEDY, source.path, "error"))
        return {}


def _text(file: Path, path: str, notices: list[Notice]) -> str | None:
    try:
        if not file.is_file():
            return None
        content = file.read_bytes()
        if len(content) > LARGEST:
            raise OverflowError(f"longer than {LARGEST:,} bytes")
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, OverflowError) as error:
        what = error.strerror if isinstance(error, OSError) else error
        message = f"{path}: cannot be used, {what}"
        notices.append(Notice("sidecar_unreadable", message, "Save it as plain text in UTF-8.", path, "error"))
        return None
