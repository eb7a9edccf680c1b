"""The Arrow types of the columns, and what the models of several tables have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.typing import Series

Text = Annotated[pd.ArrowDtype, pa.string()]
Texts = Annotated[pd.ArrowDtype, pa.list_(pa.string())]
TextByText = Annotated[pd.ArrowDtype, pa.map_(pa.string(), pa.string())]
Flag = Annotated[pd.ArrowDtype, pa.bool_()]
Date = Annotated[pd.ArrowDtype, pa.date32()]
Int16 = Annotated[pd.ArrowDtype, pa.int16()]
Int32 = Annotated[pd.ArrowDtype, pa.int32()]
Int64 = Annotated[pd.ArrowDtype, pa.int64()]
Float32 = Annotated[pd.ArrowDtype, pa.float32()]
Float64 = Annotated[pd.ArrowDtype, pa.float64()]

HASH = r"^[0-9a-f]{64}$"


def agree(columns: str, agrees: Callable[..., bool], error: str) -> Any:
    """A check of a model: whether `agrees(*values)` holds for the named columns of each row, null as None.

    `ids.length` names the number of items in the lists of the column `ids`.
    """
    names = columns.split()

    def holds(_: type[Table], frame: pd.DataFrame) -> pd.Series[bool]:
        rows = zip(*(_values(frame, name) for name in names), strict=True)
        return pd.Series([agrees(*row) for row in rows], index=frame.index, dtype=bool)

    # No row is null throughout, which is all that it would look for, in the whole frame for each check.
    return pandera.dataframe_check(error=error, ignore_na=False)(holds)


def _values(frame: pd.DataFrame, name: str) -> list[Any]:
    column, _, length = name.partition(".")
    found = pa.array(frame[column])
    return list((pc.list_value_length(found) if length else found).to_pylist())


class Table(pandera.DataFrameModel):
    """What all tables have in common: no column that the contract does not name."""

    class Config:
        strict = True


class Places(Table):
    """Where something stands in a document."""

    page: Series[Int32] = pandera.Field(nullable=True, ge=1, description="page of a PDF or image, 1-based")
    sheet: Series[Text] = pandera.Field(nullable=True, description="name of the worksheet")
    table: Series[Int32] = pandera.Field(
        nullable=True, ge=1, description="number of the table in the document, 1-based"
    )
    row: Series[Int32] = pandera.Field(nullable=True, ge=1, description="row of the cell in the table, 1-based")
    column: Series[Int32] = pandera.Field(nullable=True, ge=1, description="column of the cell in the table, 1-based")
    cell: Series[Text] = pandera.Field(nullable=True, description="worksheet address, such as C7")
    x0: Series[Float32] = pandera.Field(nullable=True, description="left edge on the page in PDF points")
    top: Series[Float32] = pandera.Field(nullable=True, description="upper edge in PDF points below the page's top")
    x1: Series[Float32] = pandera.Field(nullable=True, description="right edge on the page in PDF points")
    bottom: Series[Float32] = pandera.Field(nullable=True, description="lower edge in PDF points below the page's top")
