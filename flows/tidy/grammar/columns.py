"""What each column of a table can be: labels of rows, figures, or remarks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set

from flows.tidy.dimensions import headings, is_known, parse, total_kind
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.sequences import counts_up, is_label_run, looks_like_years, rises
from flows.tidy.text import numbering

SAMPLE = 120
UNSURE = 2.2
MOST = 3
LONG = 60
SIGNS = "+-−"
#: As many numbers in turn number lines.
LINES = 10
#: The share of rows in which labels of rows stand at least.
FULL = 0.8
NAMED = frozenset({"period", "age", "sex", "online", "offence", "force"})
COUNTED = frozenset({"measure", "unit", "total"})

Cut = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def column_cuts(
    matrix: Matrix,
    heads: Sequence[int],
    body: Sequence[int],
    columns: Sequence[int],
    told: Sequence[int] | None = None,
) -> list[tuple[float, dict[str, float], Cut]]:
    """(score, reasons, (stub columns, figure columns, columns of remarks)), the likeliest first.

    `told` are the stub columns that a person names.
    """
    rows = list(body) if len(body) <= SAMPLE else [*body[: SAMPLE - 20], *body[-20:]]
    # A column with nothing in it or over it that is its own only parts others, or lies under their merged cells.
    held = [c for c in columns if any(s.text for s in (*_down(matrix, rows, c), *_over(matrix, heads, c)))]
    heading = Counter(over[-1].text for c in held[1:] if (over := _over(matrix, heads, c)))
    # What heads several columns tells their figures apart.
    several = {text for text, n in heading.items() if n > 1}
    margin = {c: _as_labels(matrix, heads, rows, c, held, several) - _as_figures(matrix, heads, rows, c) for c in held}
    first = {c for c in held if margin[c] > 0}
    if told is not None:
        first, margin = {c for c in held if c in told}, dict.fromkeys(held, UNSURE)
    unsure = sorted((c for c in held if abs(margin[c]) < UNSURE), key=lambda c: abs(margin[c]))
    ways = [first, *(first ^ {c} for c in unsure[:MOST])]
    if len(unsure) > 1:
        ways.append(first ^ set(unsure[:2]))
    found = []
    for stubs in ways:
        figures = [c for c in held if c not in stubs]
        if not figures or not any((s := matrix.at(r, c)) and s.value for r in rows for c in figures):
            continue
        remarks = [c for c in stubs if _is_remark(matrix, rows, c, figures)]
        score = sum(abs(margin[c]) * (1 if (margin[c] > 0) == (c in stubs) else -1) for c in held) / len(held)
        cut = (tuple(c for c in held if c in stubs and c not in remarks), tuple(figures), tuple(remarks))
        found.append((score, {"columns": round(score, 3)}, cut))
    return sorted(found, key=lambda f: -f[0])[: MOST + 1]


def _down(matrix: Matrix, rows: Sequence[int], column: int) -> list[Slot]:
    return [s for r in rows if (s := matrix.at(r, column)) and s.column == s.cell.column]


def _over(matrix: Matrix, heads: Sequence[int], column: int) -> list[Slot]:
    return [s for r in heads if (s := matrix.at(r, column)) and len(s.cell.columns) == 1]


def _named(over: Sequence[Slot]) -> frozenset[str]:
    """The dimensions of which the heads of a column say that its cells name them; `FY` over `22/23` is one value."""
    told = {d for s in over[1:] for d in NAMED if parse(d, s.text) is not None}
    return frozenset[str]().union(*(headings(s.text) for s in over)) - told


def _numbers(matrix: Matrix, rows: Sequence[int], column: int, held: Sequence[int]) -> bool:
    """Whether the numbers of a column are those of the words beside it: each has its own, wherever it stands again."""
    at = bisect_right(held, column)
    beside = held[at] if at < len(held) else None
    own: dict[str, list[str]] = {}
    for row in rows:
        number, words = matrix.at(row, column), beside and matrix.at(row, beside)
        if number and words and number.text.isdecimal() and words.value is None:
            own.setdefault(words.text, []).append(number.text)
    again = [numbers for numbers in own.values() if len(numbers) > 1]
    return len(again) > 1 and all(len(set(n)) == 1 for n in again) and len({n[0] for n in own.values()}) == len(own)


def _as_labels(
    matrix: Matrix, heads: Sequence[int], rows: Sequence[int], column: int, held: Sequence[int], several: Set[str]
) -> float:
    """How well a column fits labels of rows; `several` are the names over more than one of those that are `held`."""
    slots = _down(matrix, rows, column)
    if not slots:
        return -1.0
    over = _over(matrix, heads, column)
    named = _named([] if over and over[-1].text in several else over)
    texts = [s.text for s in slots if not total_kind(s.text)]
    if "age" not in named and any(t.isdecimal() and int(t) > 1 for t in texts):  # no states of the flag
        named -= {"online"}
    if not texts:
        return 1.0 if column == held[0] else -1.0
    words = sum(s.value is None for s in slots) / len(slots)
    share = words
    read = max((sum(parse(d, t) is not None for t in texts) / len(texts) for d in NAMED & named), default=0.0)
    full = len(slots) >= FULL * len(rows)
    run = full and (is_label_run(texts) or (column == held[0] and looks_like_years(texts)))
    own = [s.text for s in {id(s.cell): s for s in slots}.values()]
    # The numbers of parts of a list stand on their first rows alone, and begin with one.
    counting = (full or own[:1] == ["1"]) and counts_up(own[: SAMPLE - 20])
    counting = counting or (full and rises([t for t in own if t.isdecimal()]) and column == held[0])
    known = sum(map(is_known, texts)) / len(texts)
    bounds = {s.text for s in slots if s.value is not None and s.value.status == "suppressed"}
    coded = sum(not t.isdecimal() and t not in bounds and known_as_label(t) for t in texts) / len(texts)
    share = max(share, coded)
    points = 4.0 * (share - 0.5)
    if read > 0.8:
        points += 3.0
    if run or (counting and column == held[0]):
        points += 3.5 + (counting and len(texts) >= LINES)
    # Whatever stands over it: `No.`; or questions of which rows answer one and the same.
    if _numbers(matrix, rows, column, held) or (over and numbering.heads(over[-1].text)):
        points += 6.0
    if named & NAMED:
        points += 1.5
    return points + 0.5 * known + (0.4 if column == held[0] else 0.0)


def known_as_label(text: str) -> bool:
    """Whether a text that may stand for a figure reads surely as a label: `0-4`, `16+`, and not the change `+61`."""
    read = (parse(d, text) for d in ("age", "offence", "period"))
    return text[0] not in SIGNS and any(r is not None and r.certainty >= 0.6 for r in read)


def _as_figures(matrix: Matrix, heads: Sequence[int], rows: Sequence[int], column: int) -> float:
    """How well a column fits figures."""
    slots = _down(matrix, rows, column)
    over = _over(matrix, heads, column)
    named = _named(over)
    value = any(parse(d, s.text) is not None for s in over for d in NAMED) or any(total_kind(s.text) for s in over)
    points = 0.0
    if slots:
        figures = sum(s.is_figure for s in slots) / len(slots)
        either = sum(s.value is not None and not s.is_figure for s in slots) / len(slots)
        points += 4.0 * (figures + 0.4 * either - 0.5)
    else:
        points -= 0.5
    if named & COUNTED:
        points += 1.5
    if value and not named & NAMED:
        points += 2.0
    return points


def _is_remark(matrix: Matrix, rows: Sequence[int], column: int, figures: Sequence[int]) -> bool:
    """A column of long or hardly repeated words behind the figures."""
    if column < min(figures):
        return False
    texts = [s.text for s in _down(matrix, rows, column)]
    if not texts:
        return True
    known = sum(map(is_known, texts))
    again = len(set(texts)) * 2 <= len(texts)
    return known * 2 < len(texts) and (max(map(len, texts)) > LONG or not again or len(texts) * 2 < len(rows))
