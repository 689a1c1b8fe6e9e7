"""Did it really change? Waves of a survey compared with care for how many comparisons are made, and limits over time.

Twenty attributes compared between two waves show one "significant" change by chance alone, so p values are adjusted (Holm
1979, "A simple sequentially rejective multiple test procedure"). Over many waves the individuals chart asks whether a point
leaves the usual spread (Shewhart 1931; limits from the moving range). Taught in lesson 09.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered
from kamlib.methods.contrasts import contrast

D2, D4 = 1.128, 3.267
"""Mean of the moving range of two over the standard deviation, and its upper limit over its mean (Wheeler 1993)."""


def wave_changes(scores: pd.DataFrame, wave: pd.Series, clusters: pd.Series | None = None) -> pd.DataFrame:
    """Return by item its mean in the last two waves, the change, its 95 % interval, p, and p adjusted for all items (Holm).

    `scores` has a row a respondent, `wave` sorts in time. With `clusters` errors are robust to their likeness, as for
    contacts of one parent; who belongs to none stands alone. Raises ValueError for fewer than two waves.

    >>> scores = pd.DataFrame({"speed": [4, 5, 4, 5, 6, 7, 6, 7.0]})
    >>> wave_changes(scores, pd.Series([1] * 4 + [2] * 4))["change"].round(6).tolist()
    [2.0]
    """
    import statsmodels.api as sm
    from statsmodels.stats.multitest import multipletests

    known = sorted(wave.dropna().unique())
    if len(known) < 2:
        raise ValueError("There is one wave: give answers of two or more, with the wave of each respondent.")
    rows = {}
    for name in scores:
        used = pd.DataFrame({"score": scores[name], "later": (wave == known[-1]).astype(float)})[wave.isin(known[-2:])]
        used = used.dropna()
        means = used.groupby("later")["score"].mean().reindex([0.0, 1.0])
        if used.groupby("later").size().reindex([0.0, 1.0], fill_value=0).min() < 2 or used["score"].nunique() < 2:
            rows[name] = [*means, means[1.0] - means[0.0], math.nan, math.nan, math.nan]
            continue
        if clusters is not None:
            later = used["later"].to_numpy(dtype=int)
            rows[name] = [
                *means,
                *contrast(used["score"].to_numpy(dtype=float), later, (-1, 1), numbered(clusters, used.index)),
            ]
            continue
        fitted = sm.OLS(used["score"], sm.add_constant(used["later"])).fit(cov_type="HC3")
        low, high = fitted.conf_int().loc["later"]
        rows[name] = [*means, fitted.params["later"], low, high, fitted.pvalues["later"]]
    columns = ["before", "after", "change", "low", "high", "p"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("item").astype(float)
    told = table["p"].notna()
    table["p_adjusted"] = math.nan
    if told.any():
        table.loc[told, "p_adjusted"] = multipletests(table.loc[told, "p"], method="holm")[1]
    return table


def individuals_chart(values: pd.Series) -> pd.DataFrame:
    """Return each value with the centre, the lower and upper limit (three sigma from the moving range), and whether outside.

    `moving_range` is how far it lies from the value before, `range_limit` how far one may lie by chance. Raises ValueError for
    fewer than two values.

    >>> chart = individuals_chart(pd.Series([10.0, 50, 40, 30]))
    >>> chart.loc[0, ["centre", "lower", "upper", "range_limit"]].round(1).tolist()
    [32.5, -20.7, 85.7, 65.3]
    """
    numbers = values.astype(float)
    if len(numbers) < 2:
        raise ValueError("One value has no spread: give the values of two or more waves, in order.")
    moved = numbers.diff().abs()
    centre, width = float(numbers.mean()), 3 * float(moved.mean()) / D2
    return pd.DataFrame(
        {
            "value": numbers,
            "centre": centre,
            "lower": centre - width,
            "upper": centre + width,
            "outside": np.abs(numbers - centre) > width,
            "moving_range": moved,
            "range_limit": D4 * float(moved.mean()),
        }
    )
