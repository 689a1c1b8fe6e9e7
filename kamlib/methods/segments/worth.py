"""The worth of treating tiers differently: what it gains, what it costs, and how many tiers pay for themselves.

Every tier needs its own offers, rules and training, whoever is in it: the hidden cost of differentiation. A tier is
worth having when the margin it adds passes the service it gives and that cost. Which account gets which level on a
fixed budget is a knapsack with one choice an account (Sinha and Zoltners 1979, "The multiple-choice knapsack problem").
Taught in lesson 02.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

MOST_LEVELS = 12


def worth_of_tiers(
    margins: pd.Series,
    tiers: pd.Series,
    response: Mapping[str, float],
    cost_per_account: Mapping[str, float],
    cost_of_a_tier: float,
) -> pd.DataFrame:
    """Return what treating each tier in its own way gains and costs in a year, against treating all as today.

    `margins` (money a year) and `tiers` have one row an account. `response` is the share of its margin that a tier
    gains from its treatment (0.05 for 5 %); `cost_per_account` is money a year; both are 0 for a tier left as today,
    which costs nothing. `cost_of_a_tier` is what keeping one more treatment alive costs a year. Result, by tier:
    accounts, margin, response, gain, service_cost, complexity_cost, net, and break_even_response: the response at which
    net is 0 (NaN where the margin is not above zero).

    >>> margins, tiers = pd.Series([900.0, 100.0], ["x", "y"]), pd.Series(["A", "B"], ["x", "y"])
    >>> worth_of_tiers(margins, tiers, {"A": 0.2, "B": 0}, {"A": 50, "B": 0}, 40)[["gain", "net"]].loc["A"].tolist()
    [180.0, 90.0]
    """
    if not margins.index.equals(tiers.index):
        raise ValueError(
            "The margins and the tiers hold different accounts; make both from the same table, in its order."
        )
    _check_money(margins, "margin")
    names = sorted(tiers.unique())
    shares, service = _per_name(response, names, "response"), _per_name(cost_per_account, names, "cost")
    grouped = margins.groupby(tiers)
    table = pd.DataFrame({"accounts": grouped.size(), "margin": grouped.sum(), "response": shares}, index=names)
    table.index.name = "tier"
    treated = (shares != 0) | (service != 0)
    table["gain"] = table["margin"] * shares
    table["service_cost"] = table["accounts"] * service
    table["complexity_cost"] = treated * float(cost_of_a_tier)
    table["net"] = table["gain"] - table["service_cost"] - table["complexity_cost"]
    cost = table["service_cost"] + table["complexity_cost"]
    table["break_even_response"] = (cost / table["margin"]).where(table["margin"] > 0)
    return table


def tier_count(
    margins: pd.Series,
    response: Mapping[str, float],
    cost_per_account: Mapping[str, float],
    cost_of_a_tier: float,
) -> pd.DataFrame:
    """Return for each number of tiers the best levels to offer, what they gain and what is left after their costs.

    `margins` has one row an account; `response` (share of margin gained) and `cost_per_account` (money a year) have one
    entry a level of service, at most 12. Each account gets, of the levels offered, the one that leaves most. Every tier
    after the first costs `cost_of_a_tier` a year. Result, by tiers (1, 2, …): levels, gain, service_cost,
    complexity_cost, net; the best number of tiers is `result["net"].idxmax()`.

    >>> levels = {"basic": 0.0, "key": 0.2}, {"basic": 0.0, "key": 100.0}
    >>> tier_count(pd.Series([100.0, 300, 2000]), *levels, cost_of_a_tier=50)["net"].tolist()
    [180.0, 250.0]
    """
    _check_money(margins, "margin")
    names = sorted(response)
    if not 1 <= len(names) <= MOST_LEVELS:
        raise ValueError(f"{len(names)} levels are given; give from 1 to {MOST_LEVELS}.")
    gains = np.outer(margins.to_numpy(dtype=float), _per_name(response, names, "response"))
    costs = _per_name(cost_per_account, names, "cost").to_numpy()
    rows = []
    for count in range(1, len(names) + 1):
        rows.append(max(_offer(gains, costs, chosen) for chosen in combinations(range(len(names)), count)))
    table = pd.DataFrame(rows, columns=["left", "gain", "service_cost", "chosen"])
    table.index = pd.RangeIndex(1, len(rows) + 1, name="tiers")
    cheapest_first = np.argsort(costs, kind="stable")
    words = [", ".join(names[i] for i in cheapest_first if i in chosen) for chosen in table["chosen"]]
    table.insert(0, "levels", words)
    table["complexity_cost"] = (table.index.to_numpy() - 1) * float(cost_of_a_tier)
    table["net"] = table["left"] - table["complexity_cost"]
    return table.drop(columns=["left", "chosen"])


def best_allocation(outcomes: pd.DataFrame, costs: pd.Series, budget: float) -> pd.Series:
    """Return the level of service for each account that leaves most margin after its cost, within a budget.

    `outcomes` has one row an account and one column a level: the margin under that level, before its cost. `costs` has
    the cost of each level for one account, `budget` is for all, in the same money. The answer is exact (integer
    programming), not a rule of thumb.

    >>> outcomes = pd.DataFrame({"basic": [10.0, 10], "key": [30.0, 18]}, index=["x", "y"])
    >>> best_allocation(outcomes, pd.Series({"basic": 0.0, "key": 5.0}), budget=5).to_dict()
    {'x': 'key', 'y': 'basic'}
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, kron

    costs = _aligned(outcomes, costs)
    accounts, levels = outcomes.shape
    least = accounts * costs.min()
    if not np.isfinite(budget) or budget < least:
        raise ValueError(
            f"The budget is {budget:,.2f}; the cheapest level for all accounts already costs {least:,.2f}."
        )
    worth = (outcomes.to_numpy(dtype=float) - costs.to_numpy()).ravel()
    one_each = kron(csr_array(np.eye(accounts)), csr_array(np.ones((1, levels))), format="csr")
    spent = csr_array(np.tile(costs.to_numpy(), accounts)[None, :])
    found = milp(
        -worth / max(np.abs(worth).max(), 1.0),
        constraints=[LinearConstraint(one_each, 1, 1), LinearConstraint(spent, -np.inf, budget)],
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    chosen = found.x.reshape(accounts, levels).argmax(axis=1)
    return pd.Series(outcomes.columns.to_numpy()[chosen], index=outcomes.index, name="level")


def allocation_value(allocation: pd.Series, outcomes: pd.DataFrame, costs: pd.Series) -> pd.Series:
    """Return what an allocation of levels to accounts brings: margin, cost, and net, their difference.

    >>> outcomes = pd.DataFrame({"basic": [10.0, 10], "key": [30.0, 18]}, index=["x", "y"])
    >>> chosen = pd.Series(["key", "basic"], index=["x", "y"])
    >>> allocation_value(chosen, outcomes, pd.Series({"basic": 0.0, "key": 5.0})).tolist()
    [40.0, 5.0, 35.0]
    """
    costs = _aligned(outcomes, costs)
    missing = outcomes.index.difference(allocation.index)
    if len(missing) or not allocation.index.is_unique:
        raise ValueError(f"{len(missing):,} accounts have no level, or some have two; give each account one level.")
    levels = allocation.reindex(outcomes.index)
    place = outcomes.columns.get_indexer(pd.Index(levels))
    if (place < 0).any():
        unknown = sorted(set(levels[place < 0].astype(str)))
        raise ValueError(f"There is no level {', '.join(unknown)}; choose {', '.join(map(str, outcomes.columns))}.")
    margin = float(outcomes.to_numpy(dtype=float)[np.arange(len(outcomes)), place].sum())
    cost = float(costs.to_numpy()[place].sum())
    return pd.Series({"margin": margin, "cost": cost, "net": margin - cost})


def _offer(
    gains: np.ndarray, costs: np.ndarray, chosen: tuple[int, ...]
) -> tuple[float, float, float, tuple[int, ...]]:
    offered = list(chosen)
    taken = (gains[:, offered] - costs[offered]).argmax(axis=1)
    gain = float(np.take_along_axis(gains[:, offered], taken[:, None], axis=1).sum())
    cost = float(costs[offered][taken].sum())
    return gain - cost, gain, cost, chosen


def _per_name(given: Mapping[str, float], names: list[str], what: str) -> pd.Series:
    missing = [str(name) for name in names if name not in given]
    if missing:
        raise ValueError(f"No {what} is given for {', '.join(missing)}; give one for each, 0 where nothing changes.")
    values = pd.Series({name: float(given[name]) for name in names}, dtype=float)
    _check_money(values, what)
    return values


def _check_money(values: pd.Series, what: str) -> None:
    if values.empty:
        raise ValueError(f"There is no {what} to work with; give one row an account.")
    gaps = int((~np.isfinite(values.to_numpy(dtype=float))).sum())
    if gaps:
        raise ValueError(f"{gaps:,} of {len(values):,} have no {what}; fill them in or leave them out.")


def _aligned(outcomes: pd.DataFrame, costs: pd.Series) -> pd.Series:
    """Return the costs in the order of the outcomes' columns, after checking both."""
    missing = [str(level) for level in outcomes.columns if level not in costs.index]
    if missing:
        raise ValueError(f"No cost is given for {', '.join(missing)}; give the cost of each level for one account.")
    if outcomes.empty or not np.isfinite(outcomes.to_numpy(dtype=float)).all():
        raise ValueError("The outcomes are empty or have gaps; give the margin of every account under every level.")
    return costs.reindex(outcomes.columns).astype(float)
