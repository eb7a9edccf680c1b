"""The models of the cell ledger and of the quarantine: what became of every cell found."""

from __future__ import annotations

import pandera.pandas as pandera
from pandera.typing import Series

from schemas.categories import codes
from schemas.columns import HASH, Places, Table, Text, Texts, agree


def _fate_agrees(fate: str, observations: int) -> bool:
    return fate == "quarantined" or (fate == "observation") == bool(observations)


class Cells(Places):
    """One row is one cell or block of text that was found, and the one thing that became of it."""

    campaign: Series[Text] = pandera.Field(description="the round of requests")
    respondent: Series[Text] = pandera.Field(description="who sent the return")
    document_id: Series[Text] = pandera.Field(str_matches=HASH, description="key of documents")
    text: Series[Text] = pandera.Field(description="the cell as printed; empty for an empty cell that shows a zero")
    fate: Series[Text] = pandera.Field(isin=codes("fates"), description="the one thing that became of it")
    reason: Series[Text] = pandera.Field(nullable=True, description="why it is ignored, quarantined or unplaced")
    observation_ids: Series[Texts] = pandera.Field(description="the observations that rest on it")
    fate_agrees = agree(
        "fate observation_ids.length",
        _fate_agrees,
        "fate is observation without an observation, or a header, note or ignored with one",
    )
    reason_is_given = agree(
        "fate reason",
        lambda fate, why: bool(why) or fate not in ("ignored", "quarantined"),
        "an ignored or quarantined cell does not say why",
    )


class Quarantine(Table):
    """One row is one observation that the model of the observations refuses, as it was, with every reason."""

    campaign: Series[Text] = pandera.Field(description="the round of requests")
    respondent: Series[Text] = pandera.Field(description="who sent the return")
    document_id: Series[Text] = pandera.Field(description="key of documents")
    observation_id: Series[Text] = pandera.Field(description="as in observations, where it would have stood")
    raw_value: Series[Text] = pandera.Field(nullable=True, description="the cell as printed")
    reasons: Series[Texts] = pandera.Field(description="what the model refuses: column, value and rule")
    content: Series[Text] = pandera.Field(description="the whole row as it was, as a JSON object")
