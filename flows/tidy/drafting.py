"""A recipe drafted from what was understood, for a person to edit: unedited, it changes nothing.

What a person says is certain, and what was understood is not: every line stands as a remark until someone takes the
mark off and so says it. Lines with two marks are remarks to read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flows.tidy.accounting import Unused
from flows.tidy.draft import Draft
from flows.tidy.grammar.senses import MIXED, OWN, LevelReading
from flows.tidy.judgement.document import Judged
from flows.tidy.labels.meanings import Age, Offence
from flows.tidy.people.unknown_labels import nearest
from flows.tidy.people.values import DIMENSIONS, written
from flows.tidy.rows.report import GridReport

HEAD = (
    "## Drafted from what was understood; unedited it changes nothing. Take the mark off lines that you want to say,",
    "## and off those that they stand under, and edit them. Keys and values: schemas/recipe.schema.json.",
)
OF_CUTS = {"reading_ambiguous", "header_missing", "table_not_understood"}
OF_CONSTANTS = {
    *("reading_ambiguous", "period_guessed", "label_guessed", "labels_disagree", "period_unclear"),
    *("age_open", "suspects_unsure", "total_unsaid", "age_by_number"),
}
SHORT = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """One document: its name below the folder of the recipe, its tables, and the numbers that nothing owns."""

    name: str
    tables: Sequence[GridReport]
    unused: Sequence[Unused]


def draft_recipe(documents: Sequence[Understood]) -> str:
    """The text of a `recipe.yml` for the documents of a return."""
    lines = [*HEAD, "files:"]
    for one in documents:
        lines += [f"  {_quoted(one.name)}:", *_unknown(one), *_sentences(one), *_tables(one)]
    return "\n".join(lines) + "\n"


def _unknown(one: Understood) -> Iterator[str]:
    drafts = [draft for report in one.tables for table in report.drafts for draft in table]
    counts = Counter(label for draft in drafts for label in draft.unknown)
    if counts:
        yield "    ## labels that nothing knew; say what they mean, such as {age: 18-24} or {sex: female, online: yes}:"
        yield "    # labels:"
        for label, figures in counts.most_common():
            header = next((h for d in drafts for h, text in d.other.items() if text == label), "")
            near = nearest(label, header)
            said = f"; nearest known: {_quoted(near.pattern)}, {near.code} in {near.file}.csv" if near else ""
            yield f"    #   {_quoted(label)}: {{}}  # {figures} figures{said}"


def _sentences(one: Understood) -> Iterator[str]:
    left_out = [n for n in one.unused if n.place.table is None]
    if left_out:
        yield "    ## numbers in the text that were left out; say what they count, or why to ignore them:"
        yield "    # prose:"
        for found in left_out:
            yield f"    #   - {{quote: {_quoted(found.words)}, value: {_quoted(found.number)}}}"


def _tables(one: Understood) -> Iterator[str]:
    if not any(report.judged or report.grid.records for report in one.tables):
        return
    yield "    # tables:"
    for report in one.tables:
        for judged, drafts in zip(report.judged, report.drafts, strict=True):
            frame = judged.best.frame
            yield f"    ## {_about(report, drafts[0].caption if drafts else '')}"
            yield f"    # - table: {report.grid.matrix.number}"
            yield f"    #   rows: {_span([*frame.heads[:1], *frame.rows[-1:]] if frame.heads else frame.rows)}"
            yield f"    #   columns: {_span(frame.width)}"
            yield from (f"    {line}" for line in _table(judged, drafts))
        for region, _ in report.grid.records:
            yield f"    ## {_about(report, '')}, read as a list of records, one row an offence"
            yield f"    # - table: {report.grid.matrix.number}"
            yield f"    #   rows: {_span(region.rows)}"
            yield f"    #   columns: {_span(region.columns)}"


def _about(report: GridReport, caption: str) -> str:
    grid = report.grid.matrix.grid
    where = f"sheet {_quoted(grid.sheet)}" if grid.sheet else f"page {grid.page}" if grid.page else "document"
    short = caption if len(caption) <= SHORT else caption[: SHORT - 1].rstrip() + "…"
    return f"{where}, {grid.rows} rows, {grid.columns} columns{f': {_quoted(short)}' if short else ''}"


def _table(judged: Judged, drafts: Sequence[Draft]) -> Iterator[str]:
    best = judged.best
    doubts = {doubt for draft in drafts for doubt in draft.doubts}
    if doubts & OF_CUTS:
        yield f"## in doubt ({', '.join(sorted(doubts & OF_CUTS))}); read as follows:"
    yield f"#   header_rows: {_cut(best.frame.heads, best.columns)}"
    yield f"#   stub_columns: {_cut(best.frame.stubs, best.rows)}"
    sections = [r for r in best.rows if r.level.outer]
    if len(sections) == 1 and sections[0].dimension not in (MIXED, OWN):
        yield f"#   sections: {sections[0].dimension}"
    carried = best.spoken
    for dimension in DIMENSIONS:
        if dimension in carried or dimension in ("force", "unit"):
            continue
        said, sure = _constant(dimension, drafts, doubts)
        if said:
            yield f"#   {dimension}: {_quoted(said)}{'' if sure else '  # a guess'}"
        elif dimension == "period":
            yield '#   period: "2016/17"  # nothing says it'


def _constant(dimension: str, drafts: Sequence[Draft], doubts: set[str]) -> tuple[str, bool]:
    """The one value that all figures have of a dimension, as written, and whether it is sure."""
    values = {draft.values.get(dimension) for draft in drafts}
    value: Any = next(iter(values)) if len(values) == 1 else None
    if value is None or value in (Age.all(), "all", Offence(None, "all")):
        return "", False
    return written(dimension, value), not doubts & OF_CONSTANTS


def _cut(numbers: Sequence[int], levels: Sequence[LevelReading]) -> str:
    """Header rows or stub columns with the dimension of each where all its labels are of one."""
    if not numbers:
        return "none"
    said = {}
    for number in numbers:
        kinds = {r.dimension for r in levels if r.level.number == number}
        kind = next(iter(kinds)) if len(kinds) == 1 else MIXED
        said[number] = kind if kind in DIMENSIONS else MIXED
    if set(said.values()) == {"mixed"}:
        return _span(numbers) if len(numbers) == numbers[-1] - numbers[0] + 1 else f"[{', '.join(map(str, numbers))}]"
    return "{" + ", ".join(f"{number}: {dimension}" for number, dimension in said.items()) + "}"


def _span(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}-{numbers[-1]}" if numbers[0] != numbers[-1] else str(numbers[0])


def _quoted(text: str) -> str:
    """Text as YAML takes it in double quotes, on one line."""
    plain = json.dumps(" ".join(text.split()), ensure_ascii=False)
    return "".join(ch if ch.isprintable() else f"\\U{ord(ch):08x}" for ch in plain)
