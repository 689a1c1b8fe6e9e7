"""Section 1 of lesson 06 as a claim: how many times cheaper keeping is as it is counted, and what that does not say."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.figures import average_and_marginal, money
from kamlib.methods.equity import average_costs, pilot_costs, times_cheaper
from kamlib.tables.company import Company
from kamlib.tables.larkfield import pilots_told

PFEIFER = (
    "Pfeifer, P. E. (2005). The optimal ratio of acquisition and retention costs. Journal of Targeting, Measurement and Analysis for "
    "Marketing 13."
)
BLATTBERG = "Blattberg, R. C. and Deighton, J. (1996). Manage marketing by the customer equity test. Harvard Business Review 74."


@claim(
    "6.1",
    "“Six times cheaper to keep”",
    question="Is an account cheaper to keep than to win?",
    references=(BLATTBERG, PFEIFER),
)
def cheaper(company: Company) -> Statement:
    """State what an account won and one kept cost as counted, and what a trial says where there was one."""
    may_not = (
        "“Keeping is so many times cheaper, so spend on keeping.” The average divides by everybody who stayed, most of whom would have "
        "stayed anyway, and says nothing of what the next money brings."
    )
    assumed = ("What was spent on a programme is what the company says it spent, in the year in which it says so.",)
    programmes = company.or_empty("programmes")
    cost, times = average_costs(programmes)["cost"].astype(float), times_cheaper(programmes)
    if not math.isfinite(times):
        said = (
            "What an account won and an account kept cost cannot be told here: no table says what was spent on each, and who came or "
            "stayed."
        )
        return Statement(said, said, may_not, assumed)
    won, kept = (money(float(cost[aim]), company.currency, 0) for aim in ("getting", "keeping"))
    headline = (
        f"As it is usually counted, an account won cost {won} and an account kept {kept}: {times:.1f} times as much."
    )
    told = pilots_told(company.truth)
    if told.empty:
        trial = "How many of those kept would have stayed without it, nobody has tried out: leave some accounts drawn by lot without it."
        return Statement(headline, f"{headline} {trial}", may_not, assumed)
    costs = pilot_costs(told)
    keeping = costs[costs["aim"] == "keeping"]
    name = str(keeping["counted"].idxmin())
    seen, true = float(keeping["counted"].min()), float(keeping["additional"].to_dict()[name])
    because = (
        f"{money(true, company.currency, 0)} for each that stayed because of it"
        if math.isfinite(true)
        else "kept nobody who would have left"
    )
    trial = (
        f"In the trial, the {name} cost {money(seen, company.currency, 0)} for each account that stayed, and {because}."
    )
    return Statement(
        headline,
        f"{headline} {trial}",
        may_not,
        assumed,
        draw=lambda: (average_and_marginal(costs, company.currency),),
    )
