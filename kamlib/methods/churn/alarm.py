"""An alarm for silent accounts, and the threshold at which calling pays.

A low threshold catches every leaver and calls everybody; a high one calls few and comes too late. Which is best is not
a question of accuracy but of what a call costs and what a rescue is worth (Elkan 2001, "The foundations of
cost-sensitive learning"). Taught in lesson 04.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class AlarmCosts:
    """Calls, hits and money by threshold (`table`), the best threshold (infinity: call nobody) and what it brings.

    `net_of_all` is the net value of calling everybody with a score; calling nobody brings 0.
    """

    table: pd.DataFrame
    best_threshold: float
    best_net: float
    net_of_all: float
    note: str


def alarm(silence: pd.DataFrame, threshold: float, by: str = "times_usual") -> pd.DataFrame:
    """Return the silence table (`cohorts.silence`) with a true/false column `alarm`: its `by` is at the threshold or above.

    The longest silence comes first. `by` is times_usual (silence in the account's own median gaps) or days_since_order
    (one clock for all, which rings for every slow buyer). An account without the number never rings. Raises ValueError
    for a missing column or a threshold that is not above 0.

    >>> told = pd.DataFrame({"times_usual": [3.0, 1.0, float("nan")]}, index=["A", "B", "C"])
    >>> alarm(told, 2)["alarm"].tolist()
    [True, False, False]
    """
    if by not in silence:
        raise ValueError(f"The silence table has no column {by!r}; give times_usual or days_since_order.")
    if not threshold > 0:
        raise ValueError(f"The threshold is {threshold}; give a number above 0, such as 2 for twice the usual gap.")
    table = silence.assign(alarm=silence[by] >= threshold)
    return table.sort_values(by, ascending=False, na_position="last", kind="stable")


def alarm_costs(
    scores: pd.Series, truth: pd.Series, call_cost: float, value_saved: float | pd.Series, success: float
) -> AlarmCosts:
    """Return for each threshold whom it calls, how many of them were leaving, and the money gained or lost.

    `scores` and `truth` (was it leaving?) are by account_id; an account without a score is never called, and if it was
    leaving it counts against the recall. `call_cost` is what a call costs, `value_saved` what an account kept is worth
    (one number, or one by account_id), `success` the share of leavers whom a call keeps. A call on one who would stay
    costs and brings nothing. The table has threshold (call from here up), calls, caught, precision (of the called, how
    many were leaving), recall (of the leavers, how many were called), cost, saved and net; its first row calls nobody,
    which is also best where no threshold brings more than 0. The best threshold looks a little better here than it
    will next time: it was chosen on these very accounts. Raises ValueError for a number that makes no sense or accounts
    without a truth.

    >>> scores, leaving = pd.Series([4.0, 3.0, 2.0, 1.0]), pd.Series([True, False, True, False])
    >>> found = alarm_costs(scores, leaving, call_cost=50, value_saved=1000, success=0.2)
    >>> found.best_threshold, found.best_net, found.net_of_all
    (2.0, 250.0, 200.0)
    """
    _check(call_cost, value_saved, success)
    leaving, worth = _aligned(scores, truth, value_saved)
    scored = scores.dropna().sort_values(ascending=False, kind="stable")
    hits = leaving.loc[scored.index].to_numpy(dtype=float)
    gains = hits * worth.loc[scored.index].to_numpy(dtype=float) * success
    # Accounts with the same score are called together or not at all.
    last = np.flatnonzero(scored.to_numpy() != np.append(scored.to_numpy()[1:], np.nan))
    calls = np.concatenate([[0], last + 1])
    caught = np.concatenate([[0.0], np.cumsum(hits)[last]])
    saved = np.concatenate([[0.0], np.cumsum(gains)[last]])
    all_leaving = float(leaving.sum())
    table = pd.DataFrame(
        {
            "threshold": np.concatenate([[math.inf], scored.to_numpy(dtype=float)[last]]),
            "calls": calls,
            "caught": caught.astype("int64"),
            "precision": np.divide(caught, calls, out=np.full(len(calls), np.nan), where=calls > 0),
            "recall": caught / all_leaving if all_leaving else np.full(len(calls), np.nan),
            "cost": calls * float(call_cost),
            "saved": saved,
            "net": saved - calls * float(call_cost),
        }
    )
    best = table.iloc[int(table["net"].argmax())]
    return AlarmCosts(
        table=table,
        best_threshold=float(best["threshold"]),
        best_net=float(best["net"]),
        net_of_all=float(table["net"].iloc[-1]),
        note=_note(len(leaving), len(scored), int(all_leaving), best),
    )


def _check(call_cost: float, value_saved: float | pd.Series, success: float) -> None:
    if not 0 <= success <= 1:
        raise ValueError(f"The success of a call is {success}; give a share from 0 to 1, such as 0.2.")
    if not 0 <= call_cost < math.inf:
        raise ValueError(f"The cost of a call is {call_cost}; give 0 or more, in the currency of the file.")
    values = value_saved if isinstance(value_saved, pd.Series) else pd.Series([value_saved], dtype=float)
    if not np.isfinite(values.to_numpy(dtype=float)).all():
        raise ValueError("Some accounts have no value to save; give an amount for each, or one for all.")


def _aligned(scores: pd.Series, truth: pd.Series, value_saved: float | pd.Series) -> tuple[pd.Series, pd.Series]:
    for name, given in (("scores", scores), ("truth", truth)):
        if not given.index.is_unique:
            raise ValueError(f"An account stands in the {name} more than once; give one for each account_id.")
    leaving = truth.reindex(scores.index)
    if not leaving.isin([True, False]).all():
        missing = int((~leaving.isin([True, False])).sum())
        raise ValueError(f"{missing:,} accounts with a score have no truth; say for each whether it was leaving.")
    if not isinstance(value_saved, pd.Series):
        return leaving.astype("bool"), pd.Series(float(value_saved), index=scores.index)
    worth = value_saved.reindex(scores.index)
    if worth.isna().any():
        raise ValueError("Some accounts have no value to save; give an amount for each, or one for all.")
    return leaving.astype("bool"), worth


def _note(accounts: int, scored: int, leaving: int, best: pd.Series) -> str:
    sentences = []
    if scored < accounts:
        sentences.append(f"{accounts - scored:,} of {accounts:,} accounts have no score and are never called.")
    if not leaving:
        sentences.append("Nobody was leaving, so no call can pay and there is no recall.")
    elif not best["calls"]:
        sentences.append("At these costs no threshold pays: calling nobody is best.")
    sentences.append("The best threshold was chosen on these accounts; on others expect somewhat less.")
    return " ".join(sentences)
