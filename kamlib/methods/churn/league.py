"""League tables of turnover: a year's losses by group or by category, and what became of last year's ends of the list.

Whoever stands at an end of a list in one year stands nearer to the middle in the next, whatever is done, because part of
what brought it there was luck (Galton 1886, "Regression towards mediocrity in hereditary stature"). Taught in lesson 04.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from kamlib.methods.churn.turnover import by_group
from kamlib.methods.cohorts.retention import retention
from kamlib.methods.windows import stretch_days, stretches_ago

NAMES = ("fell furthest", "fell", "about the same", "rose", "rose furthest")
_COLUMNS = {"n": "int64", "left": "int64", "rate": "float64", "low": "float64", "high": "float64"}


def league(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    groups: pd.Series,
    parents: pd.Series | None = None,
    days: int | None = None,
) -> pd.DataFrame:
    """Return turnover by group over the last `days`, as `by_group` does: of those that bought in as many days before, who did not.

    `days` is a year, or half of a shorter file, where it is not given. No row where nobody of any group bought then.

    >>> when = pd.to_datetime(["2023-06-01", "2024-06-01", "2023-06-01"])
    >>> lines = pd.DataFrame({"account_id": list("AAB"), "ordered_at": when, "revenue": 1.0})
    >>> league(lines, date(2024, 12, 31), pd.Series({"A": "North", "B": "North"}), days=365)[["n", "left"]].to_dict("index")
    {'North': {'n': 2, 'left': 1}}
    """
    days = stretch_days(orders, as_of) if days is None else days
    fate = retention(orders, as_of, days, resamples=2).table
    lost = (fate["became"] == "left")[fate["start"] > 0]
    known = groups[groups.index.isin(lost.index) & groups.notna()]
    if known.empty:
        empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _COLUMNS.items()})
        return empty.rename_axis("group")
    return by_group(lost, known, parents)


def categories_of(orders: pd.DataFrame) -> pd.Series:
    """Return the categories an account buys, by account_id, an account as often as it has categories; empty without any.

    >>> lines = pd.DataFrame({"account_id": list("AAB"), "category": ["carpet", "carpet", "vinyl"]})
    >>> categories_of(lines).to_dict()
    {'A': 'carpet', 'B': 'vinyl'}
    """
    if "category" not in orders:
        return pd.Series(dtype="str", name="category", index=pd.Index([], name="account_id"))
    pairs = orders[["account_id", "category"]].dropna().drop_duplicates()
    return pairs.set_index("account_id")["category"]


def fifths_after(orders: pd.DataFrame, as_of: date | pd.Timestamp, days: int = 365) -> pd.DataFrame:
    """Return what fifths of accounts did in the last `days`, parted by how their revenue had changed in the stretch before.

    Accounts with revenue above zero in both of the two earlier stretches, in fifths of their change between these, the
    deepest fall first. Columns: accounts, change_before and change_after (revenue of the later stretch over the earlier,
    less 1, of all in the fifth together) and rose_after (share of accounts that bought more than in the stretch before; who
    bought nothing did not). No row where the file does not hold three stretches.

    >>> when = pd.to_datetime(["2022-06-01", "2023-06-01", "2024-06-01"])
    >>> lines = pd.DataFrame({"account_id": "A", "ordered_at": when, "revenue": [100.0, 50.0, 80.0]})
    >>> fifths_after(lines, date(2024, 12, 31))[["change_before", "change_after", "rose_after"]].round(2).to_numpy().tolist()
    [[-0.5, 0.6, 1.0]]
    """
    ago = stretches_ago(orders, as_of, days)
    sold = orders[ago.between(0, 2)].groupby(["account_id", ago])["revenue"].sum().unstack(fill_value=0)
    sold = sold.reindex(columns=[2, 1, 0], fill_value=0.0)
    sold = sold[(sold[2] > 0) & (sold[1] > 0)]
    change = (sold[1] / sold[2]).rank(method="average", pct=True)
    fifth = pd.cut(change, [0, 0.2, 0.4, 0.6, 0.8, 1], labels=list(NAMES))
    by_fifth = sold.assign(rose=sold[0] > sold[1]).groupby(fifth, observed=True)
    sums = by_fifth[[2, 1, 0]].sum()
    return pd.DataFrame(
        {
            "accounts": by_fifth.size(),
            "change_before": sums[1] / sums[2] - 1,
            "change_after": sums[0] / sums[1] - 1,
            "rose_after": by_fifth["rose"].mean(),
        }
    ).rename_axis("in the stretch before")
