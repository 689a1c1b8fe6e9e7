"""How much of the revenue hangs on how few accounts: Lorenz curve, Gini, Herfindahl-Hirschman index and top shares.

The curve is from Lorenz (1905, "Methods of measuring the concentration of wealth"), the coefficient from Gini (1912,
"Variabilità e mutabilità"), the sum of squared shares from Hirschman (1945) and Herfindahl (1950). "The best twenty per
cent bring eighty" is a claim about one point of the curve; here it is measured. Taught in lesson 02.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.ownership import owners

FRACTIONS = (0.01, 0.05, 0.10, 0.20)
FEW_GROUPS = 100
"""Below so many independent customers, a resampling interval is known to be too narrow, and the note says so."""


@dataclass(frozen=True, eq=False)
class Concentration:
    """How concentrated the revenue is: the ranked accounts, the measures, their 95 % intervals and a note."""

    table: pd.DataFrame
    gini: float
    hhi: float
    effective_accounts: float
    top_shares: pd.Series
    intervals: pd.DataFrame
    note: str

    def _repr_html_(self) -> str:
        import html

        shown = self.intervals.map(lambda value: "–" if pd.isna(value) else f"{value:,.4g}")
        return f"{shown.to_html()}<p>{html.escape(self.note)}</p>"


def lorenz(values: Iterable[float]) -> pd.DataFrame:
    """Return the Lorenz curve: the share of revenue that the smallest accounts hold, up to each share of accounts.

    `values` is one number an account. The result has a row for nobody and one for each account, smallest first, with
    the columns `account_share` and `revenue_share`. Where the total is not above zero there are no shares: NaN.

    >>> lorenz([30, 10, 60])
       account_share  revenue_share
    0       0.000000            0.0
    1       0.333333            0.1
    2       0.666667            0.4
    3       1.000000            1.0
    """
    ordered = np.sort(_numbers(values))
    cumulative = np.concatenate([[0.0], np.cumsum(ordered)])
    total = math.fsum(ordered)
    shares = cumulative / total if total > 0 else np.full(len(cumulative), np.nan)
    return pd.DataFrame({"account_share": np.linspace(0, 1, len(cumulative)), "revenue_share": shares})


def gini(values: Iterable[float]) -> float:
    """Return the Gini coefficient: 0 when all accounts bring the same, (n - 1) / n when one brings everything.

    It is the population form, without the n / (n - 1) correction. One account gives 0. Where some accounts are
    negative it can pass 1, and no longer reads as an area; where the total is not above zero it is NaN.

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 1])
    (0.0, 0.75)
    """
    return _weighted(np.sort(_numbers(values))[::-1], None, ())[0]


def hhi(values: Iterable[float]) -> float:
    """Return the Herfindahl-Hirschman index, the sum of squared revenue shares (0 to 1), or NaN without a total.

    Its inverse is the number of equally large accounts that would be as concentrated (Adelman, 1969).

    >>> hhi([50, 50]), 1 / hhi([25, 25, 25, 25])
    (0.5, 4.0)
    """
    return _weighted(np.sort(_numbers(values))[::-1], None, ())[1]


def accounts_in(fraction: float, accounts: int) -> int:
    """Return how many accounts "a fifth" is: the smallest whole number that is at least that fraction.

    So a fifth of 4,338 accounts is 868 and one per cent of them is 44; no company has a top group of nobody.

    >>> accounts_in(0.20, 4338), accounts_in(0.01, 4338), accounts_in(0.01, 3)
    (868, 44, 1)
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"The top fraction is {fraction!r}; give a share above 0 and at most 1, such as 0.20.")
    return math.ceil(round(fraction * accounts, 9))


def top_share(values: Iterable[float], fraction: float) -> float:
    """Return the share of revenue that the largest accounts hold; `accounts_in` says how many those are.

    >>> top_share([60, 20, 10, 5, 5], 0.20)
    0.6
    """
    return _weighted(np.sort(_numbers(values))[::-1], None, (fraction,))[2]


def top_shares(values: Iterable[float], fractions: Iterable[float] = FRACTIONS) -> pd.Series:
    """Return the share of revenue that the largest accounts hold, for each fraction of accounts.

    >>> top_shares([60, 20, 10, 5, 5], (0.20, 0.40)).to_dict()
    {0.2: 0.6, 0.4: 0.8}
    """
    fractions = tuple(fractions)
    shares = _weighted(np.sort(_numbers(values))[::-1], None, fractions)[2:]
    return pd.Series(shares, index=pd.Index(fractions, name="fraction"), name="revenue_share", dtype=float)


def concentration(
    orders: pd.DataFrame,
    parents: pd.Series | None = None,
    fractions: Iterable[float] = FRACTIONS,
    resamples: int = 1000,
    seed: int = 0,
) -> Concentration:
    """Measure how concentrated an order ledger is over its accounts, with 95 % percentile bootstrap intervals.

    `orders` is a contract table. `parents` maps account_id to parent_id: accounts of one parent are not independent,
    so whole parents are resampled; an account without one stands for itself. The interval answers "what could another
    set of customers drawn like these have shown?": of the customers we have, the measures themselves are exact. Where
    few customers are very large it is too short, because no resample holds the giant that we did not happen to have:
    on lognormal revenue (sigma 1.5) it covered the true Gini in 92 % of 300 runs with 1,000 accounts, 82 % with 300 and
    65 % with 60.
    """
    from kamlib.tables import engine

    fractions = tuple(fractions)
    table = engine.run("concentration", orders=orders)
    values = _numbers(table["revenue"])
    order = np.argsort(-values, kind="stable")
    groups = group_numbers(table["account_id"], parents)[order]
    estimate = _weighted(values[order], None, fractions)
    names = ["gini", "hhi", *(f"top_{100 * fraction:g}_percent" for fraction in fractions)]
    draws = _draws(values[order], groups, fractions, resamples, seed)
    low, high = _quantiles(draws)
    intervals = pd.DataFrame({"estimate": estimate, "low": low, "high": high}, index=pd.Index(names, name="measure"))
    intervals.loc["effective_accounts"] = [1 / estimate[1], 1 / high[1], 1 / low[1]]
    return Concentration(
        table=table,
        gini=estimate[0],
        hhi=estimate[1],
        effective_accounts=1 / estimate[1],
        top_shares=pd.Series(estimate[2:], index=pd.Index(fractions, name="fraction"), name="revenue_share"),
        intervals=intervals,
        note=_note(values, groups),
    )


def _numbers(values: Iterable[float]) -> np.ndarray:
    numbers = np.asarray(values if isinstance(values, pd.Series) else list(values), dtype=float)
    if len(numbers) == 0:
        raise ValueError("There are no accounts to measure; give one number for each account.")
    missing = int((~np.isfinite(numbers)).sum())
    if missing:
        raise ValueError(
            f"{missing:,} of {len(numbers):,} accounts have no finite revenue; fill them in or leave them out."
        )
    return numbers


def _weighted(descending: np.ndarray, weights: np.ndarray | None, fractions: tuple[float, ...]) -> list[float]:
    """Return Gini, HHI and top shares of values sorted largest first, each counted `weights` times (default once)."""
    weights = np.ones(len(descending)) if weights is None else weights
    counts = [accounts_in(fraction, int(weights.sum())) for fraction in fractions]
    money = weights * descending
    total = math.fsum(money)
    if not total > 0:
        return [math.nan] * (2 + len(counts))
    passed, earned = np.cumsum(weights), np.cumsum(money)
    accounts = passed[-1]
    # Tied copies share ranks, so the sum of a block's ranks is its size times the middle one.
    ranked = float(money @ (passed - (weights - 1) / 2))
    found = [
        float((accounts + 1) / accounts - 2 * ranked / (accounts * total)),
        float(money @ descending) / total**2,
    ]
    for count in counts:
        last = int(np.searchsorted(passed, count))
        found.append(float(earned[last] - (passed[last] - count) * descending[last]) / total)
    return found


def group_numbers(account_ids: pd.Series, parents: pd.Series | None) -> np.ndarray:
    """Number the independent customers: a number for each account, the same for accounts of one parent.

    `parents` maps account_id to parent_id; an account without one stands for itself.

    >>> group_numbers(pd.Series(["A1", "A2", "B"]), pd.Series({"A1": "A", "A2": "A"})).tolist()
    [0, 0, 1]
    """
    if parents is None:
        return np.arange(len(account_ids))
    if not parents.index.is_unique:
        raise ValueError("The parents hold an account more than once; give one parent_id for each account_id.")
    return pd.factorize(owners(account_ids, parents))[0]


def _draws(
    descending: np.ndarray, groups: np.ndarray, fractions: tuple[float, ...], resamples: int, seed: int
) -> np.ndarray:
    """Return the measures of `resamples` sets of customers, drawn as whole groups with replacement."""
    count = int(groups.max()) + 1
    if count < 2:
        return np.full((1, 2 + len(fractions)), np.nan)
    random = np.random.default_rng(seed)
    chances = np.full(count, 1 / count)
    return np.array(
        [
            _weighted(descending, random.multinomial(count, chances)[groups].astype(float), fractions)
            for _ in range(resamples)
        ]
    )


def _quantiles(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kept = draws[~np.isnan(draws).any(axis=1)]
    if len(kept) == 0:
        nothing = np.full(draws.shape[1], np.nan)
        return nothing, nothing
    low, high = np.quantile(kept, [0.025, 0.975], axis=0)
    return low, high


def _note(values: np.ndarray, groups: np.ndarray) -> str:
    sentences = []
    empty, accounts, count = int((values <= 0).sum()), len(values), int(groups.max()) + 1
    if math.fsum(values) <= 0:
        sentences.append("Revenue does not add up to more than zero, so there are no shares to measure.")
    elif empty:
        sentences.append(
            f"{empty:,} of {accounts:,} accounts brought nothing or less than nothing: the Lorenz curve starts flat or "
            "falls below zero, top groups can hold more than 100 %, and Gini can pass 1: compare it with care."
        )
    if count < 2:
        sentences.append("One independent customer: no interval can be given.")
    elif count < FEW_GROUPS:
        sentences.append(f"Only {count} independent customers: the intervals are too narrow.")
    unit = "accounts" if count == accounts else f"the {count:,} parents of {accounts:,} accounts"
    return " ".join([*sentences, f"Intervals resample {unit}."] if count > 1 else sentences)
