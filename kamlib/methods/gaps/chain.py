"""Where on the way from what is expected to what is got is it lost? Gaps 1 to 5, item by item, as one chain that adds up.

Parasuraman, Zeithaml and Berry (1985, "A conceptual model of service quality and its implications for future research", Journal
of Marketing 49) name five: managers do not know what is expected (1), what they know is not written down (2), what is written
is not done (3), more is promised than is done (4); what customers miss (5) comes of these. On one scale the links add up; that
arithmetic is the course's own. Taught in lesson 10.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.gaps.means import clustered_mean
from kamlib.methods.gaps.service import paired_gap, two_groups

LINKS = {"gap_1": "not knowing", "gap_2": "not writing down", "gap_3_4": "not doing, or promising more"}


def gap_chain(
    expectation: pd.DataFrame,
    belief: pd.DataFrame,
    standard: pd.Series,
    perception: pd.DataFrame,
    clusters: pd.Series | None = None,
) -> pd.DataFrame:
    """Return by item the four levels, the gaps between them, and the link at which most is lost.

    Customers' `expectation` and `perception` and managers' `belief` of the first have a row a respondent and a column an item;
    `standard` is the mean answer aimed at, by item. gap_1 is belief less expectation, gap_2 standard less belief, gap_3_4
    perception less standard (what is not done and what is promised beyond it cannot be told apart by answers: measure the
    deliveries), gap_5 perception less expectation, all with 95 % intervals. `lost_at` is the link with the largest loss, `sure`
    whether its interval lies below zero. Where no standard is written, gap_2 and gap_3_4 are NaN and `lost_at` says so. Raises
    ValueError where no item has them all.

    >>> said = lambda *answers: pd.DataFrame({"on time": [float(one) for one in answers]})
    >>> chain = gap_chain(said(7, 6, 7), said(6, 7), pd.Series({"on time": 4.5}), said(5, 4, 4))
    >>> chain[["gap_1", "gap_2", "gap_3_4", "gap_5"]].round(2).values.tolist(), chain["lost_at"].tolist()
    ([[-0.17, -2.0, -0.17, -2.33]], ['not writing down'])
    """
    names = [name for name in expectation if name in belief and name in perception]
    if not names:
        raise ValueError(
            "Expectation, belief and perception have no item in common: name their columns by what they are about."
        )
    both = expectation[names].notna() & perception[names].reindex(expectation.index).notna()
    wanted, got = expectation[names].where(both), perception[names].reindex(expectation.index).where(both)
    five = paired_gap(got, wanted, clusters)
    one = two_groups(belief[names], wanted, ("belief", "expectation"), clusters)
    written = standard.reindex(names).astype(float)
    width, of_belief = _half_width(got, clusters), _half_width(belief[names])
    table = pd.DataFrame(
        {
            "expectation": one["expectation"],
            "belief": one["belief"],
            "standard": written,
            "perception": five["first"],
            "gap_1": one["gap"],
            "gap_1_low": one["low"],
            "gap_1_high": one["high"],
            "gap_2": written - one["belief"],
            "gap_2_low": written - one["belief"] - of_belief,
            "gap_2_high": written - one["belief"] + of_belief,
            "gap_3_4": five["first"] - written,
            "gap_3_4_low": five["first"] - written - width,
            "gap_3_4_high": five["first"] - written + width,
            "gap_5": five["gap"],
            "gap_5_low": five["low"],
            "gap_5_high": five["high"],
        }
    )
    return table.assign(**_lost(table)).rename_axis("item")


def _half_width(scores: pd.DataFrame, clusters: pd.Series | None = None) -> pd.Series:
    return pd.Series({name: clustered_mean(scores[name].dropna(), clusters).half_width for name in scores})


def _lost(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the link with the largest loss and whether it is sure; nothing where customers get what they expect."""
    widest = table[list(LINKS)].fillna(np.inf).idxmin(axis=1)
    above = pd.concat([table[f"{link}_high"].where(widest == link) for link in LINKS], axis=1).min(axis=1)
    kept, unwritten = ~(table["gap_5_high"] < 0), table["standard"].isna()
    told = widest.map(LINKS).mask(unwritten, "no standard is written").mask(kept, "nothing is surely short")
    return {"lost_at": told, "sure": ~kept & (unwritten | (above < 0))}
