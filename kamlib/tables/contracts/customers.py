"""Contracts for what we know of customers: accounts, the people in them, and the audit of that knowledge."""

from kamlib.tables.contracts.table import Column, Table

ACCOUNTS = Table(
    "accounts",
    "a customer we deliver and invoice to",
    (
        Column("account_id", "id", "our id for the account", unique=True),
        Column("account_name", "name", "the name on the invoice"),
        Column("parent_id", "id", "the group that owns the account", required=False, missing=True),
        Column("parent_name", "name", "name of that group", required=False, missing=True),
        Column(
            "account_type", "text", "distributor, contractor, or the client's own words", required=False, missing=True
        ),
        Column("region", "text", "sales region or country", required=False, missing=True),
        Column("manager", "name", "who in our company answers for the account", required=False, missing=True),
        Column("opened_at", "time", "day the account was opened", required=False, missing=True),
    ),
)

CONTACTS = Table(
    "contacts",
    "a person at an account",
    (
        Column("contact_id", "id", "our id for the person", unique=True),
        Column("account_id", "id", "the account the person works for"),
        Column("contact_name", "name", "the person's name"),
        Column(
            "role", "text", "part in the buying decision: buyer, user, specifier, decider, gatekeeper", missing=True
        ),
        Column("department", "text", "department at the customer", required=False, missing=True),
        Column("last_contacted_at", "time", "day we last spoke", required=False, missing=True),
    ),
)

KNOWLEDGE_QUESTIONS = (
    "Which part of our service matters most to them?",
    "What do they find hardest in dealing with us?",
    "What do they spend with us in a year?",
    "Which share of their spending in our field do we get?",
    "How sound are their finances?",
    "What are their plans?",
    "How do they buy and work?",
    "What else do they buy?",
    "What do they buy from others?",
    "How do they rate us?",
    "What does serving them cost us?",
    "What do they earn us?",
    "What would replacing them take?",
)
"""What a supplier should know of each account; question 1 is the first."""

KNOWLEDGE = Table(
    "knowledge",
    "what we know of one account on one of the thirteen questions",
    (
        Column("account_id", "id", "the account"),
        Column("question", "whole", "number of the question", least=1, most=13),
        Column("answer", "text", "what we wrote down; empty where we do not know", missing=True),
        Column("answered_at", "time", "day it was last confirmed", missing=True),
        Column("source", "text", "where the answer came from", missing=True),
    ),
)
