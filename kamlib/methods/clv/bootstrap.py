"""How sure the parameters are when the curvature is not trusted: fit again to customers drawn with replacement.

The bootstrap (Efron 1979, "Bootstrap methods: another look at the jackknife") on distinct histories: drawing customers is
drawing the counts of their histories, so a resample costs no more than the fit. Taught in lesson 05.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.clv.histories import histories
from kamlib.methods.clv.purchasing import PurchaseModel


def bootstrap(model: PurchaseModel, summary: pd.DataFrame, resamples: int = 200, seed: int = 0) -> pd.DataFrame:
    """Return the parameters of `resamples` fits to customers of `summary` drawn with replacement, a row a resample.

    `model` is the fit to `summary` itself, where each climb starts. A fit that did not settle stays in the table, with
    `converged` False. Raises ValueError for less than two resamples.

    >>> from kamlib.methods.clv.beta_geometric import fit_mbg_nbd
    >>> table = pd.DataFrame({"frequency": [0, 1, 3, 2] * 20, "recency": [0.0, 4, 9, 7] * 20, "T": 10.0})
    >>> fits = bootstrap(fit_mbg_nbd(table), table, resamples=3)
    >>> list(fits.columns), len(fits)
    (['r', 'alpha', 'a', 'b', 'converged'], 3)
    """
    if resamples < 2:
        raise ValueError(f"{resamples} resamples show no spread; give 2 or more, better 200.")
    told, rng = histories(summary), np.random.default_rng(seed)
    scale = np.where(np.isin(model.names, model.times), told.unit, 1.0)
    start = np.log(model.params.to_numpy(dtype=float) / scale)
    rows = []
    for _ in range(resamples):
        best = model.climb(told.resampled(rng), start)
        rows.append([*(best.params * scale), best.settled])
    return pd.DataFrame(rows, columns=[*model.names, "converged"])


def value_bootstrap(
    model: PurchaseModel,
    summary: pd.DataFrame,
    margin_a_purchase: pd.Series,
    periods: int,
    discount_rate: float,
    most: int = 12,
    resamples: int = 30,
) -> pd.DataFrame:
    """Return value, low and high (80 %) of the `most` accounts worth most, as the parameters vary; a row an account.

    Only the model is drawn again, not what an account does: it is the interval of an average. Where no resample settled, low
    and high are NaN. Arguments as in `clv.value`, with timing "end".
    """
    from kamlib.methods.clv.value import value

    worth = value(model, summary, margin_a_purchase, periods, discount_rate)
    top = worth.nlargest(most)
    rows, margin = summary.loc[top.index], margin_a_purchase.loc[top.index]
    fits = bootstrap(model, summary, resamples)
    params = fits.drop(columns="converged")
    settled = params[fits["converged"].to_numpy(dtype=bool)]
    settled = settled[(settled > 0).all(axis=1).to_numpy() & np.isfinite(settled.to_numpy(dtype=float)).all(axis=1)]
    drawn = [
        value(
            type(model).of(**{str(name): float(one) for name, one in fit.items()}), rows, margin, periods, discount_rate
        )
        for fit in settled.to_dict("records")
    ]
    table = pd.DataFrame({"value": top, "low": np.nan, "high": np.nan})
    if drawn:
        table["low"], table["high"] = np.quantile(np.array(drawn), [0.1, 0.9], axis=0)
    return table
