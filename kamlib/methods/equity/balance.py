"""Getting against keeping: how much to spend on each, when more money reaches fewer people.

Spending buys acquisition and retention along curves that flatten towards a ceiling (Blattberg and Deighton 1996, "Manage
marketing by the customer equity test"). The best acquisition budget is where its *marginal* cost of a customer equals the
customer's lifetime value; that an average customer costs six times as much to get as to keep decides nothing (Pfeifer 2005,
"The optimal ratio of acquisition and retention costs"). Taught in lesson 06.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class ResponseCurve:
    """The share of people won (or kept) at a spending a head: `ceiling` × (1 − exp(−`speed` × spending))."""

    ceiling: float
    speed: float

    @classmethod
    def through(cls, spending: float, share: float, ceiling: float) -> ResponseCurve:
        """Return the curve that reaches `share` at `spending` a head, below `ceiling`.

        >>> round(ResponseCurve.through(5, 0.20, 0.40).share(10), 3)
        0.3
        """
        if not (spending > 0 and 0 < share < ceiling <= 1):
            raise ValueError(
                f"A share of {share} at {spending} below a ceiling of {ceiling} is no curve: spend above 0, and reach less "
                "than the ceiling, which is at most 1."
            )
        return cls(ceiling, -math.log(1 - share / ceiling) / spending)

    def share(self, spending: float) -> float:
        """Return the share reached at a spending a head."""
        return -self.ceiling * math.expm1(-self.speed * spending)

    def slope(self, spending: float) -> float:
        """Return the share gained by one more unit of money a head."""
        return self.ceiling * self.speed * math.exp(-self.speed * spending)


@dataclass(frozen=True)
class Balance:
    """The best spending a prospect and a customer, and what they bring; money a head.

    `value` is the customer equity of a prospect, `lifetime_value` what a customer is worth once won,
    `marginal_cost` of acquisition (of the last customer won), `average_cost` and `retention_cost` those usually quoted.
    """

    acquisition_spending: float
    retention_spending: float
    acquisition_share: float
    retention_share: float
    lifetime_value: float
    value: float
    marginal_cost: float
    average_cost: float
    retention_cost: float

    @property
    def ratio(self) -> float:
        """Average cost to get a customer over average cost to keep one: the number of the saying."""
        return self.average_cost / self.retention_cost if self.retention_cost > 0 else math.inf


def lifetime_value(margin: float, retention: ResponseCurve, spending: float, discount_rate: float) -> float:
    """Return the value of a customer just won: its first margin, and what is left of later ones after keeping it."""
    step = retention.share(spending) / (1 + discount_rate)
    # `spending` goes to every customer at the end of a year, whether it then stays or not.
    return margin + (margin * step - spending / (1 + discount_rate)) / (1 - step)


def balance(acquisition: ResponseCurve, retention: ResponseCurve, margin: float, discount_rate: float) -> Balance:
    """Return the spending on a prospect and on a customer that makes a prospect's customer equity largest.

    The retention budget is best by itself; the acquisition budget then has a closed form: spend until one more customer
    costs its lifetime value. `margin` is money a year, `discount_rate` a year. Raises ValueError for a margin that is not
    above 0 or a discount below 0.
    """
    from scipy.optimize import minimize_scalar

    if not (margin > 0 and discount_rate >= 0):
        raise ValueError(
            f"A margin of {margin} at a discount of {discount_rate}: give a margin above 0, a rate from 0 on."
        )
    found = minimize_scalar(
        lambda spending: -lifetime_value(margin, retention, spending, discount_rate),
        bounds=(0, 60 / retention.speed),
        method="bounded",
        options={"xatol": 1e-10},
    )
    keep = float(found.x)
    worth = lifetime_value(margin, retention, keep, discount_rate)
    get = max(0.0, math.log(acquisition.ceiling * acquisition.speed * worth) / acquisition.speed) if worth > 0 else 0.0
    won, kept = acquisition.share(get), retention.share(keep)
    return Balance(
        acquisition_spending=get,
        retention_spending=keep,
        acquisition_share=won,
        retention_share=kept,
        lifetime_value=worth,
        value=won * worth - get,
        marginal_cost=1 / acquisition.slope(get),
        average_cost=get / won if won > 0 else math.inf,
        retention_cost=keep / kept if kept > 0 else math.inf,
    )
