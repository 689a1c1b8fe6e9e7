"""One face to the customer: duplicates merged and parents rolled up, and what that does to concentration.

"One face" means that a customer with several accounts is known, priced and looked after as one. Counting it as several
makes a business look spread over more customers than it has. The money is the same on every level; only who owns it
changes. Taught in lesson 01; the measures are those of lesson 02.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from kamlib.methods.concentration import gini, hhi, top_share
from kamlib.tables.markup import verbatim
from kamlib.tables.ownership import merged_ids, owners, parents_of

AS_ENTERED, MERGED, ROLLED_UP = LEVELS = ("accounts as entered", "duplicates merged", "parents rolled up")
MEASURES = ("customers", "top_1_share", "top_10_share", "gini", "hhi", "effective_number")


@dataclass(frozen=True, eq=False)
class RollUp:
    """Who the customers are on three levels, and how concentrated the revenue is on each.

    `levels`: indexed by level: customers, top_1_share and top_10_share (of the largest, and the ten largest), gini, hhi,
    effective_number. `owner`: account_id -> customer, parents rolled up. `customers`: indexed by customer: name,
    accounts, revenue, revenue_share, largest first. `accounts`: indexed by account_id of the ledger, for each level the
    customer the account belongs to, its name as entered, and its revenue.
    """

    levels: pd.DataFrame
    owner: pd.Series
    customers: pd.DataFrame
    accounts: pd.DataFrame
    names: dict[str, str]

    def at(self, level: str) -> pd.DataFrame:
        """Return the customers of one level, as `customers` has them. Raises ValueError for a level that is none."""
        if level not in LEVELS:
            raise ValueError(f"There is no level {level!r}: choose one of {', '.join(LEVELS)}.")
        grouped = self.accounts.groupby(level)["revenue"]
        table = pd.DataFrame({"accounts": grouped.size(), "revenue": grouped.sum()}).rename_axis("customer")
        table.insert(0, "name", [self.names.get(str(customer), str(customer)) for customer in table.index])
        total = float(self.accounts["revenue"].sum())
        table["revenue_share"] = table["revenue"] / (total if total > 0 else np.nan)
        return table.sort_values("revenue", ascending=False, kind="stable")

    def __str__(self) -> str:
        first, last = self.levels.iloc[0], self.levels.iloc[-1]
        return (
            f"{first['customers']:,.0f} accounts as entered are {last['customers']:,.0f} customers once duplicates are "
            f"merged and parents rolled up; the ten largest hold {_share(first['top_10_share'])} as entered and "
            f"{_share(last['top_10_share'])} as they are."
        )

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>{self.levels.to_html(float_format='{:,.4g}'.format)}"


def roll_up(orders: pd.DataFrame, accounts: pd.DataFrame, merges: pd.Series | None = None) -> RollUp:
    """Measure concentration over accounts as entered, with duplicates merged, and with parents rolled up.

    `orders` and `accounts` are contract tables; `merges` is a `merge_map` of confirmed pairs (default: none). Only
    accounts that ordered count. An account without a parent, or that `accounts` does not list, stands for itself. A
    parent that is itself one of the accounts is that account; of a chain of parents the last counts. Where revenue does
    not add up to more than zero, shares are NaN.

    >>> orders = pd.DataFrame({"account_id": ["A", "B", "C"], "revenue": [40.0, 30.0, 30.0]})
    >>> accounts = pd.DataFrame({"account_id": ["A", "B"], "account_name": ["a", "b"], "parent_id": ["P", "P"]})
    >>> roll_up(orders, accounts).levels["top_1_share"].to_dict()
    {'accounts as entered': 0.4, 'duplicates merged': 0.4, 'parents rolled up': 0.7}
    """
    revenue = orders.groupby("account_id")["revenue"].sum()
    ids = pd.Series(revenue.index.union(pd.Index(accounts["account_id"])), dtype="str")
    kept = merged_ids(ids, merges)
    owner = owners(kept, parents_of(accounts, merges)).set_axis(pd.Index(ids, name="account_id")).rename("customer")
    ledger = pd.DataFrame({AS_ENTERED: ids.to_numpy(), MERGED: kept.to_numpy(), ROLLED_UP: owner.to_numpy()}, ids)
    ledger = ledger.rename_axis("account_id").loc[revenue.index]
    names = _names(accounts)
    ledger["account_name"] = [names.get(str(account), str(account)) for account in ledger.index]
    ledger["revenue"] = revenue
    levels = pd.DataFrame([_measures(ledger.groupby(level)["revenue"].sum()) for level in LEVELS], columns=MEASURES)
    levels = levels.set_axis(pd.Index(LEVELS, name="level")).astype({"customers": "int64"})
    empty = RollUp(levels, owner, pd.DataFrame(), ledger, names)
    return RollUp(levels, owner, empty.at(ROLLED_UP), ledger, names)


def _measures(revenue: pd.Series) -> dict[str, float]:
    customers = len(revenue)
    if customers == 0:
        return {"customers": 0}
    found = {f"top_{count}_share": top_share(revenue, min(count, customers) / customers) for count in (1, 10)}
    index = hhi(revenue)
    return {"customers": customers, **found, "gini": gini(revenue), "hhi": index, "effective_number": 1 / index}


def _names(accounts: pd.DataFrame) -> dict[str, str]:
    """Return the names of accounts and parents by id; a parent without a name is called by its id."""
    listed = accounts[["account_id", "account_name"]] if "account_name" in accounts else accounts.iloc[:0, :0]
    pairs = [tuple(row) for row in listed.dropna().itertuples(index=False, name=None)]
    if {"parent_id", "parent_name"} <= set(accounts.columns):
        groups = accounts[["parent_id", "parent_name"]].dropna().drop_duplicates("parent_id")
        pairs = [*groups.itertuples(index=False, name=None), *pairs]
    return {str(one): str(name) for one, name in pairs}


def _share(value: float) -> str:
    return "not known" if np.isnan(value) else f"{value:.0%}"
