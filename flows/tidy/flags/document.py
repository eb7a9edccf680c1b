"""The last look at the figures of a document, once all of them are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Sequence
from itertools import chain

from flows.tidy.flags.contradictions import cross_check
from flows.tidy.flags.periods import flag_periods
from flows.tidy.flags.qualifiers import flag_unnamed_flag, flag_unused_qualifiers
from flows.tidy.flags.said_of_all import name_other_crimes, share_measure, share_offence
from flows.tidy.flags.shared_values import flag_shared_values
from flows.tidy.flags.victims_told import flag_suspects, narrow_to_victims_told
from flows.tidy.headed import tell_apart
from flows.tidy.years.same_total import date_by_totals
from schemas.rows import Finding, Observation


def flag_document(
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
    findings = [*flag_periods(observations, dated), *flag_unused_qualifiers(observations)]
    findings += [*flag_unnamed_flag(observations, chain(texts, cells)), *narrow_to_victims_told(observations, answers)]
    flag_suspects(observations)
    findings += cross_check(observations)
    flag_shared_values(observations)
    return findings
