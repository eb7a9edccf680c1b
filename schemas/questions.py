"""The model of the open questions: one row a decision that a document leaves open."""

from __future__ import annotations

from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
from pandera.typing import Series

from schemas.categories import codes
from schemas.columns import HASH, Int32, Int64, Table, Text, agree

QUESTION = r"^[0-9a-f]{8}-[0-9a-f]{16}$"
Options = Annotated[
    pd.ArrowDtype,
    pa.list_(
        pa.struct(
            [
                ("key", pa.string()), ("says", pa.string()), ("because", pa.list_(pa.string())),
                ("probability", pa.float64()), ("figures", pa.int64()), ("answer", pa.string()),
            ]
        )
    ),
]  # fmt: skip


def _can_be_chosen(text: str, options: list[dict[str, Any]]) -> bool:
    keys = [option["key"] for option in options]
    said = all(option["key"] and option["says"] and option["answer"] for option in options)
    return bool(text) and said and len(set(keys)) == len(keys)


class OpenQuestions(Table):
    """One row is one decision that a document leaves open, or that a person has taken in answers.yml."""

    question_id: Series[Text] = pandera.Field(
        unique=True, str_matches=QUESTION, description="hash of the document, then of place and what is asked"
    )
    campaign: Series[Text] = pandera.Field(description="the round of requests")
    respondent: Series[Text] = pandera.Field(description="who sent the return")
    document_id: Series[Text] = pandera.Field(str_matches=HASH, description="key of documents")
    path: Series[Text] = pandera.Field(description="the document's path")
    asks: Series[Text] = pandera.Field(isin=codes("asks"), description="what is asked for, as in codes/asks.csv")
    text: Series[Text] = pandera.Field(description="the question in one sentence")
    page: Series[Int32] = pandera.Field(nullable=True, ge=1, description="page of the first figure, 1-based")
    sheet: Series[Text] = pandera.Field(nullable=True, description="name of the worksheet")
    table: Series[Int32] = pandera.Field(nullable=True, ge=1, description="table in the document; null for the text")
    first_cell: Series[Text] = pandera.Field(nullable=True, description="first figure: B4, or row 4 column 2")
    last_cell: Series[Text] = pandera.Field(nullable=True, description="last figure, likewise")
    options: Series[Options] = pandera.Field(
        description="key, what it says, the statements for it, its chance, how many rows it would change, the line of "
        "answers.yml that chooses it"
    )
    chosen: Series[Text] = pandera.Field(nullable=True, description="key of the option, or value, that the rows follow")
    figures: Series[Int64] = pandera.Field(ge=0, description="rows that hang on it, or that its answer decided")
    status: Series[Text] = pandera.Field(isin=codes("question_states"), description="open, answered or stale")
    options_can_be_chosen = agree(
        "text options",
        _can_be_chosen,
        "text is empty, or an option has no key, words or answer, or a key stands twice",
    )
