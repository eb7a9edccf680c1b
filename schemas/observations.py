"""The model of the observations: one row is one count that a force printed."""

from __future__ import annotations

import re

import pandera.pandas as pandera
from pandera.typing import Series

from schemas import agreement
from schemas.categories import codes
from schemas.columns import HASH, Date, Flag, Float32, Float64, Int16, Int64, Places, Text, TextByText, Texts, agree

FLAG = re.compile(r"[a-z][a-z0-9_]*")


def _named_once(pairs: list[tuple[str, str | None]]) -> bool:
    names = [name for name, _ in pairs]
    return len(set(names)) == len(names) and all(name and value for name, value in pairs)


class Observations(Places):
    """One row is one figure that a return prints or withholds, with what it counts and where it stands."""

    campaign: Series[Text] = pandera.Field(description="the round of requests, such as 2016-17: the folder under raw")
    respondent: Series[Text] = pandera.Field(description="who sent the return: the folder under the campaign")
    document_id: Series[Text] = pandera.Field(
        str_matches=HASH, description="SHA-256 of the file as received; key of documents"
    )
    observation_id: Series[Text] = pandera.Field(
        unique=True, description="hash of document, place and number of the figure in that place; the same on every run"
    )
    series_id: Series[Text] = pandera.Field(
        description="rows of one table, block or answer that split the same figure by the same dimensions"
    )
    force_id: Series[Text] = pandera.Field(
        nullable=True, description="slug of the force that the figure is about; null when it is about none"
    )
    period_start: Series[Date] = pandera.Field(nullable=True, description="first day of the period, included")
    period_end: Series[Date] = pandera.Field(nullable=True, description="last day of the period, included")
    period_label: Series[Text] = pandera.Field(
        nullable=True, description="2016/17 for a financial year, 2016 for a calendar year, else first/last day"
    )
    period_type: Series[Text] = pandera.Field(
        nullable=True, isin=codes("period_types"), description="kind of period; null where the document gives none"
    )
    measure_label: Series[Text] = pandera.Field(
        nullable=True, description="what was counted in the document's own words"
    )
    measure: Series[Text] = pandera.Field(
        nullable=True, isin=codes("measures"), description="what was counted; null: none of the list, see measure_label"
    )
    offence_code: Series[Text] = pandera.Field(
        nullable=True, description="Home Office class or class/sub-class; null where not split by it"
    )
    offence_group: Series[Text] = pandera.Field(isin=codes("offence_groups"), description="group of the offence")
    age_low: Series[Int16] = pandera.Field(
        nullable=True,
        in_range={"min_value": 0, "max_value": 130},
        description="lowest age of the victim in whole years, included",
    )
    age_high: Series[Int16] = pandera.Field(
        nullable=True,
        in_range={"min_value": 0, "max_value": 130},
        description="highest age in whole years, included; null for no upper limit",
    )
    age_band: Series[Text] = pandera.Field(description="0-4, 7-7, 16+ where open, unknown, or all")
    sex: Series[Text] = pandera.Field(isin=codes("sexes"), description="sex of the victim")
    online: Series[Text] = pandera.Field(isin=codes("online_flags"), description="the online (cyber) flag")
    other: Series[TextByText] = pandera.Field(description="any further dimension, by the header it stood under")
    is_total: Series[Flag] = pandera.Field(
        description="printed as a total of other rows of the same table: never add it to them"
    )
    age_is_cumulative: Series[Flag] = pandera.Field(
        description="its age band contains another band of its series: never add it to that"
    )
    unit: Series[Text] = pandera.Field(isin=codes("units"), description="count, or another unit printed beside counts")
    count: Series[Int64] = pandera.Field(
        nullable=True,
        description="the exact count; null unless exact and a count. Add up within one series_id alone, without "
        "is_total, age_is_cumulative and superseded_by",
    )
    value: Series[Float64] = pandera.Field(nullable=True, description="the number printed, whatever its unit")
    count_low: Series[Int64] = pandera.Field(
        nullable=True, ge=0, description="the count is at least this: withheld is no zero"
    )
    count_high: Series[Int64] = pandera.Field(nullable=True, ge=0, description="and at most this; null: not bounded")
    status: Series[Text] = pandera.Field(isin=codes("statuses"), description="exact, or why there is no exact figure")
    exemption: Series[Text] = pandera.Field(nullable=True, description="section of the Act where one is named: s.40(2)")
    caption: Series[Text] = pandera.Field(nullable=True, description="question, title or sentence the table answers")
    raw_row_label: Series[Text] = pandera.Field(nullable=True, description="row header as printed, levels joined by >")
    raw_column_label: Series[Text] = pandera.Field(nullable=True, description="column header as printed, likewise")
    raw_value: Series[Text] = pandera.Field(nullable=True, description="the cell as printed; null for counted records")
    method: Series[Text] = pandera.Field(isin=codes("methods"), description="how the figure was read")
    confidence: Series[Float32] = pandera.Field(
        in_range={"min_value": 0, "max_value": 1},
        description="the chance, calibrated on labelled documents, that every coded field and the count of the row are "
        "right; a row below the threshold of codes/confidence.csv is in doubt, whatever its flags",
    )
    read_by: Series[Texts] = pandera.Field(
        description="who gives the row as it stands in every coded field: program, model:<name>, person:<name>; two "
        "independent ones are a figure read twice"
    )
    proved: Series[Flag] = pandera.Field(
        description="takes part in a printed sum that comes out, so that value and place bear each other out"
    )
    questions: Series[Texts] = pandera.Field(description="the open questions that it hangs on: key of questions")
    flags: Series[Texts] = pandera.Field(
        description="how it was read, and why somebody may look at it: no flag makes a doubt of itself"
    )
    superseded_by: Series[Text] = pandera.Field(
        nullable=True, str_matches=HASH, description="document_id of the later return that replaces this figure"
    )
    campaign_is_no_number = agree("campaign", agreement.campaign_agrees, "campaign is empty or a bare number")
    force_is_known = agree("force_id", agreement.force_known, "force_id is not a force of codes/forces.csv")
    period_agrees = agree(
        "period_start period_end period_label period_type",
        agreement.period_agrees,
        "period_start, period_end, period_label and period_type disagree",
    )
    offence_agrees = agree(
        "offence_code offence_group",
        agreement.offence_agrees,
        "offence_code is not in codes/offences.csv or not of this offence_group",
    )
    age_agrees = agree("age_band age_low age_high", agreement.age_agrees, "age_band, age_low and age_high disagree")
    amount_agrees = agree(
        "unit status count value count_low count_high",
        agreement.amount_agrees,
        "unit, status, count, value, count_low and count_high disagree",
    )
    cell_is_address = agree("cell", agreement.address_agrees, "cell is not a worksheet address")
    flags_are_names = agree(
        "flags",
        lambda flags: all(FLAG.fullmatch(flag) for flag in flags),
        "flags holds a name that is not in lower_case",
    )
    other_is_named = agree("other", _named_once, "other holds a dimension without a name or a value, or twice")
    superseded_by_another = agree(
        "document_id superseded_by",
        lambda own, later: own != later,
        "superseded_by is the document itself",
    )
