"""The model of the findings: what a person should look at."""

from __future__ import annotations

import pandera.pandas as pandera
from pandera.typing import Series

from schemas.categories import codes
from schemas.columns import HASH, Places, Text, Texts, agree

FINDING = r"^[0-9a-f]{16}$"


class Findings(Places):
    """One row is one thing that a person should look at: what check found it, where, and the remedy."""

    severity: Series[Text] = pandera.Field(isin=codes("severities"), description="error, warning or info")
    check: Series[Text] = pandera.Field(description="name of the check")
    message: Series[Text] = pandera.Field(description="what was found, with place and value")
    remedy: Series[Text] = pandera.Field(description="what can be done about it")
    campaign: Series[Text] = pandera.Field(nullable=True, description="the round of requests")
    respondent: Series[Text] = pandera.Field(nullable=True, description="who sent the return")
    document_id: Series[Text] = pandera.Field(nullable=True, str_matches=HASH, description="key of documents")
    path: Series[Text] = pandera.Field(nullable=True, description="the document's path")
    raw_value: Series[Text] = pandera.Field(nullable=True, description="what was printed")
    finding_id: Series[Text] = pandera.Field(
        str_matches=FINDING, description="its name in answers.yml: of check, document, place and value"
    )
    accepted_by: Series[Text] = pandera.Field(nullable=True, description="who lets it stand; empty where not said")
    accepted_why: Series[Text] = pandera.Field(nullable=True, description="why it is let stand; null where it is not")
    observation_ids: Series[Texts] = pandera.Field(
        description="the figures that it names; while it is an error that nobody accepted, they are in doubt"
    )

    says_something = agree("check message remedy", lambda *said: all(said), "check, message or remedy is empty")
