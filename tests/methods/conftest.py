"""Small ledgers of made-up orders, and one real ledger, for the tests of methods."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

AS_OF = pd.Timestamp("2024-12-31")


def ledger(accounts: int, seed: int = 0, lines: int = 12) -> pd.DataFrame:
    """Order lines of `accounts` accounts: a few large ones, many small ones, some refunds, two lines an order."""
    random = np.random.default_rng(seed)
    size = random.lognormal(0, 1.3, accounts)
    count = 1 + random.poisson(lines * size / size.mean())
    account = np.repeat([f"A{number:04d}" for number in range(accounts)], count)
    total = len(account)
    quantity = random.integers(1, 40, total) * np.where(random.random(total) < 0.03, -1, 1)
    price = random.lognormal(2, 0.5, total).round(2)
    product = random.integers(1, 30, total)
    return pd.DataFrame(
        {
            "order_id": [f"O{row // 2}-{name}" for row, name in enumerate(account)],
            "account_id": pd.array(account, dtype="str"),
            "ordered_at": AS_OF - pd.to_timedelta(random.integers(0, 900, total), unit="D"),
            "product_id": [f"P{number}" for number in product],
            "category": [f"C{number % 4}" for number in product],
            "quantity": quantity.astype(float),
            "unit_price": price,
            "revenue": (quantity * price).round(2),
            "margin": (quantity * price * random.uniform(0.2, 0.5, total)).round(2),
        }
    ).astype({"order_id": "str", "product_id": "str", "category": "str", "ordered_at": "datetime64[us]"})


@cache
def _online_retail(home: Path) -> pd.DataFrame:
    raw = pd.read_csv(home / "online_retail" / "online_retail.csv.xz", dtype="str")
    raw = raw[raw["CustomerID"].notna()]
    quantity, price = raw["Quantity"].astype(float), raw["UnitPrice"].astype(float)
    return pd.DataFrame(
        {
            "order_id": raw["InvoiceNo"],
            "account_id": raw["CustomerID"],
            "ordered_at": pd.to_datetime(raw["InvoiceDate"]).astype("datetime64[us]"),
            "product_id": raw["StockCode"],
            "quantity": quantity,
            "unit_price": price,
            "revenue": quantity * price,
        }
    )


@pytest.fixture
def net_of_refunds(real_data) -> pd.DataFrame:
    """Online Retail, all lines of known customers, cancellations taken off."""
    return _online_retail(real_data)


@pytest.fixture
def sales(net_of_refunds) -> pd.DataFrame:
    """Online Retail, sales to known customers only."""
    lines = net_of_refunds
    return lines[(lines["quantity"] > 0) & (lines["unit_price"] > 0) & ~lines["order_id"].str.startswith("C")]


@pytest.fixture(params=[1, 3, 300])
def orders(request) -> pd.DataFrame:
    """A ledger of one, three or three hundred accounts."""
    return ledger(request.param)


@pytest.fixture
def as_of() -> pd.Timestamp:
    return AS_OF


@pytest.fixture
def make_ledger():
    return ledger
