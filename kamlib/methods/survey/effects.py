"""What a point of one dimension does to satisfaction, the others held: a regression, for those who must reckon with money.

A driver's share says how much of what is explained goes with a dimension; it is no effect. How far satisfaction moves when a score is
lifted by a point is a coefficient, as far as what goes together here also causes. Taught in lesson 09.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods.clusters import numbered


def effects(attributes: pd.DataFrame, target: pd.Series, clusters: pd.Series | None = None) -> pd.DataFrame:
    """Return by attribute the effect of one point on `target` with its 95 % interval: effect, low, high; index attribute.

    A row a respondent; who left one out does not count. With `clusters` errors allow for those of one cluster answering alike;
    who belongs to none stands alone. Raises ValueError for fewer complete respondents than attributes and two.

    >>> x = pd.DataFrame({"speed": [1, 2, 3, 4, 5.0, 6], "price": [2, 1, 4, 3, 6, 5.0]})
    >>> effects(x, 2 * x["speed"] - x["price"])["effect"].round(6).to_dict()
    {'speed': 2.0, 'price': -1.0}
    """
    import statsmodels.api as sm

    used = pd.concat([attributes, target.rename("\0target")], axis=1).dropna().astype(float)
    if len(used) < len(attributes.columns) + 2:
        raise ValueError(
            f"{len(used):,} respondents answered all {len(attributes.columns)} attributes and the target: too few to tell anything."
        )
    model = sm.OLS(used["\0target"], sm.add_constant(used[list(attributes.columns)]))
    if clusters is None:
        fitted = model.fit(cov_type="HC3")
    else:
        fitted = model.fit(cov_type="cluster", cov_kwds={"groups": numbered(clusters, used.index)}, use_t=True)
    ends = fitted.conf_int()
    table = pd.DataFrame({"effect": fitted.params, "low": ends[0], "high": ends[1]})
    return table.drop(index="const").rename_axis("attribute")
