"""Run a reduction (one question a file, in `sql/`) on DuckDB or Spark, or print it for a client's warehouse.

A reduction turns millions of order lines into one row an account, a cohort or a rank. It is written once, in DuckDB's
dialect, with named parameters that are bound and never pasted. DuckDB is embedded (Raasveldt and Mühleisen, 2019,
"DuckDB: an embeddable analytical database") and spills to disk when memory is short; sqlglot translates the same text
for Spark, Snowflake and BigQuery. Money is summed in exact millionths, so neither the order of the rows nor the number
of threads can change a sum, a tie or a rank; it leaves as float64. Taught in lesson 18.
"""

from __future__ import annotations

import datetime as dt
import glob
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamlib.tables import on_spark
from kamlib.tables.cache import cache_home
from kamlib.tables.contracts import CONTRACTS, Column, Kind

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Source = Any
"""What a reduction reads a table from: a DataFrame that keeps the contract, Parquet files, or a Spark DataFrame."""

_PARAMETERS = {"duckdb": "$", "spark": ":", "snowflake": ":", "bigquery": "@"}
_SPILL_KEPT = 86_400  # seconds; a spill older than a day belongs to a process that was killed

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
_NUMBERS = (*sorted(_WHOLE), "DOUBLE", "FLOAT", "DECIMAL")
_TIMES = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE")
_ACCEPTED: dict[Kind, tuple[tuple[str, ...], str]] = {
    "id": (("VARCHAR",), "text"),
    "name": (("VARCHAR",), "text"),
    "text": (("VARCHAR",), "text"),
    "time": (_TIMES, "dates and times without a zone"),
    "whole": (_NUMBERS, "numbers"),
    "number": (_NUMBERS, "numbers"),
    "money": (_NUMBERS, "numbers"),
}


def names() -> list[str]:
    """Return the names of the reductions.

    >>> names()  # doctest: +ELLIPSIS
    ['account_profit', 'account_summary', 'cohorts', 'concentration', 'purchase_counts', 'purchase_days', ...]
    """
    return sorted(entry.name[: -len(".sql")] for entry in _folder().iterdir() if entry.name.endswith(".sql"))


def text(name: str) -> str:
    """Return a reduction's SQL, with the comment that says what it computes.

    Raises ValueError for a name that is not one of `names()`.

    >>> print(text("rfm").splitlines()[0])
    -- One row an account: how long since it last ordered, how many orders, and how much money, up to a day.
    """
    if name not in names():
        raise ValueError(f"There is no reduction {name!r}; there are {_listed(names())}.")
    return (_folder() / f"{name}.sql").read_text(encoding="utf-8")


def connect(memory_limit: str = "2GB") -> duckdb.DuckDBPyConnection:
    """Open an in-memory DuckDB with the settings all of kamlib uses; use it in a `with` statement.

    It never fetches an extension from the network, and what does not fit in `memory_limit` (such as "500MB" or "4GB")
    spills into the cache folder. Raises ValueError for a limit DuckDB cannot read.

    >>> with connect("200MB") as connection:
    ...     connection.execute("SELECT 42").fetchone()
    (42,)
    """
    import duckdb

    settings: dict[str, Any] = {
        "memory_limit": memory_limit,
        "temp_directory": str(_spill_folder()),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        connection = duckdb.connect(":memory:", config=settings)
    except duckdb.ParserException as error:
        raise ValueError(f"The memory limit {memory_limit!r} is not a size; write it like 500MB or 4GB.") from error
    # DuckDB would draw its own bar over the notebook's or the terminal's text.
    return connection.execute("SET enable_progress_bar = false")


def run(name: str, *, memory_limit: str = "2GB", **tables_and_parameters: Any) -> pd.DataFrame:
    """Run the reduction `name` and return its rows.

    A keyword names a table of the reduction (`orders=`: a DataFrame that keeps the contract, a Parquet file, a folder
    of Parquet files or a glob, or a Spark DataFrame, on whose session the same text then runs) or a parameter (`as_of=`:
    a date, or its text such as "2024-03-31"). Ids come back as str, whole numbers as int64, times as datetime64[us].
    Raises ValueError (or FileNotFoundError) in one sentence for a name, table, column or parameter that is missing or
    wrong, and MemoryError where `memory_limit` (DuckDB's; Spark has its own) is too small for the answer.

    >>> from kamlib.tables.reductions import example
    >>> run("rfm", orders=example(), as_of="2024-03-31")
      account_id  days_since_order  order_count  revenue
    0          A                20            2     35.0
    1          B                15            1      8.0
    """
    import duckdb

    query = text(name)
    code = _without_comments(query)
    tables, parameters = _sorted_out(name, code, tables_and_parameters)
    if any(map(on_spark.is_spark, tables.values())):
        return _run_on_spark(name, code, tables, parameters)
    with connect(memory_limit) as connection:
        try:
            for table, source in tables.items():
                _attach(connection, table, source)
                relation = connection.table(table)
                found = {column: str(kind) for column, kind in zip(relation.columns, relation.types, strict=True)}
                _check_columns(name, table, code, found)
            result = connection.execute(query, parameters)
            kinds = {column[0]: str(column[1]) for column in result.description or ()}
            return _as_frame(result.df(), kinds)
        except duckdb.OutOfMemoryException as error:
            raise MemoryError(
                f"{name} does not fit in {memory_limit} of memory; give a larger memory_limit."
            ) from error
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise ValueError(f"{name} cannot be computed from what was given: {reason}") from error


def to_dialect(name: str, dialect: str) -> str:
    """Return a reduction's SQL in the dialect of duckdb, spark, snowflake or bigquery, parameters in its own syntax.

    Raises ValueError for an unknown reduction or dialect, and where the translation would not be a true one.

    >>> print(to_dialect("rfm", "bigquery").splitlines()[1])
    -- Bind @as_of; never paste a value into the text.
    """
    import sqlglot

    query = text(name)
    if dialect not in _PARAMETERS:
        raise ValueError(f"There is no dialect {dialect!r} here; there are {_listed(_PARAMETERS)}.")
    if dialect == "duckdb":
        body = _without_comments(query).strip()
    else:
        tree = sqlglot.parse_one(query, dialect="duckdb")
        try:
            body = tree.sql(dialect, pretty=True, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)
        except sqlglot.UnsupportedError as error:
            raise ValueError(f"{name} has no true translation to {dialect}: {error}") from error
    mark = _PARAMETERS[dialect]
    to_bind = [mark + parameter for parameter in _parameters(query)]
    notes = [line for line in query.splitlines() if line.startswith("--")]
    header = [f"-- {name}, for {dialect}. Every table keeps its contract: clean rows, one currency, one time zone."]
    header += [f"-- Bind {_listed(to_bind)}; never paste a value into the text."] if to_bind else []
    return "\n".join([*header, "--", *notes, body, ""])


def _folder() -> Any:
    return files("kamlib.tables") / "sql"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _without_comments(query: str) -> str:
    return re.sub(r"--.*", "", query)


def _parameters(query: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\$(\w+)", _without_comments(query))))


def _tables(code: str) -> list[str]:
    return list(dict.fromkeys(word for word in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", code) if word in CONTRACTS))


def _spill_folder() -> Path:
    # A folder of its own for each connection: processes that share one overwrite each other's spill files.
    folder = cache_home() / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("spill-*"):
        if time.time() - left.stat().st_mtime > _SPILL_KEPT:
            shutil.rmtree(left, ignore_errors=True)
    return folder / f"spill-{uuid.uuid4().hex[:12]}"


def _sorted_out(name: str, code: str, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tell the tables from the parameters; refuse what is missing or not asked for."""
    wanted_tables, wanted_parameters = _tables(code), _parameters(code)
    wanted = [*wanted_tables, *wanted_parameters]
    for keyword in given:
        if keyword not in wanted:
            raise ValueError(f"{name} has no table or parameter {keyword!r}; it takes {_listed(wanted)}.")
    for table in wanted_tables:
        if given.get(table) is None:
            raise ValueError(f"{name} needs the table {table}: {table}=, a DataFrame or a Parquet file.")
    parameters = {
        parameter: _value(name, parameter, _kind_of(parameter, code), given.get(parameter))
        for parameter in wanted_parameters
    }
    return {table: given[table] for table in wanted_tables}, parameters


def _kind_of(parameter: str, code: str) -> str:
    """Return what the text casts a parameter to: DATE, INTEGER or, without a cast, DOUBLE."""
    found = re.search(rf"CAST\(\${parameter} AS (\w+)\)", code)
    return found[1] if found else "DOUBLE"


def _value(name: str, parameter: str, kind: str, value: Any) -> Any:
    """Return a parameter's value, or refuse it here: engines differ, and some take what they cannot read for nothing."""
    import numpy as np
    import pandas as pd

    # item() of a numpy time is a datetime or, of nanoseconds, a bare number.
    value = pd.Timestamp(value) if isinstance(value, np.datetime64) else value
    if value is None or value is pd.NaT:
        raise ValueError(f"{name} needs the parameter {parameter}: give {parameter}=.")
    value = value.item() if hasattr(value, "item") else value
    if kind == "DATE":
        return _date(name, parameter, value)
    if not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise ValueError(f"{name}: {parameter} is {value}; it must be a number above 0.")
    if kind == "INTEGER" and value != int(value):
        raise ValueError(f"{name}: {parameter} is {value}; it must be a whole number.")
    return int(value) if kind == "INTEGER" else value


def _date(name: str, parameter: str, value: Any) -> dt.date:
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value).date()
        except ValueError:
            pass
    elif isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    raise ValueError(f"{name}: {parameter} is {value!r}; give a date such as 2024-03-31.")


def _attach(connection: duckdb.DuckDBPyConnection, table: str, source: Any) -> None:
    """Make `source` readable as a view called `table`."""
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        connection.register(table, source)
    elif isinstance(source, str | os.PathLike):
        connection.read_parquet(_pattern(table, source)).create_view(table)
    else:
        raise ValueError(f"{table} is a {type(source).__name__}; give a DataFrame or the path of a Parquet file.")


def _pattern(table: str, source: str | os.PathLike[str]) -> str:
    path = Path(source).expanduser()
    # A path that exists is meant as it stands, even if it holds a character that a glob would read otherwise.
    pattern = glob.escape(str(path)) if path.exists() else str(path)
    if path.is_dir():
        pattern = os.path.join(pattern, "*.parquet")
    if not glob.glob(pattern, recursive=True):
        raise FileNotFoundError(f"There is no Parquet file at {source} for the table {table}.")
    return pattern


def _run_on_spark(name: str, code: str, tables: dict[str, Any], parameters: dict[str, Any]) -> pd.DataFrame:
    """Run a reduction where its tables are, on a Spark session."""
    read = {}
    for table, source in tables.items():
        if not on_spark.is_spark(source):
            raise ValueError(
                f"{name}: {table} is a {type(source).__name__} and another table is on Spark; give all of them on Spark, or none."
            )
        _check_columns(name, table, code, on_spark.kinds_of(source))
        read[table] = on_spark.only(source, [column.name for column in _columns(table, code)])
    try:
        return _as_frame(*on_spark.rows(to_dialect(name, "spark"), read, parameters))
    except ValueError as error:
        raise ValueError(f"{name} cannot be computed from what was given: {error}") from error


def _columns(table: str, code: str) -> list[Column]:
    """Return the columns of a table that a reduction reads."""
    words = set(re.findall(r"\w+", code))
    return [column for column in CONTRACTS[table].columns if column.name in words]


def _check_columns(name: str, table: str, code: str, found: dict[str, str]) -> None:
    """Refuse a table in which a column that the reduction reads is missing or holds another kind of value."""
    for column in _columns(table, code):
        if column.name not in found:
            raise ValueError(f"{name} needs the column {table}.{column.name} ({column.meaning}); it is missing.")
        accepted, in_words = _ACCEPTED[column.kind]
        if re.sub(r"\(.*", "", found[column.name]) not in accepted:
            kind = found[column.name].lower()
            raise ValueError(f"{name} needs {in_words} in {table}.{column.name}; this table holds {kind} there.")


def _as_frame(frame: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """Return the rows with the dtypes of the contracts: str, int64, float64, datetime64[us]."""
    dtypes: dict[str, str] = {}
    for column, full in kinds.items():
        kind = re.sub(r"\(.*", "", full)
        if kind == "VARCHAR":
            dtypes[column] = "str"
        elif kind in _TIMES:
            dtypes[column] = "datetime64[us]"
        elif kind in _WHOLE and frame[column].notna().all():
            dtypes[column] = "int64"
        elif kind in _NUMBERS:
            dtypes[column] = "float64"
    return frame.astype(dtypes)
