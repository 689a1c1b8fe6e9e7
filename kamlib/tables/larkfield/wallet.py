"""Wallet: what a sample of customers told us they spend in a year with all suppliers, and our place among them.

Nearly every third account was asked, the larger more often; answers are rounded and off by a tenth or so. Taught in
lesson 07; in lesson 02 it tells where better service has something to win.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.catalogue import CATEGORIES
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import Market


def category_wallets(market: Market) -> np.ndarray:
    """Return the true yearly spend of every account in every category, accounts x categories, at today's prices.

    Categories bought from others only are part of it, so wallets are wider than our sales. Second entries hold none.
    """
    rng = market.stream("wallets")
    price = market.calendar.price[market.calendar.months - 1]
    ours = market["size"] * price
    total = ours / market["wallet_share"]
    elsewhere = rng.uniform(0.3, 1.7, (len(market), len(CATEGORIES))) * np.array([0.35, 0.3, 0.22, 0.13])
    elsewhere /= elsewhere.sum(axis=1, keepdims=True)
    wallets = ours[:, None] * market.mix + (total - ours)[:, None] * elsewhere
    return np.where(market["original"][:, None] >= 0, 0.0, np.round(wallets, 2))


def make_wallet(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the wallet table (contract columns): one row an account asked and a category it buys."""
    rng = market.stream("wallet")
    n, days = len(market), market.calendar.days
    here = np.isnan(leaving.day) | (leaving.day > days - 60)
    here &= (market["original"] < 0) & (market["opened"] < days - 60)
    chance = np.where(here, 0.16 + 0.50 * market["size_rank"] ** 1.5, 0.0)
    asked = np.flatnonzero(rng.random(n) < chance)
    if not len(asked):
        asked = np.flatnonzero(market["original"] < 0)[:1]
    wallets = category_wallets(market)[asked]
    share = np.where(wallets > 0, market["size"][asked][:, None] * market.mix[asked] / np.maximum(wallets, 1), 0.0)
    said = wallets * rng.triangular(0.82, 1.0, 1.22, wallets.shape)
    said = np.maximum(np.round(said, -2), 100)
    rank = np.select([share > 0.55, share > 0.33, share > 0.15, share > 0.03], [1, 2, 3, 4], 5)
    rank = np.clip(rank + rng.choice([-1, 0, 0, 0, 1], rank.shape), 1, 6)
    row, column = np.nonzero(wallets > 0.05 * wallets.sum(axis=1, keepdims=True))
    asked_day = (days - 1 - np.floor(rng.triangular(5, 60, 270, len(asked)))).clip(0)
    table = pd.DataFrame(
        {
            "account_id": market.account_ids[asked[row]],
            "category": np.array(CATEGORIES, dtype=object)[column],
            "surveyed_at": market.calendar.timestamps(asked_day[row]),
            "annual_spend": said[row, column],
            "our_rank": rank[row, column],
        }
    )
    return table.astype(CONTRACTS["wallet"].dtypes())
