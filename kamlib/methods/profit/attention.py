"""Where our time goes and where margin comes from: what an hour of relationship work meets, account by account.

Customer management pays by revenue and retention rather than by talk time saved, so hours are set against margin. The
two move together because attention follows size and trouble: nothing here says what one hour more would bring. Taught
in lesson 03 (and 16, where hours are moved).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kamlib.methods.profit.work import ASSUMED

WARNING = (
    "Attention follows size and trouble: large accounts and those with complaints get more hours whatever the hours do. "
    "Margin an hour says where time meets money, not what an hour more would earn; only moving hours and watching tells."
)
NOT_WRITTEN_DOWN = (
    "Nobody wrote down how long anything took: these minutes are assumed from orders and lines, so they grow with what an "
    "account buys and say nothing of where the time went."
)


@dataclass(frozen=True, eq=False)
class ReturnOnTime:
    """Hours against margin by account.

    `table` has account_id as index: hours, margin (before cost to serve), margin_per_hour (NaN without hours), profit,
    share_of_hours and share_of_margin (NaN without a total above zero). `rank_correlation` is Spearman's of hours and
    margin, NaN where one does not vary. `basis` says what margin stands on, `warning` what may not be concluded.
    """

    table: pd.DataFrame
    rank_correlation: float
    basis: str
    warning: str = WARNING

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html()}<p>{escape(self.warning)}</p>"


def return_on_time(profit: pd.DataFrame, activities: pd.DataFrame | None) -> ReturnOnTime:
    """Set each account's hours of work against its margin, most hours first.

    `profit` is the result of `by_account`, `activities` the contract table it was made with. Raises ValueError where
    there is no time to set against it, or where an activity's account is not in the profit table. Where all minutes are
    assumed from orders and lines, the result warns that they say nothing of anybody's time.

    >>> profit = pd.DataFrame({"cost_to_serve": [60.0, 30], "profit": [40.0, 70], "basis": "margin"}, index=["A", "B"])
    >>> work = pd.DataFrame({"account_id": ["A", "B"], "minutes": [120.0, 60]})
    >>> return_on_time(profit, work).table["margin_per_hour"].to_dict()
    {'A': 50.0, 'B': 100.0}
    """
    if activities is None or not float(activities["minutes"].sum()) > 0:
        raise ValueError("No minutes of work are written down: bring a table of activities with minutes above 0.")
    unknown = activities.loc[~activities["account_id"].isin(profit.index), "account_id"].nunique()
    if unknown:
        raise ValueError(f"{unknown:,} accounts with work are not in the profit table: make it with these activities.")
    hours = activities.groupby("account_id")["minutes"].sum().reindex(profit.index, fill_value=0.0).astype(float) / 60
    margin = profit["profit"] + profit["cost_to_serve"]
    total = float(margin.sum())
    table = pd.DataFrame(
        {
            "hours": hours,
            "margin": margin,
            "margin_per_hour": margin / hours.where(hours > 0),
            "profit": profit["profit"],
            "share_of_hours": hours / hours.sum(),
            "share_of_margin": margin / total if total > 0 else float("nan"),
        }
    )
    varies = hours.nunique() > 1 and margin.nunique() > 1
    correlation = float(hours.rank().corr(margin.rank())) if varies else float("nan")
    basis = str(profit["basis"].iloc[0]) if "basis" in profit else "the profit table given"
    assumed = "resource" in activities and (activities["resource"] == ASSUMED).all()
    table = table.sort_values("hours", ascending=False, kind="stable")
    return ReturnOnTime(table, correlation, basis, NOT_WRITTEN_DOWN if assumed else WARNING)
