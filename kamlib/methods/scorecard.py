"""Key-account management on one card: segmentation, retention and growth, each with one number of this company.

Three numbers steer nothing by themselves; each stands with what it may not be read as. The lessons take them apart one
by one. Taught in lesson 00.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass

import pandas as pd

from kamlib.methods.concentration import top_share
from kamlib.methods.windows import YEAR, last_days
from kamlib.tables.markup import verbatim

LATE_DAYS = 31
_MEASURES = {
    "segmentation": (
        "share of revenue that the largest fifth of accounts bring",
        "who deserves most service: large is not profitable (03), nor willing to grow (07)",
    ),
    "retention": (
        "accounts that ordered in the year before and ordered again since",
        "loyalty: silence is not leaving, and staying may be habit or contract (04)",
    ),
    "growth": (
        "change in revenue of the accounts that ordered in both years",
        "the company's growth: those who left are not in it, nor those who came; prices are (15)",
    ),
}


@dataclass(frozen=True, eq=False)
class Scorecard:
    """One share for each element of key-account management: `table` has measure, value and not_read_as by element.

    `note` says what the file is too short for; empty where it is long enough.
    """

    table: pd.DataFrame
    note: str = ""

    def __str__(self) -> str:
        rows = (f"{name}: {row['measure']}: {_percent(row['value'])}" for name, row in self.table.iterrows())
        return "\n".join([*rows, *filter(None, [self.note])])

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        left = "style='text-align:left'"
        rows = "".join(
            f"<tr><th scope='row' {left}>{name}</th><td {left}>{html.escape(row['measure'])}</td>"
            f"<td><b>{_percent(row['value'])}</b></td><td {left}>{html.escape(row['not_read_as'])}</td></tr>"
            for name, row in self.table.iterrows()
        )
        heads = "".join(
            f"<th scope='col' {left}>{head}</th>" for head in ("element", "one number", "here", "not to be read as")
        )
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"


def scorecard(orders: pd.DataFrame, as_of: pd.Timestamp) -> Scorecard:
    """Return one number for segmentation, retention and growth from the 730 days up to `as_of`.

    `orders` is a contract table. A value is a share, and NaN where a year brought no orders or no money, or where the
    file begins so late (`LATE_DAYS`) that growth would be measured against a part of a year.

    >>> lines = {"account_id": ["A", "B", "A"], "revenue": [10.0, 5.0, 12.0]}
    >>> days = pd.to_datetime(["2024-01-05", "2024-06-01", "2025-06-01"])
    >>> scorecard(pd.DataFrame(lines).assign(ordered_at=days), pd.Timestamp("2025-12-31"))
    segmentation: share of revenue that the largest fifth of accounts bring: 100%
    retention: accounts that ordered in the year before and ordered again since: 50%
    growth: change in revenue of the accounts that ordered in both years: 20%
    """
    year, days = pd.Timedelta(days=YEAR), orders["ordered_at"]
    now, before = (_by_account(last_days(orders, until)) for until in (as_of, as_of - year))
    kept = now.index.intersection(before.index)
    earlier = float(before.reindex(kept).sum())
    note = _too_short(days, as_of - 2 * year)
    values = {
        "segmentation": top_share(now, 0.20) if len(now) else math.nan,
        "retention": len(kept) / len(before) if len(before) else math.nan,
        "growth": float(now.reindex(kept).sum()) / earlier - 1 if earlier > 0 and not note else math.nan,
    }
    table = pd.DataFrame(
        [(name, measure, values[name], caution) for name, (measure, caution) in _MEASURES.items()],
        columns=["element", "measure", "value", "not_read_as"],
    )
    return Scorecard(table.set_index("element"), note)


def _too_short(days: pd.Series, start: pd.Timestamp) -> str:
    if days.empty or days.min() <= start + pd.Timedelta(days=LATE_DAYS):
        return ""
    return (
        f"The file begins on {days.min():%Y-%m-%d}, and the year before began on {start + pd.Timedelta(days=1):%Y-%m-%d}: "
        "growth against a part of a year would be flattery, and who came back is known of fewer accounts."
    )


def _by_account(lines: pd.DataFrame) -> pd.Series:
    return lines.groupby("account_id")["revenue"].sum()


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("-", "−") if math.isfinite(share) else "not known"
