"""All that people say of one document, followed and accounted for: recipe, corrections and transcription."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from flows.read.grid import Block, FramedGrid, Grid, Text
from flows.tidy.people import sentences
from flows.tidy.people.answers import Answer, Answers, parse_answers
from flows.tidy.people.corrections import Correction, parse_corrections
from flows.tidy.people.expectations import hold
from flows.tidy.people.frames import FrameRule
from flows.tidy.people.joining import Joint, joined, moved, put_back
from flows.tidy.people.notebook import Notebook
from flows.tidy.people.recipe import Recipe, Rules, parse_recipe
from flows.tidy.people.remembered import Remembered, parse_remembered
from flows.tidy.people.request import Request, parse_request
from flows.tidy.people.table import TableAdvice
from flows.tidy.people.tables import TableRule
from flows.tidy.people.transcript import Line, parse_table, transcribed
from flows.tidy.people.yaml_lines import AdviceError
from flows.tidy.prose import ProseReport
from flows.tidy.result import Context, Tidied
from schemas.rows import Finding, Observation

T = TypeVar("T")
UNMATCHED = "correct the rule, or delete it"


@dataclass(slots=True)
class Advice:
    """`rules` are those of the file before those of its folder. `shared` are rules that another file may meet."""

    context: Context
    notebook: Notebook
    rules: tuple[Rules, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lines: tuple[Line, ...] = ()
    tables: dict[int, tuple[TableRule, ...]] = field(default_factory=dict)
    shared: dict[str, bool] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    remembered: Sequence[Remembered] = ()
    request: Request = field(default_factory=Request)
    heard: list[str] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)

    @classmethod
    def of(cls, context: Context) -> Advice:
        """What stands beside a document. A file with a mistake in it is a finding of severity error, and not used."""
        notebook = Notebook(context.recipe_path, context.corrections_path, context.path, context.document_id)
        advice = cls(context, notebook)
        recipe = advice._read(context.recipe, context.recipe_path, parse_recipe, Recipe())
        mine = [rules for name, rules in recipe.files.items() if advice._is_of(name, context.recipe_path)]
        advice.rules = (*mine, recipe)
        for name, rules in recipe.files.items():
            advice._named(context.recipe_path, rules.origin.line, name)
        nothing_corrected: tuple[Correction, ...] = ()
        corrections = advice._read(context.corrections, context.corrections_path, parse_corrections, nothing_corrected)
        for one in corrections:
            advice._named(context.corrections_path, one.origin.line, one.file)
        advice.corrections = tuple(c for c in corrections if advice._is_of(c.file, context.corrections_path))
        lines: Sequence[Line] = advice._read(context.table, context.table_path, parse_table, [])
        for line in lines:
            advice._named(context.table_path, line.number, line.row["file"])
        advice.lines = tuple(one for one in lines if advice._is_of(one.row["file"], context.table_path))
        nothing_answered: dict[str, Answer] = {}
        given = advice._read(context.answers, context.answers_path, parse_answers, nothing_answered)
        advice.answers = Answers(context.answers_path, given)
        nothing_remembered: list[Remembered] = []
        said = advice._read(context.remembered, context.remembered_path, parse_remembered, nothing_remembered)
        advice.remembered = said
        advice.request = advice._read(context.request, context.request_path, parse_request, Request())
        return advice

    def hear(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of the document, those tables joined that go on in one another; its words are known from here on.

        What a rule wants from some words becomes what it says.
        """
        rules = [table for one in self.rules for table in one.tables]
        found, self.joints = joined(blocks, rules, self.notebook)
        self.corrections = moved(self.corrections, self.joints)
        texts = [b.text for b in found if isinstance(b, Text)]
        self.heard = [*texts, *(c.text for b in found if isinstance(b, Grid) for c in b.cells)]
        self.rules = tuple(one.with_period(self.heard) for one in self.rules)
        return found

    def speaks_of(self, grid: Grid, number: int) -> bool:
        """Whether a rule is of the `number`-th grid of the document, by what stands in it."""
        return any(rule.is_of(grid, number) for rules in self.rules for rule in (*rules.tables, *rules.frames))

    def table(self, grid: Grid, number: int, captions: tuple[str, ...]) -> TableAdvice:
        """What is said of the `number`-th grid of the document."""
        rules = [t for rules in self.rules for t in (*rules.tables, *rules.frames)]
        said = tuple(t for t in rules if t.is_of(grid, number, captions))
        frames = [t for t in rules if isinstance(t, FrameRule) and not isinstance(grid, FramedGrid)]
        own = [*captions, grid.caption, *(cell.text for cell in grid.cells)]
        said = tuple(t.with_period([*own, *self.heard]) for t in said)
        self.tables[number] = said
        corrections = tuple(
            c
            for c in self.corrections
            if c.sentence is None and c.table in (None, number) and c.sheet in (None, grid.sheet)
        )
        return TableAdvice(self.notebook, self.rules, said, corrections, tuple(frames))

    def text(
        self, report: ProseReport, blocks: Sequence[Block], first_block: int, context: Context, force_id: str | None
    ) -> int:
        """Bring to bear what is said of the running text; the report is changed. The number of the next free block."""
        last = max((draft.block for draft in report.drafts), default=first_block)
        printed = ("raw_value", "count", "value")
        report.claims.told += [next(filter(None, map(line.row.get, printed)), line.text) for line in self.lines]
        rules, corrections = self.rules, self.corrections
        sentences.advise(report, blocks, last + 1, context, force_id, rules, corrections, self.notebook)
        return max((draft.block for draft in report.drafts), default=last) + 1

    def finish(self, tidied: Tidied, tables: int, block: int, force_id: str | None) -> None:
        """Add what was transcribed, after so many tables and blocks, and account for every rule and correction."""
        rows, cells = transcribed(self.lines, tables + 1, block, self.context, force_id)
        tidied.observations += rows
        tidied.cells += cells
        self._hold_totals(tidied.observations)
        for correction in self.corrections:
            self.notebook.refused(correction, "no figure was read at this place")
        *mine, shared = self.rules
        for rules in mine:
            for origin in rules.unmet(self.notebook.used):
                self.notebook.failed("recipe_unmatched", origin, f"changes nothing in {self.context.path}", UNMATCHED)
        unmet = set(shared.unmet(self.notebook.used))
        for origin in sorted({*self.notebook.used, *unmet}, key=lambda one: (one.line, one.words)):
            message = f"{self.context.recipe_path} {origin}: changes nothing in the returns beside it"
            self.shared[message] = origin not in unmet
        tidied.shared_rules = self.shared
        tidied.findings += self.notebook.findings
        put_back((row.place for row in tidied.observations), self.joints)
        put_back((cell.place for cell in tidied.cells), self.joints)
        put_back((finding.place for finding in tidied.findings), self.joints)

    def _hold_totals(self, observations: Sequence[Observation]) -> None:
        for rules in self.rules:
            for expected in rules.expect:
                if rules is not self.rules[-1] or observations:
                    hold(expected, observations, self.notebook)
        for number, tables in self.tables.items():
            for expected in (e for rule in tables for e in rule.expect):
                hold(expected, [o for o in observations if o.place.table == number], self.notebook)

    def _read(self, text: str | None, path: str, parse: Callable[[str], T], nothing: T) -> T:
        if text is None:
            return nothing
        try:
            return parse(text)
        except AdviceError as error:
            message = f"{path} {error}; nothing of this file was used"
            remedy = "correct the line; schemas/*.schema.json describe the keys of each file"
            self.notebook.findings.append(Finding("error", "advice_invalid", message, remedy))
            return nothing

    def _is_of(self, name: str, path: str) -> bool:
        """Whether a name in a file beside the returns is this document's: its file name, or its path below it."""
        folder = posixpath.dirname(path)
        return any(name == (posixpath.relpath(p, folder) if folder else p) for p in self._paths())

    def _named(self, path: str, line: int, name: str) -> None:
        message = f'{path} line {line} "{name}": no file of this name stands beside it'
        self.shared[message] = self.shared.get(message, False) or self._is_of(name, path)

    def _paths(self) -> tuple[str, ...]:
        return self.context.paths or (self.context.path,)


def unmatched(understood: Iterable[Tidied]) -> list[Finding]:
    """An error for each rule for all files of a folder, and each name of a file, that no document of them met."""
    met: dict[str, bool] = {}
    origin: dict[str, Tidied] = {}
    for tidied in understood:
        for message, matched in tidied.shared_rules.items():
            met[message] = met.get(message, False) or matched
            origin.setdefault(message, tidied)
    return [
        Finding(
            "error",
            "recipe_unmatched",
            message,
            UNMATCHED,
            origin[message].row.campaign,
            origin[message].row.respondent,
        )
        for message, matched in met.items()
        if not matched
    ]
