"""The continuum from high value and high volume down to low: where each account lies, and what a cut would do.

Customers do not come in classes: they lie on a line, and A, B and C are cuts that we make in it (Dickie 1951, "ABC
inventory analysis shoots for dollars, not pennies", cut stock so first). How much hangs on where the cut falls is a
number, and it belongs beside every tier. Taught in lesson 02.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from string import ascii_uppercase

import pandas as pd

CUTS = (0.80, 0.50)


def continuum(orders: pd.DataFrame) -> pd.DataFrame:
    """Place each account on the continuum: its volume, its value, the percentile of each, and its position.

    Volume is units bought, or the number of orders where any line lacks its quantity; value is margin, or revenue
    where any line lacks its margin: `volume_is` and `value_is` say which, in every row, so that an export still says
    it. Units of different categories are added as they stand. Percentiles are ranks divided by the number of accounts
    (0 to 1, equal accounts alike). `position` is the percentile of the mean of the two: value and volume weigh the
    same, one giant cannot move anybody else, and a cut at .80 means the best fifth of accounts.

    >>> orders = pd.DataFrame({"order_id": ["1", "2"], "account_id": ["A", "B"], "revenue": [90.0, 10.0]})
    >>> continuum(orders)[["volume", "value", "value_is", "position"]]
                volume  value                 value_is  position
    account_id
    A              1.0   90.0  revenue (margin absent)       1.0
    B              1.0   10.0  revenue (margin absent)       0.5
    """
    by_account = orders.groupby("account_id", sort=True)
    if "quantity" in orders and orders["quantity"].notna().all():
        volume, volume_is = by_account["quantity"].sum(), "units"
    else:
        volume, volume_is = by_account["order_id"].nunique(), _stand_in("orders", "quantity", orders)
    if "margin" in orders and orders["margin"].notna().all():
        value, value_is = by_account["margin"].sum(), "margin"
    else:
        value, value_is = by_account["revenue"].sum(), _stand_in("revenue", "margin", orders)
    table = pd.DataFrame({"volume": volume, "value": value}).astype(float)
    table["volume_percentile"] = table["volume"].rank(pct=True)
    table["value_percentile"] = table["value"].rank(pct=True)
    # Rounding keeps accounts equal whose two ranks add up to the same in another order.
    both = (table["volume_percentile"] + table["value_percentile"]).round(9)
    table["position"] = both.rank(pct=True)
    return table.assign(volume_is=volume_is, value_is=value_is)


def tiers(continuum: pd.DataFrame, cuts: Sequence[float] = CUTS) -> pd.Series:
    """Name each account's tier, A downwards, by its position on the continuum: above .80 is A, above .50 is B.

    Position and not value decides: were A the accounts that bring most value, its share of value would be our own
    choice; so it is a finding. `cuts` fall from near 1 to near 0, one fewer than there are tiers.
    """
    cuts = _checked(cuts)
    position = continuum["position"]
    passed = sum((position > cut).astype(int) for cut in cuts)
    names = dict(enumerate(reversed(ascii_uppercase[: len(cuts) + 1])))
    return pd.Series(passed, index=continuum.index, name="tier").map(names).astype("str")


def cut_sensitivity(continuum: pd.DataFrame, cuts: Sequence[float] = CUTS, shift: float = 0.05) -> pd.DataFrame:
    """Move one cut at a time down and up by `shift`: what every tier would then hold, and how many accounts move.

    The result has a row for each cut (A/B, B/C, …), each move (-shift, 0, shift) and each tier: cut, moved, cut_at,
    tier, accounts, value_share (NaN where value does not add up to more than zero) and changed, the number of accounts
    in another tier than with the cuts as given.
    """
    cuts = _checked(cuts)
    if not 0 < shift < 1:
        raise ValueError(f"The shift is {shift!r}; give a share of accounts between 0 and 1, such as 0.05.")
    given = tiers(continuum, cuts)
    total = continuum["value"].sum()
    names = list(ascii_uppercase[: len(cuts) + 1])
    parts = []
    for place, cut in enumerate(cuts):
        for moved in (-shift, 0.0, shift):
            tried = (*cuts[:place], round(cut + moved, 9), *cuts[place + 1 :])
            found = tiers(continuum, tried)
            value = continuum["value"].groupby(found).sum().reindex(names, fill_value=0.0)
            parts.append(
                pd.DataFrame(
                    {
                        "cut": f"{names[place]}/{names[place + 1]}",
                        "moved": moved,
                        "cut_at": tried[place],
                        "tier": names,
                        "accounts": found.value_counts().reindex(names, fill_value=0).to_numpy(),
                        "value_share": value.to_numpy() / total if total > 0 else float("nan"),
                        "changed": int((found != given).sum()),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _stand_in(proxy: str, wanted: str, orders: pd.DataFrame) -> str:
    if wanted not in orders:
        return f"{proxy} ({wanted} absent)"
    return f"{proxy} ({wanted} missing on {int(orders[wanted].isna().sum()):,} of {len(orders):,} lines)"


def _checked(cuts: Sequence[float]) -> tuple[float, ...]:
    cuts = tuple(cuts)
    falling = all(upper > lower for upper, lower in pairwise(cuts))
    if not cuts or len(cuts) > 25 or not falling or not all(0 < cut < 1 for cut in cuts):
        raise ValueError(
            f"The cuts are {cuts}; give shares of accounts that fall between 1 and 0, such as (0.80, 0.50)."
        )
    return cuts
