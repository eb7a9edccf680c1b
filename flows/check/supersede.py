"""Superseding: a later return's figures replace those of an earlier one, row by row, where a return claims it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.check.figure import FigureKey, amount, figure_name, key
from flows.check.returns import date_of, outermost
from schemas.rows import Claim, DocumentRow, Finding, Observation

#: A reference of fewer digits may stand in the name of a file by chance.
FEWEST_DIGITS = 5
#: `2017/061`, `FOI 2017- 118`, `118-17`, as every force pads and parts them otherwise.
_YEAR_AND_NUMBER = re.compile(
    r"(?<![\d/.])(?<!\d-)(?:(?P<y>20[12]\d|[12]\d)[\s/._-]{1,2}(?P<n>\d{3,})|(?P<m>\d{3,})[\s/._-]{1,2}(?P<z>20[12]\d|[12]\d))(?![\d/])"
)
REMEDY = "look at both returns; say in source.yml (supersedes) which of them stands"


@dataclass(frozen=True, slots=True)
class Superseded:
    """Copies of the rows given, `superseded_by` set anew, and what was replaced by what."""

    documents: list[DocumentRow]
    observations: list[Observation]
    findings: list[Finding] = field(default_factory=list)


def supersede(
    documents: Sequence[DocumentRow], observations: Sequence[Observation], claims: Sequence[Claim]
) -> Superseded:
    """Apply the claims of returns to replace earlier ones; without a claim nothing is replaced.

    Any `superseded_by` that the rows already bear is forgotten, so that the outcome depends on the claims alone.
    """
    returns = _Returns(documents, observations)
    findings: list[Finding] = []
    replaced: dict[str, str] = {}
    steps: defaultdict[tuple[str, str], _Step] = defaultdict(_Step)
    for claim in sorted(claims, key=lambda c: (returns.date(c.document_id) or dt.date.min, c.document_id)):
        targets, trouble = _targets(claim, returns, claims)
        findings += trouble
        for target in targets:
            step = steps[returns.family(claim.document_id), target]
            step.claims.append(claim)
            step.replaced.update(_replace(claim, target, returns))
            replaced.update(step.replaced)
    for (own, target), step in steps.items():
        findings += _differences(step, target, returns)
        if (target, own) in steps:
            what = f"while {returns.path(target)} replaces it in turn: figures of both are left out"
            findings.append(_trouble(step.claims[0], returns.documents[own], what, REMEDY))
    rows = [dataclasses.replace(row, superseded_by=replaced.get(row.observation_id)) for row in observations]
    return Superseded([_document(row, rows, returns) for row in documents], rows, findings)


@dataclass(slots=True)
class _Step:
    """One return replaced by another: the claims that say so, by letter or by `source.yml`, and the rows replaced."""

    claims: list[Claim] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)


class _Returns:
    """Documents by family: a return is a file with all that is attached to it."""

    def __init__(self, documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> None:
        self.documents = {row.document_id: row for row in documents}
        self.families: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in observations:
            if row.document_id in self.documents:
                self.families[self.family(row.document_id)].append(row)

    def family(self, document_id: str) -> str:
        """The document_id of the outermost container."""
        return outermost(document_id, self.documents)

    def date(self, document_id: str) -> dt.date | None:
        """When a return was written or, where it does not say, received."""
        return date_of(document_id, self.documents)

    def path(self, document_id: str) -> str:
        return self.documents[document_id].path


def _targets(claim: Claim, returns: _Returns, claims: Sequence[Claim]) -> tuple[list[str], list[Finding]]:
    """The families that a claim means, and what is wrong with the claim."""
    own = returns.documents.get(claim.document_id)
    if own is None:
        return [], []
    others = [
        row
        for row in returns.documents.values()
        if row.campaign == own.campaign and row.respondent == own.respondent
        and returns.family(row.document_id) != returns.family(own.document_id)
    ]  # fmt: skip
    if claim.target is not None:
        found = _families(returns, (row for row in others if _names(claim.target, row)))
        if found:
            later = (one for one in found if _order(returns.date(one), returns.date(own.document_id)) > 0)
            return found, [_turned_round(claim, own, one, returns) for one in later]
        what = f'names "{claim.target}", which is none of the returns of {own.respondent} in {own.campaign}'
        return [], [_trouble(claim, own, what, "correct the name in source.yml, or put the earlier return into raw")]
    if own.respondent == "unknown":
        return [], [_trouble(claim, own, "does not say which return it replaces, nor who sent it", REMEDY)]
    claiming = {returns.family(other.document_id) for other in claims if other.document_id in returns.documents}
    found, unclear = [], []
    for family in _families(returns, others):
        order = _order(returns.date(family), returns.date(own.document_id))
        if order < 0 or (order == 0 and family not in claiming):
            found.append(family)
        elif order == 0:
            unclear.append(returns.path(family))
    what = f"and {', '.join(unclear)} bear the same date or none, and each says that it replaces another"
    return found, [_trouble(claim, own, what, REMEDY)] if unclear else []


def _turned_round(claim: Claim, own: DocumentRow, target: str, returns: _Returns) -> Finding:
    """A person may know better than the dates: the claim holds, and is told."""
    days = f"of {returns.date(target)}, and itself of {returns.date(own.document_id)}"
    what = f"and so replaces {returns.path(target)}, which is the later of the two: {days}"
    remedy = "let the later return supersede the earlier in source.yml, or correct the date there (dated)"
    return _trouble(claim, own, what, remedy)


def _families(returns: _Returns, rows: Iterable[DocumentRow]) -> list[str]:
    return sorted({returns.family(row.document_id) for row in rows})


def _order(one: dt.date | None, other: dt.date | None) -> int:
    """-1 where `one` is before `other`, 1 where it is after, 0 where nothing tells."""
    if one is None or other is None:
        return 0
    return (one > other) - (one < other)


def _names(target: str, row: DocumentRow) -> bool:
    """Whether a claim's target is this document: by path, by file name, by reference or one in the file's name."""
    wanted = target.strip().casefold()
    paths = [path.casefold() for path in (row.path, *row.paths)]
    if any(path == wanted or path.endswith(f"/{wanted}") for path in paths):
        return True
    reference, bare = _bare(row.reference or ""), _bare(target)
    files = [path.rpartition("/")[2] for path in paths]
    if any(_of_a_year(text) & _of_a_year(target) for text in (row.reference or "", *files)):
        return True
    names = {_bare(name) for name in files}
    long_enough = sum(ch.isdecimal() for ch in bare) >= FEWEST_DIGITS
    return (bool(reference) and reference == bare) or (long_enough and any(bare in name for name in names))


def _bare(reference: str) -> str:
    """A reference without the words and marks around it.

    >>> _bare("FOI ref: 2291/17") == _bare("2291-17")
    True
    """
    return re.sub(r"[\W_]+", "", re.sub(r"\b(foia?|ref(erence)?|no|number|request)\b", "", reference.casefold()))


def _of_a_year(text: str) -> set[tuple[int, int]]:
    """The numbers with their years, as `(year, number)`, that a reference or the name of a file holds.

    >>> _of_a_year("FOI-2017-00118") == _of_a_year("118/17") == _of_a_year("FOI 2017- 118 answer.docx") == {(17, 118)}
    True
    """
    found = _YEAR_AND_NUMBER.finditer(text)
    return {(int((m["y"] or m["z"])[-2:]), int(m["n"] or m["m"])) for m in found}


@dataclass(frozen=True, slots=True)
class _Later:
    """The figures of the return that claims to replace another."""

    rows: dict[FigureKey, Observation]
    measures: set[str | None]

    @classmethod
    def of(cls, claim: Claim, returns: _Returns) -> _Later:
        rows = {key(row): row for row in reversed(returns.families[returns.family(claim.document_id)])}
        return cls(rows, {own.measure for own in rows})

    def says(self, earlier: Observation) -> Observation | None:
        """What it says of an earlier figure; where one of the two does not say what it counts, they count the same.

        An earlier one that does not say is corrected by what counts one measure only.
        """
        own = key(earlier)
        found = self.rows.get(own) or self.rows.get(own._replace(measure=None))
        if found is None and own.measure is None and len(self.measures) == 1:
            found = self.rows.get(own._replace(measure=next(iter(self.measures))))
        return found


def _replace(claim: Claim, target: str, returns: _Returns) -> dict[str, str]:
    """observation_id of each row that the claim replaces -> document_id of what replaces it."""
    later = _Later.of(claim, returns)
    replaced = {}
    for row in returns.families[target]:
        if claim.periods and (row.period_start, row.period_end) not in claim.periods:
            continue
        if correction := later.says(row):
            replaced[row.observation_id] = correction.document_id
        elif claim.whole:
            replaced[row.observation_id] = claim.document_id
    return replaced


def _differences(step: _Step, target: str, returns: _Returns) -> list[Finding]:
    """What the later return says otherwise, figure by figure, as one finding."""
    claim = step.claims[0]
    own, earlier = returns.documents[claim.document_id], returns.documents[target]
    later = _Later.of(claim, returns)
    gone = [row for row in returns.families[target] if row.observation_id in step.replaced]
    if not gone:
        if not returns.families[target]:
            return []
        what = f"replaces {earlier.path}, but repeats none of its figures: all of them stand"
        return [_trouble(claim, own, what, REMEDY)]
    pairs = [(row, later.says(row)) for row in gone]
    changes = [
        f"{figure_name(old)}: {amount(old)} -> {amount(new) if new else 'not repeated'}"
        for old, new in pairs
        if new is None or amount(old) != amount(new)
    ]
    standing = len(returns.families[target]) - len(gone)
    counts = f"replaces {len(gone)} figures of {earlier.path} ({len(changes)} differ, {standing} still stand)"
    said = " and ".join(dict.fromkeys(f'"{one.words}"' for one in step.claims))
    message = f"{own.path} {counts}, because it says {said}" + (f": {'; '.join(changes)}" if changes else "")
    remedy = "make sure that the later return is the one to publish; otherwise say so in source.yml"
    return [_finding("superseded", own, message, remedy)]


def _trouble(claim: Claim, own: DocumentRow, what: str, remedy: str) -> Finding:
    return _finding("supersede_claim", own, f'{own.path} says "{claim.words}" {what}', remedy)


def _finding(check: str, own: DocumentRow, message: str, remedy: str) -> Finding:
    return Finding("warning", check, message, remedy, own.campaign, own.respondent, own.document_id, own.path)


def _document(row: DocumentRow, observations: Sequence[Observation], returns: _Returns) -> DocumentRow:
    """The document with `superseded_by` set to the latest replacing return where every row is replaced."""
    later = [o.superseded_by for o in observations if o.document_id == row.document_id]
    if not later or None in later:
        return dataclasses.replace(row, superseded_by=None)
    latest = max((i for i in later if i), key=lambda i: (returns.date(i) or dt.date.min, i))
    return dataclasses.replace(row, superseded_by=latest)
