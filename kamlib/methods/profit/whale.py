"""The whale curve: profit added up from the best account to the worst, which rises above the total and falls back.

Kaplan and Narayanan (2001, "Measuring and managing customer profitability") rank accounts by profit. The height of the
hump is what the good accounts earn, the fall behind it what the loss-makers take away again. It is no forecast of what
stopping those would bring: their share of overhead stays. Taught in lesson 03.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.ownership import owners


@dataclass(frozen=True, eq=False)
class WhaleCurve:
    """Accounts from most to least profitable, with profit added up, and where the curve peaks and ends.

    `table` has a row an account: rank, account, profit, cumulative (money), cumulative_share (of the total).
    `peak` and `end` are shares of total profit (2.25 for 225 %), NaN where the total is not above zero;
    `peak_profit` and `total` are the same in money. `peak_at` is how many accounts lead up to the peak.
    `eroders` are the rows below zero, worst first. `rolled_up` is the curve with one row an owner, where parents were
    given. `basis` says what profit stands on.
    """

    table: pd.DataFrame
    peak: float
    peak_at: int
    peak_profit: float
    end: float
    total: float
    eroders: pd.DataFrame
    note: str
    basis: str = "profit"
    rolled_up: WhaleCurve | None = None

    @property
    def levels(self) -> pd.DataFrame:
        """One row for accounts, and one for owners where parents were given.

        Columns: customers, losing (how many), peak and best_fifth (shares of total profit, NaN where it is not above 0).

        >>> whale_curve(pd.Series([3.0, 2.0, -1.0], index=list("abc"))).levels.loc["accounts", ["losing", "peak"]].tolist()
        [1.0, 1.25]
        """
        curves = {"accounts": self} | ({"owners": self.rolled_up} if self.rolled_up is not None else {})
        rows = {
            level: (
                len(curve.table),
                len(curve.eroders),
                curve.peak,
                float(curve.table["cumulative_share"].iloc[math.ceil(len(curve.table) / 5) - 1]),
            )
            for level, curve in curves.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=["customers", "losing", "peak", "best_fifth"])

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html()}<p>{escape(self.note)}</p>"


def whale_curve(profit: pd.Series, parents: pd.Series | None = None, basis: str = "profit") -> WhaleCurve:
    """Rank accounts by profit and add it up; with `parents` also with one row an owner.

    `profit` is money by account_id, `parents` maps account_id to parent_id (an account without one stands for itself),
    `basis` is the words of `by_account` for what profit stands on.
    Accounts of equal profit are in the order of their ids, so that the curve does not hang on the order of rows.
    Where the total is not above zero there are no shares: they are NaN, and the note says so. Raises ValueError where
    an account is listed twice or has no finite profit.

    >>> kanthal = pd.Series([112.5, 112.5, *[0.0] * 7, -125.0], index=list("abcdefghij"))
    >>> curve = whale_curve(kanthal)
    >>> curve.peak, curve.peak_at, curve.end, curve.eroders["account"].tolist()
    (2.25, 2, 1.0, ['j'])
    """
    _check(profit)
    curve = _ranked(profit, basis)
    if parents is None:
        return curve
    if not parents.index.is_unique:
        raise ValueError("The parents hold an account more than once; give one parent_id for each account_id.")
    owner = owners(pd.Series(profit.index, index=profit.index), parents)
    fields = {name: getattr(curve, name) for name in curve.__dataclass_fields__}
    return WhaleCurve(**{**fields, "rolled_up": _ranked(profit.groupby(owner).sum(), basis)})


def _ranked(profit: pd.Series, basis: str) -> WhaleCurve:
    by_id = profit.astype(float).sort_index(key=lambda ids: ids.astype(str))
    ranked = by_id.sort_values(ascending=False, kind="stable")
    total = math.fsum(ranked)
    cumulative = np.cumsum(ranked.to_numpy())
    cumulative[-1] = total  # so that the curve ends at the total itself and not a rounding beside it
    shares = cumulative / total if total > 0 else np.full(len(ranked), math.nan)
    earning = int((ranked > 0).sum())
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(ranked) + 1),
            "account": ranked.index,
            "profit": ranked.to_numpy(),
            "cumulative": cumulative,
            "cumulative_share": shares,
        }
    )
    peak_profit = float(cumulative[earning - 1]) if earning else 0.0
    return WhaleCurve(
        table=table,
        peak=peak_profit / total if total > 0 else math.nan,
        peak_at=earning,
        peak_profit=peak_profit,
        end=float(shares[-1]),
        total=total,
        eroders=table[table["profit"] < 0].iloc[::-1].reset_index(drop=True),
        note=_note(ranked, total, peak_profit),
        basis=basis,
    )


def _note(ranked: pd.Series, total: float, peak_profit: float) -> str:
    losing = int((ranked < 0).sum())
    if total <= 0:
        return (
            f"Profit adds up to {total:,.2f}, which is not above zero: read the curve in money, there are no shares. "
            f"{losing:,} of {len(ranked):,} make a loss."
        )
    if not losing:
        return f"None of {len(ranked):,} makes a loss: the curve rises to its end and has no hump."
    return (
        f"{losing:,} of {len(ranked):,} make a loss and take {(peak_profit - total) / total:.1%} of total profit away; "
        "stopping them would not bring that, because overhead stays."
    )


def _check(profit: pd.Series) -> None:
    if profit.empty:
        raise ValueError("There is no account to rank; give the profit of each account.")
    if not profit.index.is_unique:
        raise ValueError("An account is listed more than once; add its profit up first.")
    gaps = int((~np.isfinite(profit.to_numpy(dtype=float))).sum())
    if gaps:
        raise ValueError(f"{gaps:,} of {len(profit):,} accounts have no finite profit; fill them in or leave them out.")
