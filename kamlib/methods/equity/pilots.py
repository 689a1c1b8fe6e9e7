"""What a trial at three levels of spending tells: how many came because of it, and what one more account costs.

Units (branches, districts, months) are drawn by lot to spend nothing, the usual money or twice as much. The usual less
nothing is what the programme does; twice as much less the usual is what more money does, and only that belongs into a
decision about more money (Blattberg and Deighton 1996; Pfeifer 2005). Taught in lesson 06.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kamlib.methods.equity.balance import ResponseCurve

_LEAST_BEND, _MOST_BEND = 0.05, 4.0
COUNTS = ("came_none", "came_usual", "came_double")


def pilot_costs(pilots: pd.DataFrame) -> pd.DataFrame:
    """Return what an account costs in each programme, counted in three ways: money an account, index programme.

    `counted`: the usual money over everybody who came or stayed. `additional`: over those who would not have without it.
    `next_one`: what one more costs, from the usual money to twice as much. No end (inf) where nobody more came.

    `pilots` has aim, branch_years (of each arm), spending_usual and spending_double (money a branch), came_none, came_usual and
    came_double (accounts of all branches of an arm), and is indexed by programme.

    >>> row = {"aim": "keeping", "branch_years": 10, "spending_usual": 900.0, "spending_double": 1800.0, "came_none": 60,
    ...        "came_usual": 90, "came_double": 100}
    >>> pilot_costs(pd.DataFrame([row], index=["visits"])).loc["visits", ["counted", "additional", "next_one"]].tolist()
    [100.0, 300.0, 900.0]
    """
    none, usual, double = (pilots[name].astype(float) / pilots["branch_years"] for name in COUNTS)
    first, second = pilots["spending_usual"].astype(float), pilots["spending_double"].astype(float)
    return pd.DataFrame(
        {
            "aim": pilots["aim"],
            "counted": _each(first, usual),
            "additional": _each(first, usual - none),
            "next_one": _each(second - first, double - usual),
        }
    )


def pilot_curve(pilot: pd.Series) -> ResponseCurve:
    """Return the curve through what the trial found: how many more accounts a branch gains at a spending.

    `pilot` is a row of the table of `pilot_costs`, where spending_double is twice spending_usual. The ceiling is a number
    of accounts. Where twice as much brought no more than chance may, the curve is bent as far, or as little, as can be told.

    >>> row = {"branch_years": 10, "spending_usual": 900.0, "spending_double": 1800.0, "came_none": 60, "came_usual": 90,
    ...        "came_double": 105}
    >>> found = pilot_curve(pd.Series(row))
    >>> round(found.ceiling, 6), round(found.share(900), 6), round(found.share(1800), 6)
    (6.0, 3.0, 4.5)
    """
    none, usual, double = (float(pilot[name]) / float(pilot["branch_years"]) for name in COUNTS)
    first, more = usual - none, double - usual
    spending = float(pilot["spending_usual"])
    if not math.isclose(float(pilot["spending_double"]), 2 * spending):
        raise ValueError("The third arm of a pilot must spend twice what the second spends.")
    if first <= 0:
        # What a trial could not find at the usual money may lie in the second step; nothing is claimed beyond it.
        first, more = max(double - none, 0.0) / 2, max(double - none, 0.0) / 2
    bend = -math.log(more / first) if first > 0 and more > 0 else _MOST_BEND
    bend = min(max(bend, _LEAST_BEND), _MOST_BEND)
    # The bend is bounded, so the ceiling is set by both steps together.
    reached = first + max(more, 0.0)
    return ResponseCurve(reached / -math.expm1(-2 * bend), bend / spending)


def _each(money: pd.Series, accounts: pd.Series) -> pd.Series:
    """Return money an account, without end where there is none."""
    return pd.Series(np.where(accounts > 0, money / accounts.where(accounts > 0, 1.0), np.inf), index=money.index)
