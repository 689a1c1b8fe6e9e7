"""What stopping the loss-makers would really save: their margin goes at once, most of what serves them stays.

Cost charged to an account is not cost that ends with it (Cooper and Kaplan 1991, "Profit priorities from activity-based
costing": what is measured as used must still be cut before money is saved). So dropping every account below zero can
lower profit, and repricing or serving more cheaply comes first. Taught in lesson 03.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Stopping:
    """What stopping every account below zero seems to save, and what it saves.

    `table` has a row for each of them, index account_id, most saved first: profit, margin_lost, cost_that_ends,
    cost_that_stays and saved (money a period, below zero where stopping costs). `apparent` is the loss on paper,
    `saved` what is left when all stop, `best` when only those stop that save money, `break_even_share` the fixed share
    at which stopping all saves nothing (NaN where serving them costs nothing).
    """

    table: pd.DataFrame
    fixed_share: float
    apparent: float
    saved: float
    best: float
    break_even_share: float
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html()}<p>{escape(self.note)}</p>"


def saved_by_stopping(profit: pd.DataFrame, fixed_share: float) -> Stopping:
    """Return what stopping every account with a loss would save, when part of the cost to serve stays.

    `profit` is the result of `by_account`; `fixed_share` is the share of cost to serve (0 to 1) that does not end with
    an account: people on the payroll, the showroom, the system. Neither lost goodwill nor an owner's other accounts
    count here. Raises ValueError for a share outside of 0 to 1.

    >>> table = pd.DataFrame({"cost_to_serve": [50.0, 50], "profit": [30.0, -20]}, index=["A", "B"])
    >>> stop = saved_by_stopping(table, fixed_share=0.6)
    >>> stop.apparent, stop.saved, stop.best
    (20.0, -10.0, 0.0)
    """
    if not (math.isfinite(fixed_share) and 0 <= fixed_share <= 1):
        raise ValueError(f"A fixed share of {fixed_share!r}: give the share of cost to serve that stays, from 0 to 1.")
    losing = profit[profit["profit"] < 0]
    cost, margin = losing["cost_to_serve"], losing["profit"] + losing["cost_to_serve"]
    table = pd.DataFrame(
        {
            "profit": losing["profit"],
            "margin_lost": margin,
            "cost_that_ends": cost * (1 - fixed_share),
            "cost_that_stays": cost * fixed_share,
        }
    )
    table["saved"] = table["cost_that_ends"] - table["margin_lost"]
    apparent, saved, served = -float(table["profit"].sum()), float(table["saved"].sum()), float(cost.sum())
    best = float(np.maximum(table["saved"], 0.0).sum())
    stays = float(table["cost_that_stays"].sum())
    note = (
        f"{len(table):,} of {len(profit):,} accounts make a loss of {apparent:,.2f} in all. If {fixed_share:.0%} of what "
        f"serves them stays ({stays:,.2f}), stopping all {'saves' if saved >= 0 else 'costs'} {abs(saved):,.2f}."
        if len(table)
        else f"None of {len(profit):,} accounts makes a loss: there is nothing to stop."
    )
    if "margin" in profit and profit["margin"].isna().any():
        note += " Revenue stands in for margin here, so far fewer losses show than there are, and too much seems lost."
    return Stopping(
        table=table.sort_values("saved", ascending=False, kind="stable"),
        fixed_share=fixed_share,
        apparent=apparent + 0.0,
        saved=saved,
        best=best,
        break_even_share=apparent / served if served > 0 else math.nan,
        note=note,
    )
