"""Contracts for what fills the base and holds it: programmes to win or to keep accounts, and who brought whom."""

from kamlib.tables.contracts.table import Column, Table

AIMS = ("getting", "keeping")

PROGRAMMES = Table(
    "programmes",
    "one programme to win or to keep accounts, in one period",
    (
        Column("programme", "text", "what it is called"),
        Column("aim", "text", "what it is for", values=AIMS),
        Column("started_at", "time", "first day of the period"),
        Column("ended_at", "time", "last day of the period"),
        Column("spending", "money", "what was spent on it in the period, time of our people included", least=0),
        Column("approached", "whole", "prospects or accounts it turned to", "accounts", least=0),
        Column(
            "responded",
            "whole",
            "of these, how many came, or were still there at the period's end",
            "accounts",
            least=0,
        ),
    ),
)

REFERRALS = Table(
    "referrals",
    "an account that another account brought",
    (
        Column("account_id", "id", "the account that came", unique=True),
        Column("referred_by", "id", "the account that brought it"),
        Column("referred_at", "time", "day of the introduction"),
    ),
)
