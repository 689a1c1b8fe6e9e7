"""What the costs of an account say in words: for whom the next one pays, or which programme looks cheapest and which is. Lesson 06."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.figures.house import counted, money
from kamlib.figures.house.drawing import shorten

COUNTED = ("counted", "additional", "next_one")
MOST_TOLD = 6


def cost_finding(costs: pd.DataFrame, currency: str) -> str:
    """Say for how many programmes the next account pays; where that is not known, which looks cheapest and which is."""
    if costs.empty:
        return "There is no programme to compare (0 programmes)"
    if not np.isfinite(costs[list(COUNTED)].to_numpy(dtype=float)).any():
        return f"No cost of {counted(len(costs), 'programme')} has an end, or is known: nobody came or stayed because of one"
    judged = costs[costs["next_one"].notna() & np.isfinite(costs["worth"].astype(float))]
    pays = int((judged["next_one"] < judged["worth"]).sum())
    if len(judged) == 1:
        price, worth = _amount(judged["next_one"].iloc[0], currency), _amount(judged["worth"].iloc[0], currency)
        return (
            f"The next account of {shorten(str(judged.index[0]))} costs {price}, {'less' if pays else 'not less'} than the "
            f"{worth} it is worth"
        )
    if len(judged):
        of = f"all {len(judged)}" if pays == len(judged) else f"{pays or 'none'} of {len(judged)}"
        open_ones = len(costs) - len(judged)
        rest = f"; of {open_ones} more it is not known" if open_ones else ""
        return f"For {of} programmes the next account costs less than it is worth{rest}"
    first, last = _cheapest(costs["counted"], currency), _cheapest(costs["next_one"], currency)
    if not last:
        found = np.isinf(costs["next_one"]).any()
        none = "no programme brings one more" if found else "what one more costs is not known"
        return f"As counted, {first[0]} looks cheapest, {first[1]} an account; {none}" if first else f"Accounts: {none}"
    if not first or len(costs) == 1 or first[0] == last[0]:
        cheapest = "costs" if len(costs) == 1 else "is cheapest:"
        as_counted = f"{first[1]} an account as counted, " if first else ""
        return f"{last[0]} {cheapest} {as_counted}{last[1]} for the next one"
    return f"As counted, {first[0]} looks cheapest, {first[1]}; for the next account it is {last[0]}, {last[1]}"


def _cheapest(cost: pd.Series, currency: str) -> tuple[str, str] | None:
    known = cost.astype(float)[np.isfinite(cost.astype(float))]
    if known.empty:
        return None
    least = int(known.argmin())
    return shorten(str(known.index[least])), money(known.iloc[least], currency, 0)


def _amount(value: float, currency: str) -> str:
    return "money without end" if np.isposinf(value) else money(value, currency, 0)


def costs_told(costs: pd.DataFrame, currency: str) -> str:
    """Return the three costs and the worth of the first programmes in words, for those who do not see the picture."""
    told = []
    for name, row in costs.head(MOST_TOLD).iterrows():
        amounts = ["no end" if np.isposinf(row[cost]) else money(row[cost], currency, 0) for cost in COUNTED]
        worth = f", worth {money(row['worth'], currency, 0)}" if np.isfinite(row["worth"]) else ""
        told.append(f"{shorten(str(name), 20)} ({row['aim']}) {', '.join(amounts)}{worth}")
    more = f"; and {counted(len(costs) - MOST_TOLD, 'programme')} more" if len(costs) > MOST_TOLD else ""
    return f"An account as counted, over those who came because of it, and the next one: {'; '.join(told)}{more}."
