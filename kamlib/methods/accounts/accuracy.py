"""Is what we wrote down true? Draw cells at random, ask the customer, and say how sure the share is.

A sample drawn by chance speaks for all cells; a handful picked by hand speaks for itself. The interval is that of Wilson
(1927, "Probable inference, the law of succession, and statistical inference"), which holds for few cells and for shares
near none or all. Taught in lesson 01.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods.accounts.audit import UNKNOWN, Audit


def sample_cells(audit: Audit, n: int, seed: int = 0) -> pd.DataFrame:
    """Return `n` cells that hold an answer, drawn at random without repeats, to be verified: rows of `audit.cells`.

    Where fewer are known, all of them. The same seed draws the same cells. Raises ValueError when `n` is negative.
    """
    if n < 0:
        raise ValueError(f"{n} cells cannot be drawn: give how many you can verify, 0 or more.")
    known = audit.cells[audit.cells["state"] != UNKNOWN]
    drawn = known.sample(min(n, len(known)), random_state=seed)
    return drawn.sort_values(["account_id", "question"]).reset_index(drop=True)


def accuracy(checked: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """Return the share of checked cells that were right, with its 95 % interval, over all or for each `by`.

    `checked` has a row a verified cell and a true/false column `accurate`. The result has n, accurate, share, low and
    high, indexed by `by` (or one row, "all"). Without cells share is NaN and the interval is all there is, 0 to 1.
    Raises ValueError when a column is missing or a cell has no verdict.

    >>> accuracy(pd.DataFrame({"accurate": [True] * 8 + [False] * 2})).round(2)
         n  accurate  share   low  high
    all  10         8    0.8  0.49  0.94
    """
    keys = [by] if isinstance(by, str) else list(by or [])
    absent = [name for name in ("accurate", *keys) if name not in checked]
    if absent:
        raise ValueError(f"The checked cells have no column {absent[0]!r}: give accurate (true or false) and {keys}.")
    verdicts = checked["accurate"]
    if verdicts.isna().any() or not verdicts.isin([True, False]).all():
        raise ValueError("Some cells have no verdict in 'accurate': write true or false, or leave them out.")
    rows = checked.assign(accurate=verdicts.astype(bool))
    if keys:
        groups = rows.groupby(keys if len(keys) > 1 else keys[0])["accurate"]
        table = pd.DataFrame({"n": groups.size(), "accurate": groups.sum()})
    else:
        table = pd.DataFrame({"n": [len(rows)], "accurate": [rows["accurate"].sum()]}, index=["all"])
    return _with_interval(table.astype("int64"))


def _with_interval(table: pd.DataFrame) -> pd.DataFrame:
    from statsmodels.stats.proportion import proportion_confint

    told = table["n"] > 0
    table = table.assign(share=float("nan"), low=0.0, high=1.0)
    if told.any():
        some = table[told]
        table.loc[told, "share"] = some["accurate"] / some["n"]
        low, high = proportion_confint(some["accurate"], some["n"], alpha=0.05, method="wilson")
        table.loc[told, "low"], table.loc[told, "high"] = low, high
    return table
