"""Run a translated reduction on a client's own Spark session: the tables stay there, only the result comes here.

Tables are handed to the session by name and parameters are bound, so nothing is pasted into the text. Times must be
without a zone (timestamp_ntz or date): a plain Spark timestamp changes its day with the time zone of the session, so who
gives the table says which day is meant and casts it. Used by `engine.run`; taught in lesson 18.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {
    "string": "VARCHAR",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "date": "DATE",
    "timestamp_ntz": "TIMESTAMP",
    "timestamp": "TIMESTAMP WITH TIME ZONE (CAST IT TO TIMESTAMP_NTZ)",
}
"""Spark's types by the names that the engine knows."""


def is_spark(source: Any) -> bool:
    """Tell whether a table is a Spark DataFrame; Spark is not imported to find out.

    >>> import pandas as pd
    >>> is_spark(pd.DataFrame())
    False
    """
    kind = type(source)
    return kind.__module__.startswith("pyspark.sql") and kind.__name__ == "DataFrame"


def kinds_of(source: Any) -> dict[str, str]:
    """Return the columns of a Spark DataFrame and what each holds, by the engine's names of types."""
    return {column: _kind(spark_type) for column, spark_type in source.dtypes}


def only(source: Any, columns: Sequence[str]) -> Any:
    """Return a Spark DataFrame with these columns only, and NULL where a number is NaN.

    A frame of pandas brings NaN for what is not known. Spark counts it as a value and then leaves it out of a decimal sum,
    so an account with an unknown margin would have the sum of the others.
    """
    kinds = kinds_of(source)
    floats = [column for column in columns if kinds[column] in ("FLOAT", "DOUBLE")]
    narrow = source.select(*columns)
    return narrow.replace(float("nan"), None, floats) if floats else narrow


def rows(query: str, tables: Mapping[str, Any], parameters: Mapping[str, Any]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows of a query in Spark's dialect, and what each column holds.

    `tables` are Spark DataFrames of one session, by the name that the query gives them. Raises ValueError with the first line
    of what Spark has to say, or where the tables are of several sessions.
    """
    import pandas as pd
    from pyspark.errors import PySparkException

    session = next(iter(tables.values())).sparkSession
    for table in tables:
        query = re.sub(rf"\b(FROM|JOIN)(\s+){table}\b", rf"\1\2{{{table}}} AS {table}", query)
    try:
        found = session.sql(query, args=dict(parameters), **tables)
        # Not toPandas(), which needs pyarrow.
        frame = pd.DataFrame([tuple(row) for row in found.collect()], columns=found.columns)
    except PySparkException as error:
        reason = str(error).splitlines()[0]
        # Sessions cannot be compared beforehand: two Python objects may stand for the same one.
        if "TABLE_OR_VIEW_NOT_FOUND" in reason and len(tables) > 1:
            reason = f"{' and '.join(tables)} are of different Spark sessions; read them with one."
        raise ValueError(reason) from error
    return frame, kinds_of(found)


def _kind(spark_type: str) -> str:
    """Return the engine's name of a type.

    >>> _kind("decimal(38,6)"), _kind("timestamp_ntz"), _kind("array<string>")
    ('DECIMAL', 'TIMESTAMP', 'ARRAY<STRING>')
    """
    bare = re.sub(r"\(.*", "", spark_type)
    return _KINDS.get(bare, bare.upper())
