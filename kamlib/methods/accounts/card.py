"""The account card: what a sales rep has in the hand before a visit.

The record card is the oldest tool of the trade: whose account it is, what it bought, whom we know there, and what we do
not know. Here it is written from the tables, so that nobody fills it in, and its gaps are on it. Taught in lesson 01.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from kamlib.methods.accounts.audit import UNKNOWN
from kamlib.tables.markup import verbatim

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}


@dataclass(frozen=True, eq=False)
class AccountCard:
    """One account before a visit.

    `facts`: what is known, by name (`parent`, `region`, `revenue_12_months`, `last_order` …); what is not known is not
    there. `products`: the best of the last 12 months, indexed by article (or category): revenue, share. `knowledge`: a
    row a question: text, answer, state, age_days. `contacts`: name, role, department, last_contact, days_ago, the
    longest silent last. `monthly`: revenue of the last 24 calendar months, by first day of the month.
    """

    account_id: str
    name: str
    currency: str
    as_of: pd.Timestamp
    facts: dict[str, Any]
    products: pd.DataFrame
    knowledge: pd.DataFrame
    contacts: pd.DataFrame
    monthly: pd.Series

    @property
    def gaps(self) -> pd.DataFrame:
        """The rows of `knowledge` without a fresh answer: the questions to take along."""
        return self.knowledge[self.knowledge["state"] != "fresh"]

    def lines(self) -> list[tuple[str, str]]:
        """Return the facts for reading: what, and its value in words."""
        return [(name.replace("_", " "), self._word(name, value)) for name, value in self.facts.items()]

    def _word(self, name: str, value: Any) -> str:
        if isinstance(value, pd.Timestamp):
            return f"{value.day} {value:%B %Y}"
        if name.startswith("revenue"):
            return f"{'−' if value < 0 else ''}{_SYMBOLS.get(self.currency, self.currency + ' ')}{abs(value):,.2f}"
        if name == "change":
            return f"{'−' if value < 0 else '+'}{abs(value):,.0%}"
        return f"{value:,}" if isinstance(value, int) else str(value)

    def _parts(self) -> list[tuple[str, list[str]]]:
        """Return the card's headings, each with its lines of plain text."""
        known = len(self.knowledge) - int((self.knowledge["state"] == UNKNOWN).sum())
        fresh = self.knowledge[self.knowledge["state"] == "fresh"]
        return [
            ("", [f"{what}: {words}" for what, words in self.lines()]),
            (
                "Buys most (last 12 months)",
                [f"{product}: {self._word('revenue', row.revenue)}" for product, row in self.products.iterrows()],
            ),
            ("People", [_person(row) for row in self.contacts.to_dict("records")]),
            (
                f"We know {known} of {len(self.knowledge)} things, {len(fresh)} of them lately",
                [_answer(r) for r in fresh.to_dict("records")],
            ),
            ("What to ask", [_answer(r) for r in self.gaps.to_dict("records")] or ["nothing: every answer is fresh"]),
        ]

    def __str__(self) -> str:
        text = [f"{self.name} ({self.account_id}), as of {self.as_of.day} {self.as_of:%B %Y}"]
        for heading, lines in self._parts():
            text += [heading] if heading else []
            text += [f"  {line}" for line in lines or ["nothing in this file"]]
        return "\n".join(text)

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        body = "".join(
            f"{f'<b>{escape(heading)}</b>' if heading else ''}"
            f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines or ['nothing in this file'])}</ul>"
            for heading, lines in self._parts()
        )
        return f"<h4>{escape(self.name)} ({escape(self.account_id)})</h4>{body}"


def _person(row: dict[Any, Any]) -> str:
    part = row["role"] if isinstance(row["role"], str) else "part in buying not known"
    spoken = "never spoken to" if pd.isna(row["days_ago"]) else f"spoken to {row['days_ago']:,.0f} days ago"
    where = f", {row['department']}" if isinstance(row["department"], str) else ""
    return f"{row['name']} ({part}{where}), {spoken}"


def _answer(row: dict[Any, Any]) -> str:
    if row["state"] == UNKNOWN:
        return str(row["text"])
    age = "no date" if pd.isna(row["age_days"]) else f"{row['age_days']:,.0f} days old"
    return f"{row['text']} (“{row['answer']}”, {age})"
