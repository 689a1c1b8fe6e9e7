"""What an account won and an account kept cost on average: the number of the saying, "six times cheaper to keep".

The usual average divides what is spent on keeping by *everybody* who stayed, most of whom would have stayed without it. So
it decides nothing (Pfeifer 2005, "The optimal ratio of acquisition and retention costs"). Taught in lesson 06.
"""

from __future__ import annotations

import pandas as pd


def average_costs(programmes: pd.DataFrame | None, by: str = "aim") -> pd.DataFrame:
    """Return a row an aim (or a `programme`): spending, approached, responded, and cost: money for one who came or stayed.

    `programmes` is the contract table, or None where there is none; a cost without anybody is missing.

    >>> rows = [("fair", "getting", 9000.0, 40, 3), ("bonus", "keeping", 6000.0, 20, 12)]
    >>> table = pd.DataFrame(rows, columns=["programme", "aim", "spending", "approached", "responded"])
    >>> average_costs(table)["cost"].to_dict()
    {'getting': 3000.0, 'keeping': 500.0}
    """
    if by not in ("aim", "programme"):
        raise ValueError(f"by is {by!r}; give 'aim' or 'programme'.")
    sums = ["spending", "approached", "responded"]
    if programmes is None or programmes.empty:
        return pd.DataFrame({name: pd.Series(dtype=float) for name in [*sums, "cost"]}).rename_axis(by)
    table = programmes.groupby(by)[sums].sum()
    return table.assign(cost=table["spending"].astype(float) / table["responded"].where(table["responded"] > 0))


def times_cheaper(programmes: pd.DataFrame | None) -> float:
    """Return how many times as much an account won costs as an account kept, as counted; NaN where either is not known.

    >>> rows = [("fair", "getting", 9000.0, 40, 3), ("bonus", "keeping", 6000.0, 20, 12)]
    >>> times_cheaper(pd.DataFrame(rows, columns=["programme", "aim", "spending", "approached", "responded"]))
    6.0
    """
    cost = average_costs(programmes)["cost"].reindex(["getting", "keeping"]).astype(float)
    return float(cost["getting"] / cost["keeping"]) if cost["keeping"] > 0 else float("nan")
