"""The levers of profit: price, volume, the cost of a unit and fixed cost, and how customers answer a change of price.

McCarthy (1960, "Basic Marketing") put what a seller can set under four words: product, place, promotion, price. Here one
number a lever: price and discount move what a unit brings and how many are sold, product and place what a unit costs,
promotion what is spent before the first unit is sold. Customers answer with one constant elasticity, and the break-even
change says how strong that answer would have to be (Nagle 1987, "The Strategy and Tactics of Pricing"). Taught in
lesson 00.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kamlib.methods.windows import last_days

ASSUMED_MARGIN = 0.30
TAKEN_BY = 0.5
HIDES = (
    "One elasticity speaks for every customer, every article and every size of change, and for competitors who do not "
    "answer. It says nothing of when, nor of who leaves for good. And a ledger in which prices and seasons moved "
    "together cannot tell it: it is an assumption until you have tried."
)


@dataclass(frozen=True)
class Base:
    """A year as it was: what a unit brought and cost, how many were sold, what was fixed, and what that stands on.

    `price` and `unit_cost` are money per unit, `volume` is units a year, `fixed_cost` money a year.
    """

    price: float
    volume: float
    unit_cost: float
    fixed_cost: float
    basis: str

    def __post_init__(self) -> None:
        numbers = (self.price, self.volume, self.unit_cost, self.fixed_cost)
        if not all(map(math.isfinite, numbers)) or self.price <= 0 or self.volume <= 0 or self.fixed_cost < 0:
            raise ValueError(
                f"A price of {self.price:,g}, a volume of {self.volume:,g} and a fixed cost of {self.fixed_cost:,g} are "
                "no year of business: give a price and a volume above 0 and a fixed cost of 0 or more."
            )

    @property
    def profit(self) -> float:
        """Money a year that the levers left as they are bring."""
        return (self.price - self.unit_cost) * self.volume - self.fixed_cost

    @property
    def margin_share(self) -> float:
        """Share of the price that is left after the cost of the unit."""
        return 1 - self.unit_cost / self.price


@dataclass(frozen=True)
class Pulled:
    """What the levers lead to: per unit, a year, and the volume at which nothing would be won or lost.

    `break_even_volume` is the units a year at which profit is that of the base; infinite where a unit brings nothing.
    """

    base: Base
    price: float
    unit_cost: float
    volume: float
    fixed_cost: float
    break_even_volume: float

    @property
    def profit(self) -> float:
        """Money a year."""
        return (self.price - self.unit_cost) * self.volume - self.fixed_cost

    @property
    def gain(self) -> float:
        """Money a year more (or less) than the base."""
        return self.profit - self.base.profit

    @property
    def break_even_change(self) -> float:
        """Share by which volume must change before profit is that of the base."""
        return self.break_even_volume / self.base.volume - 1


def base_year(
    orders: pd.DataFrame, as_of: pd.Timestamp, activities: pd.DataFrame | None = None, margin_share: float | None = None
) -> Base:
    """Return the 365 days up to `as_of` as one average unit, of a mix of articles that stays as it is.

    `orders` and `activities` are contract tables. Where quantities are missing, a unit is an order line. Where margins
    are missing, `margin_share` of the price is assumed to be left (default `ASSUMED_MARGIN`); given, it always holds.
    Fixed cost is what serving the accounts cost, and nothing else. Raises ValueError when the year brought no money.

    >>> line = {"ordered_at": pd.Timestamp("2025-06-01"), "quantity": 10, "revenue": 100.0, "margin": 35.0}
    >>> year = base_year(pd.DataFrame([line]), pd.Timestamp("2025-12-31"))
    >>> year.price, year.unit_cost, year.profit
    (10.0, 6.5, 35.0)
    """
    lines = last_days(orders, as_of)
    revenue = float(lines["revenue"].sum())
    if not revenue > 0:
        raise ValueError(f"The 365 days up to {as_of:%Y-%m-%d} brought no money: there is no year to change.")
    units = float(lines["quantity"].sum()) if "quantity" in lines else math.nan
    counted = units > 0 and bool(lines["quantity"].notna().all())
    volume = units if counted else float(len(lines))
    known = margin_share is None and "margin" in lines and bool(lines["margin"].notna().all())
    left = float(lines["margin"].sum()) / revenue if known else ASSUMED_MARGIN if margin_share is None else margin_share
    worked = pd.DataFrame() if activities is None else last_days(activities, as_of)
    served = float(worked["cost"].sum()) if "cost" in worked else 0.0
    basis = ". ".join(
        [
            "A unit is the average unit sold" if counted else "A unit is an order line, because quantities are missing",
            "Its cost is from the margins in the orders"
            if known
            else f"A margin of {left:.0%} of the price is assumed",
            "Fixed cost is what serving the accounts cost" if served else "Fixed cost is not in this file and counts 0",
        ]
    )
    return Base(revenue / volume, volume, revenue / volume * (1 - left), served, f"{basis}.")


def pull(
    base: Base,
    *,
    price: float = 0.0,
    discount: float = 0.0,
    taken_by: float = TAKEN_BY,
    unit_cost: float = 0.0,
    fixed_cost: float = 0.0,
    elasticity: float = -1.5,
) -> Pulled:
    """Return what changing the levers leads to, everything as a share of today (0.05 for 5 % more).

    `price` changes the price for everybody; `discount` takes a share off it for those who bring `taken_by` of today's
    volume, whether they would have bought anyway or not. Volume answers each price with the constant `elasticity`: at
    -1.5 a price 1 % higher sells about 1.5 % less. Raises ValueError for a price or cost of 0 or less, a share outside
    of 0 to 1, or an elasticity above 0.

    >>> year = Base(price=10, volume=1000, unit_cost=6.5, fixed_cost=1500, basis="")
    >>> cut = pull(year, price=-0.05, elasticity=0)
    >>> round(cut.gain), round(cut.break_even_change, 4)
    (-500, 0.1667)
    """
    _check(price, discount, taken_by, unit_cost, fixed_cost, elasticity)
    full, reduced = 1 + price, (1 + price) * (1 - discount)
    at_full, at_reduced = (1 - taken_by) * full**elasticity, taken_by * reduced**elasticity
    volume = base.volume * (at_full + at_reduced)
    paid = base.price * (full * at_full + reduced * at_reduced) / (at_full + at_reduced)
    cost, fixed = base.unit_cost * (1 + unit_cost), base.fixed_cost * (1 + fixed_cost)
    left = paid - cost
    needed = (base.profit + fixed) / left if left > 0 else math.inf
    return Pulled(base, paid, cost, volume, fixed, needed)


def one_percent(base: Base) -> pd.DataFrame:
    """Return what each lever moved by one per cent to our good does to profit, while the other three stay.

    Result, by lever: change (in words), gain (money a year), share_of_profit (NaN where there is no profit).

    >>> one_percent(Base(10, 1000, 6.5, 1500, ""))["gain"].tolist()
    [100.0, 65.0, 35.0, 15.0]
    """
    gains = {
        ("price", "1 % higher"): base.price * base.volume / 100,
        ("unit cost", "1 % lower"): base.unit_cost * base.volume / 100,
        ("volume", "1 % more"): (base.price - base.unit_cost) * base.volume / 100,
        ("fixed cost", "1 % lower"): base.fixed_cost / 100,
    }
    table = pd.DataFrame(
        {"change": [change for _, change in gains], "gain": list(gains.values())},
        index=pd.Index([lever for lever, _ in gains], name="lever"),
    )
    return table.assign(share_of_profit=table["gain"] / base.profit if base.profit > 0 else math.nan)


def _check(
    price: float, discount: float, taken_by: float, unit_cost: float, fixed_cost: float, elasticity: float
) -> None:
    given = (price, discount, taken_by, unit_cost, fixed_cost, elasticity)
    if not all(map(math.isfinite, given)):
        raise ValueError(f"Each lever is a number, such as 0.05 for 5 % more; given were {given}.")
    if price <= -1 or unit_cost < -1 or fixed_cost < -1:
        raise ValueError("A change is a share of today: -1 takes all of it away, and a price must stay above 0.")
    if not 0 <= discount < 1 or not 0 <= taken_by <= 1:
        raise ValueError(f"A discount of {discount:g} taken by {taken_by:g}: give shares between 0 and 1.")
    if elasticity > 0:
        raise ValueError(f"An elasticity of {elasticity:g} says that a higher price sells more: give 0 or less.")
