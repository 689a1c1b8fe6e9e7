"""Cards for all accounts of a company, the tables gone through once, so that the next card comes at once.

`account_card` makes one; an explorer that turns the cards over keeps `Cards`. Taught in lesson 01.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from kamlib.methods.accounts.audit import knowledge_audit, latest_answers
from kamlib.methods.accounts.card import AccountCard
from kamlib.methods.accounts.completeness import filled
from kamlib.tables.contracts import CONTRACTS, KNOWLEDGE_QUESTIONS

MONTHS = 24
TOP_PRODUCTS = 5
_STATED = {"account_type": "type", "region": "region", "manager": "manager", "opened_at": "customer_since"}
_PERSON = {"contact_name": "name", "role": "role", "department": "department", "last_contacted_at": "last_contact"}


def account_card(
    account_id: str,
    *,
    orders: pd.DataFrame,
    accounts: pd.DataFrame,
    as_of: date | pd.Timestamp,
    currency: str,
    contacts: pd.DataFrame | None = None,
    knowledge: pd.DataFrame | None = None,
) -> AccountCard:
    """Return the card of one account from contract tables, as it stood on a day; later rows are not counted.

    Twelve months are those up to the same day of last year. Raises ValueError when neither the accounts nor the orders
    hold the account.

    >>> orders = pd.DataFrame({"account_id": ["A"], "ordered_at": pd.to_datetime(["2024-12-01"]), "revenue": [80.0]})
    >>> accounts = pd.DataFrame({"account_id": ["A"], "account_name": ["Åsevik Golv AB"], "region": ["North"]})
    >>> card = account_card("A", orders=orders, accounts=accounts, as_of=pd.Timestamp("2024-12-31"), currency="SEK")
    >>> print("; ".join(f"{what}: {words}" for what, words in card.lines()))  # doctest: +NORMALIZE_WHITESPACE
    region: North; customer since: 1 December 2024; revenue 12 months: SEK 80.00; revenue 12 before: SEK 0.00;
    last order: 1 December 2024; days since order: 30
    """

    def own(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["account_id"] == account_id]

    optional = [None if table is None else own(table) for table in (contacts, knowledge)]
    cards = Cards(own(orders), own(accounts), as_of, currency, *optional)
    if account_id not in cards.ids:
        raise ValueError(
            f"There is no account {str(account_id)!r} in the accounts or orders: give an account_id of them."
        )
    return cards[account_id]


class Cards:
    """The cards of all accounts that `accounts` or `orders` hold: `ids` lists them, `cards[account_id]` is one.

    The arguments are those of `account_card`, over the whole company.
    """

    def __init__(
        self,
        orders: pd.DataFrame,
        accounts: pd.DataFrame,
        as_of: date | pd.Timestamp,
        currency: str,
        contacts: pd.DataFrame | None = None,
        knowledge: pd.DataFrame | None = None,
    ) -> None:
        self.today, self.currency = pd.Timestamp(as_of).normalize(), currency
        self.ids = pd.Index(accounts["account_id"]).union(pd.Index(orders["account_id"])).unique()
        self._row = accounts.drop_duplicates("account_id").set_index("account_id").to_dict("index")
        bought = orders.assign(day=orders["ordered_at"].dt.normalize())
        bought = bought[bought["day"] <= self.today]
        self._sums = _sums(bought, self.today).to_dict("index")
        self._monthly = _monthly(bought, self.today)
        self._products = _products(bought[bought["day"] > self.today - pd.DateOffset(years=1)])
        self._knowledge = _knowledge(knowledge, self.ids, self.today)
        self._people = _people(contacts, self.today)

    def __getitem__(self, account_id: str) -> AccountCard:
        """Return the card of one account; a KeyError where it is not in `ids`."""
        place = self.ids.get_loc(account_id)
        row = {str(name): value for name, value in self._row.get(account_id, {}).items() if _said(value)}
        questions = len(KNOWLEDGE_QUESTIONS)
        return AccountCard(
            account_id=str(account_id),
            name=str(row.get("account_name", account_id)),
            currency=self.currency,
            as_of=self.today,
            facts=_facts(row, self._sums.get(account_id), self.today),
            products=self._products[account_id].droplevel(0).head(TOP_PRODUCTS),
            knowledge=self._knowledge.iloc[questions * place : questions * (place + 1)].set_index("question"),
            contacts=self._people[account_id],
            monthly=self._monthly.reindex([account_id], fill_value=0.0).iloc[0].rename("revenue"),
        )


class _Split:
    """A table's rows by account, looked up and not cut apart before they are asked for."""

    def __init__(self, table: pd.DataFrame, accounts: pd.Index) -> None:
        self.table, self.places = table, pd.Series(range(len(table))).groupby(accounts.to_numpy()).indices

    def __getitem__(self, account_id: str) -> pd.DataFrame:
        return self.table.iloc[self.places.get(account_id, [])]


def _said(value: Any) -> bool:
    return not pd.isna(value) and str(value).strip() != ""


def _facts(row: dict[str, Any], sums: dict[Any, Any] | None, today: pd.Timestamp) -> dict[str, Any]:
    facts: dict[str, Any] = {"parent": row.get("parent_name", row.get("parent_id"))}
    facts |= {name: row.get(column) for column, name in _STATED.items()}
    if sums:
        now, then = sums["now"], sums["then"]
        facts["customer_since"] = facts["customer_since"] or sums["first"]
        facts |= {"revenue_12_months": now, "revenue_12_before": then, "change": now / then - 1 if then > 0 else None}
        facts |= {"last_order": sums["last"], "days_since_order": (today - sums["last"]).days}
    return {name: value for name, value in facts.items() if value is not None}


def _sums(bought: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return for each account the revenue of the last twelve months and of those before, first and last day."""
    year, before = today - pd.DateOffset(years=1), today - pd.DateOffset(years=2)
    late = bought["day"] > year
    table = pd.DataFrame({"now": bought["revenue"].where(late, 0.0), "day": bought["day"]})
    table["then"] = bought["revenue"].where(~late & (bought["day"] > before), 0.0)
    groups = table.groupby(bought["account_id"])
    return groups.agg(now=("now", "sum"), then=("then", "sum"), first=("day", "min"), last=("day", "max"))


def _monthly(bought: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return revenue, a row an account and a column a calendar month, the one `today` is in last."""
    months = pd.date_range(end=today.to_period("M").to_timestamp(), periods=MONTHS, freq="MS").rename("month")
    recent = bought[bought["day"] >= months[0]]
    month = recent["day"].dt.to_period("M").dt.to_timestamp()
    grid = recent.groupby(["account_id", month])["revenue"].sum().unstack()
    return grid.reindex(columns=months).fillna(0.0)


def _products(bought: pd.DataFrame) -> _Split:
    """Return each account's revenue by article (or category), largest first, and its share of all it bought."""
    for column in ("product_id", "category"):
        if column in bought and filled(bought[column]).any():
            table = bought[filled(bought[column])].groupby(["account_id", column])[["revenue"]].sum()
            total = bought.groupby("account_id")["revenue"].sum().rename("total").where(lambda money: money > 0)
            table = table.join(total).sort_values("revenue", ascending=False, kind="stable")
            table["share"] = table["revenue"] / table.pop("total")
            return _Split(table, table.index.get_level_values(0))
    nothing = pd.DataFrame({"account_id": [], "article": [], "revenue": [], "share": []}, dtype=float)
    return _Split(nothing.set_index(["account_id", "article"]), pd.Index([]))


def _knowledge(knowledge: pd.DataFrame | None, ids: pd.Index, today: pd.Timestamp) -> pd.DataFrame:
    """Return question, text, answer, state, age_days: thirteen rows an account, accounts in the order of `ids`."""
    if knowledge is None:
        kinds = CONTRACTS["knowledge"].dtypes()
        knowledge = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
    cells = knowledge_audit(knowledge, pd.DataFrame({"account_id": ids}), today).cells
    answers = latest_answers(knowledge, today)[["account_id", "question", "answer"]]
    table = cells.merge(answers, on=["account_id", "question"], how="left")
    table["text"] = table["question"].map(dict(enumerate(KNOWLEDGE_QUESTIONS, start=1)))
    return table[["question", "text", "answer", "state", "age_days"]]


def _people(contacts: pd.DataFrame | None, today: pd.Timestamp) -> _Split:
    if contacts is None:
        return _Split(pd.DataFrame(columns=[*_PERSON.values(), "days_ago"]), pd.Index([]))
    table = contacts.reindex(columns=["account_id", *_PERSON]).rename(columns=_PERSON)
    spoken = pd.to_datetime(table["last_contact"]).dt.normalize()
    table["last_contact"] = spoken.where(spoken <= today)
    table["days_ago"] = (today - table["last_contact"]).dt.days
    ordered = table.sort_values("days_ago", na_position="last", kind="stable")
    return _Split(ordered.drop(columns="account_id"), pd.Index(ordered["account_id"]))
