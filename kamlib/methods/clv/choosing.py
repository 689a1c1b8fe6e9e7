"""Which model? First whether leaving is seen, then whether buying comes at set occasions; and a look at the rhythm.

Two questions sort the models (Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2009, "Probability models for
customer-base analysis"): does a customer tell us that it leaves (a contract), and can it buy at any time or only at
occasions? The families for buying at any time take purchases for random in time; a customer that orders every first Monday
is not, and then they call it gone too late. Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.clv.histories import counts_of
from kamlib.methods.segments.rhythm import purchases

ENOUGH = 5
"""Gaps of an account from which its rhythm can be told."""
REGULAR = 0.7
"""Below this typical coefficient of variation of gaps, buying is too regular for a Poisson process (where it is 1)."""


@dataclass(frozen=True)
class Family:
    """The model that fits a kind of business, the function that fits it (empty where none does), and warnings."""

    model: str
    function: str
    why: str
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        from html import escape

        said = "".join(f"<li>{escape(one)}</li>" for one in self.warnings)
        return f"<p><b>{escape(self.model)}</b>: {escape(self.why)}</p><ul>{said}</ul>"


def which_model(
    *,
    contract: bool,
    occasions: bool = False,
    orders: pd.DataFrame | None = None,
    as_of: pd.Timestamp | None = None,
    summary: pd.DataFrame | None = None,
) -> Family:
    """Return the model for a business in which leaving is seen (`contract`) or not, and buying comes at set occasions or not.

    With `orders` and `as_of` the rhythm is looked at, with `summary` how many never came back; both can bring warnings.

    >>> which_model(contract=True, occasions=True).function, which_model(contract=False).function
    ('fit_sbg', 'fit_mbg_nbd')
    """
    if contract and occasions:
        return Family("shifted beta-geometric", "fit_sbg", "customers renew or do not, at known days.")
    if contract:
        return Family(
            "Kaplan-Meier",
            "",
            "customers give notice at any time: lesson 04's survival curve needs no family of this folder.",
        )
    if occasions:
        return Family("BG/BB", "fit_bg_bb", "customers buy at set occasions or do not, and leave without a word.")
    warnings = [*_of_the_rhythm(orders, as_of), *_of_one_timers(summary)]
    return Family(
        "MBG/NBD or Pareto/NBD",
        "fit_mbg_nbd",
        "customers buy at any time and leave without a word; the BG/NBD would call every one-timer alive.",
        tuple(warnings),
    )


def regularity(orders: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Return by account how irregular its gaps between purchase days are: their standard deviation over their mean.

    1 is what chance makes; near 0 is a clock. Accounts with fewer than five gaps are left out.
    """
    days = purchases(orders, as_of)[["account_id", "day"]].drop_duplicates().sort_values(["account_id", "day"])
    gaps = days.groupby("account_id")["day"].diff().dt.days.dropna()
    by_account = gaps.groupby(days["account_id"])
    spread = by_account.std() / by_account.mean()
    return spread[by_account.size() >= ENOUGH].rename("irregularity")


def _of_the_rhythm(orders: pd.DataFrame | None, as_of: pd.Timestamp | None) -> list[str]:
    if orders is None or as_of is None:
        return []
    spread = regularity(orders, as_of)
    if len(spread) < 10:
        return ["Too few accounts have ordered often enough to tell whether they buy by chance or by the clock."]
    typical = float(np.median(spread))
    if typical < REGULAR:
        return [
            f"Half of {len(spread):,} accounts buy more regularly than {typical:.2f} (chance makes 1): these families "
            "call such an account gone too late. Look at its own rhythm as well (lesson 04)."
        ]
    return []


def _of_one_timers(summary: pd.DataFrame | None) -> list[str]:
    if summary is None or not len(summary):
        return []
    share = float(np.average(summary["frequency"] == 0, weights=counts_of(summary)))
    return [f"{share:.0%} never came back: what becomes of them the BG/NBD cannot say."] if share > 0.3 else []
