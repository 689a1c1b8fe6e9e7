"""Duplicate candidates: accounts whose names read alike, to be put to a person who knows the customers.

One customer entered twice looks like two small ones, gets two visits, and hides what it is worth. A program can say
which names are near; it cannot say which firms are one (Fellegi and Sunter, 1969, leave such pairs to a clerk). So
nothing is merged here that nobody confirmed. Taught in lesson 01.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kamlib.methods.accounts.names import comparable

LEAST_SIMILARITY = 88.0
_CELLS_AT_ONCE = 4_000_000


def duplicate_candidates(accounts: pd.DataFrame, *, least: float = LEAST_SIMILARITY) -> pd.DataFrame:
    """Return the pairs of accounts whose names are at least so similar (0 to 100); the most similar first.

    Names are compared without case, accents, punctuation and legal form, their words in any order: the share of letters
    that need no change (`rapidfuzz.fuzz.token_sort_ratio`). The result has account_id, other_id, account_name,
    other_name, similarity, same_region and same_parent (both False where one of the two is not known).

    On Larkfield (300 accounts, 6 entered twice) the default finds all 18 second entries of three seeds, among
    53 pairs: precision 0.34, recall 1.00. Firms of one trade in one town read alike, so most pairs are a question with
    the answer no. All pairs are compared, in blocks of at most 16 MB: 5,000 accounts took 0.3 s on one core, and ten
    times as many take a hundred times as long. Raises ValueError for a `least` outside 0 to 100.

    >>> names = ["Łąkobor Podłogi Sp. z o.o.", "LAKOBOR PODLOGI", "Åsevik Golv AB"]
    >>> found = duplicate_candidates(pd.DataFrame({"account_id": ["A1", "A2", "A3"], "account_name": names}))
    >>> found[["account_id", "other_id", "other_name", "similarity"]]
      account_id other_id       other_name  similarity
    0         A1       A2  LAKOBOR PODLOGI       100.0
    """
    if not 0 <= least <= 100:
        raise ValueError(f"The least similarity is {least!r}: give a number from 0 to 100, such as 88.")
    listed = accounts.drop_duplicates("account_id").sort_values("account_id", ignore_index=True)
    names = listed["account_name"].map(comparable)
    listed = listed[names != ""].reset_index(drop=True)
    first, second, similarity = _near_pairs(names[names != ""].tolist(), least)
    table = pd.DataFrame(
        {
            "account_id": listed["account_id"].to_numpy()[first],
            "other_id": listed["account_id"].to_numpy()[second],
            "account_name": listed["account_name"].to_numpy()[first],
            "other_name": listed["account_name"].to_numpy()[second],
            "similarity": similarity,
            "same_region": _same(listed, "region", first, second),
            "same_parent": _same(listed, "parent_id", first, second),
        }
    ).astype(dict.fromkeys(("account_id", "other_id", "account_name", "other_name"), "str"))
    ordered = table.sort_values(["similarity", "account_id", "other_id"], ascending=[False, True, True])
    return ordered.reset_index(drop=True)


def merge_map(accounts: pd.DataFrame, confirmed_pairs: pd.DataFrame | Iterable[tuple[str, str]]) -> pd.Series:
    """Return account_id -> the id kept: of all ids that confirmed pairs link, directly or not, the first in order.

    `confirmed_pairs` holds pairs of ids that a person confirmed: rows of `duplicate_candidates`, or pairs. Every
    account of `accounts` has an entry, most of them themselves. Raises ValueError for an id that `accounts` lacks.

    >>> accounts = pd.DataFrame({"account_id": ["A1", "A2", "A3", "A4"]})
    >>> merge_map(accounts, [("A3", "A2"), ("A4", "A3")]).to_dict()
    {'A1': 'A1', 'A2': 'A2', 'A3': 'A2', 'A4': 'A2'}
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if isinstance(confirmed_pairs, pd.DataFrame):
        confirmed_pairs = confirmed_pairs[["account_id", "other_id"]].itertuples(index=False, name=None)
    ids = pd.Index(accounts["account_id"].drop_duplicates().sort_values(), name="account_id")
    pairs = np.array(list(confirmed_pairs), dtype=object).reshape(-1, 2)
    places = ids.get_indexer(pd.Index(pairs.ravel(), dtype=ids.dtype))
    if (places < 0).any():
        strange = pairs.ravel()[places < 0][0]
        raise ValueError(f"Account {strange!r} of a confirmed pair is not in the accounts: confirm pairs of this list.")
    ends = places.reshape(-1, 2).T
    links = coo_array((np.ones(len(pairs)), (ends[0], ends[1])), shape=(len(ids), len(ids)))
    group = connected_components(links, directed=False)[1] if len(ids) else np.array([], dtype=int)
    kept = pd.Series(ids, index=ids).groupby(group).transform("first")
    return kept.rename("kept").reindex(accounts["account_id"].drop_duplicates())


def _near_pairs(names: list[str], least: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places of the two names of each near pair, and how near they are."""
    from rapidfuzz import fuzz, process

    # Sorted once here, so that the plain ratio, which is quicker, compares words in any order.
    words = [" ".join(sorted(name.split())) for name in names]
    rows = max(1, _CELLS_AT_ONCE // max(len(words), 1))
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for start in range(0, len(words), rows):
        # Pairs with earlier names were found from there.
        block = process.cdist(
            words[start : start + rows], words[start:], scorer=fuzz.ratio, score_cutoff=least, dtype=np.float32
        )
        at, other = np.nonzero(np.triu(block >= least, k=1))
        found.append((at + start, other + start, block[at, other]))
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else [np.array([], dtype=int)] * 3
    return parts[0], parts[1], parts[2].astype(float).round(1)


def _same(accounts: pd.DataFrame, column: str, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    if column not in accounts:
        return np.zeros(len(first), dtype=bool)
    codes = pd.factorize(accounts[column])[0]  # a missing value is -1
    return (codes[first] >= 0) & (codes[first] == codes[second])
