"""Section 3 of lesson 02 as a claim: what the best tier holds, and how much of that is the cut."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import cut_sensitivity, percent, value_volume
from kamlib.figures.house import counted
from kamlib.methods import segments
from kamlib.tables.company import Company

CUTS = (0.80, 0.50)
SHIFT = 0.05


@claim(
    "2.3",
    "Value, volume and where to cut",
    question="Which accounts bring high value and high volume?",
)
def tiers(company: Company) -> Statement:
    """State what tier A holds as it is cut, and what it would hold with the cut a little higher or lower."""
    continuum = segments.continuum(company.orders).sort_values("position", ascending=False, kind="stable")
    named = segments.tiers(continuum, CUTS)
    moved = segments.cut_sensitivity(continuum, CUTS, SHIFT)
    measure, volume = (continuum[column].iloc[0].split(" (")[0] for column in ("value_is", "volume_is"))
    best: dict[Any, Any] = moved[(moved["cut"] == "A/B") & (moved["tier"] == "A")].set_index("moved").to_dict("index")
    most = int(moved["changed"].max())
    changes = f"moves up to {counted(most)} into another tier" if most else "moves no account"
    accounts, share = best[0.0]["accounts"], best[0.0]["value_share"]
    holds = (
        f"holds {percent(share)} of {measure}"
        if not math.isnan(share)
        else f"has no share of {measure}: it adds up to none"
    )
    lower, as_cut, higher = (_tier(best[place], measure) for place in (-SHIFT, 0.0, SHIFT))
    step = f"{100 * SHIFT:g} points"
    return Statement(
        headline=f"Tier A, {accounts:,} of {counted(len(continuum))}, {holds}; moving a cut by {step} {changes}.",
        may_say=f"With the cut above {percent(CUTS[0])} of accounts, tier A is {as_cut}. With the cut {step} higher it "
        f"would be {higher}; {step} lower, {lower}.",
        may_not_say="“This customer is an A.” Customers have orders; tiers have cuts. Nor that tier A earns more because "
        "it is served better: a ledger does not show why.",
        assumptions=(
            *_stand_ins(continuum, measure, volume),
            "Value and volume weigh the same, and we chose the cuts.",
        ),
        draw=lambda: (value_volume(continuum, named, company.currency), cut_sensitivity(moved)),
    )


def _tier(row: Mapping[str, Any], measure: str) -> str:
    share = float(row["value_share"])
    holds = "" if math.isnan(share) else f" with {percent(share)} of {measure}"
    return f"{counted(row['accounts'])}{holds}"


def _stand_ins(continuum: pd.DataFrame, measure: str, volume: str) -> tuple[str, ...]:
    """Return what value and volume are here, and what they stand in for."""
    said = [f"Value is {continuum['value_is'].iloc[0]}; volume is {continuum['volume_is'].iloc[0]}."]
    if measure != "margin":
        said.append("Revenue is not margin: with margins, other accounts may stand at the top.")
    if volume == "units":
        said.append("Units of different articles are added as they stand.")
    return tuple(said)
