"""What people say of figures in running text: sentences to ignore, figures to take, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.read.grid import Block, Text
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Age, Offence
from flows.tidy.observe import observation
from flows.tidy.people.corrections import Correction
from flows.tidy.people.entries import squeezed
from flows.tidy.people.figures import apply
from flows.tidy.people.notebook import Notebook
from flows.tidy.people.recipe import ProseRule, Rules
from flows.tidy.people.tables import Constant
from flows.tidy.prose import ProseReport, text_cell, text_place
from flows.tidy.result import Context
from schemas.categories import asked_by
from schemas.rows import Observation

UNSAID = (None, "all", Age.all(), Offence(None, "all"))


def advise(
    report: ProseReport, blocks: Sequence[Block], first_block: int, context: Context, force_id: str | None,
    rules: Sequence[Rules], corrections: Sequence[Correction], notebook: Notebook,
) -> None:  # fmt: skip
    """Bring rules and corrections to bear on the figures of the text; the report is changed.

    Figures that a rule gives are of a block numbered from `first_block`.
    """
    ignored = [(one.ignore, one.at("ignore")) for one in rules if one.ignore]
    if ignored:
        notebook.met(ignored[0][1])
        _drop(report, [o.observation_id for o in report.observations], ignored[0][0] or "")
        report.findings.clear()
        report.claims.all_told = True
        report.blocks.clear()
        return
    constants = {c.dimension: c for one in reversed(rules) for c in one.constants if c.dimension != "unit"}
    for index, draft in enumerate(report.drafts):
        if _fill(draft, constants.values(), notebook):
            _again(report, index, context, force_id)
    for correction in corrections:
        if correction.sentence is not None:
            _correct(report, blocks, correction, context, force_id, notebook)
    order = 0
    for rule in (rule for one in rules for rule in one.prose):
        found = _block_of(blocks, rule.quote)
        if found is None:
            continue
        within = [o.observation_id for o in _within(report, rule.quote)]
        if rule.amount is not None or within or any(ch.isdecimal() for ch in rule.quote):
            notebook.met(rule.origin)
        _drop(report, within, rule.ignore or "")
        report.claims.told.append(rule.quote)
        if rule.amount is not None:
            order += 1
            _take(report, blocks, found, rule, first_block + order - 1, order, context, force_id)
        else:
            _note(report, blocks[found], rule, context)


def _fill(draft: Draft, constants: Iterable[Constant], notebook: Notebook) -> bool:
    """What the words do not say, said by constants, which settle its doubts; True where that changed anything."""
    changed = False
    for constant in constants:
        if draft.values.get(constant.dimension) in UNSAID and constant.value not in UNSAID:
            draft.values[constant.dimension] = constant.value
            changed = True
        if draft.values.get(constant.dimension) == constant.value:
            notebook.met(constant.origin)
            settled = {doubt for doubt in draft.doubts if asked_by(doubt) == constant.dimension}
            draft.doubts -= settled
            changed = changed or bool(settled)
    return changed


def _again(report: ProseReport, index: int, context: Context, force_id: str | None) -> None:
    """The row of a figure that was changed, under the id that it has."""
    before = report.observations[index]
    after = observation(report.drafts[index], before.place, context, force_id)
    report.observations[index] = replace(after, observation_id=before.observation_id)
    report.signs[before.observation_id] = report.drafts[index].signs


def _correct(
    report: ProseReport, blocks: Sequence[Block], correction: Correction, context: Context, force_id: str | None,
    notebook: Notebook,
) -> None:  # fmt: skip
    quote = correction.sentence or ""
    if _block_of(blocks, quote) is None:
        notebook.refused(correction, "no text of the document has this sentence")
        return
    unmet = correction.unmet({"text": correction.printed, "sha256": context.document_id, **_labels(correction)})
    found = [o for o in _within(report, quote) if squeezed(o.raw_value or "") == correction.printed]
    if unmet or len(found) < correction.figure:
        notebook.refused(correction, unmet or "no such figure was read in the sentence")
        return
    index = report.observations.index(found[correction.figure - 1])
    apply(report.drafts[index], correction)
    _again(report, index, context, force_id)
    notebook.corrected(correction, report.observations[index].place)


def _labels(correction: Correction) -> dict[str, str]:
    """Sentences have no row and column labels to guard."""
    return {name: "" for name in ("row_label", "column_label") if name in correction.guards}


def _within(report: ProseReport, quote: str) -> list[Observation]:
    """The figures that stand in a quoted sentence: in a block that holds it, and as often as they stand in it."""
    words = squeezed(quote).casefold()
    texts = {name: squeezed(cell.text).casefold() for cell in report.cells for name in cell.observation_ids}
    found = []
    for row in report.observations:
        text, raw = texts.get(row.observation_id, ""), squeezed(row.raw_value or "").casefold()
        sentence = squeezed(row.caption or "").casefold()
        told_apart = words in sentence or sentence in words or _times(raw, text) == _times(raw, words)
        if (words in text or text in words) and raw in words and told_apart:
            found.append(row)
    return found


def _times(raw: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(raw)}(?!\w)", text))


def _block_of(blocks: Sequence[Block], quote: str) -> int | None:
    """The index of the text that holds a quote, or of the first that a longer quote holds; None where none does."""
    words = squeezed(quote).casefold()
    texts = {i: squeezed(b.text).casefold() for i, b in enumerate(blocks) if isinstance(b, Text) and b.text.strip()}
    whole = next((i for i, text in texts.items() if words in text), None)
    if whole is not None:
        return whole
    run = " ".join(texts.values())
    return next((i for i, text in texts.items() if words.startswith(text)), None) if words in run else None


def _drop(report: ProseReport, ids: Sequence[str], reason: str) -> None:
    """Take figures out of the report; text that then holds none is ignored for the reason."""
    kept = [i for i, o in enumerate(report.observations) if o.observation_id not in ids]
    report.observations = [report.observations[i] for i in kept]
    report.drafts = [report.drafts[i] for i in kept]
    for cell in report.cells:
        left = [name for name in cell.observation_ids if name not in ids]
        if cell.observation_ids and not left:
            cell.fate, cell.reason = "ignored", reason or "its figure is given in the recipe"
        cell.observation_ids = left


def _take(
    report: ProseReport, blocks: Sequence[Block], found: int, rule: ProseRule, number: int, order: int,
    context: Context, force_id: str | None,
) -> None:  # fmt: skip
    """The figure that a rule gives, resting on the text that it quotes."""
    block = blocks[found]
    amount = rule.amount
    assert amount is not None
    draft = Draft(
        number, 0, 0, amount, rule.value, None, "recipe", caption=squeezed(rule.quote),
        values=dict(rule.values), other=dict(rule.other), unit=rule.values.get("unit", amount.unit),
    )  # fmt: skip
    row = observation(draft, text_place(block), context, force_id, within=f"{found}/recipe {order}")
    report.drafts.append(draft)
    report.observations.append(row)
    report.blocks.add(found)
    own = text_cell(block, context, [row.observation_id])
    held = next((c for c in report.cells if c.text == own.text and c.place == own.place), None)
    if held is None:
        report.cells.append(own)
    else:
        held.fate, held.reason = own.fate, own.reason
        held.observation_ids.append(row.observation_id)


def _note(report: ProseReport, block: Block, rule: ProseRule, context: Context) -> None:
    """Text that a rule ignores, in the ledger with the reason."""
    cell = text_cell(block, context, [])
    if not any(c.text == cell.text and c.place == cell.place for c in report.cells):
        cell.fate, cell.reason = "ignored", rule.ignore
        report.cells.append(cell)
