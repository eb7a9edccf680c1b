"""The model of the headline: the figures that are published, one row a force, year and statement."""

from __future__ import annotations

import pandera.pandas as pandera
from pandera.typing import Series

from schemas.categories import codes
from schemas.columns import Int64, Table, Text, Texts, agree


class Headline(Table):
    """One row is one published figure of a force in a year; add up over the forces of a campaign, year and quantity."""

    campaign: Series[Text] = pandera.Field(description="the round of requests; two of them can give the same year")
    force_id: Series[Text] = pandera.Field(description="the force, slug from codes/forces.csv")
    year: Series[Text] = pandera.Field(description="the financial year, 2016/17 for 1 April 2016 to 31 March 2017")
    quantity: Series[Text] = pandera.Field(
        description="which statement: total, online, ten_and_under, four_and_under, one_or_younger; "
        "each of the others is part of total, so never add up over this column"
    )
    state: Series[Text] = pandera.Field(isin=codes("headline_states"), description="how the figure stands")
    count: Series[Int64] = pandera.Field(
        nullable=True, ge=0, description="the figure; null, which is no zero, unless said"
    )
    count_in_doubt: Series[Int64] = pandera.Field(
        nullable=True, ge=0, description="what is printed where state is in doubt and one figure is; no part of a sum"
    )
    note: Series[Text] = pandera.Field(description="how it was come by, or why it is not said")
    observation_ids: Series[Texts] = pandera.Field(description="the observations that it rests on")

    count_agrees = agree(
        "state count",
        lambda state, count: (state == "said") == (count is not None),
        "count is given and state is not said, or the other way round",
    )
