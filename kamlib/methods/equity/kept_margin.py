"""What five points would have added to a year's margin: few accounts more, and small ones.

"Five per cent more retention, 25 to 85 per cent more profit" speaks of a customer's whole life. Within a year five points of
defection are five accounts in a hundred, and those that leave are mostly small (lesson 06 works out both).
"""

from __future__ import annotations

import math

import pandas as pd

from kamlib.methods.profit import with_margin
from kamlib.methods.windows import YEAR, stretches_ago
from kamlib.tables.span import reaches_back


def margin_of_points(orders: pd.DataFrame, as_of: pd.Timestamp, defection_points: float = 0.05) -> pd.Series:
    """Return what so many points fewer leaving would have added to the margin of the last 365 days.

    By name: accounts (that bought in the year before), left (of these, those that bought nothing in the last year), lost (the
    margin of one that left, in the year before, on average), added (points × accounts × lost), share (added over the last
    year's margin). Kept accounts are taken to bring what they brought before; NaN where nobody left, nothing
    was earned, or the file does not reach back two years.

    >>> days = pd.to_datetime(["2023-01-03"] * 4 + ["2024-06-01"] * 3)
    >>> lines = pd.DataFrame({"account_id": list("ABCDABC"), "ordered_at": days, "revenue": 9.0, "margin": [5.0, 5, 5, 2, 5, 5, 5]})
    >>> margin_of_points(lines, pd.Timestamp("2024-12-31"), 0.25).round(3).tolist()
    [4.0, 1.0, 2.0, 2.0, 0.133]
    """
    if not 0 < defection_points <= 1:
        raise ValueError(f"The points are {defection_points}; give a share above 0, such as 0.05 for five points.")
    lines = with_margin(orders)
    ago = stretches_ago(lines, as_of)
    now, before = (lines[ago == year].groupby("account_id")["margin"].sum() for year in (0, 1))
    gone = before[~before.index.isin(now.index)]
    lost = float(gone.mean()) if len(gone) and reaches_back(orders, as_of, 2 * YEAR) else math.nan
    added = defection_points * len(before) * lost
    earned = float(now.sum())
    share = added / earned if earned > 0 else math.nan
    return pd.Series(
        {"accounts": float(len(before)), "left": float(len(gone)), "lost": lost, "added": added, "share": share},
        name="value",
    )
