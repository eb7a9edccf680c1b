"""What would mend a finding: the lines of `recipe.yml`, `corrections.yml`, `source.yml` or an alias file, to copy."""

from __future__ import annotations

import json
import posixpath
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.check.acceptance import OF_ACCEPTANCES, digest
from flows.publish.report.evidence import Evidence
from schemas.code_tables import load_codes
from schemas.rows import Finding, LedgerCell, Observation, Place

REASON = "say how you know"
_QUOTED = re.compile(r'\("(?:…\S*\s+)?(.+?)(?:\s+\S*…)?"\)(?=; |$)')
"""The words of the return in a finding's message; words that it cuts are left out."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Lines to put at the end of `file` (below the raw folder, or an alias file), or a command where it is empty.

    `edit` says what in them is for a person to change first.
    """

    file: str
    lines: str
    edit: str = ""


def mends(finding: Finding, evidence: Evidence) -> list[Mend]:
    """What would mend a finding of a document; empty where no line can."""
    if not finding.is_work:
        return []
    known = load_codes("mends").get(finding.check)
    if known is None:
        return []
    if known["with"] == "line":
        return [_recipe(evidence, [known["key"]], known["edit"])]
    return list(_mends(known["with"], known["key"], finding, evidence))


def acceptance(finding: Finding, evidence: Evidence) -> Mend | None:
    """The lines that let a published finding stand as long as its figures are as they are; None where none can."""
    if not finding.is_work or not finding.finding_id or finding.check in OF_ACCEPTANCES:
        return None
    seen = digest([one for one in evidence.findings if one.finding_id == finding.finding_id], evidence.observations)
    lines = f"- finding: {finding.finding_id}\n  seen: {seen}\n  why:\n"
    return Mend(evidence.beside("answers.yml"), lines, "say why it may stand as it is")


def named_measure(evidence: Evidence) -> Mend:
    """The line that says what figures count of which the return does not say it."""
    return _recipe(evidence, ["measure: offences"], "if it is offences that they count")


def correction(place: Place, printed: str, value: int | None, sentence: str, evidence: Evidence) -> str:
    """A correction of the figure at a place, with the value that was read, for a person to change."""
    where = place_lines(place) or [f"sentence: {quoted(sentence)}"]
    told = [
        f"file: {quoted(evidence.name)}",
        *where,
        f"printed: {quoted(printed)}",
        f"value: {quoted(printed) if value is None else value}",
    ]
    return "- " + "\n  ".join([*told, f"reason: {REASON}"]) + "\n"


def place_lines(place: Place) -> list[str]:
    """A place as the lines of a correction; none for a place in running text."""
    if place.sheet and place.cell:
        return [f"sheet: {quoted(place.sheet)}", f"cell: {place.cell}"]
    if place.table and place.row and place.column:
        return [f"{name}: {getattr(place, name)}" for name in ("table", "row", "column")]
    return []


def quoted(text: str) -> str:
    """A text as a quoted YAML scalar on one line.

    >>> quoted('say "no": 5')
    '"say \\\\"no\\\\": 5"'
    """
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _mends(kind: str, key: str, finding: Finding, evidence: Evidence) -> Iterator[Mend]:
    if kind == "correction":
        cell = _cell(finding, evidence)
        if cell is not None:
            printed = cell.text if cell.place.table is not None else finding.raw_value or ""
            lines = correction(cell.place, printed, _count(cell, evidence), cell.text, evidence)
            yield Mend(evidence.beside("corrections.yml"), lines, "write the value, and the reason")
    elif kind == "constant":
        found = _period(evidence.observations) if key == "period" else ""
        yield _recipe(evidence, [f"{key}: {found}"], f"write the {key}")
    elif kind == "label" and finding.raw_value:
        near = evidence.aliases.get(finding.raw_value)
        if near is None:
            rule = ["labels:", f"  {quoted(finding.raw_value)}: {{}}"]
            yield _recipe(evidence, rule, "write into the braces what it means, such as sex: female, or total: yes")
            return
        yield Mend(near.file, near.line + "\n", "only where it means the same in every return")
        meaning = "total: yes" if near.dimension == "total" else f"{near.dimension}: {quoted(near.code)}"
        rule = ["labels:", f"  {quoted(finding.raw_value)}: {{{meaning}}}"]
        yield _recipe(evidence, rule, "make sure that it means this")
    elif kind == "sentence":
        quotes = _QUOTED.findall(finding.message) if finding.place.table is None else []
        apart = [one for at, one in enumerate(quotes) if not any(one in other for other in quotes[:at])]
        rules = [line for one in apart for line in (f"  - quote: {quoted(one)}", f"    ignore: {REASON}")]
        if rules:
            yield _recipe(evidence, ["prose:", *rules], "or, for ignore, a value and what it counts")
    elif kind == "blank":
        said = {name for row in evidence.observations if "label_blank" in row.flags for name in _unknown(row)}
        meaning = ", ".join(f"{name}: unknown" for name in sorted(said)) or "sex: unknown"
        yield _recipe(evidence, [f"blank: {{{meaning}}}"], "make sure that the blank means this")
    elif kind == "supersedes":
        for one in evidence.others:
            if one.path in finding.message and finding.severity != "info":
                earlier = posixpath.relpath(one.path, evidence.folder)
                lines = f"{quoted(evidence.name)}:\n  supersedes: {quoted(earlier)}\n"
                yield Mend(evidence.beside("source.yml"), lines, "if it is this return that counts")
    elif kind == "draft":
        yield Mend(
            "",
            f"foi recipe {shlex.quote(posixpath.join(evidence.home, evidence.given))}\n",
            "save what it drafts as recipe.yml",
        )


def _unknown(row: Observation) -> Iterator[str]:
    """The dimensions of a figure that are unknown."""
    for name, value in (("age", row.age_band), ("sex", row.sex), ("online", row.online)):
        if value == "unknown":
            yield name


def _recipe(evidence: Evidence, rule: list[str], edit: str) -> Mend:
    lines = ["files:", f"  {quoted(evidence.name)}:", *(f"    {line}" for line in rule)]
    return Mend(evidence.beside("recipe.yml"), "\n".join(lines) + "\n", edit)


def _cell(finding: Finding, evidence: Evidence) -> LedgerCell | None:
    """The ledger cell of a figure that a finding names, by its place, else by its value where only one cell has it."""
    figures = [cell for cell in evidence.cells if cell.observation_ids]
    place = finding.place
    if place.table is not None and place.row is not None:
        at = (place.table, place.row, place.column)
        return next((c for c in figures if (c.place.table, c.place.row, c.place.column) == at), None)
    holds = {row.observation_id for row in evidence.observations if row.raw_value == finding.raw_value}
    named = [cell for cell in figures if finding.raw_value and holds & set(cell.observation_ids)]
    return named[0] if len(named) == 1 else None


def _count(cell: LedgerCell, evidence: Evidence) -> int | None:
    """The count that was read from a cell, its first where it holds several."""
    rests = set(cell.observation_ids)
    return next((row.count for row in evidence.observations if row.observation_id in rests), None)


def _period(rows: Iterable[Observation]) -> str:
    """The period that most figures have."""
    labels = Counter(row.period_label for row in rows if row.period_label)
    return labels.most_common(1)[0][0] if labels else "2016/17"
