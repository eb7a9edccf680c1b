"""Code lists and alias files: which words mean which code.

A code table is `codes/<name>.csv` with a column `code`. An alias file is `codes/aliases/<name>.csv` with the columns
`kind` (`exact` or `regex`), `pattern`, `code`, and optionally `certainty` (1 where nothing else is meant), `flags` and
`alternatives` (both joined by `|`). Labels are compared word by word, so case, punctuation and spacing do not matter:
an `exact` pattern is a run of words, a `regex` is matched against the words joined by single spaces. A line that begins
with `#` is a remark.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

CODES = Path(__file__).parent / "codes"

#: Raised marks of footnotes are no letters of the words that they are glued to.
#: `Victim(s)`.
_PLURAL = re.compile(r"(?<=\w)\(s\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]+(?:['’‘`][^\W\d_]+)*['’‘`]?|[&%£€<>≤≥+=#✓✔]")
_APOSTROPHES = str.maketrans("", "", "'’‘`")


class CodeTableError(ValueError):
    """A code list or an alias file contradicts itself; the message names the file, the line and the remedy."""


class Word(NamedTuple):
    """A word of a label in the form that is compared, and where it stands in the label."""

    key: str
    start: int
    end: int


@functools.lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text`, lower case, apostrophes taken out, `&` as `and`.

    >>> [w.key for w in words("Victims' age & sex (N/K)")]
    ['victims', 'age', 'and', 'sex', 'n', 'k']
    """
    return tuple(
        Word("and" if m[0] == "&" else m[0].translate(_APOSTROPHES).lower(), m.start(), m.end())
        for m in _WORD.finditer(text)
        if m.start() < 2 or not _PLURAL.match(text, m.start() - 1)
    )


def key(text: str) -> str:
    """What two labels that say the same have in common.

    >>> key("  Sexual Assault – on a MALE: ")
    'sexual assault on a male'
    """
    return " ".join(w.key for w in words(text))


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of an alias file."""

    pattern: str
    code: str
    certainty: float = 1.0
    flags: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


class Hit(NamedTuple):
    """An alias met in a text, at `text[start:end]`."""

    start: int
    end: int
    alias: Alias


class Suggestion(NamedTuple):
    """A known wording near an unknown one; never applied by itself. `score` is 0 to 100."""

    pattern: str
    code: str
    score: float


def reach(wordings: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How many words the longest wording has that begins with a word: no search from another word, or further."""
    found: dict[str, int] = {}
    for parts in wordings:
        found[parts[0]] = max(found.get(parts[0], 0), len(parts))
    return found


@dataclass(eq=False)
class AliasTable:
    """The wordings of one dimension."""

    name: str
    exact: dict[tuple[str, ...], Alias] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], Alias]] = field(default_factory=list)

    def lookup(self, label: str) -> Alias | None:
        """The alias that is the whole label: an exact wording before a pattern; None where no line fits.

        Patterns that fit with different codes are one reading with alternatives.
        """
        parts = tuple(w.key for w in words(label))
        found = self.exact.get(parts)
        if found is None:
            line = " ".join(parts)
            fitting = [alias for pattern, alias in self.patterns if pattern.fullmatch(line)]
            if not fitting:
                return None
            found = _merge(fitting)
        return found

    def find(self, text: str) -> list[Hit]:
        """Every wording inside `text`, left to right, longest first where several overlap."""
        return list(self._longest(text))

    @functools.lru_cache(maxsize=65536)  # noqa: B019  tables live as long as the program
    def _longest(self, text: str) -> tuple[Hit, ...]:
        found: list[Hit] = []
        taken = bytearray(len(text))
        for hit in sorted(self._all(words(text)), key=lambda h: (h.start - h.end, h.start)):
            if not any(taken[hit.start : hit.end]):
                found.append(hit)
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        return tuple(sorted(found, key=lambda h: h.start))

    def suggest(self, label: str, limit: int = 3) -> list[Suggestion]:
        """The known wordings nearest to an unknown label, best first, for a person to choose from."""
        known = {" ".join(parts): alias for parts, alias in self.exact.items()}
        near = process.extract(key(label), list(known), scorer=fuzz.token_sort_ratio, limit=limit, score_cutoff=60)
        return [Suggestion(known[line].pattern, known[line].code, score) for line, score, _ in near]

    def _all(self, parts: Sequence[Word]) -> Iterator[Hit]:
        keys = tuple(w.key for w in parts)
        for i, first in enumerate(keys):
            for j in range(min(len(parts), i + self.reach.get(first, 0)), i, -1):
                alias = self.exact.get(keys[i:j])
                if alias is not None:
                    yield Hit(parts[i].start, parts[j - 1].end, alias)
                    break
        if not self.patterns:
            return
        starts, ends, length = {}, {}, 0
        for word in parts:
            starts[length] = word.start
            ends[length + len(word.key)] = word.end
            length += len(word.key) + 1
        line = " ".join(keys)
        for pattern, alias in self.patterns:
            for m in pattern.finditer(line):
                if m.start() in starts and m.end() in ends and m.end() > m.start():
                    yield Hit(starts[m.start()], ends[m.end()], alias)


def _merge(fitting: list[Alias]) -> Alias:
    first = max(fitting, key=lambda a: a.certainty)
    others = tuple(dict.fromkeys(a.code for a in fitting if a.code != first.code))
    if not others:
        return first
    return Alias(first.pattern, first.code, min(first.certainty, 0.5), first.flags, first.alternatives + others)


@functools.cache
def load_codes(name: str) -> dict[str, dict[str, str]]:
    """`codes/<name>.csv` as {code: row}, in the order of the file. Fails on a code that stands twice or is empty."""
    table: dict[str, dict[str, str]] = {}
    path = CODES / f"{name}.csv"
    for line, row in _rows(path):
        code = (row.get("code") or "").strip()
        if not code or code in table:
            raise CodeTableError(f"{path.name} line {line} {code!r}: the code is empty or stands twice; keep one line")
        table[code] = row
    return table


@functools.cache
def load_aliases(name: str, codes: frozenset[str]) -> AliasTable:
    """`codes/aliases/<name>.csv`, each code one of `codes`. The same table each time."""
    path = CODES / "aliases" / f"{name}.csv"
    return build_aliases(name, _rows(path), codes)


def build_aliases(name: str, lines: Iterator[tuple[int, dict[str, str]]], codes: Collection[str]) -> AliasTable:
    """An alias table from numbered rows.

    Raises CodeTableError for an unknown kind or code, and for a pattern that is empty, stands twice or means two codes.
    """
    table = AliasTable(name)
    for line, row in lines:
        kind, pattern, code = ((row.get(c) or "").strip() for c in ("kind", "pattern", "code"))
        if kind.startswith("#"):
            continue
        place = f"codes/aliases/{name}.csv line {line} {pattern!r}"
        try:
            certainty = float(row.get("certainty") or 1)
        except ValueError:
            remedy = "quote a pattern that holds commas"
            raise CodeTableError(f"{place}: certainty {row['certainty']!r} is no number; {remedy}") from None
        alias = Alias(pattern, code, certainty, _parts(row.get("flags")), _parts(row.get("alternatives")))
        for given in (code, *alias.alternatives):
            if given not in codes:
                raise CodeTableError(f"{place}: the code {given!r} is not in the code list; correct it or add it there")
        if kind == "exact":
            parts = tuple(w.key for w in words(pattern))
            known = table.exact.get(parts)
            if not parts:
                raise CodeTableError(f"{place}: the pattern holds no word; write the label as printed")
            if known is not None:
                other = "stands twice" if known.code == code else f"means both {known.code!r} and {code!r}"
                raise CodeTableError(f"{place}: {other}; keep one line, the other code under `alternatives`")
            table.exact[parts] = alias
        elif kind == "regex":
            try:
                compiled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
            except re.error as e:
                raise CodeTableError(f"{place}: not a regular expression ({e}); correct it") from e
            if any(known.pattern == pattern for _, known in table.patterns):
                raise CodeTableError(f"{place}: stands twice; keep one line")
            table.patterns.append((compiled, alias))
        else:
            raise CodeTableError(f"{place}: the kind {kind!r} is neither `exact` nor `regex`")
    table.reach = reach(table.exact)
    return table


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(p for p in (joined or "").split("|") if p)


@functools.cache
def code_rows(folder: str, name: str) -> list[dict[str, str]]:
    """The rows of `codes/<folder>/<name>.csv`, in its order."""
    return [row for _, row in _rows(CODES / folder / f"{name}.csv")]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as f:
        yield from enumerate(csv.DictReader(f), start=2)
