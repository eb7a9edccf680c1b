"""`recipe.yml` read: its keys, each with a description in `schemas/recipe.schema.json`."""

from __future__ import annotations

import re
from typing import Any

from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.people.entries import Entry, entries, is_list, is_scalar, items, number, root, scalar, switch, text
from flows.tidy.people.rules import (
    Constant,
    Cut,
    Expectation,
    LabelRule,
    LaidLabel,
    MarkRule,
    Origin,
    ProseRule,
    Quote,
    Recipe,
    Rules,
    SaysRule,
    Span,
    TableRule,
)
from flows.tidy.people.values import AMOUNT, DIMENSIONS, MEANINGS, amount, read_value
from flows.tidy.people.wordings import wording

OF_LABELS = ("labels", "marks", "blank", "brackets")
BY_FILE = ("ignore", "count_hidden", *DIMENSIONS, "period_from", *OF_LABELS, "tables", "prose", "expect")
WHERE = ("table", "sheet", "page", "caption", "rows", "columns")
OF_LAYOUT = ("count_hidden", "header_rows", "stub_columns", "sections", "continues")
LAID = ("column_values", "row_values")
BY_TABLE = (*WHERE, "ignore", *OF_LAYOUT, *LAID, "blank", "period_from", *DIMENSIONS, "expect")
OF_BLANKS = ("age", "sex", "online")
BY_LABEL = (*DIMENSIONS, "total")
BY_SENTENCE = ("quote", "ignore", *AMOUNT, *DIMENSIONS, "other")
BY_TOTAL = ("total", *DIMENSIONS)
BY_MARK = ("status", "exemption", "count_low", "count_high")
LEVELS = (*DIMENSIONS, "other", "mixed")
_SPAN = re.compile(r"(\d+|[A-Za-z]{1,3})(?:\s*-\s*(\d+|[A-Za-z]{1,3}))?")


def parse_recipe(content: str) -> Recipe:
    """The recipe that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    whole = root(content)
    if whole is None:
        return Recipe()
    found = entries(whole, ("files", *BY_FILE), "a recipe")
    files = entries(found.pop("files"), None, "the names of files") if "files" in found else {}
    return Recipe(_rules(found), {name: (_rules(_of_file(e)), Origin(e.line, name)) for name, e in files.items()})


def _of_file(entry: Entry) -> dict[str, Entry]:
    """What is said of one file; nothing as yet where its name stands alone."""
    return {} if is_scalar(entry) and not text(entry) else entries(entry, BY_FILE, "a recipe")


def _rules(found: dict[str, Entry]) -> Rules:
    ignore, hidden = found.get("ignore"), found.get("count_hidden")
    return Rules(
        ignore=scalar(ignore) if ignore else None,
        count_hidden=switch(hidden) if hidden else False,
        constants=_constants(found),
        labels=tuple(_label(e) for e in _keys(found, "labels")),
        marks=tuple(_mark(e) for e in _keys(found, "marks")),
        blank=_says(found.get("blank"), "blank", OF_BLANKS),
        period_from=_quoted(found),
        brackets=_says(found.get("brackets"), "brackets", DIMENSIONS),
        tables=tuple(_table(e) for e in _items(found, "tables")),
        prose=tuple(_sentence(e) for e in _items(found, "prose")),
        expect=tuple(_expected(e) for e in _items(found, "expect")),
        switches={e.words: Origin(e.line, e.words) for e in (ignore, hidden) if e},
    )


def _keys(found: dict[str, Entry], key: str) -> list[Entry]:
    return list(entries(found[key], None, key).values()) if key in found else []


def _items(found: dict[str, Entry], key: str) -> list[Entry]:
    return items(found[key]) if key in found else []


def _constants(found: dict[str, Entry]) -> tuple[Constant, ...]:
    return tuple(Constant(d, value(found[d]), Origin(found[d].line, d)) for d in DIMENSIONS if d in found)


def _quoted(found: dict[str, Entry]) -> Quote | None:
    """The words behind which the document says the period."""
    said = found.get("period_from")
    if said is None:
        return None
    if "period" in found:
        raise said.error(f"the period is said on line {found['period'].line} already; keep one of the two")
    return Quote(scalar(said), Origin(said.line, said.words))


def value(entry: Entry) -> Any:
    """The value of a dimension that an entry, called as the dimension, gives."""
    try:
        return read_value(entry.words, scalar(entry))
    except ValueError as error:
        raise entry.error(str(error), scalar(entry)) from error


def figure(found: dict[str, Entry], entry: Entry) -> CellValue | None:
    """The figure that the keys of AMOUNT among those found give; None where there is none of them."""
    said = {key: scalar(found[key]) for key in AMOUNT if key in found}
    if not said:
        return None
    try:
        return amount(said)
    except ValueError as error:
        raise entry.error(str(error), said.get("value", said.get("status", ""))) from error


def dimensions(found: dict[str, Entry]) -> dict[str, Any]:
    """The values by dimension among the keys found."""
    return {d: value(found[d]) for d in DIMENSIONS if d in found}


def others(found: dict[str, Entry]) -> dict[str, str]:
    """The further dimensions under `other`, by their headers."""
    return {name: scalar(e) for name, e in entries(found["other"], None, "other").items()} if "other" in found else {}


def _label(entry: Entry) -> LabelRule:
    found = entries(entry, BY_LABEL, "a label")
    values = dimensions(found)
    total = switch(found["total"]) if "total" in found else False
    figure_read = read_cell(entry.words)
    if figure_read is not None and figure_read.value is not None and "number_in_words" not in figure_read.flags:
        raise entry.error("reads as a figure; say the dimension of its level under header_rows or stub_columns")
    if not values and not total:
        raise entry.error(f"nothing is said of this label; give it a value of {', '.join(BY_LABEL)}")
    words = wording(values, total)
    if words is None:
        raise entry.error("these values are not sure to be understood of one label; say one of them for the table")
    return LabelRule(entry.words, values, total, words, Origin(entry.line, entry.words))


def _mark(entry: Entry) -> MarkRule:
    mark = "" if entry.words == "blank" else entry.words
    origin = Origin(entry.line, entry.words)
    if is_scalar(entry):
        meaning = scalar(entry)
        if meaning in ("zero", "footnote"):
            return MarkRule(mark, meaning, CellValue(0, low=0, high=0), origin)  # type: ignore[arg-type]
        said = {"status": meaning}
    else:
        found = entries(entry, BY_MARK, "a mark")
        said = {key: scalar(e) for key, e in found.items()}
    try:
        told = amount(said)
    except ValueError:
        known = ", ".join(("zero", *MEANINGS, "footnote"))
        raise entry.error(f"not a meaning of a mark; they are {known}", said.get("status", "")) from None
    return MarkRule(mark, told.status, told, origin)  # type: ignore[arg-type]


def _says(entry: Entry | None, of: str, known: tuple[str, ...]) -> SaysRule | None:
    if entry is None:
        return None
    return SaysRule(dimensions(entries(entry, known, of)), Origin(entry.line, of))


def _expected(entry: Entry) -> Expectation:
    found = entries(entry, BY_TOTAL, "an expected total")
    if "total" not in found:
        raise entry.error("a total is wanted here, such as {total: 1681, period: 2016/17}")
    total = number(found["total"], least=0)
    return Expectation(total, dimensions(found), Origin(entry.line, f"expect {total}"))


def _sentence(entry: Entry) -> ProseRule:
    found = entries(entry, BY_SENTENCE, "a sentence")
    if "quote" not in found:
        raise entry.error("the words of the sentence are wanted here, under quote")
    quote = scalar(found["quote"])
    told = figure(found, entry)
    ignore = scalar(found["ignore"]) if "ignore" in found else None
    if (told is None) == (ignore is None):
        raise entry.error("give either its value or the reason to ignore it", quote)
    raw = scalar(found["value"]) if "value" in found else ""
    return ProseRule(quote, ignore, told, raw, dimensions(found), others(found), Origin(entry.line, quote))


def _table(entry: Entry) -> TableRule:
    found = entries(entry, BY_TABLE, "a table")
    if not set(found) & {"table", "sheet", "page", "caption"}:
        raise entry.error("nothing says which table is meant; give its table, sheet, page or caption")
    said = ", ".join(f"{key}: {scalar(found[key])}" for key in WHERE if key in found)
    header, stub = found.get("header_rows"), found.get("stub_columns")
    if "ignore" in found and set(found) - {*WHERE, "ignore"}:
        raise entry.error("a table that is ignored can have nothing else said of it", said)
    return TableRule(
        Origin(entry.line, said),
        table=number(found["table"]) if "table" in found else None,
        sheet=text(found["sheet"]) if "sheet" in found else None,
        page=number(found["page"]) if "page" in found else None,
        caption=scalar(found["caption"]) if "caption" in found else None,
        rows=_span(found["rows"]) if "rows" in found else None,
        columns=_span(found["columns"]) if "columns" in found else None,
        ignore=scalar(found["ignore"]) if "ignore" in found else None,
        count_hidden=switch(found["count_hidden"]) if "count_hidden" in found else False,
        header_rows=_cut(header) if header else None,
        stub_columns=_cut(stub) if stub else None,
        sections=_level(found["sections"]) if "sections" in found else None,
        column_values=_laid(found, "column_values"),
        row_values=_laid(found, "row_values"),
        continues=number(found["continues"]) if "continues" in found else None,
        blank=_says(found.get("blank"), "blank", OF_BLANKS),
        period_from=_quoted(found),
        constants=_constants(found),
        expect=tuple(_expected(e) for e in _items(found, "expect")),
        keys={key: Origin(found[key].line, key) for key in OF_LAYOUT if key in found},
    )


def _laid(found: dict[str, Entry], key: str) -> tuple[LaidLabel, ...]:
    """The labels of rows or columns that print none: each by its number or letters, with its values."""
    laid = []
    for entry in _keys(found, key):
        values = dimensions(entries(entry, DIMENSIONS, f"one of {key}"))
        words = wording(values, False) if values else None
        if words is None:
            raise entry.error("give it values that one label can say, such as {sex: female, age: 0-4}")
        laid.append(LaidLabel(_position(entry, entry.words), values, words, Origin(entry.line, f"{key} {entry.words}")))
    return tuple(laid)


def _cut(entry: Entry) -> Cut:
    """`none`, `3`, `3-4`, `[3, 4]`, or each with its dimension: `{3: period, 4: sex}`."""
    if is_scalar(entry):
        if scalar(entry) == "none":
            return Cut(())
        first, last = _span(entry)
        return Cut(tuple(range(first, last + 1)))
    if is_list(entry):
        return Cut(tuple(sorted(_position(e, scalar(e)) for e in items(entry))))
    found = {_position(e, e.words): _level(e) for e in entries(entry, None, entry.words).values()}
    return Cut(tuple(sorted(found)), {n: level for n, level in found.items() if level != "mixed"})


def _level(entry: Entry) -> str:
    if scalar(entry) not in LEVELS:
        raise entry.error(f"not a dimension; they are {', '.join(LEVELS)}", scalar(entry))
    return scalar(entry)


def _span(entry: Entry) -> Span:
    match = _SPAN.fullmatch(scalar(entry))
    if match is None:
        raise entry.error("not a run of rows or columns; write 3, 3-12 or A-F", scalar(entry))
    first, last = _position(entry, match[1]), _position(entry, match[2] or match[1])
    if last < first or last - first > 1_100_000:
        raise entry.error("ends before it begins, or is longer than any sheet", scalar(entry))
    return first, last


def _position(entry: Entry, said: str) -> int:
    """A number from 1, or the letters of a worksheet's column."""
    if said.isdecimal() and int(said) >= 1:
        return int(said)
    if not re.fullmatch(r"[A-Za-z]{1,3}", said):
        raise entry.error("not a row or column; write its number from 1, or a column's letters", said)
    position = 0
    for letter in said.upper():
        position = position * 26 + ord(letter) - 64
    return position
