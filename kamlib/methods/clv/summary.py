"""From order lines to what the models need: frequency, recency, age and mean spend of each customer, and what was merged.

All orders of one day are one purchase; days on which a customer got back as much as it paid are no purchase. Both change
the numbers, so both are counted and said. Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from kamlib.methods.cohorts.triangle import rolled_up
from kamlib.tables.engine import Source
from kamlib.tables.reductions import days_in


@dataclass(frozen=True, eq=False)
class Summary:
    """The summary (`table`, index account_id: frequency, recency, T, monetary_value), its unit of time, and a note.

    frequency counts purchase days after the first, recency is the age at the last, T the age at the as-of date,
    monetary_value the mean revenue of the purchase days after the first (0 without one).
    """

    table: pd.DataFrame
    unit: str
    as_of: pd.Timestamp
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.head(10).to_html()}<p>{escape(self.note)}</p>"


def summary(
    orders: pd.DataFrame, as_of: date | pd.Timestamp, unit: str = "month", parents: pd.Series | None = None
) -> Summary:
    """Return the summary of each customer up to `as_of`, in units of "day", "week" or "month" (365.25 / 12 days).

    `orders` is a contract table. With `parents` (account_id to parent_id) a parent and its accounts are one customer.
    Days on which as much came back as was bought are no purchase; they are left out, and the note counts them.

    >>> from kamlib.tables.reductions import example
    >>> summary(example(), pd.Timestamp("2024-03-31"), unit="day").table.loc["A"].tolist()
    [1.0, 10.0, 30.0, 20.0]
    """
    from kamlib.tables import engine

    lines = rolled_up(orders, parents)
    table = engine.run("account_summary", orders=lines, as_of=as_of, days_per_unit=days_in(unit))
    return _told(table.set_index("account_id"), lines, as_of, unit)


def counted_summary(orders: Source, as_of: date | pd.Timestamp, unit: str = "month") -> Summary:
    """Return the summary with equal customers as one row: frequency, recency, T and customers, how many they are.

    The fits of buying and leaving take it as they take `summary`, and find the same. `orders` is whatever the engine reads (a
    DataFrame, Parquet files or a Spark table), so no customer of millions comes into pandas. There are no account ids and no
    spend in it.

    >>> from kamlib.tables.reductions import example
    >>> counted_summary(example(), pd.Timestamp("2024-03-31"), unit="day").table.values.tolist()
    [[0.0, 0.0, 15.0, 1.0], [1.0, 10.0, 30.0, 1.0]]
    """
    from kamlib.tables import engine

    table = engine.run("purchase_counts", orders=orders, as_of=as_of, days_per_unit=days_in(unit))
    return _told(table, orders, as_of, unit)


def _told(table: pd.DataFrame, orders: Source, as_of: date | pd.Timestamp, unit: str) -> Summary:
    """Return the summary with what was merged and left out on the way to it."""
    from kamlib.tables import engine

    found = engine.run("purchase_days", orders=orders, as_of=as_of).iloc[0].to_dict()
    merged = found["orders_placed"] - found["days_ordered"]
    repeats = found["purchase_days"] - found["customers"]
    words = [f"{found['customers']:,} customers, {repeats:,} purchase days after the first."]
    if merged > 0:
        words.append(
            f"{merged:,} of {found['orders_placed']:,} orders shared a day with another of the same customer: one purchase."
        )
    if found["days_returned"]:
        words.append(f"{found['days_returned']:,} days on which as much came back as was bought are no purchase.")
    if found["without"]:
        words.append(
            f"{found['without']:,} customers are left without a purchase up to {pd.Timestamp(as_of):%Y-%m-%d}."
        )
    return Summary(table, unit, pd.Timestamp(as_of).normalize(), " ".join(words))
