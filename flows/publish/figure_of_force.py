"""One figure of one force, from the rows of its documents: as printed, as a sum of parts, or why it is not said."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.check.adults import is_of_adults, totals_with_adults
from flows.check.figure import FigureKey, amount, key, labels_of, place_name, some
from flows.check.lines import Lines
from flows.check.sections import Sections, Sum
from flows.publish.quantities import Figure, Quantity
from flows.publish.unnamed_measures import ASSUMED, MEANING, with_offences
from schemas.agreement import period_label
from schemas.categories import flag_words, reasons
from schemas.doubt import ERROR_FOUND, in_doubt
from schemas.rows import Observation

WITH_ADULTS = "the printed total counts adults too"


class Documents:
    """The rows of one force and the sections of each of its documents."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.rows: defaultdict[FigureKey, list[Observation]] = defaultdict(list)
        printed: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in rows:
            printed[row.document_id].append(row)
        by_document = {name: with_offences(own) for name, own in printed.items()}
        for own in by_document.values():
            for row in own:
                self.rows[key(row)].append(row)
        self.with_adults = {row.observation_id for row in totals_with_adults(rows)}
        unsafe = {name: _leaving_out(name, own, Sections(own)) for name, own in by_document.items()}
        self.left_out = self.with_adults | {row.observation_id for found in unsafe.values() for row in found}
        self.sections = {
            name: Sections(row for row in own if row.observation_id not in self.left_out and not is_of_adults(row))
            for name, own in by_document.items()
        }


def _leaving_out(document_id: str, rows: Sequence[Observation], found: Sections) -> list[Observation]:
    """Printed totals that leave withheld parts out: known where parts are withheld and the total is less than all."""
    lines = Lines(rows)
    understated = []
    for row in rows:
        if row.is_total and row.status == "exact":
            withheld = (parts for parts in found.finer(key(row), document_id) if not parts.interval.exact)
            if lines.contradicting(row, withheld):
                understated.append(row)
    return understated


def figure_of(force_id: str, quantity: Quantity, year: int, documents: Documents) -> Figure:
    wanted = quantity.key(force_id, year)
    printed = [row for row in documents.rows.get(wanted, []) if row.observation_id not in documents.left_out]
    exact = [row for row in printed if row.status == "exact"]
    # Of two statements the one without a doubt is taken, but not where an error says that either may be wrong.
    in_error = any(ERROR_FOUND in row.flags for row in exact)
    sure = exact if in_error else [row for row in exact if not in_doubt(row)] or exact
    held = [row for row in printed if row.status == "missing" and in_doubt(row)]
    if held and (not exact or any(ERROR_FOUND in row.flags for row in held)):
        return Figure(force_id, year, quantity.name, None, "in doubt: held back", _ids(held), in_doubt=True)
    values = sorted({row.count for row in sure if row.count is not None})
    if len(values) == 1:
        return _said(Figure(force_id, year, quantity.name, values[0], "", _ids(sure)), sure)
    if values:
        differing = f"printed as {' and '.join(f'{value:,}' for value in values)}"
        return Figure(force_id, year, quantity.name, None, differing, _ids(sure), in_doubt=True, waiting=tuple(values))
    sums = [(name, parts) for name, found in documents.sections.items() for parts in found.finer(wanted, name)]
    left_out = [row for row in documents.rows.get(wanted, []) if row.observation_id in documents.left_out]
    if not printed and not sums and (misread := _not_understood(force_id, quantity, year, documents)):
        return misread
    why = _why_not(wanted, documents)
    unsaid = Figure(force_id, year, quantity.name, None, why, _ids(left_out), in_doubt=bool(left_out))
    return _summed(unsaid if left_out else _counted_otherwise(unsaid, wanted, documents), printed, sums)


def _said(figure: Figure, rows: Sequence[Observation]) -> Figure:
    """The figure that rows give, as one in doubt where any of them is."""
    flags = sorted({flag for row in rows if in_doubt(row) for flag in reasons(row.flags)})
    if not flags or figure.value is None:
        return figure
    why = " and ".join(MEANING if flag == ASSUMED else flag_words(flag) for flag in flags)
    note = f"in doubt: {figure.value:,} is printed, but {why}" + (f"; {figure.note}" if figure.note else "")
    return dataclasses.replace(figure, value=None, note=note, in_doubt=True, waiting=(figure.value,))


def _summed(unsaid: Figure, printed: Sequence[Observation], sums: Sequence[tuple[str, Sum]]) -> Figure:
    """The figure from its parts where all of them are printed; else `unsaid`, with what is known of it."""
    whole = [(name, parts) for name, parts in sums if parts.interval.exact and not parts.open]
    values = {parts.interval.low for _, parts in whole}
    names = (unsaid.force_id, unsaid.year, unsaid.quantity)
    if len(values) > 1:
        sums_of = tuple(sorted(values))
        note = f"not printed; its parts add up to {' or '.join(f'{n:,}' for n in sums_of)}"
        rests_on = _ids(row for _, parts in whole for row in parts.rows)
        return Figure(*names, None, note, rests_on, in_doubt=True, waiting=sums_of)
    rows = whole[0][1].rows if whole else []
    if values and 0 < 2 * sum(row.count or 0 for row in rows if in_doubt(row)) == sum(values):
        note = f"not printed; of its parts, {sum(values):,} together, those in doubt may be the total of the others"
        whole_sum = sum(values)
        return Figure(*names, None, note, _ids(rows), in_doubt=True, waiting=(whole_sum // 2, whole_sum))
    if values:
        kind = "records counted" if rows[0].method == "records" else f"sum of {len(rows)} printed figures"
        gaps = ["combinations not printed count as none"] if whole[0][1].gaps else []
        return _said(Figure(*names, values.pop(), "; ".join([kind, *gaps]), _ids(rows)), rows)
    withheld = [f"printed as {amount(row)}" for row in printed]
    partly = [f"its parts come to {parts.interval}" for _, parts in sums if not parts.open]
    listed = [f"the parts that are listed come to {parts.interval}" for _, parts in sums if parts.open]
    known = list(dict.fromkeys(withheld + (partly or listed)))
    if not known:
        return unsaid
    why = WITH_ADULTS if unsaid.note == WITH_ADULTS else "withheld or incomplete"
    return dataclasses.replace(unsaid, note=f"{why}: {some(known, 2)}")


def _not_understood(force_id: str, quantity: Quantity, year: int, documents: Documents) -> Figure | None:
    """A figure of which nothing says the year, or one that cannot be: it may be this one, and is in doubt."""
    wanted = quantity.key(force_id, year)
    rows = [row for found, own in documents.rows.items() if _bare(found) == _bare(wanted) for row in own]
    rows = [row for row in rows if _of_no_year(row, year)]
    if not rows:
        return None
    named = some(
        f'{amount(row)} at {place_name(row.place) or "a place in the text"} ("{labels_of(row)}")' for row in rows
    )
    note = f"in doubt: printed, not understood, as its year is not plain: {named}"
    return Figure(force_id, year, quantity.name, None, note, _ids(rows), in_doubt=True)


def _counted_otherwise(unsaid: Figure, wanted: FigureKey, documents: Documents) -> Figure:
    """`unsaid` with the counts of one other measure that are printed in its place, such as victims."""
    rows = [
        row
        for found, own in documents.rows.items()
        if found.measure and found == wanted._replace(measure=found.measure)
        for row in own
        if row.status == "exact"
    ]
    counts = tuple(sorted({row.count for row in rows if row.count is not None}))
    measures = {row.measure for row in rows if row.measure}
    return dataclasses.replace(unsaid, waiting=counts, waiting_of=measures.pop()) if len(measures) == 1 else unsaid


def _bare(figure: FigureKey) -> FigureKey:
    """A figure whatever its days, and whatever label nothing knows stands beside it."""
    return figure._replace(start=None, end=None, other=())


def _of_no_year(row: Observation, year: int) -> bool:
    """Whether a row has no days though a label may hold its year, or has days beyond those asked about."""
    if row.period_start is not None:
        return row.period_start.year > year + 1
    named = set(row.other.values())
    return "period_unknown" in row.flags and (not named or any(ch.isdigit() for value in named for ch in value))


def _why_not(wanted: FigureKey, documents: Documents) -> str:
    """Why nothing is printed for a figure: what is printed instead."""
    printed = {row.observation_id for row in documents.rows.get(wanted, [])}
    if printed & documents.with_adults:
        return WITH_ADULTS
    if printed & documents.left_out:
        return "the printed sum leaves withheld figures out"
    others = {found.measure for found in documents.rows if found == wanted._replace(measure=found.measure)}
    if None in others:
        return f"printed, but {MEANING}; where it does, say measure: offences in recipe.yml"
    if others:
        return f"printed as {', '.join(sorted(filter(None, others)))}, not as offences"
    if any(found.other and found == wanted._replace(other=found.other) for found in documents.rows):
        return "printed in parts only: " + some(
            ", ".join(f"{name} {value}" for name, value in found.other)
            for found in documents.rows
            if found.other and found == wanted._replace(other=found.other)
        )
    if not any(found.start == wanted.start and found.end == wanted.end for found in documents.rows):
        start, end = wanted.start, wanted.end
        return f"no figures for {period_label(start, end)}" if start and end else ""
    return "not printed"


def _ids(rows: Iterable[Observation]) -> tuple[tuple[str, str], ...]:
    return tuple((row.document_id, row.observation_id) for row in rows)
