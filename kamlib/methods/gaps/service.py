"""Where does what customers got part from what they expected? Gaps by item and by dimension, with paired intervals.

Perception less expectation, in the dimensions of Parasuraman, Zeithaml and Berry (1988, "SERVQUAL: a multiple-item scale");
below zero is less than expected. A perception alone foretells satisfaction as well or better (Cronin and Taylor 1992,
"Measuring service quality"), so it stands beside. The zone of tolerance lies between what is just enough and what is
desired (Zeithaml, Berry and Parasuraman 1993). Taught in lesson 10.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kamlib.methods.gaps.means import clustered_mean, difference


def paired_gap(minuend: pd.DataFrame, subtrahend: pd.DataFrame, clusters: pd.Series | None = None) -> pd.DataFrame:
    """Return by item the mean of `minuend` less `subtrahend`, respondent by respondent: n, both means, gap, low, high (95 %).

    Both have a row a respondent and the same items as columns; who answered only one of the two does not count. With
    `clusters` (such as the parent of each contact) the interval lets those of one cluster answer alike. Raises ValueError
    for items that differ.

    >>> got, wanted = pd.DataFrame({"on time": [5.0, 4, 6]}), pd.DataFrame({"on time": [7.0, 6, 6]})
    >>> paired_gap(got, wanted)[["n", "gap"]].round(3).values.tolist()
    [[3.0, -1.333]]
    """
    if list(minuend.columns) != list(subtrahend.columns):
        odd = sorted(set(map(str, minuend.columns)) ^ set(map(str, subtrahend.columns)))
        raise ValueError(f"The two tables do not have the same items in the same order{': ' + odd[0] if odd else ''}.")
    rows = {}
    for name in minuend:
        both = pd.DataFrame({"first": minuend[name], "second": subtrahend[name]}).dropna().astype(float)
        gap = clustered_mean(both["first"] - both["second"], clusters)
        ends = gap.value - gap.half_width, gap.value + gap.half_width
        rows[name] = [len(both), both["first"].mean(), both["second"].mean(), gap.value, *ends]
    columns = ["n", "first", "second", "gap", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("item").astype(float)


def service_gaps(
    perception: pd.DataFrame,
    expectation: pd.DataFrame,
    dimensions: Mapping[str, str],
    importance: pd.Series | None = None,
    clusters: pd.Series | None = None,
) -> pd.DataFrame:
    """Return by dimension: items, expectation, perception (SERVPERF), gap with its 95 % interval, and its weighted part.

    `dimensions` maps an item to its dimension. A respondent's score of a dimension is the mean of the items answered both
    times. `importance` are points by dimension, of any total; `weighted` is the gap times its share of them, and adds up to
    the weighted gap of the whole. Raises ValueError for an item without a dimension or a dimension without points.

    >>> got, wanted = pd.DataFrame({"a": [5.0, 5], "b": [6.0, 4]}), pd.DataFrame({"a": [7.0, 6], "b": [6.0, 6]})
    >>> service_gaps(got, wanted, {"a": "reliable", "b": "reliable"})["gap"].tolist()
    [-1.25]
    """
    homeless = [str(name) for name in perception if name not in dimensions]
    if homeless:
        raise ValueError(f"{homeless[0]} has no dimension: give each item one.")
    both = perception.notna() & expectation.notna()
    of_item = pd.Series([dimensions[str(name)] for name in perception], index=perception.columns)
    scores = {
        what: table.where(both).astype(float).T.groupby(of_item, sort=False).mean().T
        for what, table in (("perception", perception), ("expectation", expectation))
    }
    table = paired_gap(scores["perception"], scores["expectation"], clusters).rename_axis("dimension")
    table = table.rename(columns={"first": "perception", "second": "expectation"})
    table.insert(0, "items", of_item.value_counts().reindex(table.index).astype("int64"))
    if importance is None:
        share = pd.Series(1 / len(table), index=table.index)
    else:
        if lacking := [str(name) for name in table.index if name not in importance.index]:
            raise ValueError(f"{lacking[0]} has no points of importance: give every dimension some.")
        share = importance.reindex(table.index).astype(float)
        share = share / share.sum()
    return table.assign(importance=share, weighted=share * table["gap"])


def tolerance(
    perception: pd.DataFrame, least: pd.DataFrame, desired: pd.DataFrame, clusters: pd.Series | None = None
) -> pd.DataFrame:
    """Return by item: least, desired, perception, adequacy (perception less least) and superiority (perception less desired)
    with 95 % intervals, the width of the zone, and where the perception lies: below, within or above it, or not told.

    Where is judged by the intervals: below only when adequacy is below zero for sure, above when superiority is above it.

    >>> one = {"on time": [4.0, 5, 4, 5]}
    >>> zone = tolerance(pd.DataFrame(one), pd.DataFrame({"on time": [6.0] * 4}), pd.DataFrame({"on time": [7.0] * 4}))
    >>> zone[["adequacy", "superiority", "where"]].values.tolist()
    [[-1.5, -2.5, 'below']]
    """
    adequacy, superiority = paired_gap(perception, least, clusters), paired_gap(perception, desired, clusters)
    where = np.select(
        [
            adequacy["high"] < 0,
            superiority["low"] > 0,
            (adequacy["low"] > 0) & (superiority["high"] < 0),
        ],
        ["below", "above", "within"],
        default="not told",
    )
    return pd.DataFrame(
        {
            "least": adequacy["second"],
            "desired": superiority["second"],
            "perception": adequacy["first"],
            "adequacy": adequacy["gap"],
            "adequacy_low": adequacy["low"],
            "adequacy_high": adequacy["high"],
            "superiority": superiority["gap"],
            "superiority_low": superiority["low"],
            "superiority_high": superiority["high"],
            "zone": superiority["second"] - adequacy["second"],
            "where": where,
        }
    )


def two_groups(
    first: pd.DataFrame, second: pd.DataFrame, names: tuple[str, str], clusters: pd.Series | None = None
) -> pd.DataFrame:
    """Return by item the means of two groups of people, the gap (first less second), its 95 % interval and Holm's p.

    For gap 1 (what managers believe customers expect, less what they do), and for staff against customers: other people,
    so their answers are not paired. `names` are the columns of the two means; `clusters` (such as the parent of each contact)
    may answer alike, and who is not among them stands alone.

    >>> staff, customers = pd.DataFrame({"on time": [6.0, 7, 6]}), pd.DataFrame({"on time": [3.0, 4, 5]})
    >>> two_groups(staff, customers, ("staff", "customers"))["gap"].round(2).tolist()
    [2.33]
    """
    from statsmodels.stats.multitest import multipletests

    rows = {}
    for name in first.columns.intersection(second.columns, sort=False):
        one, other = first[name].dropna().astype(float), second[name].dropna().astype(float)
        rows[name] = [one.mean(), other.mean(), *difference(one, other, clusters)]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*names, "gap", "low", "high", "p"]).astype(float)
    told = table["p"].notna()
    if told.any():
        table.loc[told, "p"] = multipletests(table.loc[told, "p"], method="holm")[1]
    return table.rename_axis("item")


def blind_spots(table: pd.DataFrame, names: tuple[str, str] = ("staff", "customers")) -> pd.DataFrame:
    """Return the result of `two_groups` with a quadrant an item: blind spot, hidden strength, shared worry or shared strength.

    High and low are above and below the mean of each group's items; a blind spot is what staff rate high and customers low,
    where the two differ for sure (Holm's p below 5 %).

    >>> told = pd.DataFrame({"staff": [6.0, 4], "customers": [3.0, 5], "p": [0.01, 0.2]}, index=["on time", "price"])
    >>> blind_spots(told)["quadrant"].tolist()
    ['blind spot', 'seen alike']
    """
    staff, customers = (table[name] >= table[name].mean() for name in names)
    apart = table["p"] < 0.05
    quadrant = np.select(
        [staff & customers, ~staff & ~customers, staff & apart, ~staff & apart],
        ["shared strength", "shared worry", "blind spot", "hidden strength"],
        default="seen alike",
    )
    return table.assign(quadrant=quadrant)
