"""Labels that nothing knew, and the wordings nearest to them, for a person to choose from: nothing here is applied."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.tidy.dimensions import headings
from schemas.code_tables import load_aliases, load_codes, words
from schemas.rows import Finding, Observation, Place

FILES = {
    "ages": ("age", ("age_bands",)),
    "sexes": ("sex", ("sexes",)),
    "offence_groups": ("offence", ("offence_groups",)),
    "offences": ("offence", ("offences",)),
    "forces": ("force", ("forces",)),
    "measures": ("measure", ("measures",)),
    "totals": ("total", ("totals",)),
    "units": ("unit", ("units",)),
}
"""Alias file -> its dimension and its lists of codes."""

ALIASES = "schemas/codes/aliases"
_RECIPE = "so say what it means in recipe.yml"
_HEADERS = "so say in recipe.yml that its row is one of header_rows, or heads a section"


class Near(NamedTuple):
    """A known wording near a label: the alias file that holds it, its code and how near it is, 0 to 100."""

    file: str
    pattern: str
    code: str
    score: float


@dataclass(slots=True)
class UnknownLabel:
    """A label with the header that it stood under most often, the figures that it touches and where they stand."""

    label: str
    figures: int = 0
    headers: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, Place]] = field(default_factory=list)

    @property
    def header(self) -> str:
        return self.headers.most_common(1)[0][0]


def unknown_labels(
    figures: Iterable[Observation], findings: Iterable[Finding], paths: Mapping[str, str]
) -> list[UnknownLabel]:
    """The labels behind `label_unknown`, the most frequent first. `paths` gives the path of each document_id."""
    named = {(f.document_id, f.raw_value) for f in findings if f.check == "label_unknown"}
    found: dict[str, UnknownLabel] = {}
    for row in figures:
        if "label_unknown" not in row.flags:
            continue
        for header, label in row.other.items():
            # Records have their categories beside what was not known, and no finding tells the two apart.
            unknown = headings(header) if row.method == "records" else (row.document_id, label) in named
            if not unknown:
                continue
            one = found.setdefault(label, UnknownLabel(label))
            one.figures += 1
            one.headers[header] += 1
            one.places.append((paths.get(row.document_id, row.document_id), row.place))
    return sorted(found.values(), key=lambda one: (-one.figures, one.label))


def nearest(label: str, header: str = "") -> Near | None:
    """The nearest wording of all alias files, or of those of the dimension that the header names.

    None for a word that names a dimension: as one of its values it would be wrong wherever it heads others.

    >>> nearest("Femail"), nearest("Xyzzy"), nearest("AGE")
    (Near(file='sexes', pattern='female', code='female', score=83.33333333333334), None, None)
    """
    if headings(label):
        return None
    named = headings(header) if header else frozenset()
    files = [name for name, (dimension, _) in FILES.items() if dimension in named] or list(FILES)
    near = [
        Near(name, found.pattern, found.code, found.score)
        for name in files
        for found in load_aliases(name, frozenset().union(*map(load_codes, FILES[name][1]))).suggest(label, 1)
    ]
    return max(near, key=lambda one: one.score, default=None)


def paste_lines(labels: Iterable[tuple[UnknownLabel, str]]) -> list[str]:
    """Lines to paste, under the alias file that they belong into. With each label comes its first place, in words.

    A label that nothing is near to has no line of its own: its code is for a person to say.
    """
    by_file: dict[str, list[str]] = defaultdict(list)
    for one, place in labels:
        near = nearest(one.label, one.header)
        more = f" and {len(one.places) - 1} more" if len(one.places) > 1 else ""
        remark = f"# {one.figures} figure{'s' * (one.figures != 1)} under {_line(one.header)!r}; {place}{more}"
        if near is None or not words(one.label):
            what = "no known label is near" if words(one.label) else f"it has no word, {_RECIPE}"
            what = f"it names what others are, {_HEADERS}" if headings(one.label) else what
            by_file[""] += [f"{remark}; {what}: {_line(one.label)!r}"]
        else:
            by_file[near.file] += [f"{remark}; nearest known: {near.pattern!r}", exact_line(one.label, near.code)]
    lines: list[str] = []
    for name, pasted in sorted(by_file.items(), key=lambda item: (not item[0], item[0])):
        title = f"# {ALIASES}/{name}.csv" if name else f"# for one of {ALIASES}/*.csv, as exact,<label>,<code>"
        lines += [title, *pasted, ""]
    return lines[:-1]


def exact_line(label: str, code: str) -> str:
    """The line of an alias file by which a label means a code."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(["exact", _line(label), code])
    return line.getvalue()


def _line(text: str) -> str:
    return " ".join(text.split())
