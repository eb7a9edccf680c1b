"""The last look at the figures of a document, once all of them are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Sequence
from itertools import chain

from flows.tidy.doubts.consistency import cross_check
from flows.tidy.doubts.left_unsaid import name_other_crimes, share_measure, share_offence
from flows.tidy.doubts.of_whom import doubt_of_whom, doubt_whose
from flows.tidy.doubts.periods import doubt_periods
from flows.tidy.doubts.shared_doubt import spread_doubt
from flows.tidy.doubts.unheard import doubt_unheard, doubt_unnamed_flag
from flows.tidy.headed import tell_apart
from flows.tidy.years.same_total import date_by_totals
from schemas.rows import Finding, Observation


def last_look(
    observations: Sequence[Observation], texts: Sequence[str], of_all: Sequence[str], answers: Iterable[str],
    cells: Iterable[str], dated: dt.date | None, asked: Container[str],
) -> list[Finding]:  # fmt: skip
    """Complete figures by what the document says as a whole, and put in doubt those that do not bear it out.

    `of_all` are its texts but for further questions, `answers` those that answer, `cells` what stands in its tables.
    `asked`: the figures that answer a question whose words are known.
    """
    share_measure(observations)
    name_other_crimes(observations)
    share_offence(observations, of_all, asked)
    tell_apart(observations)
    date_by_totals(observations)
    findings = [*doubt_periods(observations, dated), *doubt_unheard(observations)]
    findings += [*doubt_unnamed_flag(observations, chain(texts, cells)), *doubt_of_whom(observations, answers)]
    doubt_whose(observations)
    findings += cross_check(observations)
    spread_doubt(observations)
    return findings
