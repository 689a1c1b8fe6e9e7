"""The knowledge audit: what we know of each account on thirteen questions, and how old that knowledge is.

A supplier who cannot say what an account values, spends and plans is guessing, and an answer wears out. So every cell
of accounts by questions is fresh, stale or unknown. Whether an answer is right the audit cannot see: `accuracy` draws
cells to check. Taught in lesson 01.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

import numpy as np
import pandas as pd

from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS

STALE_AFTER_DAYS = 548
"""Eighteen months: our convention, to be argued with. A question of plans wears out sooner than one of habits."""
FRESH, STALE, UNKNOWN = STATES = ("fresh", "stale", "unknown")


@dataclass(frozen=True, eq=False)
class Audit:
    """What is known of each account: a row a cell, a question and an account, and the two shares over all cells.

    `cells`: account_id, question (1 to 13), state (fresh, stale, unknown), age_days (NaN where nothing dated is known).
    `by_question`: indexed by question: text, coverage (share of accounts with an answer), fresh_share, median_age_days.
    `by_account`: indexed by account_id: coverage (share of questions answered), fresh_share, oldest_days.
    """

    cells: pd.DataFrame
    by_question: pd.DataFrame
    by_account: pd.DataFrame
    coverage: float
    fresh_share: float
    as_of: pd.Timestamp
    stale_after_days: int

    def __str__(self) -> str:
        accounts = len(self.by_account)
        if not accounts:
            return "There is no account to audit: bring the list of accounts."
        return (
            f"Of {len(self.cells):,} cells ({accounts:,} accounts, {len(self.by_question)} questions) "
            f"{self.coverage:.0%} hold an answer and {self.fresh_share:.0%} one of at most "
            f"{self.stale_after_days:,} days, as of {self.as_of.day} {self.as_of:%B %Y}."
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        shares = dict.fromkeys(("coverage", "fresh_share"), "{:.0%}".format)
        return f"<p>{escape(str(self))}</p>{self.by_question.to_html(formatters=shares, na_rep='', escape=True)}"


def knowledge_audit(
    knowledge: pd.DataFrame,
    accounts: pd.DataFrame,
    as_of: date | pd.Timestamp,
    *,
    stale_after_days: int = STALE_AFTER_DAYS,
) -> Audit:
    """Audit `knowledge` (contract table) over all of `accounts`: what is fresh, stale or unknown on a day.

    An answer of blanks is none. Of several answers to one question the latest counts; one dated after `as_of` was not
    there yet. An answer without a date is stale, because nobody can say how old it is. Answers of accounts that
    `accounts` does not list are left out. Without any account the shares are NaN. Raises ValueError for a limit below
    one day.

    >>> accounts = pd.DataFrame({"account_id": ["A", "B"]})
    >>> known = pd.DataFrame({"account_id": ["A"], "question": [1], "answer": ["price"], "answered_at": ["2024-01-01"]})
    >>> knowledge_audit(known, accounts, pd.Timestamp("2024-12-31"))
    Of 26 cells (2 accounts, 13 questions) 4% hold an answer and 4% one of at most 548 days, as of 31 December 2024.
    """
    if stale_after_days < 1:
        raise ValueError(f"An answer cannot be stale after {stale_after_days} days: give a limit of one day or more.")
    today = pd.Timestamp(as_of).normalize()
    ids = accounts["account_id"].drop_duplicates()
    numbers = range(1, len(KNOWLEDGE_QUESTIONS) + 1)
    every = pd.MultiIndex.from_product([ids, numbers], names=["account_id", "question"])
    known = latest_answers(knowledge, today).set_index(["account_id", "question"])
    age = (today - known["answered_at"].dt.normalize()).dt.days.astype(float).reindex(every)
    there = every.isin(known.index)
    state = np.select([~there, (age <= stale_after_days).to_numpy()], [UNKNOWN, FRESH], STALE)
    cells = pd.DataFrame({"state": pd.array(state, dtype="str"), "age_days": age.to_numpy()}, index=every).reset_index()
    table = cells.assign(known=there, fresh=state == FRESH)
    by_question = _shares(table, "question", "median", "median_age_days").reindex(pd.Index(numbers, name="question"))
    by_question.insert(0, "text", list(KNOWLEDGE_QUESTIONS))
    by_account = _shares(table, "account_id", "max", "oldest_days")
    coverage, fresh = (float(table[name].mean()) if len(table) else np.nan for name in ("known", "fresh"))
    return Audit(cells, by_question, by_account, coverage, fresh, today, stale_after_days)


def latest_answers(knowledge: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the answers that stand on a day: one row an account and question, the latest, none blank.

    The columns of `knowledge` stay. Undated answers yield to dated ones; among equals the last row counts.
    """
    dates = pd.to_datetime(knowledge["answered_at"])
    said = knowledge["answer"].astype("str").str.strip().fillna("") != ""
    rows = knowledge.assign(answered_at=dates)[said & ~(dates.dt.normalize() > as_of.normalize())]
    ordered = rows.sort_values("answered_at", kind="stable", na_position="first")
    return ordered.drop_duplicates(["account_id", "question"], keep="last").sort_index()


def _shares(table: pd.DataFrame, key: str, of_age: str, name: str) -> pd.DataFrame:
    groups = table.groupby(key, sort=False)
    return pd.DataFrame(
        {
            "coverage": groups["known"].mean(),
            "fresh_share": groups["fresh"].mean(),
            name: groups["age_days"].agg(of_age),
        }
    )
