"""What a label that speaks of several dimensions at once says: `Female 0-4`, `of which online 2016/17`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.labels import forces, measures, online, sexes, totals, wording
from flows.tidy.labels.ages import ages
from flows.tidy.labels.alternatives import joined
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Offence, Reading, is_whole, takes_in
from flows.tidy.labels.offences import offences
from flows.tidy.labels.periods import periods
from flows.tidy.labels.vocabulary import units
from schemas.code_tables import words

#: Measures of people who are no victims: an age or sex beside them is theirs.
OF_SUSPECTS = frozenset({"suspects", "arrests", "charges", "cautions", "convictions", "prosecutions"})
#: Whose values share words: `Unknown` is one of each of these.
_SHARED = ("age", "sex", "online", "offence")
_REMARK = re.compile(r"\s*\((?P<words>[^()]*[a-z]{3}[^()]*)\)\s*$")
CONTRADICTED = "offence_code_contradicts_name"
#: A dimension and what it finds in a label.
Claim = tuple[str, Found[Any]]
#: In the order in which they claim the words of a label: an offence's title before the ages and sexes in it.
_ORDER = ("offence", "period", "online", "force", "age", "sex", "total", "unit")
PARSERS: dict[str, Any] = {
    "offence": offences,
    "period": periods,
    "online": online,
    "force": forces,
    "age": ages,
    "sex": sexes,
    "total": totals,
    "unit": units,
    "measure": measures,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """The meanings of a label by dimension; `leftover` holds the words that nothing explains.

    `total_kind` is `total` or `subtotal` where the label says so. `undecided` are readings of words that several
    dimensions share (`Unknown`). `clashes` are dimensions of which the label names two values.
    """

    meanings: dict[str, Reading[Any]] = field(default_factory=dict)
    total_kind: str | None = None
    leftover: str = ""
    undecided: dict[str, Reading[Any]] = field(default_factory=dict)
    clashes: frozenset[str] = frozenset()

    @property
    def total(self) -> bool:
        """Whether the label says that its figures are a total or sub-total."""
        return self.total_kind is not None

    @property
    def complete(self) -> bool:
        """Whether something was understood and no word is left over, nor said twice."""
        return not (self.leftover or self.clashes or self.undecided) and bool(self.meanings or self.total)


@functools.lru_cache(maxsize=16384)
def explain(label: str) -> Explained:
    """Read a label in all dimensions together.

    >>> e = explain("Number of offences against female victims 0-4, 2016/17")
    >>> sorted((d, getattr(r.value, "label", getattr(r.value, "band", r.value))) for d, r in e.meanings.items())
    [('age', '0-4'), ('measure', 'offences'), ('period', '2016/17'), ('sex', 'female')]
    >>> e = explain("19C - Rape of a female aged 16 and over"); sorted(e.meanings), e.complete
    (['offence'], True)
    >>> e = explain("Total (under 18)"); e.total, e.meanings["age"].value.band
    (True, '0-17')
    >>> explain("Female victims of burglary by lorry").leftover
    'burglary by lorry'
    """
    read = _with_remark(label, _explain(label))
    bare = None if read.complete else wording.without_footnote(label)
    noted = _explain(bare) if bare else None
    if noted is None or not noted.complete:
        return read
    meanings = {d: wording.flagged(r, "footnote_removed") for d, r in noted.meanings.items()}
    return Explained(meanings, noted.total_kind)


def _is_as_much(value: Any, said: Any) -> bool:
    """Whether a label says a value again, or the group of a class: `86 Obscene publications (indecent images)`."""
    return value == said or (isinstance(said, Offence) and takes_in(value, said))


def _with_remark(label: str, read: Explained) -> Explained:
    """`Individuals prosecuted (court or warned for PHE)`: the measure holds, whatever the remark behind it says."""
    remark = _REMARK.search(label)
    if remark is None or not read.leftover or "measure" in read.meanings:
        return read
    head, said = _explain(label[: remark.start()]), _explain(remark["words"])
    if not head.complete or set(head.meanings) != {"measure"} or said.meanings or said.undecided or said.total:
        return read
    return replace(head, leftover=remark["words"])


def _explain(label: str) -> Explained:
    claims = joined(label, _sharpened(label, _claims(label)))
    # The unit of `Under 10 mins` stays beside its number, so that the number is not taken for an age.
    told = {d for d, _ in claims}
    rest = _without(label, [c[1] for c in claims if not _is_other_unit(c)])
    undecided = {d: r for d in _SHARED if d not in told and (r := PARSERS[d].parse(rest))}
    if "offence" in told and "sex" in undecided and undecided["sex"].value == "other":
        del undecided["sex"]  # `Rape / Other`: other offences
    residual = _other_offences(rest, claims)
    leftover = "" if undecided or residual else _left(label, claims)
    meanings: dict[str, Reading[Any]] = {}
    clashes = set()
    for dimension, found in claims:
        if dimension == "unit" and meanings.get("unit", found.reading).value == "count":
            meanings["unit"] = found.reading  # `Number of crimes per 1,000 population` is a rate.
        elif not _is_as_much(found.reading.value, meanings.setdefault(dimension, found.reading).value):
            clashes.add(dimension)
    not_of_victims = _of_suspects(label, claims)
    if not_of_victims:
        leftover = f"{leftover} {not_of_victims}".strip()
        meanings = {d: r for d, r in meanings.items() if d not in ("age", "sex")}
    elif leftover:
        # What is unsure, or of any table, belongs to the words beside it that nothing knows: `Named suspect died`.
        first = {d for d, f in claims if not label[: f.start].strip()}
        counted = {d for d, f in claims if d == "measure" and measures.heads(label, f)}
        meanings = {d: r for d, r in meanings.items() if d in counted or _stands_beside_others(d, r, d in first)}
        leftover = _left(label, [c for c in claims if c[0] in meanings])
    if len(meanings) > 1 and "unit" in meanings and meanings["unit"].value == "count" and not meanings["unit"].flags:
        del meanings["unit"]
    # A number alone beside other words may be an age, a note's number or a figure.
    # So may a letter: `N` in `Male N` begins `N/R` as well as it says no.
    letter = len(rest.strip(" .()/")) == 1 and "online" in undecided
    # `All cyber flagged`: the sum of what is so called, and of both sexes only as any sum is.
    summed = bool(meanings) and undecided.keys() == {"sex"} and is_whole(undecided["sex"].value)
    if summed:
        undecided = {}
    if len(undecided) == 1 and meanings and not rest.strip(" .()").isdecimal() and not letter:
        meanings |= undecided
        undecided = {}
    if residual:  # the class named and others of its group
        meanings["offence"] = replace(meanings["offence"], value=replace(meanings["offence"].value, code=None))
    total = meanings.pop("total", None)
    kind = total.value if total else "total" if summed else None
    return Explained(meanings, kind, leftover, undecided, frozenset(clashes))


def _other_offences(rest: str, claims: list[Claim]) -> bool:
    """`Other` in `Exposure/Voyeurism/Other`: offences of the same group, and no sex of victims."""
    groups = {f.reading.value.group for d, f in claims if d == "offence"}
    reading = PARSERS["offence"].parse(rest) if groups == {"other"} else None
    return reading is not None and reading.value.group == "other" and reading.value.code is None


def _sharpened(label: str, claims: list[Claim]) -> list[Claim]:
    """The claims, an age, sex or period read anew from all words that no other claims: `-18` in `Total -18`."""
    for dimension in ("age", "sex", "period"):
        mine = {f.reading.value for d, f in claims if d == dimension}
        others = [c for c in claims if c[0] != dimension]
        rest = _without(label, [found for d, found in others if not _is_other_unit((d, found))])
        reading = PARSERS[dimension].parse(rest)
        if reading is not None and (len(mine) == 1 or reading.certainty > 0.6):
            start = label.find(rest)
            place = (start, start + len(rest)) if start >= 0 else (0, len(label))
            claims = [*others, (dimension, Found(*place, reading))]
    return claims


def _is_other_unit(claim: Claim) -> bool:
    return claim[0] == "unit" and claim[1].reading.value == "other"


def _of_suspects(label: str, claims: list[Claim]) -> str:
    """The words for an age or sex beside a measure of people who are no victims: `adults` in `Cautions - adults`."""
    measured = any(d == "measure" and f.reading.value in OF_SUSPECTS for d, f in claims)
    if not measured or "victim" in label.casefold():
        return ""
    return " ".join(label[f.start : f.end].strip() for d, f in claims if d in ("age", "sex"))


def _stands_beside_others(dimension: str, reading: Reading[Any], is_first: bool) -> bool:
    """Whether a meaning holds though the label has words that nothing knows; it may be said first: `Average wait`."""
    if dimension in ("force", "measure") or (dimension == "unit" and reading.value == "other" and not is_first):
        return False
    return dimension in ("total", "period") or reading.certainty >= 0.8


def _claims(label: str) -> list[Claim]:
    """What each dimension finds in the label; words that one has claimed are not there for the next."""
    claims = _named(label)
    measure = _measure(label, claims)
    return [*claims, measure] if measure else claims


def _named(label: str) -> list[Claim]:
    for dimension in ("offence", "force", "online"):
        reading = PARSERS[dimension].parse(label)
        # A title beside a code that is not its own stays whole: its ages and sexes are no victims'.
        sure = reading is not None and (reading.certainty > 0.6 or CONTRADICTED in reading.flags)
        if reading is not None and sure and (dimension != "online" or not _found(dimension, label)):
            return [(dimension, Found(0, len(label), reading))]
    found = [(dimension, f) for dimension in _ORDER for f in _found(dimension, label)]
    taken: list[Claim] = []
    # `16-17` beside a sex is ages before it is a year: the less certain reading of the same words comes last.
    shares = [f for d, f in found if d == "unit"]
    found = [(d, f) for d, f in found if d != "total" or not any(s.start < f.start < s.end for s in shares)]
    for dimension, f in sorted(found, key=lambda claim: claim[1].reading.certainty < 0.5):
        free = _beside(f, [t for _, t in taken]) if dimension == "unit" else f
        if free is not None and all(free.end <= t.start or t.end <= free.start for _, t in taken):
            taken.append((dimension, free))
    return taken


def _beside(unit: Found[Any], others: list[Found[Any]]) -> Found[Any] | None:
    """A unit without words at its ends that say something else: `%` of `Total %`, `% of` of `% of all crime`."""
    start, end = unit.start, unit.end
    for other in others:
        if other.start <= start < other.end:
            start = other.end
        elif start < other.start < end:
            end = other.start
    return Found(start, end, unit.reading) if start < end else None


def _found(dimension: str, label: str) -> list[Found[Any]]:
    found: list[Found[Any]] = PARSERS[dimension].find(label)
    return found


def _measure(label: str, claims: list[Claim]) -> Claim | None:
    """The measure that a label names first; `female victims` names whose sex it is, unless the victims are numbered."""
    others = [f for d, f in claims if d not in ("offence", "total", "unit")]
    numbered = any(d == "unit" for d, _ in claims)
    titles = [f for d, f in claims if d == "offence"]
    if any((f.start, f.end) == (0, len(label)) for f in titles):
        titles = offences.find(label) or titles  # `Rape cases reported` says no more of the offence than `Rape`.
    for found in measures.find(label):
        taken = any(found.start < o.end and o.start < found.end for o in others)
        if taken or form("labels", "when", any_case=True).search(label[: found.start]):
            continue
        around = [f.reading.value for f in titles if found.start < f.end and f.start < found.end]
        # The title of a class has words for it that say nothing of what is counted: `23 Familial sexual offences`.
        if around and (found.reading.value != "offences" or any(offence.code for offence in around)):
            continue
        described = any(d in ("age", "sex") for d, _ in claims)
        if found.reading.value != "victims" or numbered or not described:
            return "measure", found
    return None


def _without(label: str, found: list[Found[Any]]) -> str:
    """The label with what was found left out."""
    return wording.blanked(label, found).strip(" ,;:/|()[]")


def _left(label: str, claims: list[Claim]) -> str:
    """The words that no dimension claims and that are noise for none that the label speaks of, as printed.

    Noise between two such words stays with them, and so does what a label names itself split by (`by age`) not.
    """
    dimensions = {d for d, _ in claims}
    known = wording.noise("any").union(*(wording.noise(d) for d in dimensions))
    free = [w for w in words(label) if all(w.end <= f.start or f.end <= w.start for _, f in claims)]
    split_by = bool(dimensions) and any(w.key == "by" for w in free)
    left = [w for w in free if w.key not in known and not (split_by and (w.key == "and" or wording.named_by(w.key)))]
    if not claims and (left or [w.key for w in free] == ["with"]):  # `With` alone is of what is not said.
        return " ".join(label.split())
    pieces: list[tuple[int, int]] = []
    for word in left:
        if pieces and not any(f.start < word.start and pieces[-1][1] <= f.start for _, f in claims):
            pieces[-1] = (pieces[-1][0], word.end)
        else:
            pieces.append((word.start, word.end))
    return " ".join(" ".join(label[start:end].split()) for start, end in pieces)
