"""RFM: how long since a customer ordered, how often it ordered, how much it brought, as scores and named cells.

Direct marketers scored customers so long before computers did (Hughes, "Strategic Database Marketing", 1994; Bult and
Wansbeek 1995, "Optimal selection for direct mail"). Scores here come from visible thresholds, so equal customers score
equally whatever the order of the rows; ranking with `method="first"` gives equal customers different scores. Taught in
lesson 02.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pandas as pd

from kamlib.tables.markup import verbatim

SCORES = {"days_since_order": "recency_score", "order_count": "frequency_score", "revenue": "monetary_score"}
LESS_IS_BETTER = ("days_since_order",)


@dataclass(frozen=True)
class Thresholds:
    """The cut points between neighbouring scores, one ascending tuple a measure; all the same number of cuts.

    Days since the last order count downwards: fewer days score higher. A value equal to a cut point always falls on
    its worse side, for all three.
    """

    days_since_order: tuple[float, ...]
    order_count: tuple[float, ...]
    revenue: tuple[float, ...]

    def __post_init__(self) -> None:
        for field in fields(self):
            cuts = tuple(float(cut) for cut in getattr(self, field.name))
            if not cuts or not np.isfinite(cuts).all() or list(cuts) != sorted(cuts):
                raise ValueError(
                    f"The {field.name} thresholds are {cuts}; give at least one number, in ascending order."
                )
            object.__setattr__(self, field.name, cuts)
        if len({len(getattr(self, field.name)) for field in fields(self)}) > 1:
            raise ValueError("The three measures have different numbers of thresholds; give each the same number.")

    @property
    def bins(self) -> int:
        """Number of scores: one more than the cut points."""
        return len(self.order_count) + 1

    def table(self) -> pd.DataFrame:
        """Return the cut points as a table: a row a measure, a column a cut, and what a high score means."""
        rows = {field.name: getattr(self, field.name) for field in fields(self)}
        table = pd.DataFrame.from_dict(rows, orient="index", columns=[f"cut_{i}" for i in range(1, self.bins)])
        table.index.name = "measure"
        table["best"] = ["fewest" if name in LESS_IS_BETTER else "most" for name in rows]
        return table

    @verbatim
    def _repr_html_(self) -> str:
        return self.table().to_html(float_format="{:,.6g}".format)


@dataclass(frozen=True)
class Cell:
    """One named cell: the recency scores and the mean of the two other scores it covers, both ends included."""

    name: str
    recency: tuple[int, int]
    size: tuple[float, float]
    meaning: str


CELLS = (
    Cell("champions", (4, 5), (4, 5), "large, frequent and ordered lately"),
    Cell("promising", (4, 5), (2.5, 3.5), "middling so far and ordered lately"),
    Cell("small and active", (4, 5), (1, 2), "small or new, ordered lately"),
    Cell("cooling", (3, 3), (4, 5), "large, and the last order is a while ago"),
    Cell("steady", (3, 3), (2.5, 3.5), "middling in everything"),
    Cell("occasional", (3, 3), (1, 2), "small, and the last order is a while ago"),
    Cell("at risk", (1, 2), (4, 5), "large once, and silent for long"),
    Cell("drifting", (1, 2), (2.5, 3.5), "middling once, and silent for long"),
    Cell("dormant", (1, 2), (1, 2), "small, and silent for long"),
)
"""Rules on the recency score and the mean of frequency and monetary score, in fifths; they cover every case once."""


def rfm(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return each account's days since its last order, number of orders and revenue, up to a day.

    The result is indexed by account_id, with the columns days_since_order (calendar days), order_count (different
    orders) and revenue (refunds taken off). Orders after `as_of` are not counted.
    """
    from kamlib.tables import engine

    return engine.run("rfm", orders=orders, as_of=as_of).set_index("account_id")


def quintiles(table: pd.DataFrame, bins: int = 5) -> Thresholds:
    """Return thresholds that split each measure of an `rfm` table into `bins` groups as equal as ties allow.

    Each cut is a value that occurs: at least one account in `bins` lies on or below the first (for days: on or above
    the last). Many equal customers make some groups larger, and some empty; splitting equals would be invention.

    >>> table = pd.DataFrame({"days_since_order": [5, 9, 40, 80], "order_count": [9, 1, 1, 2], "revenue": [8, 2, 1, 4]})
    >>> quintiles(table, bins=2)
    Thresholds(days_since_order=(40.0,), order_count=(1.0,), revenue=(2.0,))
    """
    if bins < 2:
        raise ValueError(f"bins is {bins}; give at least 2 groups to score.")
    levels = np.arange(1, bins) / bins
    cuts = {}
    for measure in SCORES:
        sign = -1 if measure in LESS_IS_BETTER else 1
        found = sign * np.quantile(sign * _measure(table, measure), levels, method="inverted_cdf")
        cuts[measure] = tuple(np.sort(found).tolist())
    return Thresholds(**cuts)


def score(table: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Score each account: 1 plus the number of thresholds that it beats strictly, so 1 is lowest on all three.

    `table` is an `rfm` table. More orders and more revenue beat a threshold from above, fewer days from below. The
    result has the table's index and the whole-number columns recency_score, frequency_score and monetary_score.

    >>> table = pd.DataFrame({"days_since_order": [5, 40], "order_count": [9, 1], "revenue": [8.0, 2.0]})
    >>> score(table, Thresholds((40,), (1,), (2,))).to_numpy().tolist()
    [[2, 2, 2], [1, 1, 1]]
    """
    scores = {}
    for measure, name in SCORES.items():
        sign = -1 if measure in LESS_IS_BETTER else 1
        cuts = np.sort(sign * np.array(getattr(thresholds, measure)))
        scores[name] = 1 + np.searchsorted(cuts, sign * _measure(table, measure), side="left")
    return pd.DataFrame(scores, index=table.index).astype("int64")


def cells(scores: pd.DataFrame) -> pd.Series:
    """Name each account's cell by the rules in `CELLS`, from scores of 1 to 5.

    >>> scores = pd.DataFrame({"recency_score": [5, 1], "frequency_score": [5, 5], "monetary_score": [4, 5]})
    >>> cells(scores).tolist()
    ['champions', 'at risk']
    """
    missing = [name for name in SCORES.values() if name not in scores]
    if missing:
        raise ValueError(f"The scores lack {', '.join(missing)}; pass the result of score(table, thresholds).")
    if not scores[list(SCORES.values())].isin(range(1, 6)).all(axis=None):
        raise ValueError("The cells are defined for whole scores from 1 to 5; score with four thresholds a measure.")
    size = (scores["frequency_score"] + scores["monetary_score"]) / 2
    named = pd.Series("", index=scores.index, name="cell", dtype="str")
    for cell in CELLS:
        named[scores["recency_score"].between(*cell.recency) & size.between(*cell.size)] = cell.name
    return named


def cell_summary(table: pd.DataFrame, cells: pd.Series) -> pd.DataFrame:
    """Count the accounts and sum the revenue of every cell, empty ones too, in the order of `CELLS`.

    `table` is an `rfm` table and `cells` names its accounts. Columns: accounts, revenue, account_share, revenue_share
    (NaN where revenue does not add up to more than zero) and meaning.
    """
    if not table.index.equals(cells.index):
        raise ValueError("The table and the cells hold different accounts; make both from the same rfm table.")
    names = pd.Index([cell.name for cell in CELLS], name="cell")
    grouped = table["revenue"].groupby(cells)
    summary = pd.DataFrame({"accounts": grouped.size(), "revenue": grouped.sum()}).reindex(names).fillna(0)
    summary["accounts"] = summary["accounts"].astype("int64")
    total = summary["revenue"].sum()
    summary["account_share"] = summary["accounts"] / max(len(table), 1)
    summary["revenue_share"] = summary["revenue"] / total if total > 0 else np.nan
    summary["meaning"] = [cell.meaning for cell in CELLS]
    return summary


def _measure(table: pd.DataFrame, measure: str) -> np.ndarray:
    if measure not in table:
        raise ValueError(f"The table has no column {measure!r}; pass the result of rfm(orders, as_of).")
    values = table[measure].to_numpy(dtype=float)
    if len(values) == 0:
        raise ValueError("The table has no accounts to score; check the as-of date and the file.")
    if not np.isfinite(values).all():
        raise ValueError(
            f"{int((~np.isfinite(values)).sum()):,} accounts have no {measure}; fill them in or leave them out."
        )
    return values
