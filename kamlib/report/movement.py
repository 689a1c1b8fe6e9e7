"""How customers moved between two intakes: new, gone silent, returned, and moved in rank, with the money in each.

Both times the same question is asked: who ordered in the 365 days up to the as-of date, and for how much? Silence is
not leaving, and the words here keep to what a ledger shows. Used by the report of every lesson.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

DAYS = 365
LEAST_PLACES = 0.1
"""Accounts that moved by less than this share of all ranks stayed where they are."""


@dataclass(frozen=True)
class Movement:
    """Accounts by what became of them, each a table indexed by account_id, the most money first."""

    new: pd.DataFrame
    silent: pd.DataFrame
    returned: pd.DataFrame
    moved: pd.DataFrame


def year_of(orders: Path, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return revenue in the 365 days up to a day, for every account of a file of orders.

    Indexed by account_id: active (ordered in those days) and revenue (0 where not).
    """
    from kamlib.tables.engine import connect

    with connect() as connection:
        found = connection.execute(
            "SELECT account_id, bool_or(lately) AS active, "
            "CAST(sum(CASE WHEN lately THEN CAST(revenue AS DECIMAL(38, 6)) ELSE 0 END) AS DOUBLE) AS revenue FROM "
            "(SELECT account_id, revenue, CAST(ordered_at AS DATE) > CAST($since AS DATE) "
            "AND CAST(ordered_at AS DATE) <= CAST($until AS DATE) AS lately FROM read_parquet($file)) GROUP BY account_id",
            {
                "file": str(orders),
                "since": (as_of - pd.Timedelta(days=DAYS)).date(),
                "until": as_of.date(),
            },
        ).df()
    return found.set_index("account_id")


def movement(before: pd.DataFrame, now: pd.DataFrame) -> Movement:
    """Return who is new, silent, returned or moved in rank, from two results of `year_of`.

    New: not in the file before, active now. Silent: active before, not active now. Returned: in the file before but not
    active then, active now. Moved: active both times, rank by revenue changed by a tenth of all ranks or more.

    >>> before = pd.DataFrame({"active": [True, False], "revenue": [9.0, 0.0]}, index=["a", "b"])
    >>> now = pd.DataFrame({"active": [False, True, True], "revenue": [0.0, 5.0, 7.0]}, index=["a", "b", "c"])
    >>> found = movement(before, now)
    >>> found.new.index.tolist(), found.silent.index.tolist(), found.returned.index.tolist()
    (['c'], ['a'], ['b'])
    """
    both = before.add_suffix("_before").join(now.add_suffix("_now"), how="outer")
    known = both.index.isin(before.index)
    was, is_now = (both[f"active_{when}"].eq(True) for when in ("before", "now"))
    money = both[["revenue_before", "revenue_now"]].fillna(0.0)
    stayed = money[was & is_now].copy()
    for when in ("before", "now"):
        stayed[f"rank_{when}"] = stayed[f"revenue_{when}"].rank(ascending=False, method="min").astype("int64")
    stayed["places"] = stayed["rank_before"] - stayed["rank_now"]
    far = stayed[stayed["places"].abs() >= max(1.0, LEAST_PLACES * len(stayed))]
    return Movement(
        new=_largest(money[is_now & ~known], "revenue_now"),
        silent=_largest(money[was & ~is_now], "revenue_before"),
        returned=_largest(money[is_now & ~was & known], "revenue_now"),
        moved=far.loc[(far["revenue_now"] - far["revenue_before"]).abs().sort_values(ascending=False).index],
    )


def _largest(accounts: pd.DataFrame, column: str) -> pd.DataFrame:
    return accounts.sort_values(column, ascending=False, kind="stable")
