"""The telephone of the teaching company: what a customer says when somebody rings and asks.

On Larkfield the hidden truth answers. On a client's file nobody has rung yet, so the same call returns no rows: the list
it was given is the list of calls to make. Used by lessons 01, 04 and 08.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

_CELL = ["account_id", "question"]


def check_answers(cells: pd.DataFrame, truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the cells (account_id, question, …) with a true/false column `accurate`: what the customer confirmed.

    No rows where there is no truth to ask.

    >>> cells = pd.DataFrame({"account_id": ["A"], "question": [1]})
    >>> len(check_answers(cells, {}))
    0
    """
    if "knowledge" not in truth:
        return cells.iloc[:0].assign(accurate=pd.Series(dtype=bool))
    return cells.merge(truth["knowledge"][[*_CELL, "accurate"]], on=_CELL, validate="one_to_one")


def confirm_pairs(pairs: pd.DataFrame, truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return those pairs (account_id, other_id, …) that are one customer entered twice; no rows without a truth.

    >>> truth = {"accounts": pd.DataFrame({"account_id": ["A", "B", "C"], "duplicate_of": [None, "A", None]})}
    >>> confirm_pairs(pd.DataFrame({"account_id": ["A", "A"], "other_id": ["B", "C"]}), truth)["other_id"].tolist()
    ['B']
    """
    if "accounts" not in truth:
        return pairs.iloc[:0]
    first = truth["accounts"].set_index("account_id")["duplicate_of"]
    first = first.fillna(first.index.to_series())
    return pairs[pairs["account_id"].map(first) == pairs["other_id"].map(first)]


def ask_who_left(truth: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return by account_id whether it has left, true or false, as the customer says; nobody where there is no truth.

    >>> truth = {"accounts": pd.DataFrame({"account_id": ["A", "B"], "left_at": pd.to_datetime(["2024-01-01", None])})}
    >>> ask_who_left(truth).to_dict(), len(ask_who_left({}))
    ({'A': True, 'B': False}, 0)
    """
    if "accounts" not in truth:
        return pd.Series(dtype=bool, index=pd.Index([], dtype="str", name="account_id"), name="left")
    return truth["accounts"].set_index("account_id")["left_at"].notna().rename("left")


def call_the_silent(response_ids: Iterable[str], truth: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return by response_id how satisfied (1 to 7) those say they are whom a call finds; nobody where there is no truth.

    >>> truth = {"opinions": pd.DataFrame({"response_id": ["R1", "R2"], "reached": [True, False], "says": [3.0, 5.0]})}
    >>> call_the_silent(["R1", "R2"], truth).to_dict(), len(call_the_silent(["R1"], {}))
    ({'R1': 3.0}, 0)
    """
    if "opinions" not in truth:
        return pd.Series(dtype=float, index=pd.Index([], dtype="str", name="response_id"), name="says")
    told = truth["opinions"].set_index("response_id")
    wanted = [one for one in dict.fromkeys(response_ids) if one in told.index]
    return told.loc[wanted].query("reached")["says"]
