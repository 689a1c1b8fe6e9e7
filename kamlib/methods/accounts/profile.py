"""The market in six questions: who buys, what, why, who takes part in buying, how, and where.

The questions are older than any customer database, and most files answer two or three of them. So each panel says what
it stands on, and a question the file cannot answer stays open instead of being guessed. Taught in lesson 01.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import numpy as np
import pandas as pd

from kamlib.methods.accounts.audit import latest_answers
from kamlib.methods.accounts.completeness import filled
from kamlib.methods.segments.buying import NO_ARTICLES, TOO_FEW, behaviour
from kamlib.tables.markup import verbatim

QUESTIONS = {
    "who": "Who buys?",
    "what": "What do they buy?",
    "why": "Why do they buy?",
    "who_takes_part": "Who takes part in buying?",
    "how": "How do they buy?",
    "where": "Where do they buy?",
}
NOT_STATED = "not stated"
_WHY, _HOW = 1, 7
"""The questions of the audit that say what they value, and how they buy."""


@dataclass(frozen=True, eq=False)
class MarketProfile:
    """Six panels, by who, what, why, who_takes_part, how, where; None where the file cannot tell.

    A panel is indexed by answer, largest first: accounts (how many), share, and where money is behind it revenue.
    `share_of` says what the shares are of, revenue or accounts; `basis` has a sentence on what each panel stands on.
    """

    panels: dict[str, pd.DataFrame | None]
    basis: dict[str, str]
    share_of: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = []
        for key, question in QUESTIONS.items():
            panel = self.panels[key]
            said = "" if panel is None else f"{', '.join(_row(*row) for row in panel['share'].head(3).items())}. "
            lines.append(f"{question} {said}{self.basis[key]}")
        return "\n".join(lines)

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in str(self).splitlines())


def market_profile(
    orders: pd.DataFrame,
    accounts: pd.DataFrame,
    contacts: pd.DataFrame | None = None,
    knowledge: pd.DataFrame | None = None,
) -> MarketProfile:
    """Answer the six market questions as far as these contract tables can.

    Who and where come from the accounts, what from the order lines, each by share of revenue; why and how from
    questions 1 and 7 of the knowledge audit; who takes part from the contacts, each by share of the accounts that tell.
    Where nobody wrote down how they buy, the orders stand in for it (`segments.behaviour`), and the basis says so.

    >>> orders = pd.DataFrame({"account_id": ["A", "B"], "ordered_at": pd.to_datetime(["2024-01-01"] * 2)})
    >>> orders = orders.assign(order_id=["1", "2"], revenue=[30.0, 10.0])
    >>> found = market_profile(orders, pd.DataFrame({"account_id": ["A", "B"], "region": ["North", "South"]}))
    >>> found.panels["where"]["share"].to_dict(), found.panels["why"], found.basis["why"]
    ({'North': 0.75, 'South': 0.25}, None, 'This file cannot tell: it has no answer to question 1 of the audit.')
    """
    everybody = pd.Index(orders["account_id"]).union(pd.Index(accounts["account_id"])).unique()
    listed = accounts.drop_duplicates("account_id").set_index("account_id")
    answers = None if knowledge is None else knowledge[knowledge["account_id"].isin(everybody)]
    found = {
        "who": _by_account(orders, listed, "account_type", "type of account"),
        "what": _by_line(orders),
        "why": _by_answer(answers, _WHY, len(everybody)),
        "who_takes_part": _by_role(contacts, everybody),
        "how": _by_answer(answers, _HOW, len(everybody)),
        "where": _by_account(orders, listed, "region", "region"),
    }
    if found["how"][0] is None:
        found["how"] = _by_behaviour(orders, found["how"][1])
    return MarketProfile(
        {key: panel for key, (panel, _) in found.items()},
        {key: words for key, (_, words) in found.items()},
        {key: "revenue" if key in ("who", "what", "where") else "accounts" for key in QUESTIONS},
    )


Found = tuple[pd.DataFrame | None, str]


def _by_account(orders: pd.DataFrame, listed: pd.DataFrame, column: str, words: str) -> Found:
    if column not in listed or not filled(listed[column]).any() or orders.empty:
        return None, f"This file cannot tell: no account has a {words}."
    stated = listed[column][filled(listed[column])]
    buyers = pd.Index(orders["account_id"]).unique()
    told = int(buyers.isin(stated.index).sum())
    panel = _by_revenue(orders, orders["account_id"].map(stated))
    return panel, f"From {told:,} of {len(buyers):,} accounts that ordered: their {words}."


def _by_line(orders: pd.DataFrame) -> Found:
    for column, words in (("category", "product category"), ("product_id", "article")):
        if column in orders and (there := filled(orders[column])).any():
            panel = _by_revenue(orders, orders[column].where(there))
            return panel, f"From {int(there.sum()):,} of {len(orders):,} order lines: their {words}."
    return None, "This file cannot tell: no order line has an article or a category."


def _by_revenue(orders: pd.DataFrame, answer: pd.Series) -> pd.DataFrame:
    groups = orders.groupby(answer.astype("str").fillna(NOT_STATED).rename("answer"))
    panel = pd.DataFrame({"accounts": groups["account_id"].nunique(), "revenue": groups["revenue"].sum()})
    total = float(panel["revenue"].sum())
    panel["share"] = panel["revenue"] / (total if total > 0 else np.nan)
    return panel.sort_values("revenue", ascending=False, kind="stable")


def _by_answer(knowledge: pd.DataFrame | None, question: int, accounts: int) -> Found:
    nothing = f"This file cannot tell: it has no answer to question {question} of the audit."
    if knowledge is None:
        return None, nothing
    rows = latest_answers(knowledge[knowledge["question"] == question], pd.Timestamp.max)
    if rows.empty:
        return None, nothing
    words = rows["answer"].astype("str").str.strip()
    return _by_count(words, rows["account_id"], len(rows)), (
        f"From {len(rows):,} of {accounts:,} accounts: question {question} of the audit."
    )


def _by_role(contacts: pd.DataFrame | None, everybody: pd.Index) -> Found:
    nothing = "This file cannot tell: it has no contact whose part in buying is known."
    if contacts is None or "role" not in contacts:
        return None, nothing
    people = contacts[contacts["account_id"].isin(everybody) & filled(contacts["role"])]
    if people.empty:
        return None, nothing
    known = people["account_id"].nunique()
    panel = _by_count(people["role"].astype("str").str.strip(), people["account_id"], known)
    return (
        panel,
        f"From {len(people):,} contacts at {known:,} of {len(everybody):,} accounts; an account counts once a role.",
    )


def _by_behaviour(orders: pd.DataFrame, why_not: str) -> Found:
    if orders.empty:
        return None, why_not
    label = behaviour(orders, orders["ordered_at"].max())["label"]
    told = label[~label.isin((TOO_FEW, NO_ARTICLES))]
    if told.empty:
        return None, f"{why_not} The orders are too few, or without articles, to stand in."
    panel = _by_count(told, told.index.to_series(), len(told))
    return (
        panel,
        f"By proxy, from the orders of {len(told):,} of {len(label):,} accounts: no answer to question {_HOW}.",
    )


def _by_count(answers: pd.Series, account_ids: pd.Series, base: int) -> pd.DataFrame:
    counts = account_ids.groupby(answers.rename("answer").to_numpy()).nunique().rename_axis("answer")
    panel = pd.DataFrame({"accounts": counts, "share": counts / base})
    return panel.sort_values("accounts", ascending=False, kind="stable")


def _row(answer: object, share: float) -> str:
    return f"{answer} {'not known' if np.isnan(share) else f'{share:.0%}'}"
