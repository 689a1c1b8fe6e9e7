"""Customers who come and go: value when a customer moves between states, such as years since the last order.

Who did not order this year may order next year, at a lower chance; only after some years one gives up. The value of each
state solves V = (I − P / (1 + d))⁻¹ R, with the chances to move P and the money of each state R (Pfeifer and Carraway 2000,
"Modeling customer relationships as Markov chains"). Where a state is worth less than nothing, stop there. Taught in
lesson 05.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def migration_value(moves: pd.DataFrame, rewards: pd.Series, discount_rate: float) -> pd.Series:
    """Return the discounted value of a customer in each state, for ever, its reward now counted.

    `moves` holds the chance to go from a state (row) to another (column) in a period, `rewards` money by state,
    `discount_rate` is per period. Raises ValueError where rows do not add up to 1, or the rate is not above 0.

    >>> moves = pd.DataFrame([[0.5, 0.5], [0.0, 1.0]], index=["buyer", "gone"], columns=["buyer", "gone"])
    >>> migration_value(moves, pd.Series({"buyer": 60.0, "gone": 0.0}), 0.2).round(2).to_dict()
    {'buyer': 102.86, 'gone': 0.0}
    """
    chances = moves.reindex(index=moves.columns).to_numpy(dtype=float)
    money = rewards.reindex(moves.columns).to_numpy(dtype=float)
    if np.isnan(chances).any() or (chances < 0).any() or not np.allclose(chances.sum(axis=1), 1):
        raise ValueError("The chances to move from each state must lie from 0 to 1 and add up to 1, one row a state.")
    if np.isnan(money).any():
        raise ValueError("A state has no reward; give one for each, 0 where nothing is earned.")
    if not discount_rate > 0:
        raise ValueError(f"The discount rate is {discount_rate}; give a share a period above 0, such as 0.2.")
    value = np.linalg.solve(np.eye(len(money)) - chances / (1 + discount_rate), money)
    return pd.Series(value, index=moves.columns, name="value")


def recency_chain(chances: Sequence[float], margin: float, cost_of_contact: float) -> tuple[pd.DataFrame, pd.Series]:
    """Return moves and rewards of a chain of recencies: who orders goes back to 1, who does not ages, and is dropped at last.

    `chances` to order at recency 1, 2, …; an order brings `margin`, a contact costs `cost_of_contact` in every state but
    the last, "dropped". The margin counts in the period of the order, in which the customer is at recency 1.

    >>> moves, rewards = recency_chain([0.3, 0.2, 0.15, 0.05], margin=40, cost_of_contact=4)
    >>> migration_value(moves, rewards, 0.2).round(4).tolist()
    [52.3196, 5.5538, 1.2508, -1.82, 0.0]
    """
    states = [*(f"recency {place}" for place in range(1, len(chances) + 1)), "dropped"]
    chance = np.append(np.asarray(chances, dtype=float), 0.0)
    steps = np.diag(1 - chance[:-1], 1)
    steps[:, 0] += chance
    steps[-1, -1] = 1.0
    moves = pd.DataFrame(steps, index=states, columns=states)
    rewards = pd.Series(-float(cost_of_contact), index=states)
    rewards.iloc[0] += margin
    rewards.iloc[-1] = 0.0
    return moves, rewards


def stopping_rule(
    chances: Sequence[float], margin: float, cost_of_contact: float, discount_rate: float
) -> pd.DataFrame:
    """Return the value of a customer at recency 1 for each number of recencies at which it is still contacted.

    Columns: value (of a customer who has just ordered) and last_state (value at the last contacted recency), indexed by how
    many are contacted. The best row has the largest value: one more is worth it while its own value is above 0.

    >>> stopping_rule([0.3, 0.2, 0.15, 0.05], 40, 4, 0.2)["value"].round(2).tolist()
    [48.0, 51.57, 53.15, 52.32]
    """
    rows = []
    for kept in range(1, len(chances) + 1):
        worth = migration_value(*recency_chain(chances[:kept], margin, cost_of_contact), discount_rate)
        rows.append((kept, float(worth.iloc[0]), float(worth.iloc[kept - 1])))
    return pd.DataFrame(rows, columns=["contacted", "value", "last_state"]).set_index("contacted")
