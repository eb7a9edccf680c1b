"""The outcome of a letter and of each of its numbered questions, from the letter's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from flows.tidy.labels.marks import explain_marks
from flows.tidy.text.exemptions import find as find_exemptions
from flows.tidy.text.exemptions import law
from flows.tidy.text.numbering import numbers_in, stem
from flows.tidy.text.parts.letter import Letter, Passage
from flows.tidy.text.parts.verdicts import Verdict, verdicts
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import split
from schemas.rows import Finding, Outcome, Place, Question


@dataclass(frozen=True, slots=True)
class Decision:
    """One sentence that decides something: its words, the questions it is about (empty: not said), the reasons.

    `blocks`: the indexes of the blocks of the document that hold it; none for a note of a sheet.
    """

    words: str
    verdicts: frozenset[Verdict]
    numbers: tuple[str, ...]
    exemptions: tuple[str, ...]
    page: int | None = None
    blocks: tuple[int, ...] = ()


@dataclass(slots=True)
class Judgement:
    """The outcome of a document. `decisions` are the sentences on which it rests."""

    outcome: Outcome
    exemptions: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def judge(
    letter: Letter,
    figures_found: bool,
    figure_blocks: Collection[int] = (),
    notes: Iterable[str] = (),
    bounded: bool = False,
) -> Judgement:
    """The outcome of the letter.

    `figures_found`: whether any observation was read from the document (or, for a container, its attachments);
    `figure_blocks`: the indexes of the blocks that hold them, to tell which question they answer; `notes`: what cells
    beside the figures say. `bounded`: all that is withheld has bounds, so that words on small numbers refuse nothing.
    """
    under = law(" ".join(p.paragraph.text for p in letter.passages if p.paragraph))
    decisions = [*_decisions(letter, under), *_in_notes(notes, under)]
    if bounded:
        decisions = [d for d in decisions if d.verdicts != {"refused"} or not says("outcomes", d.words, "small")]
    outcome = _outcome(decisions, figures_found)
    judgement = Judgement(outcome, decisions=decisions)
    if outcome in ("refused", "part", "not_held"):
        named = [e for d in decisions if "refused" in d.verdicts for e in d.exemptions]
        judgement.exemptions = list(dict.fromkeys(named)) or (_nearby(letter, under) if outcome == "refused" else [])
    judgement.questions = _questions(letter, judgement, figures_found, figure_blocks)
    if outcome == "answered" and any(q.outcome == "not_held" for q in judgement.questions):
        judgement.outcome = "part"  # a question of its own of which nothing is recorded
    judgement.findings = _findings(decisions, outcome)
    return judgement


def _decisions(letter: Letter, under: str) -> Iterator[Decision]:
    for passage in letter.passages:
        if passage.part not in ("response", "note", "boilerplate") or passage.paragraph is None:
            continue
        for start, end in split(passage.paragraph.text):
            words = passage.paragraph.text[start:end]
            said = verdicts(words)
            if passage.part == "boilerplate":
                said &= {"refused", "not_held"}
            if said:
                reasons = tuple(find_exemptions(words, under))
                part = passage.paragraph
                yield Decision(words, said, _about(words, passage), reasons, part.page, tuple(part.blocks))


def _in_notes(notes: Iterable[str], under: str) -> Iterator[Decision]:
    """What the notes of a sheet refuse; one that explains a mark withholds the figures that bear it and no more."""
    for note in notes:
        for start, end in split(note):
            words = note[start:end]
            said = verdicts(words) & {"refused", "not_held"}
            if said and not says("outcomes", words, "limit") and not explain_marks([words]).signs:
                yield Decision(words, said, tuple(numbers_in(words)), tuple(find_exemptions(words, under)))


def _about(words: str, passage: Passage) -> tuple[str, ...]:
    """The questions a decision is about: those it names, else the one it stands under."""
    return tuple(numbers_in(words)) or (passage.numbers if passage.part != "boilerplate" else ())


def _nearby(letter: Letter, under: str) -> list[str]:
    """The reasons named elsewhere in a refusal, where the refusing sentence names none."""
    own = [p for p in letter.passages if p.part in ("response", "note")]
    headings = [p for p in letter.passages if p.part == "boilerplate" and len(p.text) < 120]
    texts = [p.paragraph.text for p in own + headings if p.paragraph]
    found = [e for text in texts for e in find_exemptions(text, under) if not says("outcomes", text, "rider")]
    return list(dict.fromkeys(found))


def _outcome(decisions: list[Decision], figures: bool) -> Outcome:
    said = {v for d in decisions for v in d.verdicts}
    if figures:
        return "part" if said & {"refused", "not_held"} else "answered"
    if "refused" in said:
        return "refused"
    if "not_held" in said:
        return "not_held"
    if said & {"transferred", "clarify", "attached", "elsewhere"}:
        return "no_figures"
    if "workload" in said:
        return "refused"
    return "not_held" if "not_recorded" in said else "no_figures"


def _questions(letter: Letter, judged: Judgement, figures: bool, blocks: Collection[int]) -> list[Question]:
    numbers = list(dict.fromkeys(a.number for a in letter.asked if a.number))
    with_figures = {n for p in letter.passages if _holds(p, blocks) for n in p.numbers}
    placed = [d for d in judged.decisions if set(d.numbers) & set(numbers)]
    loose = [d for d in judged.decisions if not set(d.numbers) & set(numbers)]
    out: list[Question] = []
    for number in numbers:
        mine = [d for d in placed if number in d.numbers or stem(number) in d.numbers]
        answered = number in with_figures or any(stem(n) == number for n in with_figures)
        if mine or answered:
            outcome = _outcome(mine, answered)
        elif placed or with_figures:
            outcome = _outcome(loose, False) if loose and not figures else _rest(judged, placed)
        else:
            outcome = judged.outcome
        reasons = [e for d in (mine or loose) if "refused" in d.verdicts for e in d.exemptions] or judged.exemptions
        reason = reasons[0] if reasons and outcome in ("refused", "part") else None
        out.append(Question(number, outcome, reason))
    return out


def _rest(judged: Judgement, placed: list[Decision]) -> Outcome:
    """The outcome of a question that nothing in the letter mentions."""
    return "answered" if judged.outcome == "answered" and not placed else "no_figures"


def _holds(passage: Passage, blocks: Collection[int]) -> bool:
    own = passage.paragraph.blocks if passage.paragraph else (passage.block,)
    return passage.part in ("response", "note") and any(b in blocks for b in own)


_SAYS: dict[Verdict, tuple[str, str]] = {
    "transferred": ("request_transferred", "follow the request up with the body named there"),
    "clarify": ("clarification_asked", "answer the question, or note that the request lapsed"),
    "elsewhere": ("figures_elsewhere", "fetch what is published there and put it beside this return"),
    "attached": ("figures_in_attachment", "put the attachment beside this file if it is not among the returns"),
}


def _findings(decisions: list[Decision], outcome: Outcome) -> list[Finding]:
    if outcome != "no_figures":
        return []
    findings = []
    for verdict, (check, remedy) in _SAYS.items():
        for decision in decisions:
            if verdict in decision.verdicts:
                message = f'the letter says: "{decision.words}"'
                findings.append(Finding("warning", check, message, remedy, place=Place(page=decision.page)))
                break
    if not findings:
        findings.append(
            Finding(
                "warning",
                "no_figures",
                "no figure was read and the letter does not say why",
                "read the letter; write a recipe.yml where it does hold figures",
            )
        )
    return findings
