"""The written standards of Larkfield: what is aimed at, item by item, and what a caller shall hear.

Managers write down what they believe customers want, so a wrong belief becomes a low standard. One more item has a standard
that is too low although everybody knows better; another has a good one that is not kept. Two have none. Taught in lesson 10.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.market import Market
from kamlib.tables.larkfield.questionnaire import CHECKS, ITEMS

_SERVES = ("06", "16", "11", "11", "19", "14", "01", "13", "07", "02", "08", "08")
"""The item that each thing a mystery shopper ticks is about."""
_UNWRITTEN = ("18", "21")
_TOO_LOW, _UNKEPT = ("03", "20"), ("08", "10")
_LOW, _HIGH = 4.1, 6.3


class Planted(NamedTuple):
    """The item whose standard is too low, and the item whose standard is good and not kept."""

    too_low: str
    unkept: str


def planted(market: Market) -> Planted:
    """Return which items of this seed have which fault."""
    rng = market.stream("faults of standards")
    return Planted(str(rng.choice(_TOO_LOW)), str(rng.choice(_UNKEPT)))


def make_standards(market: Market, staff_responses: pd.DataFrame) -> pd.DataFrame:
    """Return the standards table (contract columns): a row an item that has one, then a row a thing that is ticked in calls."""
    rng = market.stream("standards")
    faults = planted(market)
    turned = {item.code: item.reversed for item in ITEMS}
    believed = staff_responses[staff_responses["department"] == "management"].groupby("item")["answer"].mean()
    rows = []
    for item in ITEMS:
        drawn = rng.normal(0, 0.12)
        if item.code in _UNWRITTEN:
            continue
        belief = float(believed[f"be{item.code}"])
        aimed = {faults.too_low: _LOW, faults.unkept: _HIGH}.get(item.code, 8 - belief if turned[item.code] else belief)
        words = f"Customers say: {item.words}" if not item.reversed else f"No customer says: {item.words}"
        rows.append((words, item.code, round(float(np.clip(aimed + drawn, 1, 7)), 1), np.nan))
    shares = rng.choice([0.8, 0.85, 0.9, 0.95], len(CHECKS))
    rows += [(check, about, np.nan, float(share)) for check, about, share in zip(CHECKS, _SERVES, shares, strict=True)]
    columns = CONTRACTS["standards"].dtypes()
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
