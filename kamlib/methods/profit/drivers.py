"""The driver tree: profit as a product of things a manager can count, and how far each one swings it.

The tree is that of the du Pont system, a figure taken apart into factors; the ranked one-at-a-time swings are a tornado
diagram (Howard 1988, "Decision analysis: practice and promise"). Equal swings of factors that are multiplied give equal
bars: what ranks them is how far each really moves, which `yearly_swings` measures. Taught in lesson 03.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

import pandas as pd

from kamlib.methods.profit.accounts import margin_known, value_is
from kamlib.methods.profit.serving import cost_of_work

DRIVERS = (
    "accounts",
    "orders_per_account",
    "lines_per_order",
    "revenue_per_line",
    "margin_rate",
    "cost_to_serve_per_account",
)
SWING = 0.10


@dataclass(frozen=True)
class DriverTree:
    """A period's profit as accounts x (orders x lines x revenue a line x margin rate - cost to serve).

    Money is that of the orders, `margin_rate` a share of revenue; `basis` says what it stands on. Cost to serve is
    spread over the accounts that ordered, so that one account more costs work too.
    """

    accounts: float
    orders_per_account: float
    lines_per_order: float
    revenue_per_line: float
    margin_rate: float
    cost_to_serve_per_account: float
    basis: str

    @property
    def revenue(self) -> float:
        """Money a period."""
        return self.accounts * self.orders_per_account * self.lines_per_order * self.revenue_per_line

    @property
    def profit(self) -> float:
        """Money a period, before overhead."""
        return self.revenue * self.margin_rate - self.accounts * self.cost_to_serve_per_account

    def _repr_html_(self) -> str:
        from html import escape

        rows = {name.replace("_", " "): getattr(self, name) for name in (*DRIVERS, "profit")}
        table = pd.Series(rows).to_frame("value").to_html(float_format="{:,.2f}".format)
        return f"{table}<p>{escape(f'Stands on {self.basis}.')}</p>"


def driver_tree(
    orders: pd.DataFrame, activities: pd.DataFrame | None, *, rate_per_minute: float | None = None
) -> DriverTree:
    """Take a period's profit apart into its drivers; their product is the total of `by_account`'s profit.

    `orders` and `activities` are contract tables of one period. Where any line lacks its margin, the margin rate is 1
    and `basis` says so. Raises ValueError where the orders bring no money.

    >>> orders = pd.DataFrame({"account_id": ["A", "A", "B"], "order_id": ["1", "1", "2"], "revenue": [60.0, 20, 40]})
    >>> tree = driver_tree(orders.assign(margin=orders["revenue"] / 2), None)
    >>> tree.accounts, tree.orders_per_account, tree.lines_per_order, tree.margin_rate, tree.profit
    (2.0, 1.0, 1.5, 0.5, 60.0)
    """
    revenue = float(orders["revenue"].sum())
    if not revenue > 0:
        raise ValueError("These orders bring no money: there is no margin rate; give a period with revenue above 0.")
    cost, cost_is = cost_of_work(activities, rate_per_minute)
    accounts, placed, lines = orders["account_id"].nunique(), orders["order_id"].nunique(), len(orders)
    return DriverTree(
        accounts=float(accounts),
        orders_per_account=placed / accounts,
        lines_per_order=lines / placed,
        revenue_per_line=revenue / lines,
        margin_rate=float(orders["margin"].sum()) / revenue if margin_known(orders) else 1.0,
        cost_to_serve_per_account=float(cost.sum()) / accounts,
        basis=f"{value_is(orders)} less cost to serve: {cost_is}",
    )


def yearly_swings(trees: Sequence[DriverTree]) -> dict[str, float]:
    """Return the largest change of each driver from one period to the next, as a share, from two trees or more.

    A few years are a small sample: next year may move further than any of them did.

    >>> tree = DriverTree(10, 2, 2, 50, 0.3, 5, "")
    >>> yearly_swings([tree, replace(tree, accounts=9)])["accounts"]
    0.1
    """
    if len(trees) < 2:
        raise ValueError("One period shows no change: give the driver trees of two periods or more, oldest first.")
    moved: dict[str, float] = {}
    for name in DRIVERS:
        pairs = [(getattr(first, name), getattr(second, name)) for first, second in pairwise(trees)]
        moved[name] = max((abs(after - before) / abs(before) if before else 0.0) for before, after in pairs)
    return moved


def tornado(tree: DriverTree, swings: float | Mapping[str, float] = SWING) -> pd.DataFrame:
    """Return what profit becomes as each driver alone moves down and up by its swing, widest first.

    `swings` is a share for all drivers, or one for each by name (those not named stay). Result, by driver: value,
    swing, profit (as it is), profit_down, profit_up, width (money between the two). No driver falls below nothing,
    however wide its swing. Drivers move alone here; in life a higher price lowers the number of lines.

    >>> tornado(DriverTree(10, 2, 2, 50, 0.3, 5, ""), 0.1).loc["accounts", ["profit_down", "profit_up"]].tolist()
    [495.0, 605.0]
    """
    given = dict.fromkeys(DRIVERS, swings) if isinstance(swings, (int, float)) else dict(swings)
    for name, swing in given.items():
        if name not in DRIVERS or not (math.isfinite(swing) and swing >= 0):
            raise ValueError(f"A swing of {swing!r} for {name!r}: give shares of 0 or more for {', '.join(DRIVERS)}.")
    values, rows = asdict(tree), []
    for name in DRIVERS:
        swing = float(given.get(name, 0.0))
        down, up = (replace(tree, **{name: values[name] * (1 + way)}).profit for way in (-min(swing, 1.0), swing))
        rows.append((name, values[name], swing, tree.profit, down, up, abs(up - down)))
    columns = ["driver", "value", "swing", "profit", "profit_down", "profit_up", "width"]
    table = pd.DataFrame(rows, columns=columns).set_index("driver")
    return table.sort_values("width", ascending=False, kind="stable")
