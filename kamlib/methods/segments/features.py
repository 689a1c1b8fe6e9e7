"""What accounts are grouped by: stated features of how they buy, brought to one scale.

A clustering finds groups in the features it is given and in nothing else, so choosing and scaling them decides more
than the algorithm does (Milligan and Cooper 1988, "A study of standardization of variables in cluster analysis").
Taught in lesson 02.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from kamlib.methods.segments.rfm import rfm
from kamlib.methods.segments.rhythm import rhythm, until


def features(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return the features that accounts are grouped by, one row an account, from the orders up to a day.

    Always log_revenue, log_orders (log of the number of orders) and days_since_order. log_revenue is the inverse
    hyperbolic sine of revenue over its lower quartile (Burbidge, Magee and Robb 1988): a logarithm that passes smoothly
    through zero, so that refunds make no gap, and the same in every currency.
    Where the file has them: margin_rate (margin over revenue, held within -1 and 1, the median where revenue is not
    above zero), categories (how many it bought) and gap_variation (see `rhythm`; only where nine accounts in ten have
    three purchase days, the others taking the median, because a made-up value that many share looks like a segment).
    """
    table = rfm(orders, as_of)
    lines = until(orders, as_of)
    found = pd.DataFrame(index=table.index)
    revenue = table["revenue"]
    found["log_revenue"] = np.arcsinh(
        revenue / revenue[revenue > 0].quantile(0.25) if (revenue > 0).any() else 0 * revenue
    )
    found["log_orders"] = np.log(table["order_count"])
    found["days_since_order"] = table["days_since_order"].astype(float)
    if "margin" in lines and lines["margin"].notna().all():
        sums = lines.groupby("account_id")[["margin", "revenue"]].sum().reindex(table.index)
        rate = (sums["margin"] / sums["revenue"]).where(sums["revenue"] > 0).clip(-1, 1)
        found["margin_rate"] = rate.fillna(rate.median()) if rate.notna().any() else 0.0
    if "category" in lines and lines["category"].nunique() > 1:
        bought = lines.groupby("account_id")["category"].nunique()
        found["categories"] = bought.reindex(table.index).fillna(0).astype(float)
    variation = rhythm(orders, as_of)["gap_variation"].reindex(table.index)
    if len(variation) and variation.notna().mean() >= 0.9:
        found["gap_variation"] = variation.fillna(variation.median())
    return found


def scale(features: pd.DataFrame, method: Literal["standard", "robust"] = "standard") -> pd.DataFrame:
    """Return the features on one scale, names kept: mean 0 and deviation 1, or median 0 and quartile distance 1.

    Without it the feature with the largest unit decides alone. A feature that does not vary becomes 0.

    >>> scale(pd.DataFrame({"days": [10.0, 20.0, 30.0]}))["days"].round(3).tolist()
    [-1.225, 0.0, 1.225]
    """
    from sklearn.preprocessing import RobustScaler, StandardScaler

    if method not in ("standard", "robust"):
        raise ValueError(f"There is no scaling {method!r}; choose standard or robust.")
    check_complete(features)
    scaler = StandardScaler() if method == "standard" else RobustScaler()
    return pd.DataFrame(scaler.fit_transform(features), index=features.index, columns=features.columns)


def check_complete(table: pd.DataFrame) -> None:
    """Raise ValueError when a table of features is empty or has gaps."""
    if table.empty:
        raise ValueError(
            "There are no accounts or no features to group; pass one row an account, one column a feature."
        )
    missing = table.columns[~np.isfinite(table.to_numpy(dtype=float)).all(axis=0)]
    if len(missing):
        raise ValueError(f"Features {', '.join(map(str, missing))} have gaps; fill them or leave those features out.")
