"""Notebook cells for the browser tests and benchmarks/widgets.py: made-up accounts, and the explorers on them."""

ORDERS = """
import numpy as np
import pandas as pd

def orders_of(accounts):
    random = np.random.default_rng(1)
    lines = random.poisson(random.lognormal(1.6, 0.7, accounts)) + 1
    last = random.gamma(1.2, 80, accounts)
    ids = np.repeat(np.arange(accounts), lines)
    back = np.concatenate([last[i] + 30 * np.arange(n) for i, n in enumerate(lines)])
    revenue = random.lognormal(7, 1, len(ids)) * (1 + ids % 3)
    return pd.DataFrame({
        "order_id": [f"O{i}" for i in range(len(ids))],
        "account_id": [f"A{i:03}" for i in ids],
        "ordered_at": pd.Timestamp("2025-12-31") - pd.to_timedelta(back.round(), unit="D"),
        "quantity": random.integers(1, 60, len(ids)).astype(float),
        "revenue": revenue.round(2),
        "margin": (revenue * random.uniform(0.1, 0.4, len(ids))).round(2),
    })

orders, as_of = orders_of({accounts}), pd.Timestamp("2025-12-31")
"""
EXPLORERS = {
    "rfm_thresholds": """
from kamlib.methods import segments
from kamlib.widgets import rfm_thresholds
rfm_thresholds(segments.rfm(orders, as_of), "EUR")
""",
    "cluster_count": """
from kamlib.methods import segments
from kamlib.widgets import cluster_count
scaled = segments.scale(segments.features(orders, as_of))
cluster_count(scaled, segments.choose_k(scaled, resamples=20))
""",
    "profit_levers": """
from kamlib.methods import levers
from kamlib.widgets import profit_levers
profit_levers(levers.base_year(orders, as_of), "EUR")
""",
    "value_volume_cut": """
from kamlib.methods import segments
from kamlib.widgets import value_volume_cut
value_volume_cut(segments.continuum(orders))
""",
}


ACCOUNTS = """
import pandas as pd
from kamlib import methods
from kamlib.tables import larkfield
from kamlib.tables.company import Company

tables = larkfield.generate("class-1", accounts={accounts})
company = Company("Class", "EUR", larkfield.AS_OF, lambda: tables)
"""
ACCOUNT_EXPLORERS = {
    "knowledge_map": """
from kamlib.widgets import knowledge_map
audit = methods.accounts.knowledge_audit(company.knowledge, company.accounts, company.as_of)
stakes = company.orders.groupby("account_id")["revenue"].sum()
knowledge_map(audit, company.accounts, stakes, company.currency)
""",
    "card_browser": """
from kamlib.widgets import card_browser
card_browser(company)
""",
    "rollup_before_after": """
from kamlib.widgets import rollup_before_after
rollup_before_after(methods.accounts.roll_up(company.orders, company.accounts), company.currency)
""",
}


def account_cells(accounts: int) -> list[str]:
    """Return the cells that show the explorers of lesson 01 on so many accounts of the teaching company."""
    return [ACCOUNTS.replace("{accounts}", str(accounts)), *ACCOUNT_EXPLORERS.values()]


def cells(accounts: int, *names: str) -> list[str]:
    """Return the cells that show these explorers on so many accounts."""
    return [ORDERS.replace("{accounts}", str(accounts)), *(EXPLORERS[name] for name in names)]
