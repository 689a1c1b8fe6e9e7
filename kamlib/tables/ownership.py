"""Who stands behind an account: duplicates as one, and accounts under one parent as one customer.

Several accounts of one owner can be lost in one meeting, so they are one customer, however the ledger lists them.
Used wherever customers are counted or resampled; taught in lesson 01.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd


def parents_of(accounts: pd.DataFrame, merges: pd.Series | None = None) -> pd.Series:
    """Return kept account_id -> parent_id, for those that have one.

    A duplicate was often entered without its parent: merged ids take the parent of the one kept, else the first parent
    any of them has.
    """
    if "parent_id" not in accounts:
        return pd.Series(dtype="str", name="parent_id")
    listed = accounts.dropna(subset="parent_id").drop_duplicates("account_id")
    kept = merged_ids(listed["account_id"], merges)
    order = (kept != listed["account_id"]).astype(int)
    rows = listed.assign(kept=kept, order=order).sort_values(["kept", "order", "account_id"])
    return rows.drop_duplicates("kept").set_index("kept")["parent_id"].rename_axis("account_id")


def merged_ids(account_ids: pd.Series, merges: pd.Series | None) -> pd.Series:
    """Return for each id the one it was merged into; itself where `merges` does not say."""
    return account_ids if merges is None else account_ids.map(merges).fillna(account_ids)


def owners(account_ids: pd.Series, parents: Mapping[Any, Any] | pd.Series) -> pd.Series:
    """Return the customer behind each of `account_ids` (same index): the last owner above it, or the account itself.

    `parents` maps account_id to parent_id; where it holds no parent (or a missing one), the account stands for itself.

    >>> owners(pd.Series(["A1", "A2", "B"]), {"A1": "A", "A2": "A"}).tolist()
    ['A', 'A', 'B']
    """
    known = {account: parent for account, parent in parents.items() if not pd.isna(parent)}
    return account_ids.map({account: top_owner(account, known) for account in account_ids.unique()})


def top_owner(account_id: Any, parents: Mapping[Any, Any]) -> Any:
    """Return the last owner in the chain above an account; a parent may itself be an account with a parent.

    Where owners own each other in a circle, the first of them by name stands for all.

    >>> top_owner("A1", {"A1": "A2", "A2": "P1"}), top_owner("A1", {"A1": "A2", "A2": "A1"})
    ('P1', 'A1')
    """
    chain = [account_id]
    while (above := parents.get(chain[-1])) is not None:
        if above in chain:
            return min(chain[chain.index(above) :])
        chain.append(above)
    return chain[-1]
