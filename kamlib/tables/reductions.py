"""The reductions once more, in pandas: what a lesson shows, and what the tests hold the SQL against.

Each function has the name and the result columns of a file in `sql/`, and `engine.run` gives the same rows from a
ledger of any size. Money is rounded to a millionth, as the engine sums it, so that accounts with equal money tie; money
from here and from the engine agrees to 1e-9 of the sums it is made of. Recency, frequency and monetary value: Bult and
Wansbeek (1995); the account summary: Fader, Hardie and Lee (2005). Taught in lessons 01 to 05.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

DAYS_PER_UNIT = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}


def account_summary(orders: pd.DataFrame, as_of: str | dt.date, unit: str = "week") -> pd.DataFrame:
    """Return how often each account came back and what it spends when it does, up to `as_of`; ages in `unit`.

    `frequency` counts the purchases (see `purchases`) after the first, `recency` is the age at the last, `T` the age at
    `as_of`, `monetary_value` the mean revenue of the purchases after the first (0 if none).

    >>> account_summary(example(), "2024-03-31", unit="day")
      account_id  frequency  recency     T  monetary_value
    0          A          1     10.0  30.0            20.0
    1          B          0      0.0  15.0             0.0
    """
    bought = purchases(orders, as_of)
    repeats = bought[bought.duplicated("account_id")]  # sorted by day: all but each account's first
    days = bought.groupby("account_id")["day"]
    table = pd.DataFrame({"frequency": days.size() - 1})
    table["recency"] = (days.max() - days.min()).dt.days / days_in(unit)
    table["T"] = (day(as_of) - days.min()).dt.days / days_in(unit)
    table["monetary_value"] = repeats.groupby("account_id")["revenue"].mean()
    return table.fillna({"monetary_value": 0.0}).reset_index()


def purchase_counts(orders: pd.DataFrame, as_of: str | dt.date, unit: str = "week") -> pd.DataFrame:
    """Return how many accounts share each history of purchases: frequency, recency and T as in `account_summary`.

    >>> purchase_counts(example(), "2024-03-31", unit="day").values.tolist()
    [[0.0, 0.0, 15.0, 1.0], [1.0, 10.0, 30.0, 1.0]]
    """
    columns = ["T", "frequency", "recency"]
    table = account_summary(orders, as_of, unit).groupby(columns).size().rename("customers").reset_index()
    return table[["frequency", "recency", "T", "customers"]]


def purchase_days(orders: pd.DataFrame, as_of: str | dt.date) -> pd.DataFrame:
    """Return one row: what became of the orders up to `as_of` on their way to purchases.

    >>> purchase_days(example(), "2024-03-31").iloc[0].to_dict()
    {'customers': 2, 'purchase_days': 3, 'orders_placed': 3, 'days_ordered': 3, 'days_returned': 0, 'without': 0}
    """
    lines, bought = up_to(orders, as_of), purchases(orders, as_of)
    by_day = lines.groupby(["account_id", "day"])["order_id"].nunique()
    customers = bought["account_id"].nunique()
    row = {
        "customers": customers,
        "purchase_days": len(bought),
        "orders_placed": int(by_day.sum()),
        "days_ordered": len(by_day),
        "days_returned": len(by_day) - len(bought),
        "without": orders["account_id"].nunique() - customers,
    }
    return pd.DataFrame([row], dtype="int64")


def purchases(orders: pd.DataFrame, as_of: str | dt.date) -> pd.DataFrame:
    """Return the purchases up to `as_of`, by account and day: account_id, day, revenue.

    All orders of one day are one purchase. A day on which as much came back as was bought is none; goods given away are
    one. Money is rounded first, because cents do not add up to exactly nothing in binary.

    >>> len(purchases(example(), "2024-03-31"))
    3
    """
    days = up_to(orders, as_of).groupby(["account_id", "day"], as_index=False)
    table = days.agg(revenue=("revenue", "sum"), least=("revenue", "min"))
    return table[(table["revenue"].round(6) > 0) | (table["least"] >= 0)].drop(columns="least")


def rfm(orders: pd.DataFrame, as_of: str | dt.date) -> pd.DataFrame:
    """Return the days since each account's last order, its number of orders and its revenue, up to `as_of`.

    >>> rfm(example(), "2024-03-31")
      account_id  days_since_order  order_count  revenue
    0          A                20            2     35.0
    1          B                15            1      8.0
    """
    accounts = up_to(orders, as_of).groupby("account_id")
    table = pd.DataFrame({"days_since_order": (day(as_of) - accounts["day"].max()).dt.days})
    table["order_count"] = accounts["order_id"].nunique()
    table["revenue"] = accounts["revenue"].sum().round(6)
    return table.reset_index()


def cohorts(orders: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the accounts that began in one month ordered so many calendar months later, and for how much.

    >>> cohorts(example())
      cohort_month  months_since  accounts  revenue
    0   2024-03-01             0         2     43.0
    """
    month = orders["ordered_at"].dt.to_period("M")
    began = month.groupby(orders["account_id"]).transform("min")
    since = month.astype("int64") - began.astype("int64")
    lines = orders.assign(cohort_month=began.dt.to_timestamp(), months_since=since)
    table = lines.groupby(["cohort_month", "months_since"])
    return table.agg(accounts=("account_id", "nunique"), revenue=("revenue", "sum")).round(6).reset_index()


def concentration(orders: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts from the largest to the smallest, with the share of all revenue that they bring together.

    >>> concentration(example()).round(3)
      account_id  revenue  rank  account_share  revenue_share  cumulative_share
    0          A     35.0     1            0.5          0.814             0.814
    1          B      8.0     2            1.0          0.186             1.000
    """
    table = orders.groupby("account_id")["revenue"].sum().round(6).reset_index()
    table = table.sort_values(["revenue", "account_id"], ascending=[False, True], ignore_index=True)
    everything = round(table["revenue"].sum(), 6) or float("nan")
    table["rank"] = table.index + 1
    table["account_share"] = table["rank"] / len(table)
    table["revenue_share"] = table["revenue"] / everything
    table["cumulative_share"] = table["revenue"].cumsum() / everything
    return table


def account_profit(
    orders: pd.DataFrame, activities: pd.DataFrame, as_of: str | dt.date, days: int = 365
) -> pd.DataFrame:
    """Return what each account bought and left us, and what serving it cost, in the `days` days up to `as_of`.

    margin and profit are NaN where any of the account's lines lacks its margin. An activity without a cost counts its
    minutes at the cost a minute of the others. Without a diary, give `activities` as a table without rows.

    >>> work = [("A", "2024-03-05", 30.0, 12.0), ("C", "2024-03-06", 10.0, None), ("A", "2023-03-05", 60.0, 90.0)]
    >>> work = pd.DataFrame(work, columns=["account_id", "performed_at", "minutes", "cost"])
    >>> orders = example().assign(margin=[4.0, 2.0, 8.0, 3.0])
    >>> table = account_profit(orders, work.astype({"performed_at": "datetime64[us]"}), "2024-03-31")
    >>> table[["account_id", "order_count", "revenue", "margin", "minutes", "cost_to_serve", "profit"]]
      account_id  order_count  revenue  margin  minutes  cost_to_serve  profit
    0          A            2     35.0    14.0     30.0           12.0     2.0
    1          B            1      8.0     3.0      0.0            0.0     3.0
    2          C            0      0.0     0.0     10.0            4.0    -4.0
    """
    first = day(as_of) - pd.Timedelta(days=days - 1)
    lines, work = up_to(orders, as_of), up_to(activities, as_of, "performed_at")
    lines, work = lines[lines["day"] >= first], work[work["day"] >= first]
    sold = (
        lines.assign(taken_back=lines["revenue"] < 0)
        .groupby("account_id")
        .agg(
            order_count=("order_id", "nunique"),
            line_count=("order_id", "size"),
            lines_taken_back=("taken_back", "sum"),
            revenue=("revenue", "sum"),
        )
    )
    sold["margin"] = lines.groupby("account_id")["margin"].sum(skipna=False)
    known = work["cost"].notna()
    timed = work.loc[known, "minutes"].sum()
    rate = work["cost"].sum() / timed if timed else 0.0
    work = work.assign(cost_to_serve=work["cost"].fillna(work["minutes"] * rate))
    served = work.groupby("account_id")[["minutes", "cost_to_serve"]].sum()
    # An account on one side only has nothing on the other; a margin that is not known stays unknown.
    everybody = sold.index.union(served.index).astype("str").rename("account_id")
    table = sold.reindex(everybody, fill_value=0).join(served.reindex(everybody, fill_value=0.0)).round(6)
    table["profit"] = (table["margin"] - table["cost_to_serve"]).round(6)
    whole = dict.fromkeys(["order_count", "line_count", "lines_taken_back"], "int64")
    return table.astype(whole | dict.fromkeys(table.columns.difference([*whole]), "float64")).reset_index()


def up_to(table: pd.DataFrame, as_of: str | dt.date, time: str = "ordered_at") -> pd.DataFrame:
    """Return the rows (order lines, or work with its own `time`) on or before the day of `as_of`, each with its `day`."""
    rows = table.assign(day=table[time].dt.normalize())
    return rows[rows["day"] <= day(as_of)]


def day(time: str | dt.date) -> pd.Timestamp:
    """Return the day of a date, a time or a text such as "2024-03-31", at midnight."""
    return pd.Timestamp(time).normalize()


def days_in(unit: str) -> float:
    """Return the days in a day, a week or a month (365.25 / 12); ValueError for anything else.

    >>> days_in("month")
    30.4375
    """
    if unit not in DAYS_PER_UNIT:
        raise ValueError(f"A unit of time is one of {', '.join(DAYS_PER_UNIT)}; {unit!r} is none of them.")
    return DAYS_PER_UNIT[unit]


def example() -> pd.DataFrame:
    """Return four order lines of two accounts, small enough to check every reduction by hand."""
    lines = [("1", "A", "2024-03-01", 10.0), ("1", "A", "2024-03-01", 5.0)]
    lines += [("2", "A", "2024-03-11", 20.0), ("3", "B", "2024-03-16", 8.0)]
    orders = pd.DataFrame(lines, columns=["order_id", "account_id", "ordered_at", "revenue"])
    return orders.astype({"ordered_at": "datetime64[us]"})


def retention_triangle(orders: pd.DataFrame, as_of: str | dt.date, months: int = 1) -> pd.DataFrame:
    """Return how many accounts of each cohort ordered at each age, up to `as_of`, in periods of `months` months.

    Periods are counted from January, so 3 gives calendar quarters and 12 calendar years. An age at which nobody of a
    cohort ordered has no row.

    >>> retention_triangle(example(), "2024-03-31", months=3)
      cohort_start  age  cohort_accounts  accounts  revenue
    0   2024-01-01    0                2         2     43.0
    """
    lines = up_to(orders, as_of)
    period = (12 * lines["day"].dt.year + lines["day"].dt.month - 1).astype("int64") // months
    began = period.groupby(lines["account_id"]).transform("min")
    lines = lines.assign(began=began, age=period - began)
    table = lines.groupby(["began", "age"]).agg(accounts=("account_id", "nunique"), revenue=("revenue", "sum"))
    table = table.round(6).reset_index()
    size = lines.groupby("began")["account_id"].nunique()
    table.insert(2, "cohort_accounts", table["began"].map(size).astype("int64"))
    start = months * table["began"]
    dates = pd.to_datetime({"year": start // 12, "month": start % 12 + 1, "day": 1}).astype("datetime64[us]")
    table.insert(0, "cohort_start", dates)
    return table.drop(columns="began")
