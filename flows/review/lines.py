"""What a person says, as the lines of `answers.yml`, `corrections.yml` and `recipe.yml` that say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.check.acceptance import digest
from flows.publish.report.evidence import Evidence
from flows.publish.report.mending import place_lines, quoted
from flows.read.sidecars import ANSWERS, CORRECTIONS, RECIPE, remembered_at
from flows.review.entries import EVERYWHERE, Entry, EntryError
from flows.tidy.people.unknown_labels import ALIASES, FILES, exact_line
from flows.tidy.people.values import DIMENSIONS, read_value, written
from schemas.code_tables import load_codes
from schemas.rows import DocumentRow, Finding, Observation

TOTAL = "total"
CODED = (*DIMENSIONS, TOTAL)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, when (the day, in ISO) and why."""

    by: str
    on: str
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise EntryError("Say why: those who come later will want to know. Nothing was written")
        if not self.by.strip():
            raise EntryError("Say who you are. Nothing was written")


def answer(question: str, voice: Voice, option: str | None = None, value: str | None = None) -> Entry:
    """An answer to a question: the key of an option, or a value that is none of them."""
    chosen = f"option: {quoted(option)}" if option is not None else f"value: {quoted(value or '')}"
    lines = [f"question: {question}", chosen, f"why: {quoted(voice.why)}", f"by: {quoted(voice.by)}", f"on: {voice.on}"]
    return Entry(ANSWERS, _item(lines))


def acceptances(findings: Sequence[Finding], observations: Sequence[Observation], voice: Voice) -> Entry:
    """Findings of a document that may stand, each until a figure that it names changes."""
    by_id: dict[str, list[Finding]] = {}
    for one in findings:
        by_id.setdefault(one.finding_id, []).append(one)
    if "" in by_id:
        raise EntryError("The data set was made before findings had names: ingest again. Nothing was written")
    signed = [f"why: {quoted(voice.why)}", f"by: {quoted(voice.by)}", f"on: {voice.on}"]
    entries = [
        _item([f"finding: {quoted(name)}", f"seen: {quoted(digest(found, observations))}", *signed])
        for name, found in by_id.items()
    ]
    return Entry(ANSWERS, "".join(entries))


def corrections(
    evidence: Evidence,
    rows: Sequence[Observation],
    voice: Voice,
    value: str,
    values: Mapping[str, str],
) -> Entry:
    """Another value of figures, or other dimensions of them. Raises EntryError for a value that is none."""
    if not value.strip() and not values:
        raise EntryError("Say what is right: another value, or what the figure counts. Nothing was written")
    if value.strip() and len(rows) > 1:
        raise EntryError("A value is of one figure alone. Nothing was written")
    said = [f"{name}: {quoted(checked(name, words))}" for name, words in values.items()]
    return Entry(CORRECTIONS, "".join(_correction(evidence, row, voice, value.strip(), said) for row in rows))


def _correction(evidence: Evidence, row: Observation, voice: Voice, value: str, said: Sequence[str]) -> str:
    sentence, nth = _in_cell(evidence, row)
    where = place_lines(row.place) or [f"sentence: {quoted(sentence)}"]
    if nth > 1:
        where.append(f"figure: {nth}")
    printed = sentence if row.place.table is not None else row.raw_value or ""
    if value and value.replace(",", "") == printed.strip().replace(",", ""):
        raise EntryError(f"{value} is what is printed, which corrects nothing. Nothing was written")
    right = [f"value: {quoted(value)}"] if value else []
    lines = [f"file: {quoted(evidence.name)}", *where, f"printed: {quoted(printed)}", *said, *right]
    return _item([*lines, f"reason: {quoted(voice.why)}", f"by: {quoted(voice.by)}", f"date: {voice.on}"])


def label_rule(label: str, values: Mapping[str, str], voice: Voice, file: str | None) -> Entry:
    """What a label means, in one file, or with `file` None in all that lie in its folder."""
    return _recipe(label_lines(label, values), voice, file)


def label_lines(label: str, values: Mapping[str, str]) -> list[str]:
    """The rule of a recipe that says what a label means. Raises EntryError for a value that is none."""
    if not values:
        raise EntryError("Say what the label means. Nothing was written")
    meaning = ", ".join(
        "total: yes" if name == TOTAL else f"{name}: {quoted(checked(name, words))}" for name, words in values.items()
    )
    return ["labels:", f"  {quoted(label)}: {{{meaning}}}"]


def constant(name: str, words: str, voice: Voice, file: str | None) -> Entry:
    """What all figures of a file are of where nothing says otherwise."""
    return _recipe([f"{name}: {quoted(checked(name, words))}"], voice, file)


def laid_label(figure: Observation, scope: str, values: Mapping[str, str]) -> list[str]:
    """The rule of a recipe that lays a label over the column of a figure, or beside its row.

    Raises EntryError for a value that is none.
    """
    said = ", ".join(f"{name}: {quoted(checked(name, words))}" for name, words in values.items())
    where = f"{getattr(figure.place, scope)}: {{{said}}}"
    return ["tables:", f"  - table: {figure.place.table}", f"    {scope}_values:", f"      {where}"]


def rule(said: Sequence[str], voice: Voice, file: str | None) -> Entry:
    """Lines of a recipe as they are, of one file or of all in its folder."""
    return _recipe(said, voice, file)


def for_respondent(row: DocumentRow, like: str, words: str, said: Mapping[str, str], voice: Voice) -> Entry:
    """What is said of a return, to be remembered for its respondent. `like` marks what it is said of."""
    told = [f"{name}: {quoted(one)}" for name, one in said.items() if name != "recipe"]
    if "recipe" in said:
        told = ["recipe: |", *(f"  {line}" for line in said["recipe"].splitlines())]
    where = [f"campaign: {quoted(row.campaign)}", f"like: {quoted(like)}", f"words: {quoted(words)}"]
    signed = [f"why: {quoted(voice.why)}", f"by: {quoted(voice.by)}", f"on: {voice.on}"]
    return Entry(remembered_at(row.respondent), _item([*where, *told, *signed]))


def everywhere(label: str, name: str, words: str) -> Entry:
    """The row by which a label means the same in all returns. Raises EntryError where a label cannot."""
    value = TOTAL if name == TOTAL else written(name, read_value(name, checked(name, words)))
    files = [file for file, (dimension, _) in FILES.items() if dimension == name]
    file = next((one for one in files if len(files) == 1 or value in load_codes(FILES[one][1][0])), None)
    if file is None or f"{ALIASES}/{file}.csv" not in EVERYWHERE:
        raise EntryError(
            f"A {name} of a label cannot be said for all returns; say it for this respondent. Nothing was written"
        )
    return Entry(f"{ALIASES}/{file}.csv", exact_line(label, value) + "\n")


def _recipe(rule: Sequence[str], voice: Voice, file: str | None) -> Entry:
    """A rule at the end of a recipe, behind who says so and why."""
    if file is not None:
        rule = ["files:", f"  {quoted(file)}:", *(f"    {line}" for line in rule)]
    signed = f"# {voice.on} {' '.join(voice.by.split())}: {' '.join(voice.why.split())}"
    return Entry(RECIPE, "\n".join([signed, *rule]) + "\n")


def _item(lines: Sequence[str]) -> str:
    return "- " + "\n  ".join(lines) + "\n"


def checked(name: str, words: str) -> str:
    """A value of a dimension as it is to be written. Raises EntryError for one that is none."""
    if name not in DIMENSIONS:
        raise EntryError(f"{name}: no dimension of the data set. Nothing was written")
    try:
        read_value(name, words.strip())
    except ValueError as error:
        raise EntryError(f'"{words}" is {error}. Nothing was written') from error
    return words.strip()


def _in_cell(evidence: Evidence, row: Observation) -> tuple[str, int]:
    """The text of the cell or sentence that a figure rests on, and which of the figures in it it is, from 1."""
    cell = next((one for one in evidence.cells if row.observation_id in one.observation_ids), None)
    if cell is None:
        return row.raw_value or "", 1
    mates = [one for one in evidence.observations if one.observation_id in cell.observation_ids]
    if row.place.table is None:  # a correction names the figures of a sentence by what is printed
        mates = [one for one in mates if one.raw_value == row.raw_value]
    order = sorted(mates, key=lambda one: _stands(cell.text, one))
    return cell.text, order.index(row) + 1


def _stands(text: str, row: Observation) -> int:
    """Where a figure stands in a text; behind all others where it is not found."""
    at = text.replace(",", "").find(str(row.count) if row.count is not None else row.raw_value or "\0")
    return at if at >= 0 else len(text)
