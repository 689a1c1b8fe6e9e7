"""From order lines to what the models need: frequency, recency, age and mean spend of each customer, and what was merged.

All orders of one day are one purchase; days on which a customer got back as much as it paid are no purchase. Both change
the numbers, so both are counted and said. Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from kamlib.methods.cohorts.triangle import rolled_up
from kamlib.tables.reductions import days_in, up_to


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
    Days on which refunds were as large as what was bought are no purchase; they are left out, and the note counts them.

    >>> from kamlib.tables.reductions import example
    >>> summary(example(), pd.Timestamp("2024-03-31"), unit="day").table.loc["A"].tolist()
    [1.0, 10.0, 30.0, 20.0]
    """
    from kamlib.tables import engine

    lines = rolled_up(orders, parents)
    within = up_to(lines, as_of)
    by_day = within.groupby(["account_id", "day"]).agg(
        paid=("revenue", "sum"), least=("revenue", "min"), orders=("order_id", "nunique")
    )
    # Goods given away are a purchase; a day on which they only came back is none.
    # Rounded, because cents do not add up to exactly nothing in binary.
    none = by_day[(by_day["paid"].round(6) <= 0) & (by_day["least"] < 0)]
    bought = within
    if len(none):
        days = pd.MultiIndex.from_frame(within[["account_id", "day"]])
        bought = within[~days.isin(none.index)]
    table = engine.run("account_summary", orders=bought.drop(columns="day"), as_of=as_of, days_per_unit=days_in(unit))
    orders_placed = int(by_day["orders"].sum())
    merged = orders_placed - len(by_day)
    lost = lines["account_id"].nunique() - len(table)
    words = [f"{len(table):,} customers, {int(table['frequency'].sum()):,} purchase days after the first."]
    if merged > 0:
        words.append(
            f"{merged:,} of {orders_placed:,} orders shared a day with another of the same customer: one purchase."
        )
    if len(none):
        words.append(f"{len(none):,} days on which as much came back as was bought are no purchase.")
    if lost > 0:
        words.append(f"{lost:,} customers are left without a purchase up to {pd.Timestamp(as_of):%Y-%m-%d}.")
    return Summary(table.set_index("account_id"), unit, pd.Timestamp(as_of).normalize(), " ".join(words))
