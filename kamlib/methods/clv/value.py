"""From purchases to money: what a customer is still worth, over a time ahead, discounted, with its timing said.

Whether the first margin comes at the start of a period or at its end changes the value by a period's discount; leaving it
unsaid is the commonest quarrel about customer value. Taught in lesson 05.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from kamlib.methods.clv.purchasing import PurchaseModel

Timing = Literal["start", "end"]
_POINTS, _WEIGHTS = np.polynomial.laguerre.laggauss(24)


def discounted_purchases(model: PurchaseModel, summary: pd.DataFrame, continuous_discount_rate: float) -> pd.Series:
    """Return the discounted expected residual transactions of each customer: all it is still expected to make, without end.

    `continuous_discount_rate` is per unit of time of the summary: log(1.12) / 12 for 12 % a year in months (Fader, Hardie
    and Lee 2005, "RFM and CLV"). Raises ValueError for a rate that is not above 0: without one the sum may have no end.
    """
    if not (np.isfinite(continuous_discount_rate) and continuous_discount_rate > 0):
        raise ValueError(f"The discount rate is {continuous_discount_rate!r}; give a rate above 0 per unit of time.")
    total = np.zeros(len(summary))
    for point, weight in zip(_POINTS, _WEIGHTS, strict=True):
        total += weight * model.expected_purchases(summary, float(point / continuous_discount_rate)).to_numpy()
    return pd.Series(total, index=summary.index, name="discounted_purchases")


def value(
    model: PurchaseModel,
    summary: pd.DataFrame,
    margin_a_purchase: pd.Series | float,
    periods: int,
    discount_rate: float,
    timing: Timing = "end",
) -> pd.Series:
    """Return the discounted margin each customer is expected to bring in the next whole `periods` units of time.

    `margin_a_purchase` is money, `discount_rate` per unit of time (0.01 for 1 % a month). With timing "end" the margin of a
    period is discounted from its end, with "start" from its start: exactly one period's discount more. Raises ValueError
    for a number that makes no sense.
    """
    if timing not in ("start", "end"):
        raise ValueError(f"The timing is {timing!r}; give 'start' or 'end' of each period.")
    if not (periods >= 1 and periods == int(periods)):
        raise ValueError(f"The horizon is {periods!r} periods; give a whole number from 1 on.")
    if not (np.isfinite(discount_rate) and discount_rate > -1):
        raise ValueError(f"The discount rate is {discount_rate!r}; give a share a period above −1, such as 0.01.")
    so_far, worth = np.zeros(len(summary)), np.zeros(len(summary))
    for period in range(1, int(periods) + 1):
        expected = model.expected_purchases(summary, period).to_numpy()
        worth += (expected - so_far) / (1 + discount_rate) ** (period - (timing == "start"))
        so_far = expected
    return pd.Series(worth * np.asarray(margin_a_purchase, dtype=float), index=summary.index, name="value")
