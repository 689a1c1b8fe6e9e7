"""Section 6 of lesson 02 as a claim: how much more the best tier must bring before better service has paid for itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_02.tiers import CUTS
from kamlib.figures import money, percent, tier_worth
from kamlib.figures.house import counted
from kamlib.methods import segments
from kamlib.tables.company import Company

ASSUMED_MARGIN = 0.25
"""Share of revenue taken for margin where a file has none: an assumption, said wherever it is used."""
RESPONSE = {"A": 0.06, "B": 0.03, "C": 0.0}
SERVICE = {"A": 2000.0, "B": 400.0, "C": 0.0}
A_TIER = 10_000.0
YEAR = 365.25
_MAY_NOT_SAY = (
    "“Better service will raise margins by six per cent.” That is assumed; no ledger tells how customers respond. Only a "
    "trial, some served better and some not, can show it."
)

_ALIKE = (
    "No account stands above the cut of tier A: there is nobody to serve better than the rest.",
    "In value and volume the accounts are too much alike to be treated differently.",
)


@claim(
    "2.6",
    "The worth of treating tiers differently",
    question="What is it worth to treat tiers differently?",
)
def worth(company: Company) -> Statement:
    """State the rise in margin at which serving tier A better pays for itself, and what the file cannot tell of it."""
    orders = company.orders
    continuum = segments.continuum(orders)
    named = segments.tiers(continuum, CUTS)
    margin, on_what = continuum["value"], "Margin as the file has it."
    if not str(continuum["value_is"].iloc[0]).startswith("margin"):
        margin = margin * ASSUMED_MARGIN
        on_what = (
            f"The file has no margin for every line: {percent(ASSUMED_MARGIN)} of revenue is assumed to be margin."
        )
    days = (company.as_of - orders["ordered_at"].min()).days
    a_year = margin / max(days / YEAR, 1.0)
    there = set(named)
    table = segments.worth_of_tiers(
        a_year,
        named,
        response={tier: share for tier, share in RESPONSE.items() if tier in there},
        cost_per_account={tier: cost for tier, cost in SERVICE.items() if tier in there},
        cost_of_a_tier=A_TIER,
    )
    rows: dict[Any, Any] = table.to_dict("index")
    headline, may_say = _in_words(rows["A"], company.currency) if "A" in rows else _ALIKE
    part_of_a_year = (f"The file covers {days:,} days, taken as a whole year.",) if days < YEAR else ()
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY,
        assumptions=(on_what, *part_of_a_year, _costs(company.currency)),
        draw=lambda: (tier_worth(table, company.currency),),
    )


def _in_words(best: Mapping[str, Any], currency: str) -> tuple[str, str]:
    cost = money(best["service_cost"] + best["complexity_cost"], currency, 0)
    needed = float(best["break_even_response"])
    who = counted(best["accounts"])
    if math.isnan(needed):
        return (
            "Tier A brings no margin, so no better service can pay for itself there.",
            f"{who} in tier A bring {money(best['margin'], currency, 0)} of margin a year: first find out why.",
        )
    must, has = f"rise by {percent(needed, 1)}", f"risen by {percent(needed, 1)}"
    if needed >= 1:
        must = has = f"become {1 + needed:,.1f} times what it is"
    return (
        f"Margin in tier A must {must} before better service there has paid for itself.",
        f"Serving {who} in tier A better would cost {cost} a year, on assumed costs; it pays once their margin "
        f"of {money(best['margin'], currency, 0)} a year has {has}.",
    )


def _costs(currency: str) -> str:
    per_account = ", ".join(f"{money(cost, currency, 0)} for {tier}" for tier, cost in SERVICE.items() if cost)
    rise = ", ".join(f"{percent(share)} for {tier}" for tier, share in RESPONSE.items() if share)
    return (
        f"Assumed, to be replaced by the client's own: service a year for one account {per_account}; "
        f"{money(A_TIER, currency, 0)} a year to run a tier; a rise in margin of {rise}."
    )
