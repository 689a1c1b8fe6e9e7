"""The engine: what it reads, what it refuses and in which words, and that every dialect says the same."""

import datetime as dt
from importlib.util import find_spec

import duckdb
import numpy as np
import pandas as pd
import pytest
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify

from kamlib.tables import engine, reductions
from kamlib.tables.contracts import CONTRACTS, SQL_TYPES

PARAMETERS = {
    "account_profit": {"as_of": "2024-03-31", "days": 200},
    "account_summary": {"as_of": "2024-03-31", "days_per_unit": 7},
    "purchase_counts": {"as_of": "2024-03-31", "days_per_unit": 7},
    "purchase_days": {"as_of": "2024-03-31"},
    "rfm": {"as_of": "2024-03-31"},
    "cohorts": {},
    "concentration": {},
    "retention_triangle": {"as_of": "2024-03-31", "months": 3},
}
WAREHOUSES = ["spark", "snowflake", "bigquery"]


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    """A ledger with years, months, several lines a day, refunds, ties and an account that begins after as_of."""
    n = range(400)
    frame = pd.DataFrame({"order_id": [f"O{i // 2}" for i in n], "account_id": [f"A{i * i % 37}" for i in n]})
    frame["ordered_at"] = pd.Timestamp("2022-11-30 23:59:59") + pd.to_timedelta([i * 31 for i in n], "h")
    frame["revenue"] = [((i * 7919) % 1000 - 100) / 10 for i in n]
    late = pd.DataFrame({"order_id": ["L"], "account_id": ["late"], "ordered_at": ["2024-04-01"], "revenue": [9.5]})
    late["ordered_at"] = pd.to_datetime(late["ordered_at"])
    both = pd.concat([frame, late], ignore_index=True)
    both["margin"] = (both["revenue"] * 0.3).round(2).where(both.index % 90 > 0)
    return both.astype(CONTRACTS["orders"].dtypes(both.columns))


@pytest.fixture(scope="module")
def activities() -> pd.DataFrame:
    """Work for accounts that bought and for some that never did, each fifth piece without a cost."""
    frame = pd.DataFrame(
        {"activity_id": [f"V{i}" for i in range(150)], "account_id": [f"A{i % 45}" for i in range(150)]}
    )
    frame["performed_at"] = pd.Timestamp("2023-08-01 18:00") + pd.to_timedelta([i * 43 for i in range(150)], "h")
    frame["activity"], frame["minutes"] = "call", [5.0 + i % 60 for i in range(150)]
    frame["cost"] = [None if i % 5 == 0 else 4 + (i * 31 % 700) / 10 for i in range(150)]
    return frame.astype(CONTRACTS["activities"].dtypes(frame.columns))


@pytest.fixture(scope="module")
def read_by(orders, activities):
    """Return the tables that a reduction reads."""
    tables = {"orders": orders, "activities": activities}
    return lambda name: {table: tables[table] for table in engine._tables(engine._without_comments(engine.text(name)))}


@pytest.mark.parametrize("name", PARAMETERS)
def test_frame_parquet_folder_and_glob_give_the_same(read_by, name, tmp_path):
    expected = engine.run(name, **read_by(name), **PARAMETERS[name])
    with engine.connect() as connection:
        for table, frame in read_by(name).items():
            folder = tmp_path / table
            folder.mkdir()
            connection.register(table, frame)
            for part in (0, 1):
                rows = f"SELECT * FROM {table} WHERE hash(account_id) % 2 = {part}"
                connection.execute(f"COPY ({rows}) TO '{folder / f'part-{part}.parquet'}' (FORMAT parquet)")
            connection.execute(f"COPY {table} TO '{folder / 'whole.pq'}' (FORMAT parquet)")
    for source in (tmp_path, str(tmp_path / "{}" / "part-*.parquet"), tmp_path / "{}" / "whole.pq"):
        given = {table: str(source).format(table) if "{}" in str(source) else source / table for table in read_by(name)}
        pd.testing.assert_frame_equal(engine.run(name, **given, **PARAMETERS[name]), expected)


def test_a_company_without_a_diary_gives_it_empty(orders, activities):
    table = engine.run("account_profit", orders=orders, activities=activities.iloc[:0], **PARAMETERS["account_profit"])
    assert (table["cost_to_serve"] == 0).all()
    assert table["profit"].equals(table["margin"])
    with pytest.raises(ValueError, match="account_profit needs the table activities: activities=, a DataFrame"):
        engine.run("account_profit", orders=orders, **PARAMETERS["account_profit"])


def test_a_path_with_brackets_is_a_path(orders, tmp_path):
    folder = tmp_path / "client [1] ä'b"
    folder.mkdir()
    with engine.connect() as connection:
        connection.from_df(orders).write_parquet(str(folder / "orders*.parquet"))
    result = engine.run("concentration", orders=folder / "orders*.parquet")
    pd.testing.assert_frame_equal(result, engine.run("concentration", orders=orders))


@pytest.mark.parametrize("name", PARAMETERS)
def test_result_kinds_are_the_contracts(read_by, name):
    kinds = {"account_id": "str", "cohort_month": "datetime64[us]", "cohort_start": "datetime64[us]"}
    whole = ["frequency", "days_since_order", "order_count", "months_since", "age", "cohort_accounts"]
    whole += ["customers", "purchase_days", "orders_placed", "days_ordered", "days_returned", "without"]
    kinds |= dict.fromkeys([*whole, "line_count", "lines_taken_back", "accounts", "rank"], "int64")
    for column, dtype in engine.run(name, **read_by(name), **PARAMETERS[name]).dtypes.items():
        assert str(dtype) == kinds.get(column, "float64"), column


def test_values_are_bound_and_never_pasted(orders):
    with pytest.raises(ValueError, match=r"rfm: as_of is .* give a date such as 2024-03-31"):
        engine.run("rfm", orders=orders, as_of="2024-03-31' OR 1=1 --")


@pytest.mark.parametrize("name", PARAMETERS)
def test_what_a_parameter_is_stands_in_the_text(name):
    """A value is read before an engine sees it, so the text must say what each is, and say it the same throughout."""
    code = engine._without_comments(engine.text(name))
    kinds = {"as_of": "DATE", "months": "INTEGER", "days": "DOUBLE", "days_per_unit": "DOUBLE"}
    for parameter in PARAMETERS[name]:
        assert engine._kind_of(parameter, code) == kinds[parameter]
        casts = code.count(f"CAST(${parameter} AS {kinds[parameter]})")
        assert casts in (0, code.count(f"${parameter}") - code.count(f"${parameter}_"))


@pytest.mark.parametrize("as_of", ["2024-03-31", "2024-03-31 22:00:00", "20240331", dt.date(2024, 3, 31)])
def test_a_date_in_any_form_is_its_day(orders, as_of):
    whole = engine.run("rfm", orders=orders, as_of=pd.Timestamp("2024-03-31 23:59"))
    pd.testing.assert_frame_equal(engine.run("rfm", orders=orders, as_of=as_of), whole)
    nanoseconds = np.datetime64("2024-03-31T08:00", "ns")
    pd.testing.assert_frame_equal(engine.run("rfm", orders=orders, as_of=nanoseconds), whole)


def test_an_optional_column_that_is_not_read_may_be_missing_or_odd(orders):
    odd = orders.assign(quantity="a dozen", category=None)
    pd.testing.assert_frame_equal(engine.run("concentration", orders=odd), engine.run("concentration", orders=orders))


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        (
            "rmf",
            {},
            "There is no reduction 'rmf'; there are account_profit, account_summary, cohorts, concentration, "
            "purchase_counts, purchase_days, retention_triangle and rfm.",
        ),
        ("rfm", {"as_of": "2024-01-01"}, "rfm needs the table orders: orders=, a DataFrame or a Parquet file."),
        ("rfm", {"orders": "frame"}, "rfm needs the parameter as_of: give as_of=."),
        ("rfm", {"orders": "frame", "as_of": pd.NaT}, "rfm needs the parameter as_of: give as_of=."),
        (
            "rfm",
            {"orders": "frame", "on": "2024-01-01"},
            "rfm has no table or parameter 'on'; it takes orders and as_of.",
        ),
        (
            "account_summary",
            {"orders": "frame", "as_of": "2024-01-01", "days_per_unit": 0},
            "account_summary: days_per_unit is 0; it must be a number above 0.",
        ),
        ("concentration", {"orders": [1]}, "orders is a list; give a DataFrame or the path of a Parquet file."),
        (
            "concentration",
            {"orders": "no/such.parquet"},
            "There is no Parquet file at no/such.parquet for the table orders.",
        ),
        (
            "concentration",
            {"orders": "no revenue"},
            "concentration needs the column orders.revenue (what the customer pays for the line; negative for a",
        ),
        (
            "concentration",
            {"orders": "text"},
            "concentration needs numbers in orders.revenue; this table holds varchar there.",
        ),
        (
            "concentration",
            {"orders": "float ids"},
            "concentration needs text in orders.account_id; this table holds double there.",
        ),
        (
            "concentration",
            {"orders": "categories"},
            "concentration needs text in orders.account_id; this table holds enum",
        ),
        (
            "rfm",
            {"orders": "zoned", "as_of": "2024-01-01"},
            "rfm needs dates and times without a zone in orders.ordered_at; this table holds timestamp with time zone",
        ),
        (
            "rfm",
            {"orders": "frame", "as_of": "31/03/2024"},
            "rfm: as_of is '31/03/2024'; give a date such as 2024-03-31.",
        ),
        ("rfm", {"orders": "frame", "as_of": 20240331}, "rfm: as_of is 20240331; give a date such as 2024-03-31."),
        (
            "account_summary",
            {"orders": "frame", "as_of": "2024-01-01", "days_per_unit": "week"},
            "account_summary: days_per_unit is week; it must be a number above 0.",
        ),
        (
            "retention_triangle",
            {"orders": "frame", "as_of": "2024-01-01", "months": 1.5},
            "retention_triangle: months is 1.5; it must be a whole number.",
        ),
    ],
)
def test_each_mistake_is_one_sentence(orders, name, given, sentence):
    frames = {
        "frame": orders,
        "no revenue": orders.drop(columns="revenue"),
        "text": orders.astype({"revenue": "str"}),
        "float ids": orders.assign(account_id=1.0),
        "categories": orders.astype({"account_id": "category"}),
        "zoned": orders.assign(ordered_at=orders["ordered_at"].dt.tz_localize("UTC")),
    }
    if isinstance(given.get("orders"), str):
        given = given | {"orders": frames.get(given["orders"], given["orders"])}
    with pytest.raises((ValueError, FileNotFoundError)) as caught:
        engine.run(name, **given)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_parquet_is_one_sentence(tmp_path):
    (tmp_path / "orders.parquet").write_text("order_id;account_id")
    with pytest.raises(ValueError, match=r"concentration cannot be computed from what was given: .*$") as caught:
        engine.run("concentration", orders=tmp_path / "orders.parquet")
    assert "\n" not in str(caught.value)


def test_too_little_memory_is_one_sentence():
    n = 400_000
    orders = pd.DataFrame({"account_id": np.arange(n).astype(str), "order_id": "1", "revenue": 1.0})
    orders["ordered_at"] = pd.Timestamp("2024-01-01")
    with pytest.raises(MemoryError, match="concentration does not fit in 2MB of memory; give a larger memory_limit"):
        engine.run("concentration", orders=orders, memory_limit="2MB")


def test_a_memory_limit_that_is_no_size():
    with pytest.raises(ValueError, match="The memory limit '2 gigs' is not a size; write it like 500MB or 4GB"):
        engine.connect("2 gigs")


def test_what_does_not_fit_spills_and_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path))
    with engine.connect("60MB") as connection:
        connection.execute("CREATE TABLE numbers AS SELECT i, hash(i)::VARCHAR AS h FROM range(3_000_000) AS t(i)")
        assert list((tmp_path / "tmp").glob("spill-*/*"))
    assert not list((tmp_path / "tmp").glob("spill-*/*"))


def test_spill_of_a_killed_process_is_cleared(monkeypatch, tmp_path):
    import os

    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path))
    old, young = tmp_path / "tmp" / "spill-old", tmp_path / "tmp" / "spill-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    engine.connect().close()
    assert not old.exists()
    assert young.exists()


def test_nothing_is_fetched_from_the_network():
    with engine.connect() as connection:
        names = "('autoinstall_known_extensions', 'autoload_known_extensions')"
        found = connection.execute(f"SELECT DISTINCT value FROM duckdb_settings() WHERE name IN {names}").fetchall()
    assert found == [("false",)]


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("dialect", [*WAREHOUSES, "duckdb"])
def test_every_dialect_back_in_duckdb_gives_the_same_rows(read_by, name, dialect):
    printed = engine.to_dialect(name, dialect)
    back = sqlglot.transpile(printed, read=dialect, write="duckdb")
    assert len(back) == 1
    with duckdb.connect() as connection:
        for table, frame in read_by(name).items():
            connection.register(table, frame)
        result = connection.execute(back[0], PARAMETERS[name]).df()
    expected = engine.run(name, **read_by(name), **PARAMETERS[name])
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, rtol=1e-12)


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters_are_in_each_dialects_own_syntax(name):
    for dialect, mark in (("duckdb", "$"), ("spark", ":"), ("snowflake", ":"), ("bigquery", "@")):
        printed = engine.to_dialect(name, dialect)
        code = "\n".join(line for line in printed.splitlines() if not line.startswith("--"))
        for parameter in PARAMETERS[name]:
            assert f"{mark}{parameter}" in code
            assert f"{mark}{parameter}" in printed.splitlines()[1]
        for other in {"$", ":", "@"} - {mark}:
            assert other not in code


@pytest.mark.parametrize(("name", "first"), [("account_summary", "first_on"), ("rfm", "MAX(CAST(ordered_at AS DATE))")])
def test_day_differences_are_last_minus_first_in_every_dialect(name, first):
    assert f"DATEDIFF(DAY, {first}, CAST(:as_of AS DATE))" in engine.to_dialect(name, "spark")
    assert f"DATEDIFF(DAY, {first}, CAST(:as_of AS DATE))" in engine.to_dialect(name, "snowflake")
    assert f"DATE_DIFF(CAST(@as_of AS DATE), {first}, DAY)" in engine.to_dialect(name, "bigquery")


def test_an_unknown_dialect_is_one_sentence():
    with pytest.raises(ValueError, match="There is no dialect 'oracle' here; there are duckdb, spark, snowflake and"):
        engine.to_dialect("rfm", "oracle")


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_columns_that_are_checked_are_the_columns_that_are_read(name):
    """A word of the SQL that is a contract column must be read from a contract table, not merely be an alias."""
    code = engine._without_comments(engine.text(name))
    schema = {t: {c.name: SQL_TYPES[c.kind] for c in table.columns} for t, table in CONTRACTS.items()}
    tree = qualify(sqlglot.parse_one(code, dialect="duckdb"), schema=schema, dialect="duckdb", quote_identifiers=False)
    aliases = {t.alias_or_name: t.name for t in tree.find_all(exp.Table) if t.name in CONTRACTS}
    read = {(aliases[c.table], c.name) for c in tree.find_all(exp.Column) if c.table in aliases}
    words = set(code.replace(",", " ").replace("(", " ").replace(")", " ").split())
    checked = {(t, c.name) for t in engine._tables(code) for c in CONTRACTS[t].columns if c.name in words}
    assert checked == read


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_reduction_says_what_it_computes(read_by, name):
    """The leading comment names every result column and every parameter; pandas has the same name and columns."""
    comment = "\n".join(line for line in engine.text(name).splitlines() if line.startswith("--"))
    columns = list(engine.run(name, **read_by(name), **PARAMETERS[name]).columns)
    for word in [*columns, *PARAMETERS[name]]:
        assert word in comment
    parameters = {key: value for key, value in PARAMETERS[name].items() if key == "as_of"}
    assert list(getattr(reductions, name)(**read_by(name), **parameters).columns) == columns


@pytest.mark.parametrize("name", PARAMETERS)
def test_only_constructs_that_translate_truly(name):
    code = engine.text(name).lower()
    for trap in ("date_diff('week'", "date_diff('month'", "quantile", "percentile", "median"):
        assert trap not in code


# Spark is an extra of half a gigabyte that no lesson needs: `uv run --extra spark pytest -n0 -m spark` runs these.
if find_spec("pyspark"):

    @pytest.fixture(scope="module")
    def spark():
        from pyspark.sql import SparkSession

        options = {
            "spark.ui.enabled": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": "2",
        }
        builder = SparkSession.builder.master("local[2]").appName("kamlib")
        for key, value in options.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()

    def on_spark(spark, frame, path):
        """Return a table as Spark reads it from Parquet, as a client keeps it."""
        with engine.connect() as connection:
            connection.from_df(frame).write_parquet(str(path))
        return spark.read.parquet(str(path))

    @pytest.mark.spark
    @pytest.mark.parametrize("name", PARAMETERS)
    def test_spark_gives_the_same_rows_of_the_same_kinds(spark, read_by, name, tmp_path):
        tables = {
            table: on_spark(spark, frame, tmp_path / f"{table}.parquet") for table, frame in read_by(name).items()
        }
        expected = engine.run(name, **read_by(name), **PARAMETERS[name])
        pd.testing.assert_frame_equal(engine.run(name, **tables, **PARAMETERS[name]), expected, rtol=1e-12, atol=1e-9)
        empty = {table: frame.limit(0) for table, frame in tables.items()}
        found = engine.run(name, **empty, **PARAMETERS[name])
        assert found.dtypes.to_dict() == expected.dtypes.to_dict()

    @pytest.mark.spark
    def test_a_fit_from_spark_is_the_fit_from_pandas(spark, orders, tmp_path):
        from kamlib.methods import clv

        there = on_spark(spark, orders, tmp_path / "orders.parquet")
        as_of = pd.Timestamp("2024-03-31")
        ours, theirs = clv.counted_summary(orders, as_of), clv.counted_summary(there, as_of)
        assert ours.note == theirs.note
        pd.testing.assert_frame_equal(ours.table, theirs.table)

    @pytest.mark.spark
    def test_what_spark_cannot_be_given_is_one_sentence(spark, orders, activities, tmp_path):
        there = on_spark(spark, orders, tmp_path / "orders.parquet")
        zoned = there.withColumn("ordered_at", there["ordered_at"].cast("timestamp"))
        without_a_zone = "rfm needs dates and times without a zone in orders.ordered_at; .* (cast it to timestamp_ntz)"
        for given, words in (
            ({"orders": zoned}, without_a_zone.replace("(", r"\(").replace(")", r"\)")),
            ({"orders": there.drop("revenue")}, "rfm needs the column orders.revenue"),
            ({"orders": there.withColumn("revenue", there["order_id"])}, "rfm needs numbers in orders.revenue"),
        ):
            with pytest.raises(ValueError, match=words):
                engine.run("rfm", **given, as_of="2024-03-31")
        with pytest.raises(
            ValueError, match="activities is a DataFrame and another table is on Spark; give all of them"
        ):
            engine.run("account_profit", orders=there, activities=activities, **PARAMETERS["account_profit"])
        other = on_spark(spark.newSession(), activities, tmp_path / "activities.parquet")
        with pytest.raises(ValueError, match="orders and activities are of different Spark sessions; read them") as two:
            engine.run("account_profit", orders=there, activities=other, **PARAMETERS["account_profit"])
        huge = there.withColumn("revenue", there["revenue"] * 1e30)
        with pytest.raises(ValueError, match="rfm cannot be computed from what was given: ") as large:
            engine.run("rfm", orders=huge, as_of="2024-03-31")
        assert "\n" not in f"{two.value} {large.value}"

    @pytest.mark.spark
    @pytest.mark.parametrize(
        ("setting", "value"),
        [("spark.sql.session.timeZone", "Pacific/Auckland"), ("spark.sql.ansi.enabled", "false")],
    )
    def test_a_session_of_the_clients_own_settings_gives_the_same(spark, orders, tmp_path, setting, value):
        there = on_spark(spark, orders, tmp_path / "orders.parquet")
        before = spark.conf.get(setting)
        spark.conf.set(setting, value)
        try:
            for name in ("rfm", "cohorts", "purchase_counts"):
                found = engine.run(name, orders=there, **PARAMETERS[name])
                pd.testing.assert_frame_equal(found, engine.run(name, orders=orders, **PARAMETERS[name]), rtol=1e-12)
            # Where Spark reads what it cannot read as nothing, an unreadable date would be a table without rows.
            with pytest.raises(ValueError, match="give a date such as"):
                engine.run("rfm", orders=there, as_of="31/03/2024")
        finally:
            spark.conf.set(setting, before)

    @pytest.mark.spark
    def test_what_pandas_does_not_know_spark_does_not_know(spark, orders, activities):
        """A Spark table made of a frame holds NaN where Parquet holds nothing; a table beside it does not disturb."""

        def from_memory(frame):
            kinds = {"datetime64[us]": "timestamp_ntz", "float64": "double"}
            schema = ", ".join(f"{column} {kinds.get(str(kind), 'string')}" for column, kind in frame.dtypes.items())
            rows = frame.astype(object).itertuples(index=False)
            made = [tuple(v.to_pydatetime() if isinstance(v, pd.Timestamp) else v for v in row) for row in rows]
            return spark.createDataFrame(made, schema).withColumnRenamed("activity", "a dotted.name")

        tables = {"orders": orders, "activities": activities}
        there = {table: from_memory(frame) for table, frame in tables.items()}
        assert there["orders"].where("isnan(margin)").count() > 0
        expected = engine.run("account_profit", **tables, **PARAMETERS["account_profit"])
        found = engine.run("account_profit", **there, **PARAMETERS["account_profit"])
        assert expected["margin"].isna().any()
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-9)
        assert not [view.name for view in spark.catalog.listTables()]
