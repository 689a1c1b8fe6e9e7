"""Spreading the next money: each euro to where the next one brings most, until all bring the same.

With effects that flatten, the best spread equalises what the *last* euro brings, and leaves money unspent where it would
bring less than itself (the equimarginal principle; Blattberg and Deighton 1996 for getting and keeping). Taught in lesson 06.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from kamlib.methods.equity.balance import ResponseCurve


def spread(
    money: float,
    curves: Mapping[str, ResponseCurve],
    worth: pd.Series,
    spent: pd.Series | None = None,
    most: pd.Series | None = None,
) -> pd.Series:
    """Return how to spread `money` over programmes: additional spending by name, which may add up to less.

    `curves` gives accounts gained at a spending, `worth` what one is worth, `spent` what is spent already (default: nothing),
    `most` how much may be added (default: no limit; what a trial has not tried, nobody knows). Raises ValueError for money
    below 0.

    >>> curves = {"fairs": ResponseCurve(10, 0.001), "visits": ResponseCurve(10, 0.001)}
    >>> spread(2000, curves, pd.Series({"fairs": 500.0, "visits": 500.0})).round(2).to_dict()
    {'fairs': 1000.0, 'visits': 1000.0}
    """
    from scipy.optimize import brentq

    if not money >= 0:
        raise ValueError(f"The money to spread is {money}; give 0 or more.")
    names = pd.Index(list(curves))
    before = pd.Series(0.0, index=names) if spent is None else spent.astype(float)
    limit = pd.Series(math.inf, index=names) if most is None else most.astype(float)

    def at(level: float) -> pd.Series:
        """Spend in each programme until its next euro brings no more than exp(level)."""
        wanted = {name: _until(curve, float(worth[name]), float(before[name]), level) for name, curve in curves.items()}
        return pd.Series({name: min(more, float(limit[name])) for name, more in wanted.items()}, dtype=float)

    if at(0.0).sum() <= money:
        return at(0.0)
    # A little above what the first euro brings nothing is spent at all, whatever is lost in rounding.
    firsts = [float(worth[name]) * curve.slope(float(before[name])) for name, curve in curves.items()]
    highest = math.log(max(first for first in firsts if first > 0)) + 1.0
    return at(float(brentq(lambda level: float(at(level).sum()) - money, 0.0, highest, xtol=1e-12)))


def _until(curve: ResponseCurve, worth: float, before: float, level: float) -> float:
    """Return the additional spending at which the next unit of money brings exp(level)."""
    brings = worth * curve.ceiling * curve.speed
    if not brings > 0:  # A worth that is not known, too, earns no money.
        return 0.0
    return max((math.log(brings) - level) / curve.speed - before, 0.0)
