"""What an account held when: ties, products and calls as they were known then, never counted over the whole life.

Who stays long has had more time to gather ties, so a count over the whole life makes ties look like a cause of staying
where they do nothing: immortal-time bias (Suissa 2008, "Immortal time bias in pharmaco-epidemiology"). Two honest ways:
look from a fixed age on at who was still here and held what then (the landmark: Anderson, Cain and Gelber 1983,
"Analysis of survival by tumor response"), or let what is held change during the life. Taught in lesson 04.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

MADE = ("start", "stop", "held")


def time_varying(accounts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Tell each life in parts, a row for each number of ties held: rows for `cox(rows, "stop", "left", …, start="start")`.

    `accounts` has a row an account: account_id, duration (time watched since its beginning), left, and any columns that
    stay the same. `events` has a row a tie gained: account_id and time, in the same unit since the same beginning, and,
    if ties also end, change (1 gained, -1 lost). The result has account_id, start, stop (a part is from start, not
    included, to stop), left (True only in the last part of a life that ended), held and those columns. A tie counts
    after the time it came; one that came when the account left, or after, counts never.

    >>> accounts = pd.DataFrame({"account_id": ["A", "B"], "duration": [9.0, 4.0], "left": [True, False]})
    >>> time_varying(accounts, pd.DataFrame({"account_id": ["A"], "time": [3.0]}))
      account_id  start  stop   left  held
    0          A    0.0   3.0  False     0
    1          A    3.0   9.0   True     1
    2          B    0.0   4.0  False     0
    """
    _check(accounts, events)
    fixed = [name for name in accounts if name not in ("account_id", "duration", "left")]
    number = pd.Series(np.arange(len(accounts)), index=accounts["account_id"].array)
    life = accounts["duration"].to_numpy(dtype=float)
    who = number.reindex(events["account_id"]).to_numpy(dtype=np.int64)
    # What was held before the beginning was held from the beginning on.
    when = np.maximum(events["time"].to_numpy(dtype=float), 0.0)
    change = events["change"].to_numpy(dtype=np.int64) if "change" in events else np.ones(len(events), dtype=np.int64)
    counted = when < life[who]
    steps = pd.DataFrame(
        {
            "who": np.concatenate([np.arange(len(accounts)), who[counted]]),
            "start": np.concatenate([np.zeros(len(accounts)), when[counted]]),
            "change": np.concatenate([np.zeros(len(accounts), dtype=np.int64), change[counted]]),
        }
    )
    parts = steps.groupby(["who", "start"], as_index=False)["change"].sum()
    parts["held"] = parts.groupby("who")["change"].cumsum()
    if (parts["held"] < 0).any():
        account = accounts["account_id"].iloc[parts.loc[parts["held"] < 0, "who"].iloc[0]]
        raise ValueError(f"{account} loses more ties than it has gained; give its ties from its beginning on.")
    owner = parts["who"].to_numpy()
    last = np.append(owner[1:] != owner[:-1], True)
    starts = parts["start"].to_numpy()
    rows = pd.DataFrame({"account_id": accounts["account_id"].array[owner], "start": starts})
    rows["stop"] = np.where(last, life[owner], np.append(starts[1:], 0.0))
    rows["left"] = last & (accounts["left"].to_numpy(dtype=float)[owner] == 1)
    rows["held"] = parts["held"].to_numpy()
    for name in fixed:
        rows[name] = accounts[name].array[owner]
    return rows


def landmark(table: pd.DataFrame, at: float) -> pd.DataFrame:
    """Return those still here at the age `at`, with what they held then, and how long they stayed from there on.

    `table` is what `time_varying` returns. The result has a row an account that was watched longer than `at`:
    account_id, duration (counted from the landmark), left, held (at the landmark) and the columns that stay the same.
    Who left before is not in it, and what came later is not counted. Raises ValueError where nobody was watched so long.

    >>> accounts = pd.DataFrame({"account_id": ["A", "B"], "duration": [9.0, 4.0], "left": [True, False]})
    >>> parts = time_varying(accounts, pd.DataFrame({"account_id": ["A", "A"], "time": [3.0, 8.0]}))
    >>> landmark(parts, 5)
      account_id  duration  left  held
    0          A       4.0  True     1
    """
    missing = [name for name in ("account_id", "start", "stop", "left", "held") if name not in table]
    if missing:
        raise ValueError(f"The table has no column {', '.join(missing)}; give what time_varying returns.")
    if not (np.isfinite(at) and at >= 0):
        raise ValueError(f"The landmark is {at!r}; give an age from 0 on.")
    lives = table.groupby("account_id", sort=False).agg(stop=("stop", "max"), left=("left", "any"))
    here = table[(table["start"] <= at) & (table["stop"] > at)].reset_index(drop=True)
    if here.empty:
        raise ValueError(f"The landmark is {at:g}, but nobody was watched longer; give an earlier one.")
    ends = lives.loc[here["account_id"]].reset_index(drop=True)
    rows = pd.DataFrame({"account_id": here["account_id"], "duration": ends["stop"] - at, "left": ends["left"]})
    return pd.concat([rows, here.drop(columns=["account_id", "start", "stop", "left"])], axis=1)


def _check(accounts: pd.DataFrame, events: pd.DataFrame) -> None:
    from kamlib.methods.churn.survival import observed

    for title, table, wanted in (
        ("accounts", accounts, ("account_id", "duration", "left")),
        ("events", events, ("account_id", "time")),
    ):
        missing = [name for name in wanted if name not in table]
        if missing:
            raise ValueError(f"The {title} have no column {', '.join(missing)}; they need {', '.join(wanted)}.")
        if table["account_id"].isna().any():
            raise ValueError(f"{int(table['account_id'].isna().sum()):,} {title} have no account_id; leave them out.")
    taken = [name for name in MADE if name in accounts]
    if taken:
        raise ValueError(f"The accounts have a column {', '.join(taken)}, which the result needs; rename it.")
    if not accounts["account_id"].is_unique:
        raise ValueError("An account_id stands in more than one row of the accounts; give each account once.")
    lengths, _ = observed(accounts["duration"], accounts["left"])
    if (lengths == 0).any():
        raise ValueError(f"{int((lengths == 0).sum()):,} accounts were watched for no time at all; leave them out.")
    unknown = ~events["account_id"].isin(accounts["account_id"])
    if unknown.any():
        raise ValueError(
            f"{int(unknown.sum()):,} events are of accounts that the accounts do not hold; leave them out."
        )
    if not np.isfinite(events["time"].to_numpy(dtype=float)).all():
        raise ValueError("An event has no time; say how long after the account's beginning it came.")
