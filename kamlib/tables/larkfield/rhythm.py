"""Rhythm: events of many accounts at once, at an expected number a month and with a chosen regularity.

Gaps are Erlang in operational time (the sum of `shape` exponentials: more regular than chance, as replenishment is),
and time is stretched where the expected number a month changes. Deliberately not a Poisson process, so that the
models of lesson 05 can be wrong here as they are in life.
"""

import numpy as np


def renewals(
    rng: np.random.Generator, a_month: np.ndarray, bounds: np.ndarray, shape: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return (account index, day) of every event, sorted by account and day.

    `a_month`: expected events, accounts x months. `bounds`: the months+1 day numbers between them. `shape`: stages of
    each account's Erlang gap, at least 1.

    >>> rng = np.random.default_rng(1)
    >>> who, day = renewals(rng, np.full((2, 12), 10.0), np.arange(13) * 30.0, np.array([1, 4]))
    >>> [int(n) for n in np.bincount(who)]
    [116, 124]
    """
    accounts, months = a_month.shape
    due = np.zeros((accounts, months + 1))
    np.cumsum(a_month, axis=1, out=due[:, 1:])
    total = due[:, -1]
    draws = np.ceil(total + 6 * np.sqrt(total) + 6).astype(int)
    draws[total <= 0] = 0
    who = np.repeat(np.arange(accounts), draws)
    gaps = rng.gamma(shape[who], 1.0 / shape[who])
    first = np.r_[0, np.cumsum(draws)[:-1]][draws > 0]
    # A history does not begin with an event: the first gap is under way when it opens.
    gaps[first] *= rng.random(len(first))
    clock = np.cumsum(gaps)
    clock -= np.repeat(np.r_[0.0, clock][np.r_[0, np.cumsum(draws)[:-1]]], draws)
    keep = clock < total[who]
    who, clock = who[keep], clock[keep]
    # One interpolation for all accounts: each account's clock is shifted beyond the one before it, and the tiny
    # slope keeps the clock increasing through months in which nothing is expected.
    slope = np.arange(months + 1) * 1e-9
    step = np.r_[0.0, np.cumsum(total + 1.0)[:-1]]
    return who, np.interp(clock + step[who], (due + slope + step[:, None]).ravel(), np.tile(bounds, accounts))
