"""The model of the documents: one row a file received."""

from __future__ import annotations

from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
from pandera.typing import Series

from schemas import agreement
from schemas.categories import codes
from schemas.columns import HASH, Date, Flag, Int32, Int64, Table, Text, Texts, agree

Questions = Annotated[
    pd.ArrowDtype,
    pa.list_(pa.struct([("number", pa.string()), ("outcome", pa.string()), ("exemption", pa.string())])),
]


def _outcomes_known(questions: list[dict[str, Any]]) -> bool:
    return all(question["outcome"] in codes("outcomes") for question in questions)


class Documents(Table):
    """One row is one file received (an attachment is a file of its own) and what became of it."""

    campaign: Series[Text] = pandera.Field(description="the round of requests; unknown where nothing says")
    respondent: Series[Text] = pandera.Field(description="who sent it; unknown where nothing says")
    document_id: Series[Text] = pandera.Field(
        unique=True, str_matches=HASH, description="SHA-256 of the file as received"
    )
    path: Series[Text] = pandera.Field(
        description="below the raw folder, or below the path given with its folder's name"
    )
    paths: Series[Texts] = pandera.Field(description="all places where the same file was found; the first is path")
    container_id: Series[Text] = pandera.Field(
        nullable=True, str_matches=HASH, description="document_id of the e-mail or archive that holds the file"
    )
    format: Series[Text] = pandera.Field(description="kind of file by its bytes: pdf, xlsx, docx, ...")
    pages: Series[Int32] = pandera.Field(nullable=True, ge=0, description="number of pages")
    sheets: Series[Int32] = pandera.Field(nullable=True, ge=0, description="number of worksheets")
    reference: Series[Text] = pandera.Field(nullable=True, description="reference number of the request")
    dated: Series[Date] = pandera.Field(nullable=True, description="date that the return bears")
    received: Series[Date] = pandera.Field(nullable=True, description="day it was received, from source.yml")
    outcome: Series[Text] = pandera.Field(isin=codes("outcomes"), description="what the return answers")
    exemptions: Series[Texts] = pandera.Field(description="sections of the Act that the return applies")
    questions: Series[Questions] = pandera.Field(description="number, outcome and exemption of each numbered question")
    superseded_by: Series[Text] = pandera.Field(
        nullable=True, str_matches=HASH, description="document_id of the return that replaces every row of this one"
    )
    partial: Series[Flag] = pandera.Field(description="only part of the file could be read")
    cells_observation: Series[Int64] = pandera.Field(ge=0, description="cells that became observations")
    cells_header: Series[Int64] = pandera.Field(ge=0, description="cells read as headers or labels")
    cells_note: Series[Int64] = pandera.Field(ge=0, description="cells read as notes or titles")
    cells_ignored: Series[Int64] = pandera.Field(ge=0, description="cells left out for a stated reason")
    cells_quarantined: Series[Int64] = pandera.Field(ge=0, description="cells whose figure the schema refused")
    cells_unplaced: Series[Int64] = pandera.Field(ge=0, description="cells that nothing could be made of")
    second_reading: Series[Text] = pandera.Field(
        isin=codes("second_readings"), description="whether a second reader read it, and whether both say the same"
    )
    campaign_is_no_number = agree("campaign", agreement.campaign_agrees, "campaign is empty or a bare number")
    path_is_relative = agree(
        "path",
        lambda path: bool(path) and path[0] != "/" and ".." not in path.split("/"),
        "path is empty, absolute or climbs out of its folder",
    )
    path_is_first = agree(
        "path paths",
        lambda path, paths: not paths or path == min(paths),
        "path is not the first of paths in sort order",
    )
    questions_have_outcomes = agree(
        "questions",
        _outcomes_known,
        "questions holds an outcome that is not in codes/outcomes.csv",
    )
    refers_to_another = agree(
        "document_id superseded_by container_id",
        lambda own, later, container: own not in (later, container),
        "superseded_by or container_id is the document itself",
    )
