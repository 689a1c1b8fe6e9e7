"""What is an answer worth, before we have it? The expected value of sample information, for one action.

Raiffa and Schlaifer (1961, "Applied Statistical Decision Theory"): information is worth what it changes. We may act or
let be; acting pays with some probability and costs otherwise. An answer that would not change what we do is worth
nothing, however interesting. Taught in lesson 01.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.accounts.audit import FRESH, Audit

ASSUMED = ("probability", "gain_share", "loss_share", "accuracy", "minutes")


def value_of_knowing(probability: float, gain: float, loss: float, accuracy: float = 1.0) -> float:
    """Return what it is worth, on average, to hear a signal before choosing to act or not; same money as `gain`.

    Acting gains `gain` with `probability` and loses `loss` otherwise; not acting brings 0. The signal says whether
    acting would pay, and is right with `accuracy` either way: 1 is certainty, 0.5 a tossed coin. The value is never
    negative, and 0 where no answer could change the choice. Raises ValueError for a probability outside 0 to 1, an
    accuracy outside 0.5 to 1, or a gain or loss below zero.

    >>> value_of_knowing(0.3, gain=1000, loss=400)
    280.0
    >>> value_of_knowing(0.3, gain=1000, loss=400, accuracy=0.5)
    0.0
    """
    _check({"probability": probability, "gain": gain, "loss": loss, "accuracy": accuracy})
    return float(_worth(probability, gain, loss, accuracy))


def gap_values(audit: Audit, stakes: pd.Series, assumptions: pd.DataFrame) -> pd.DataFrame:
    """Return what filling each gap of an audit is worth, and what an hour of filling gaps brings; best first.

    `stakes` maps account_id to the money a year at stake there (an account that is not named, or stands below zero, has
    nothing at stake). `assumptions` is indexed by question: probability that acting on it pays, gain_share and
    loss_share of the stake, accuracy of the answer we would get, and minutes to get it. A stale answer counts as none,
    so its worth is an upper bound.

    The result has a row for each unknown or stale cell: account_id, question, state, expected_value (money a year),
    minutes, value_per_hour; the most valuable hour first, ties by account and question. Raises ValueError when a
    question has no assumptions or a number makes no sense.

    >>> from kamlib.methods.accounts import knowledge_audit
    >>> nothing = pd.DataFrame({"account_id": [], "question": [], "answer": [], "answered_at": []})
    >>> audit = knowledge_audit(nothing, pd.DataFrame({"account_id": ["A"]}), pd.Timestamp("2024-12-31"))
    >>> same = {"probability": 0.3, "gain_share": 0.1, "loss_share": 0.04, "accuracy": 1.0, "minutes": 30}
    >>> gap_values(audit, pd.Series({"A": 10_000.0}), pd.DataFrame(same, index=range(1, 14))).iloc[0].to_dict()
    {'account_id': 'A', 'question': 1, 'state': 'unknown', 'expected_value': 280.0, 'minutes': 30.0, 'value_per_hour': 560.0}
    """
    gaps = audit.cells.loc[audit.cells["state"] != FRESH, ["account_id", "question", "state"]]
    assumed = _assumed(assumptions, sorted(gaps["question"].unique()))
    if stakes.isna().any():
        raise ValueError(f"{int(stakes.isna().sum()):,} accounts have no stake: give money a year, or leave them out.")
    if not stakes.index.is_unique:
        raise ValueError("The stakes name an account more than once: give one amount for each account_id.")
    stake = gaps["account_id"].map(stakes.astype(float).clip(lower=0)).astype(float).fillna(0.0).to_numpy()
    each = assumed.loc[gaps["question"]]
    value = _worth(
        each["probability"].to_numpy(),
        each["gain_share"].to_numpy() * stake,
        each["loss_share"].to_numpy() * stake,
        each["accuracy"].to_numpy(),
    )
    minutes = each["minutes"].to_numpy()
    table = gaps.assign(expected_value=value, minutes=minutes, value_per_hour=60 * value / minutes)
    ordered = table.sort_values(["value_per_hour", "account_id", "question"], ascending=[False, True, True])
    return ordered.reset_index(drop=True)


def _worth(probability: Any, gain: Any, loss: Any, accuracy: Any) -> Any:
    """Return the value of the signal: choosing after each of its two answers, less choosing without."""
    win, lose = probability * gain, (1 - probability) * loss
    encouraged = np.maximum(0, accuracy * win - (1 - accuracy) * lose)
    discouraged = np.maximum(0, (1 - accuracy) * win - accuracy * lose)
    # Rounding may leave a trace of a minus where the answer changes nothing.
    worth = np.maximum(0, encouraged + discouraged - np.maximum(0, win - lose))
    return np.where(worth > 1e-12 * (win + lose), worth, 0.0)


def _assumed(assumptions: pd.DataFrame, questions: list[int]) -> pd.DataFrame:
    absent = [name for name in ASSUMED if name not in assumptions]
    if absent:
        raise ValueError(f"The assumptions have no column {absent[0]!r}: give {', '.join(ASSUMED)} for each question.")
    without = [str(number) for number in questions if number not in assumptions.index]
    if without:
        raise ValueError(f"No assumptions are given for question {', '.join(without)}: index them by question number.")
    assumed = assumptions.loc[questions, list(ASSUMED)].astype(float)
    for row in assumed.to_dict("index").values():
        _check({str(name): value for name, value in row.items()})
    return assumed


def _check(given: dict[str, float]) -> None:
    for name, value in given.items():
        least, most = {"probability": (0, 1), "accuracy": (0.5, 1)}.get(name, (0, np.inf))
        if not (np.isfinite(value) and least <= value <= most) or (name == "minutes" and value == 0):
            limits = f"from {least:g} to {most:g}" if np.isfinite(most) else "of at least 0 (minutes: above 0)"
            raise ValueError(f"The {name.replace('_', ' ')} is {value!r}: give a number {limits}.")
