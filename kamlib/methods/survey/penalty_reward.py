"""Which attributes only punish, and which only please? What low and high answers each do to overall satisfaction.

A basic attribute costs satisfaction where it fails and brings none where it excels; an exciter the other way round (Brandt
1987, "A procedure for identifying value-enhancing service components"; Matzler and Sauerwein 2002). Two dummy variables an
attribute tell them apart, told together by one regression. Taught in lesson 09.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def penalty_reward(attributes: pd.DataFrame, target: pd.Series, low: float, high: float) -> pd.DataFrame:
    """Return by attribute the change of `target` where it was rated `low` or less (penalty) and `high` or more (reward).

    Both against the answers between, all attributes held together; with 95 % intervals (robust errors, HC3) and a kind:
    basic (penalty only), exciter (reward only), performance (both) or no effect shown. NaN where nobody rated so.

    >>> x = pd.DataFrame({"on_time": [1, 1, 2, 4, 4, 7, 7, 4, 1, 7, 4, 4]})
    >>> y = pd.Series([2, 2.2, 2.1, 5, 5.1, 5, 5.2, 5, 2, 5.1, 5.1, 4.9])
    >>> penalty_reward(x, y, low=2, high=6).loc["on_time", "kind"]
    'basic'
    """
    import statsmodels.api as sm

    if not low < high:
        raise ValueError(
            f"Low is {low:g} and high {high:g}: give the least of the high answers above the most of the low."
        )
    used = pd.concat([attributes, target.rename("\0target")], axis=1).dropna().astype(float)
    sides = {}
    for name in attributes:
        sides[name, "penalty"] = (used[name] <= low).astype(float)
        sides[name, "reward"] = (used[name] >= high).astype(float)
    dummies = pd.DataFrame(sides)
    told = dummies.loc[:, (dummies.sum() > 0) & (dummies.sum() < len(dummies))]
    if len(used) < told.shape[1] + 2:
        raise ValueError(
            f"{len(used):,} respondents answered everything: too few for {len(attributes.columns)} attributes."
        )
    fitted = sm.OLS(used["\0target"].to_numpy(), np.column_stack([np.ones(len(used)), told])).fit(cov_type="HC3")
    ends = fitted.conf_int()
    found = pd.DataFrame({"estimate": fitted.params[1:], "low": ends[1:, 0], "high": ends[1:, 1]}, index=told.columns)
    found = found.reindex(dummies.columns)
    table = pd.DataFrame(index=attributes.columns.rename("attribute"))
    for side in ("penalty", "reward"):
        part = found.xs(side, level=1)
        table = table.assign(**{side: part["estimate"], f"{side}_low": part["low"], f"{side}_high": part["high"]})
    punishes, pleases = table["penalty_high"] < 0, table["reward_low"] > 0
    kinds = np.select(
        [punishes & pleases, punishes, pleases], ["performance", "basic", "exciter"], default="no effect shown"
    )
    return table.assign(kind=kinds)
