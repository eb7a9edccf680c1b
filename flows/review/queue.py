"""What to decide next: open questions and findings, those first on which most published figures hang."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.check.figure import place_name
from flows.publish.unnamed_measures import MEANING
from flows.review.dataset import Dataset
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation, OpenQuestion

RANK = {"error": 0, "warning": 1}
TOTAL_SAID = "total_said"
"""The flag of a printed total that its parts contradict and that a person let stand."""
FLAGS = {"force_contradicted": "force_unclear"}
"""Findings of which the doubt that figures are flagged with has another name."""
Published = Mapping[str, set[tuple[str, str, str, str]]]
"""observation_id -> the published figures that rest on it, or would if it were sure."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: `name` is its address below the review, `hang` how many published figures wait for it."""

    name: str
    kind: str
    text: str
    path: str
    hang: int
    figures: int


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one check in one return, which are looked at together."""

    document: DocumentRow
    check: str
    findings: Sequence[Finding]

    @property
    def name(self) -> str:
        """What they are called in addresses."""
        return f"{self.document.document_id[:12]}.{self.check}"

    @property
    def severity(self) -> str:
        """The gravest of them."""
        return min((one.severity for one in self.findings), key=lambda one: RANK.get(one, len(RANK)))


def queue(data: Dataset) -> list[Item]:
    """All that is to be decided, in turn."""
    published = _published(data.headline)
    items = list(_as_before(data, published))
    before = {one.question.question_id for found in data.recalled.values() for one in found if one.question is not None}
    for group in data.alike:
        asked = [one for one in group if one.question_id not in before]
        if asked:
            items.append(_of_questions(data, asked, published))
    items += _uncounted(data)
    for found in together(data):
        own = data.rows.observations[found.document.document_id]
        rows = {row.observation_id: row for one in found.findings for row in at_place(one, own)}
        doubted = [row for row in own if FLAGS.get(found.check, found.check) in row.flags] or list(rows.values())
        if doubted and all(row.questions or TOTAL_SAID in row.flags for row in doubted):
            continue  # asked by a question, or answered there
        hang = _hang(rows.values(), published)
        items.append(Item(f"finding/{found.name}", found.severity, _text(found), found.document.path, hang, len(rows)))
    return sorted(items, key=_turn)


def _of_questions(data: Dataset, asked: Sequence[OpenQuestion], published: Published) -> Item:
    """The questions that one answer settles, as one thing to decide."""
    first, others = asked[0], len({one.document_id for one in asked}) - 1
    text = f"{first.text} (and of {others} more return{'s' * (others != 1)} alike)" if others else first.text
    rows = [row for one in asked for row in data.hanging(one.question_id)]
    path = data.rows.documents[first.document_id].path
    figures = sum(one.figures for one in asked)
    return Item(f"question/{first.question_id}", "question", text, path, _hang(rows, published), figures)


def _as_before(data: Dataset, published: Published) -> Iterator[Item]:
    """The returns of which something can be said again that was said of an earlier one."""
    for name, found in data.recalled.items():
        asked = [one.question.question_id for one in found if one.question is not None]
        rows = {row.observation_id: row for question in asked for row in data.hanging(question)}
        campaigns = " and ".join(sorted({one.item.campaign for one in found}))
        text = f"As in {campaigns}? {len(found)} thing{'s' * (len(found) != 1)} said before of what stands here again"
        hang = _hang(rows.values(), published)
        yield Item(f"as-before/{name}", "question", text, data.rows.documents[name].path, hang, len(rows))


def uncounted(observations: Iterable[Observation]) -> list[Observation]:
    """The counts of which nothing says what they count."""
    counts = (row for row in observations if row.unit == "count" and row.superseded_by is None)
    return [row for row in counts if row.measure is None and row.measure_label is None]


def _uncounted(data: Dataset) -> Iterator[Item]:
    """The returns of which nothing says what their figures count, where that keeps published figures unsaid."""
    for row in data.rows.documents.values():
        counts = uncounted(data.rows.observations[row.document_id])
        if not counts or row.superseded_by:
            continue
        forces = {one.force_id for one in counts}
        unsaid = [one for one in data.headline if one.campaign == row.campaign and MEANING in one.note]
        hang = sum(one.force_id in forces for one in unsaid)
        if hang:
            text = f"What do these {len(counts)} figures count? Nothing says it, so that none of them is published"
            yield Item(f"counted/{row.document_id}", "question", text, row.path, hang, len(counts))


def together(data: Dataset) -> list[Found]:
    """The findings that somebody should look at, of each return those of one check together."""
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in data.findings:
        row = data.document(one.document_id or "")
        if one.is_work and row is not None and not row.superseded_by:
            groups[row.document_id, one.check].append(one)
    return [Found(data.rows.documents[name], check, found) for (name, check), found in groups.items()]


def found_of(data: Dataset, name: str) -> Found:
    """The findings of a name. Raises LookupError where there are none any more."""
    for found in together(data):
        if found.name == name:
            return found
    raise LookupError(name)


def at_place(finding: Finding, observations: Iterable[Observation]) -> list[Observation]:
    """The figures that stand where a finding points; none for one that points nowhere."""
    place = finding.place
    if place.table is None or place.row is None:
        return []
    return [
        row
        for row in observations
        if (row.place.table, row.place.row) == (place.table, place.row) and place.column in (None, row.place.column)
    ]


def message_of(finding: Finding) -> str:
    """A finding's message without the return that it is of."""
    return finding.message.removeprefix(finding.path or "").removeprefix(":").strip()


def words_of_place(finding: Finding) -> str:
    """Where a finding points, in words."""
    return place_name(finding.place)


def following(items: Sequence[Item], after: str) -> Item | None:
    """The thing to decide behind another, the first where that is decided or the last; None where nothing is left."""
    names = [item.name for item in items]
    at = names.index(after) + 1 if after in names else 0
    left = [*items[at:], *items[:at]]
    return next((item for item in left if item.name != after), None)


def _text(found: Found) -> str:
    message = message_of(found.findings[0])
    more = len(found.findings) - 1
    return f"{message} (and {more} more such)" if more else message


def _turn(item: Item) -> tuple[int, int, int, str, str]:
    return (-item.hang, RANK.get(item.kind, 0), -item.figures, item.path, item.name)


def _published(headline: Iterable[HeadlineFigure]) -> Published:
    found: defaultdict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for row in headline:
        for one in row.observation_ids:
            found[one].add((row.campaign, row.force_id, row.quantity, row.year))
    return found


def _hang(rows: Iterable[Observation], published: Published) -> int:
    return len({figure for row in rows for figure in published.get(row.observation_id, ())})
